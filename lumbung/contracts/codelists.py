"""Code lists of a site (``reference/klasifikasi/<list>.csv``): the codes, their names, their known spellings.

Columns: ``kode,nama,alias,sifat,nasional``; only ``kode`` and ``nama`` are required. ``alias`` holds
spellings separated by ``;``. ``sifat`` is empty, ``opsional`` (may be absent) or ``jumlah`` (adds up the others).
``nasional`` is the code in the national list that this one is a choice from (KBLI, KBKI); where a list has the column,
an entry without it is known here alone.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lumbung import reference
from lumbung.contracts.model import Category

NATIONAL_LISTS = Path(reference.__file__).parent / "klasifikasi"
"""Lists of a national kind that every site may use; a site's own list of the same name goes before."""
TRAITS = ("", "opsional", "jumlah")


class CodeListError(ValueError):
    """A code list that is missing or not as it should be; the message says which line and why."""


def read_code_list(path: Path) -> tuple[Category, ...]:
    """The categories of one code list, in file order.

    Raises:
        CodeListError: the file is missing, a column is missing, a code repeats or a trait is unknown.
    """
    if not path.is_file():
        raise CodeListError(f"code list {path.name} not found in {path.parent}")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    if not rows or not {"kode", "nama"} <= rows[0].keys():
        raise CodeListError(f"{path.name}: the columns kode and nama are needed, and at least one row")
    categories = [_category(f"{path.name} line {number}", row) for number, row in enumerate(rows, start=2)]
    _refuse_repeats(path.name, categories)
    return _with_local(categories, rows)


def inline_categories(where: str, rows: Sequence[Mapping[str, object]] | None) -> tuple[Category, ...]:
    """The categories that a contract writes out itself, with the same columns as a code list.

    Raises:
        CodeListError: as for a code list.
    """
    for row in rows or ():
        if not isinstance(row, Mapping):
            raise CodeListError(f"{where}: a category is written as {{kode: …, nama: …}}, not as '{row}'")
    written = [{k: str(v) for k, v in row.items() if v is not None} for row in rows or ()]
    categories = [_category(f"{where} category {number}", row) for number, row in enumerate(written, start=1)]
    _refuse_repeats(where, categories)
    return _with_local(categories, written)


def _category(where: str, row: Mapping[str, str | None]) -> Category:
    def text(column: str) -> str:
        return (row.get(column) or "").strip()

    trait = text("sifat")
    if trait not in TRAITS:
        raise CodeListError(f"{where}: sifat is '{trait}'; it may be empty, opsional or jumlah")
    if not text("kode") or not text("nama"):
        raise CodeListError(f"{where}: kode and nama must not be empty")
    return Category(
        code=text("kode"),
        name=text("nama"),
        aliases=tuple(alias.strip() for alias in text("alias").split(";") if alias.strip()),
        total=trait == "jumlah",
        optional=trait == "opsional",
    )


def _with_local(categories: Sequence[Category], rows: Sequence[Mapping[str, str | None]]) -> tuple[Category, ...]:
    """The categories, marked where a list with national codes has none for them; a sum of others needs none."""
    national = [(row.get("nasional") or "").strip() for row in rows]
    mapped = any(national)
    pairs = zip(categories, national, strict=True)
    return tuple(replace(c, local=mapped and not code and not c.total) for c, code in pairs)


def _refuse_repeats(name: str, categories: Sequence[Category]) -> None:
    seen: set[str] = set()
    for category in categories:
        if category.code in seen:
            raise CodeListError(f"{name}: code {category.code} stands twice")
        seen.add(category.code)
