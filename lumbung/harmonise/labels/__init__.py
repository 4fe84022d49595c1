"""Labels of the rows: where each stands, and the code of the region or category it names."""
