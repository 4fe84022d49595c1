"""The report of a night: composed from what stands in the warehouse, laid beside the annotated workbooks."""
