"""Headings over the columns of figures: what each says of measure, categories, unit and period."""
