"""The Excel template of a dataset, made from its contract alone: what an OPD fills in and sends back."""
