"""The last upload of the same data: the file that a resubmission is held against, and what was said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, text

from warehouse.publish import Slice
from warehouse.tables import temuan

_CANDIDATES = text(
    """
    SELECT b.id, b.sha256, b.nama, b.diterima_pada,
           (SELECT array_agg(DISTINCT p.dataset || E'\\n' || p.periode)
              FROM mutu.pemeriksaan AS p WHERE p.berkas_id = b.id) AS irisan
      FROM ops.berkas AS b, ops.berkas AS ini
     WHERE ini.id = :berkas AND b.opd = :opd AND b.id <> ini.id AND b.putusan IS NOT NULL
       AND (b.diterima_pada, b.id) < (ini.diterima_pada, ini.id)
     ORDER BY b.diterima_pada DESC, b.id DESC
    """
)


@dataclass(frozen=True)
class EarlierFile:
    """A file that came before another one of the same data."""

    id: int
    sha256: str
    name: str
    received: datetime


@dataclass(frozen=True)
class SaidBefore:
    """A finding above a note, as it was said of a file; ``cells`` are at most the listed ones, ``count`` is exact."""

    code: str
    sheet: str | None
    cells: tuple[str, ...]
    count: int
    message: str


def earlier_file(
    connection: Connection, berkas_id: int, opd: str | None, slices: Iterable[Slice], same_name: Callable[[str], bool]
) -> EarlierFile | None:
    """The last file of the OPD before this one that is about the same datasets and periods.

    Where of either of the two no dataset was recognised, ``same_name`` says whether a name means the same file.
    """
    mine = {(s.dataset, s.period) for s in slices}
    for number, sha256, name, received, found in connection.execute(_CANDIDATES, {"berkas": berkas_id, "opd": opd}):
        theirs = {tuple(each.split("\n", 1)) for each in found or ()}
        if theirs == mine if theirs and mine else same_name(name):
            return EarlierFile(number, sha256, name, received)
    return None


def said_of(connection: Connection, berkas_id: int) -> list[SaidBefore]:
    """What was said of a file, mere notes left out."""
    query = select(temuan.c.kode, temuan.c.lembar, temuan.c.sel, temuan.c.jumlah, temuan.c.pesan)
    query = query.where(temuan.c.berkas_id == berkas_id, temuan.c.tingkat != "info").order_by(temuan.c.id)
    rows = connection.execute(query)
    return [SaidBefore(code, sheet, _cells(cells), count, said) for code, sheet, cells, count, said in rows]


def _cells(listed: str) -> tuple[str, ...]:
    return tuple(cell for cell in listed.split(", ") if cell)
