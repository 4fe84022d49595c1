"""What the accepted files of a dataset say, read back from what is kept of them: four queries for a whole dataset.

Of a register only how many rows there are is read; its figures are persons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import pandas as pd
from sqlalchemy import Connection, select, text
from sqlalchemy.dialects.postgresql import insert

from lumbung.contracts.model import Contract
from lumbung.harmonise.statements import PrintedTotal, StatedTable, Statement, named_places
from warehouse.tables import pemeriksaan, setelan

BETWEEN_FILES = ("D01", "K02", "T02", "X07")
"""Codes that come of the calendar and of other sources: by them nothing that the file itself says is in doubt."""
_COMPARED = "perbandingan"

_TABLES = text("""
    SELECT p.id, p.berkas_id, b.nama, k.tiba, p.periode, p.lembar, p.rentang, p.status, p.baris_karantina
    FROM mutu.pemeriksaan AS p
    JOIN ops.berkas AS b ON b.id = p.berkas_id
    JOIN ops.kedatangan AS k ON k.berkas_id = p.berkas_id
    WHERE p.dataset = :dataset AND p.putusan <> 'DIKEMBALIKAN'
    ORDER BY p.id
""")
_ROWS = text("""
    SELECT pemeriksaan_id, nilai, sel, diragukan FROM ops.siap WHERE pemeriksaan_id = ANY(:tables)
    ORDER BY pemeriksaan_id, urut
""")
_COUNTS = text("""
    SELECT pemeriksaan_id, count(*) FROM rinci.siap WHERE pemeriksaan_id = ANY(:tables) GROUP BY pemeriksaan_id
""")
_TOTALS = text("""
    SELECT pemeriksaan_id, periode, jenis, ukuran, dimensi, nilai, lembar, sel FROM mutu.jumlah_tercetak
    WHERE pemeriksaan_id = ANY(:tables) AND kode_wilayah IS NULL ORDER BY id
""")
_NAMED = text("""
    SELECT berkas_id, lembar, sel, jumlah FROM mutu.temuan
    WHERE berkas_id = ANY(:files) AND tingkat <> 'info' AND kode <> ALL(:aside)
""")
_STATE = text("""
    SELECT p.dataset, md5(string_agg(concat_ws(' ', p.id, p.putusan, extract(epoch FROM k.tiba)), ',' ORDER BY p.id))
    FROM mutu.pemeriksaan AS p JOIN ops.kedatangan AS k USING (berkas_id)
    WHERE p.dataset = ANY(:datasets) GROUP BY p.dataset
""")
_SPOKEN_OF = text("""
    SELECT DISTINCT berkas_id, dataset FROM mutu.pemeriksaan WHERE berkas_id IN (
        SELECT berkas_id FROM mutu.pemeriksaan WHERE dataset = ANY(:datasets) AND putusan <> 'DIKEMBALIKAN'
    )
""")
_SAID = text("""
    SELECT berkas_id, kode, tingkat, dataset, periode, sel, pesan FROM mutu.temuan
    WHERE berkas_id = ANY(:files) AND kode = ANY(:codes) ORDER BY id
""")


class _Inspected(NamedTuple):
    id: int
    file: int
    name: str
    arrived: datetime
    period: str
    sheet: str
    range: str
    status: str
    held: int


class Said(NamedTuple):
    """A finding as it was recorded."""

    file: int
    code: str
    severity: str
    dataset: str | None
    period: str | None
    cells: str
    message: str


def stated(connection: Connection, contract: Contract) -> tuple[Statement, ...]:
    """What every accepted file says of a dataset, one statement for each file and period."""
    tables = [_Inspected(*row) for row in connection.execute(_TABLES, {"dataset": contract.dataset})]
    if not tables:
        return ()
    numbers = {"tables": [t.id for t in tables]}
    rows = {} if contract.is_register else _rows(connection, contract, tables)
    records = {number: len(table.frame) for number, table in rows.items()}
    if contract.is_register:
        records = dict(connection.execute(_COUNTS, numbers).tuples().all())
    totals, named = _totals(connection, tables), _named(connection, tables)
    groups: dict[tuple[int, str], list[_Inspected]] = defaultdict(list)
    for table in tables:
        groups[table.file, table.period].append(table)
    return tuple(
        Statement(
            contract=contract,
            period=period,
            file=file,
            name=same[0].name,
            arrived=same[0].arrived,
            status=same[0].status,
            records=sum(records.get(t.id, 0) for t in same),
            whole=all(t.held == 0 for t in same),
            tables=tuple(rows[t.id] for t in same if t.id in rows),
            totals=tuple(total for t in same for total in totals[t.id]),
            named=frozenset(named[file]),
        )
        for (file, period), same in groups.items()
    )


def _rows(connection: Connection, contract: Contract, tables: Sequence[_Inspected]) -> Mapping[int, StatedTable]:
    found: dict[int, list[tuple[Mapping[str, object], Mapping[str, str], list[str]]]] = {t.id: [] for t in tables}
    for number, values, cells, doubtful in connection.execute(_ROWS, {"tables": list(found)}):
        found[number].append((values, cells, doubtful))
    return {t.id: _table(contract, t, found[t.id]) for t in tables}


def _table(
    contract: Contract,
    table: _Inspected,
    rows: Sequence[tuple[Mapping[str, object], Mapping[str, str], list[str]]],
) -> StatedTable:
    measures = [m.name for m in contract.measures]
    names = list(dict.fromkeys((*contract.key, *measures)))
    frame = pd.DataFrame({n: pd.Series([v.get(n) for v, _, _ in rows], dtype="object") for n in names})
    cells = pd.DataFrame({n: pd.Series([c.get(n) or "" for _, c, _ in rows], dtype="object") for n in measures})
    doubtful = frozenset((label, name) for label, (_, _, names) in enumerate(rows) for name in names)
    return StatedTable(table.sheet, table.range, frame, cells, doubtful)


def _totals(connection: Connection, tables: Iterable[_Inspected]) -> Mapping[int, list[PrintedTotal]]:
    found: dict[int, list[PrintedTotal]] = defaultdict(list)
    for row in connection.execute(_TOTALS, {"tables": [t.id for t in tables]}):
        number, period, kind, measure, dimensions, value, sheet, cell = row
        restated = kind == "riwayat"
        found[number].append(PrintedTotal(period, restated, measure, dimensions, float(value), sheet, cell))
    return found


def _named(connection: Connection, tables: Iterable[_Inspected]) -> Mapping[int, set[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    wanted = {"files": list({t.file for t in tables}), "aside": list(BETWEEN_FILES)}
    for file, sheet, cells, count in connection.execute(_NAMED, wanted):
        found[file].update(named_places(sheet, cells.split(", "), count))
    return found


def datasets_of(connection: Connection, file: int) -> set[str]:
    """The datasets that one file speaks of."""
    return set(connection.scalars(select(pemeriksaan.c.dataset).where(pemeriksaan.c.berkas_id == file)))


def datasets_of_files(connection: Connection, datasets: Iterable[str]) -> dict[int, set[str]]:
    """The accepted files that speak of any of these datasets; each with every dataset that it speaks of."""
    found: dict[int, set[str]] = defaultdict(set)
    for file, dataset in connection.execute(_SPOKEN_OF, {"datasets": list(datasets)}):
        found[file].add(dataset)
    return dict(found)


def findings_said(connection: Connection, files: Iterable[int], codes: Iterable[str]) -> list[Said]:
    """The findings of some codes that are recorded of some files."""
    wanted = {"files": list(files), "codes": list(codes)}
    return [Said(*row) for row in connection.execute(_SAID, wanted)]


def uncompared(connection: Connection, datasets: Iterable[str]) -> dict[str, str]:
    """The datasets of which files were inspected, or came again, since they were last compared; each with its state."""
    wanted = list(datasets)
    now = {dataset: str(state) for dataset, state in connection.execute(_STATE, {"datasets": wanted})}
    keys = {f"{_COMPARED}/{dataset}": dataset for dataset in wanted}
    kept = connection.execute(setelan.select().where(setelan.c.kunci.in_(keys)))
    known = {keys[key]: state for key, state in kept}
    return {dataset: state for dataset, state in now.items() if known.get(dataset) != state}


def note_compared(connection: Connection, states: Mapping[str, str]) -> None:
    """The files of these datasets have been compared as they are now."""
    for dataset, state in states.items():
        added = insert(setelan).values(kunci=f"{_COMPARED}/{dataset}", nilai=state)
        connection.execute(added.on_conflict_do_update(index_elements=["kunci"], set_={"nilai": state}))
