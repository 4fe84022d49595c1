"""What is known of the inbox: arrivals already noted, files that wait for inspection, copies, the rules last used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, text
from sqlalchemy.dialects.postgresql import insert

from warehouse.publish import Slice
from warehouse.tables import berkas, kiriman, muat, setelan

_RULES = "sidik_aturan"


@dataclass(frozen=True)
class FileRecord:
    """A landed file and how it stands."""

    id: int
    sha256: str
    name: str
    opd: str | None
    verdict: str | None  # None: not inspected yet


def noted_arrivals(connection: Connection) -> frozenset[tuple[str, datetime]]:
    """Origin and modified time of every arrival already noted: these need not be opened again."""
    rows = connection.execute(select(kiriman.c.asal, kiriman.c.diterima_pada))
    return frozenset((origin, moment) for origin, moment in rows)


def files_of(connection: Connection, opds: Iterable[str], uninspected_only: bool) -> list[FileRecord]:
    """The files that these OPDs sent, in order of first arrival."""
    query = select(berkas.c.id, berkas.c.sha256, berkas.c.nama, berkas.c.opd, berkas.c.putusan)
    query = query.where(berkas.c.opd.in_(list(opds))).order_by(berkas.c.diterima_pada, berkas.c.id)
    if uninspected_only:
        query = query.where(berkas.c.diperiksa_pada.is_(None))
    return [FileRecord(*row) for row in connection.execute(query)]


def copies(connection: Connection, berkas_id: int) -> tuple[str, ...]:
    """The different places in the inbox from which the same bytes came, first one first."""
    first = func.min(kiriman.c.id)
    query = select(kiriman.c.asal).where(kiriman.c.berkas_id == berkas_id).group_by(kiriman.c.asal).order_by(first)
    return tuple(connection.scalars(query))


def rules_used(connection: Connection, opd: str) -> str | None:
    """The fingerprint of contracts and lists by which an OPD's files were last inspected."""
    return connection.scalar(select(setelan.c.nilai).where(setelan.c.kunci == f"{_RULES}/{opd}"))


def note_rules(connection: Connection, opd: str, fingerprint: str) -> None:
    """Remember the fingerprint by which an OPD's files have all been inspected."""
    added = insert(setelan).values(kunci=f"{_RULES}/{opd}", nilai=fingerprint)
    connection.execute(added.on_conflict_do_update(index_elements=["kunci"], set_={"nilai": fingerprint}))


def chosen_inspections(connection: Connection, slices: Iterable[Slice]) -> dict[Slice, int]:
    """The inspection that stands for each slice."""
    wanted = set(slices)
    rows = connection.execute(text("SELECT dataset, periode, pemeriksaan_id FROM ops.terpilih"))
    chosen = {Slice(dataset, period): int(number) for dataset, period, number in rows}
    return {s: n for s, n in chosen.items() if s in wanted}


def last_load(connection: Connection) -> int | None:
    """The number of the last publication; None before the first."""
    newest: int | None = connection.scalar(select(func.max(muat.c.id)))
    return newest
