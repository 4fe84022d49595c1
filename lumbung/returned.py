"""How sheets that we wrote into a workbook are known again when the workbook comes back.

The reports write the sheet PERBAIKAN, a template has PETUNJUK and RUJUKAN; the reader must not take them for data. An
operator's own sheet may bear such a name, too: only with our heading in its cell A1 is it ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

FIX_SHEET = "PERBAIKAN"
FIX_HEADING = "HASIL PEMERIKSAAN BERKAS"
PART_HEADING = f"{FIX_HEADING} (HANYA BARIS YANG PERLU DIPERBAIKI)"
"""Heads the sheet PERBAIKAN of a workbook that holds the rows with findings only: no upload, whoever sends it back."""
GUIDE_SHEET = "PETUNJUK"
GUIDE_HEADING = "PETUNJUK PENGISIAN TEMPLAT DATA"
LISTS_SHEET = "RUJUKAN"
LISTS_HEADING = "DAFTAR PILIHAN TEMPLAT DATA"
COMMENT_HEAD = "— Lumbung —"
"""Heads our words in the comment of a cell; before it stand the operator's own."""
TEMPLATE_LABEL, SHEETS_LABEL = "Templat", "Lembar"
"""What stands before the identification of a template on the sheet PETUNJUK, and before the names of its sheets."""
SHEETS_JOINT = "; "
_OF_TEMPLATES = ((GUIDE_SHEET, GUIDE_HEADING), (LISTS_SHEET, LISTS_HEADING))
"""What title and cell A1 of the sheets of a template begin with."""


def is_fix_sheet(title: str, first_text: object) -> bool:
    """Whether a sheet is the PERBAIKAN that we wrote, told by its title and the text of its cell A1."""
    return _is(title, first_text, FIX_SHEET, FIX_HEADING)


def is_part_sheet(title: str, first_text: object) -> bool:
    """Whether a sheet is the PERBAIKAN of a workbook that holds only some rows of the file it speaks of."""
    return _is(title, first_text, FIX_SHEET, PART_HEADING)


def is_template_sheet(title: str, first_text: object) -> bool:
    """Whether a sheet is one that only a template of ours has, told in the same way."""
    return any(_is(title, first_text, *ours) for ours in _OF_TEMPLATES)


def is_own_sheet(title: str, first_text: object) -> bool:
    """Whether a sheet is any that we wrote and that holds no data."""
    return is_fix_sheet(title, first_text) or is_template_sheet(title, first_text)


def is_own_comment(text: str) -> bool:
    """Whether nothing but our words stands in the comment of a cell."""
    return text.lstrip().startswith(COMMENT_HEAD)


def _is(title: str, first_text: object, name: str, heading: str) -> bool:
    return title.upper().startswith(name) and str(first_text or "").startswith(heading)


@dataclass(frozen=True)
class TemplateMark:
    """What a template says of itself: its contract, the version of that, and its sheets where it has several."""

    contract: str
    version: str
    sheets: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As it stands on the sheet PETUNJUK."""
        return f"{self.contract} versi {self.version}"


_MARK = re.compile(r"(.+) versi (\d[\w.+-]*)")


def read_mark(lines: Iterable[tuple[object, object]]) -> TemplateMark | None:
    """The mark among the first two cells of the lines of PETUNJUK; None for a template from before there was one."""
    said = {str(label or "").strip(): str(text or "").strip() for label, text in lines}
    found = _MARK.fullmatch(said.get(TEMPLATE_LABEL, ""))
    if not found:
        return None
    sheets = said.get(SHEETS_LABEL, "")
    return TemplateMark(found[1], found[2], tuple(sheets.split(SHEETS_JOINT)) if sheets else ())
