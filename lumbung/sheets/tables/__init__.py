"""Grid → tables: regions, the roles of rows and columns, the paths of headings."""
