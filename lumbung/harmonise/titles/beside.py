"""What is written beside a table rather than in it: its title, the name of its sheet, the name of its file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from lumbung.contracts.model import Source
from lumbung.sheets.model import Table
from lumbung.text import squash

BESIDE = (Source.TITLE, Source.SHEET, Source.FILENAME)
"""The sources that hold one text for the whole table."""


def texts_beside(table: Table, file_name: str) -> Mapping[Source, str]:
    """The text of each such source; a file name without its ending, underscores as spaces."""
    stem = PurePath(file_name).stem.replace("_", " ")
    return {Source.TITLE: " ".join(table.title), Source.SHEET: squash(table.sheet), Source.FILENAME: squash(stem)}
