"""The contract of a dataset: model, ODCS documents, lint."""
