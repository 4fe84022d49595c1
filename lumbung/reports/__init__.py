"""What people get back: the annotated workbook, summaries."""
