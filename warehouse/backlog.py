"""What is known of the inbox: arrivals noted, files that wait for inspection, who sent them, the rules last used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, exists, func, select, text, update
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
    opd: str | None  # the sender it is counted as sent by
    verdict: str | None  # None: not inspected yet
    received: datetime | None = None  # when it first came


def noted_arrivals(connection: Connection) -> frozenset[tuple[str, datetime, int]]:
    """Origin, modified time and size of every arrival already noted: these need not be opened again."""
    sizes = select(kiriman.c.asal, kiriman.c.diterima_pada, berkas.c.ukuran).join(berkas)
    return frozenset((origin, moment, size) for origin, moment, size in connection.execute(sizes))


def files_of(connection: Connection, opds: Iterable[str], due_only: bool) -> list[FileRecord]:
    """The files that these OPDs sent, in order of first arrival.

    ``due_only`` leaves those that wait for an inspection: never inspected, or come from a new place since.
    """
    sent = select(kiriman.c.berkas_id).where(kiriman.c.opd.in_(list(opds)))
    query = select(berkas.c.id, berkas.c.sha256, berkas.c.nama, berkas.c.opd, berkas.c.putusan, berkas.c.diterima_pada)
    query = query.where(berkas.c.id.in_(sent)).order_by(berkas.c.diterima_pada, berkas.c.id)
    if due_only:
        query = query.where(berkas.c.diperiksa_pada.is_(None) | _came_from_elsewhere())
    return [FileRecord(*row) for row in connection.execute(query)]


def _came_from_elsewhere() -> ColumnElement[bool]:
    """Whether a file has been laid into another place of the inbox since it was inspected."""
    earlier = kiriman.alias("sebelumnya")
    place_known = exists().where(
        earlier.c.berkas_id == kiriman.c.berkas_id, earlier.c.asal == kiriman.c.asal, earlier.c.id < kiriman.c.id
    )
    since = kiriman.c.dicatat_pada > berkas.c.diperiksa_pada
    return exists().where(kiriman.c.berkas_id == berkas.c.id, since, ~place_known).correlate(berkas)


def senders(connection: Connection, berkas_id: int) -> tuple[str, ...]:
    """The OPDs that sent a file, first one first."""
    first = func.min(kiriman.c.id)
    query = select(kiriman.c.opd).where(kiriman.c.berkas_id == berkas_id).group_by(kiriman.c.opd).order_by(first)
    return tuple(opd for opd in connection.scalars(query) if opd is not None)


def senders_besides(connection: Connection, opds: Iterable[str]) -> tuple[str, ...]:
    """Everyone who ever sent a file, these left out."""
    query = select(kiriman.c.opd).distinct().where(kiriman.c.opd.not_in(list(opds))).order_by(kiriman.c.opd)
    return tuple(connection.scalars(query))


def all_senders(connection: Connection) -> tuple[str, ...]:
    """Every name under which a file was ever sent."""
    return tuple(name for name in connection.scalars(select(kiriman.c.opd).distinct()) if name is not None)


def rename_sender(connection: Connection, old: str, new: str) -> None:
    """A folder turned out to be an OPD's: what came in it is that OPD's, and waits for an inspection as such."""
    sent = select(kiriman.c.berkas_id).where(kiriman.c.opd == old)
    connection.execute(update(berkas).where(berkas.c.id.in_(sent)).values(diperiksa_pada=None))
    connection.execute(update(berkas).where(berkas.c.opd == old).values(opd=new))
    connection.execute(update(kiriman).where(kiriman.c.opd == old).values(opd=new))


def attribute(connection: Connection, berkas_id: int, opd: str) -> None:
    """Write down which of its senders a file is counted as sent by."""
    connection.execute(update(berkas).where(berkas.c.id == berkas_id).values(opd=opd))


def copies(connection: Connection, berkas_id: int) -> tuple[str, ...]:
    """The different places in the inbox from which the same bytes came, first one first."""
    first = func.min(kiriman.c.id)
    query = select(kiriman.c.asal).where(kiriman.c.berkas_id == berkas_id).group_by(kiriman.c.asal).order_by(first)
    return tuple(connection.scalars(query))


def rules_used(connection: Connection, opd: str) -> str | None:
    """The fingerprint of the contracts and lists that hold for an OPD's files."""
    return connection.scalar(select(setelan.c.nilai).where(setelan.c.kunci == f"{_RULES}/{opd}"))


def adopt_rules(connection: Connection, opd: str, opds: Iterable[str], fingerprint: str) -> None:
    """From now on new rules hold for an OPD: every file of its senders waits for an inspection again."""
    sent = select(kiriman.c.berkas_id).where(kiriman.c.opd.in_(list(opds)))
    connection.execute(update(berkas).where(berkas.c.id.in_(sent)).values(diperiksa_pada=None))
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
