"""Marks written into the parts of the workbook that was sent, so that everything else in it stays as it was."""
