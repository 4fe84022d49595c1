"""The record of an inspection: what was found, held back, scored, printed, and the rows ready to be published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict

from psycopg.types.json import Jsonb
from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.sql import func

from lumbung.harmonise.model import PrintedFigure, Scope
from lumbung.persons import without_personal_data
from warehouse.links import FindingLinks
from warehouse.persons import unquoted
from warehouse.proposals import save_proposals
from warehouse.raw import copy_rows, transaction
from warehouse.ready import copy_ready
from warehouse.records import RETURNED, InspectionRecord, SliceRecord
from warehouse.tables import (
    berkas,
    jumlah_tercetak,
    karantina,
    pemeriksaan,
    skor,
    tabel_mentah,
    tabel_mentah_rinci,
    temuan,
)
from warehouse.unmatched import unmatched_rows
from warehouse.values import clean, masked, plain

_KINDS = {Scope.COLUMN: "jumlah", Scope.HISTORY: "riwayat"}
"""Printed figures that other files repeat; totals over one row are checked at inspection and not kept."""

_LETTERS = re.compile(r"[A-Z]+")


def save_inspection(
    connection: Connection, berkas_id: int, inspection: InspectionRecord, rules: str | None = None
) -> None:
    """Write one file's inspection, replacing any earlier one of the same file: all of it or nothing.

    ``rules``: the digest of the contracts and lists it was inspected by. Runs in a transaction of its own, or in the
    caller's if one is open. Of a returned file no row is made ready.
    """
    with transaction(connection):
        connection.execute(select(berkas.c.id).where(berkas.c.id == berkas_id).with_for_update())
        for table in (pemeriksaan, temuan, karantina, tabel_mentah, tabel_mentah_rinci):
            connection.execute(delete(table).where(table.c.berkas_id == berkas_id))
        links = FindingLinks(zip(_save_findings(connection, berkas_id, inspection), inspection.findings, strict=True))
        for record in inspection.slices:
            with unquoted(record.contract):
                _save_slice(connection, berkas_id, record, inspection.verdict, links)
        save_proposals(connection, berkas_id, inspection)
        for table, of_persons in ((tabel_mentah, False), (tabel_mentah_rinci, True)):
            rows = unmatched_rows(inspection.reading, inspection.unmatched, of_persons=of_persons)
            columns = ("berkas_id", "lembar", "rentang", "baris", "isi")
            _copy(connection, table, columns, ((berkas_id, *row) for row in rows))
        verdict = {"putusan": str(inspection.verdict), "diperiksa_pada": func.now(), "sidik_aturan": rules}
        connection.execute(update(berkas).where(berkas.c.id == berkas_id).values(verdict))


def _save_slice(connection: Connection, berkas_id: int, record: SliceRecord, verdict: str, links: FindingLinks) -> None:
    about = {"berkas_id": berkas_id, "dataset": record.contract.dataset, "periode": record.period}
    number = connection.execute(
        insert(pemeriksaan)
        .values(
            **about,
            opd=record.contract.opd,
            lembar=clean(record.sheet),
            rentang=record.range,
            baris_dibaca=record.rows_read,
            baris_diterima=record.rows_accepted,
            baris_karantina=record.rows_quarantined,
            status=record.status,
            versi_kontrak=record.contract.version,
            putusan=str(verdict),
            kolom=list(record.columns),
        )
        .returning(pemeriksaan.c.id)
    ).scalar_one()
    _save_scores(connection, berkas_id, number, record)
    _save_printed(connection, berkas_id, number, record)
    _save_quarantine(connection, berkas_id, record, links)
    if verdict != RETURNED:
        copy_ready(connection, number, record)


def _save_scores(connection: Connection, berkas_id: int, number: int, record: SliceRecord) -> None:
    rows = [
        {
            "pemeriksaan_id": number,
            "berkas_id": berkas_id,
            "opd": record.contract.opd,
            "dataset": record.contract.dataset,
            "periode": record.period,
            "dimensi": score.dimension.value,
            "terpenuhi": int(score.passed),
            "diperiksa": int(score.tested),
            "nilai": plain(score.value),
        }
        for score in record.scores
    ]
    if rows:
        connection.execute(insert(skor), rows)


def _save_printed(connection: Connection, berkas_id: int, number: int, record: SliceRecord) -> None:
    """Totals and history as printed: another file's figures are held against them (X08)."""
    columns = ("pemeriksaan_id", "berkas_id", "dataset", "periode", "jenis", "ukuran", "dimensi", "kode_wilayah")
    _copy(
        connection,
        jumlah_tercetak,
        (*columns, "nilai", "lembar", "sel"),
        (
            (number, berkas_id, record.contract.dataset, *_printed(figure), clean(record.sheet), figure.cell)
            for figure in record.printed
            if figure.scope in _KINDS and plain(figure.value) is not None
        ),
    )


def _printed(figure: PrintedFigure) -> tuple[object, ...]:
    dimensions = Jsonb(dict(figure.dimensions))
    return figure.period, _KINDS[figure.scope], figure.measure, dimensions, figure.region, plain(figure.value)


def _save_quarantine(connection: Connection, berkas_id: int, record: SliceRecord, links: FindingLinks) -> None:
    public = _public_columns(record)
    about = (berkas_id, record.contract.dataset, record.period)
    _copy(
        connection,
        karantina,
        ("berkas_id", "dataset", "periode", "lembar", "baris", "isi", "kode", "temuan"),
        (
            (
                *about,
                clean(row.sheet),
                int(row.row),
                Jsonb(masked(row.content, public)),
                ", ".join(row.codes),
                Jsonb(links.of_row(row.sheet, int(row.row), row.codes)),
            )
            for row in record.quarantine
        ),
    )


def _public_columns(record: SliceRecord) -> frozenset[str] | None:
    """The sheet columns that may be shown of a table with personal data: those known to hold no such property."""
    if not record.contract.is_register:
        return None
    personal = _columns_of(record, personal=True)
    return frozenset(_columns_of(record, personal=False) - personal)


def _columns_of(record: SliceRecord, personal: bool) -> set[str]:
    names = [p.name for p in record.contract.properties if bool(p.personal) is personal]
    known = [name for name in names if name in record.cells.columns]
    if personal and (len(known) < len(names) or record.cells.empty):
        return set()
    letters: set[str] = set()
    for name in known:
        for cell in record.cells[name].dropna().astype(str).unique():
            letters.update(_LETTERS.findall(cell.split("!")[-1])[:1])
    return letters


def _save_findings(connection: Connection, berkas_id: int, inspection: InspectionRecord) -> list[int]:
    """Write the findings; their numbers, in their order."""
    rows = [
        {
            "berkas_id": berkas_id,
            "dataset": found.dataset,
            "periode": found.period,
            "kode": found.code,
            "tingkat": found.severity.value,
            "dimensi": found.dimension.value,
            "lembar": clean(found.sheet) if found.sheet is not None else None,
            "sel": ", ".join(found.cells),
            "jumlah": int(found.count),
            "pesan": without_personal_data(clean(found.message())),
            "perbaikan": without_personal_data(clean(found.remedy())),
            "sidik": found.id or None,
            "jangkar": [asdict(a) for a in found.anchors] or None,
            "catatan": clean(found.closed_because()) or None,
        }
        for found in inspection.findings
    ]
    if not rows:
        return []
    written = insert(temuan).returning(temuan.c.id, sort_by_parameter_order=True)
    return list(connection.scalars(written, rows))


def _copy(connection: Connection, table: Table, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    copy_rows(connection, (str(table.schema), table.name), columns, rows)
