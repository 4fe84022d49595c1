"""How a workbook that we returned is known again when the operator sends it back mended.

The reports write the sheet PERBAIKAN into it; the reader must not take that sheet for data.
"""

from __future__ import annotations

FIX_SHEET = "PERBAIKAN"
FIX_HEADING = "HASIL PEMERIKSAAN BERKAS"
"""What the cell A1 of our sheet begins with. An operator's own sheet may be called PERBAIKAN, too."""


def is_fix_sheet(title: str, first_text: object) -> bool:
    """Whether a sheet is one that we wrote, told by its title and the text of its cell A1."""
    return title.upper().startswith(FIX_SHEET) and str(first_text or "").startswith(FIX_HEADING)
