"""Publishing: the winning file of a dataset and period into its table and among the facts, in one transaction.

Rows are compared by key with those that hold now. What is equal is left untouched, origin included; what changed
is closed and inserted anew; what is absent is closed, unless the absence may be the file's fault and not its
message: rows in quarantine, or whole regions missing from a table that must be complete over them. An explained
figure is closed all the same (:mod:`warehouse.withdrawing`).
"""

from __future__ import annotations

from dataclasses import dataclass

from psycopg import sql
from sqlalchemy import Connection, text

from lumbung.contracts.model import Contract
from warehouse.columns import CODE_LENGTH, TablePlan
from warehouse.conflicts import hold_back
from warehouse.counts import Counted, stage_counts
from warehouse.datasets import contract_period_column, ensure_table, qualified
from warehouse.merge import Merge, merge
from warehouse.persons import unquoted
from warehouse.raw import execute, transaction
from warehouse.sealing import Seal
from warehouse.stage import Winner, dimensions_object, dimensions_of, stage_facts, stage_rows
from warehouse.withdrawing import explained_fact, explained_row, note_withdrawal, unsaid, withdraw


@dataclass(frozen=True)
class Slice:
    """A dataset and period."""

    dataset: str
    period: str


@dataclass(frozen=True)
class Load:
    """What one publication did to the dataset's table, in rows."""

    inserted: int = 0
    closed: int = 0
    unchanged: int = 0
    held_back: int = 0  # rows whose key the file gives twice with different values: published in neither form


def pending(connection: Connection) -> list[Slice]:
    """The slices whose winning file has not been published since it was last inspected, in order of arrival; then
    those whose explained figures no file says any more."""
    rows = connection.execute(
        text(
            "SELECT t.dataset, t.periode FROM ops.terpilih AS t LEFT JOIN ("
            "  SELECT DISTINCT ON (dataset, periode) dataset, periode, pemeriksaan_id FROM ops.muat"
            "  ORDER BY dataset, periode, id DESC"
            ") AS m USING (dataset, periode) "
            "WHERE m.pemeriksaan_id IS DISTINCT FROM t.pemeriksaan_id "
            "ORDER BY t.tiba, t.berkas_id, t.dataset, t.periode"
        )
    )
    return [Slice(dataset, period) for dataset, period in (*rows, *unsaid(connection))]


def publish(connection: Connection, contract: Contract, period: str, *, regency: str, seal: Seal | None = None) -> Load:
    """Publish the winning file of a dataset and period; publishing the same file again changes nothing.

    ``regency`` is the Kemendagri code of the regency, for tables that name no region; ``seal``
    the key of NIK and No. KK, which a register needs. Runs in a transaction of its
    own, or in the caller's if one is open. Two processes publishing the same slice wait for each other.

    Raises:
        ContractConflict: the contract asks for a table that the warehouse cannot give.
        ValueMismatch: an accepted value does not fit the type of its column.
        SealError: a register without a seal.
        PersonalDataFailure: the database refused something of a register.
    """
    with unquoted(contract), transaction(connection):
        lock = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
        execute(connection, lock, f"{contract.dataset}\n{period}")
        winner = _winner(connection, contract.dataset, period)
        if winner is None:
            closed = withdraw(connection, contract, period)
            note_withdrawal(connection, contract.dataset, period, closed)
            return Load(closed=closed)
        table = ensure_table(connection, contract)
        if stage_rows(connection, contract, table, period, winner, regency, seal) == 0:
            # a file without one accepted row says nothing about what is published, unless somebody vouched for it
            load = Load(closed=withdraw(connection, contract, period))
        else:
            load = _compare(connection, contract, table, period, winner, regency)
        _record(connection, contract.dataset, period, winner, load)
        return load


def _compare(
    connection: Connection, contract: Contract, table: TablePlan, period: str, winner: Winner, regency: str
) -> Load:
    held_back = hold_back(connection, contract, table, period, winner)
    whole = winner.quarantined == 0 and held_back == 0
    moment = execute(connection, "SELECT clock_timestamp()").fetchone()
    assert moment is not None
    rows = merge(connection, _rows_merge(contract, table, period, whole), moment[0])
    if contract.is_register:
        stage_counts(connection, Counted(contract, table, period, regency), winner, whole=whole)
        closes = None  # every count is made anew from the rows that hold now
    else:
        stage_facts(connection, contract)
        closes = _closes(_fact_closes(contract, table, whole), explained_fact(contract, period))
    merge(connection, _facts_merge(contract, period, closes), moment[0])
    return Load(rows.inserted, rows.closed, rows.unchanged, held_back)


def _rows_merge(contract: Contract, table: TablePlan, period: str, whole: bool) -> Merge:
    key = sql.SQL(", ").join(sql.SQL("t.{}").format(sql.Identifier(name)) for name in table.key)
    of_row = sql.SQL("ROW({})::text").format(key if table.key else sql.SQL("NULL"))
    return Merge(
        target=qualified(table),
        stage=sql.SQL("pg_temp.pentas"),
        slice=sql.SQL("t.{} = {}").format(sql.Identifier(contract_period_column(contract)), sql.Literal(period)),
        same_key=sql.SQL("p._kunci = {}").format(of_row),
        compared=tuple(column.name for column in table.compared),
        carried=("_berkas_id", "_lembar", "_baris"),
        closes=_closes(_row_closes(contract, table, whole, of_row), explained_row(contract, table, period)),
    )


def _closes(restricted: sql.Composable | None, explained: sql.Composable) -> sql.Composable | None:
    return None if restricted is None else sql.SQL("({} OR {})").format(restricted, explained)


def _row_closes(contract: Contract, table: TablePlan, whole: bool, key: sql.Composable) -> sql.Composable | None:
    """Which rows that the file does not repeat as they are may be closed: those it changes, and of a whole file
    those it leaves out, save where a region is missing from a table that must be complete over regions."""
    if not whole:
        return sql.SQL("{} IN (SELECT _kunci FROM pg_temp.pentas)").format(key)
    region = f"kode_{contract.complete_over}"
    if not _must_cover(contract, table):
        return None
    return sql.SQL("t.{0} IN (SELECT {0} FROM pg_temp.pentas)").format(sql.Identifier(region))


def _must_cover(contract: Contract, table: TablePlan) -> bool:
    return contract.complete_over is not None and any(c.level is contract.complete_over for c in table.columns)


def _facts_merge(contract: Contract, period: str, closes: sql.Composable | None) -> Merge:
    return Merge(
        target=sql.Identifier("data", "fakta_indikator"),
        stage=sql.SQL("pg_temp.pentas_fakta"),
        slice=sql.SQL("t.dataset = {} AND t.periode = {}").format(sql.Literal(contract.dataset), sql.Literal(period)),
        same_key=sql.SQL(
            "p.kode_indikator = t.kode_indikator AND p.kode_wilayah = t.kode_wilayah AND p.dimensi = t.dimensi"
        ),
        compared=("kode_indikator", "kode_wilayah", "dimensi", "nilai", "satuan", "status"),
        carried=("_berkas_id", "_lembar", "_sel"),
        closes=closes,
        order=("kode_indikator", "kode_wilayah"),
        constants={"periode": period, "opd": contract.opd, "dataset": contract.dataset},
    )


def _fact_closes(contract: Contract, table: TablePlan, whole: bool) -> sql.Composable | None:
    """As :func:`_row_closes`, said of facts: a fact goes with the row it came from."""
    if not whole:
        beside_key = [p.name for p in dimensions_of(contract) if contract.key and not p.key]
        of_row = "(t.kode_wilayah, t.dimensi - {0}) IN (SELECT p._wilayah, {1} - {0} FROM pg_temp.pentas AS p)"
        names = sql.SQL("{}::text[]").format(sql.Literal(beside_key))
        return sql.SQL(of_row).format(names, dimensions_object(contract))
    if contract.complete_over is None or not _must_cover(contract, table):
        return None
    cut = sql.Literal(CODE_LENGTH[contract.complete_over])
    region = "left(t.kode_wilayah, {0}) IN (SELECT left(p._wilayah, {0}) FROM pg_temp.pentas AS p)"
    return sql.SQL(region).format(cut)


def _winner(connection: Connection, dataset: str, period: str) -> Winner | None:
    """The winning file, its inspections locked against being replaced while we read their rows."""
    while True:
        query = "SELECT berkas_id, pemeriksaan_id FROM ops.terpilih WHERE dataset = %s AND periode = %s"
        chosen = execute(connection, query, dataset, period).fetchone()
        if chosen is None:
            return None
        locked = execute(
            connection,
            "SELECT id, baris_karantina FROM mutu.pemeriksaan "
            "WHERE berkas_id = %s AND dataset = %s AND periode = %s FOR SHARE",
            chosen[0],
            dataset,
            period,
        ).fetchall()
        if locked and max(id_ for id_, _ in locked) == chosen[1]:
            return Winner(chosen[0], tuple(id_ for id_, _ in locked), sum(count for _, count in locked))


def _record(connection: Connection, dataset: str, period: str, winner: Winner, load: Load) -> None:
    """Note the load; of a repetition that changed nothing there is nothing to note."""
    execute(
        connection,
        "INSERT INTO ops.muat (dataset, periode, berkas_id, pemeriksaan_id, disisipkan, ditutup, tetap) "
        "SELECT %(dataset)s, %(period)s, %(file)s, %(newest)s, %(inserted)s, %(closed)s, %(unchanged)s "
        "WHERE %(inserted)s + %(closed)s > 0 OR %(newest)s IS DISTINCT FROM ("
        "  SELECT pemeriksaan_id FROM ops.muat WHERE dataset = %(dataset)s AND periode = %(period)s"
        "  ORDER BY id DESC LIMIT 1)",
        dataset=dataset,
        period=period,
        file=winner.berkas_id,
        newest=winner.newest,
        inserted=load.inserted,
        closed=load.closed,
        unchanged=load.unchanged,
    )
