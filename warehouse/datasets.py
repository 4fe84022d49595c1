"""The table of one dataset, made from its contract and kept up with it: columns are added, none is ever dropped."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from psycopg import sql
from psycopg.errors import UniqueViolation
from sqlalchemy import BigInteger, Column, Connection, Identity, MetaData, Table, text

from lumbung.contracts.model import Contract
from warehouse.columns import ColumnPlan, TablePlan, plan, shorten, type_name
from warehouse.errors import ContractConflict
from warehouse.raw import execute, raw

WIDENINGS = {("bigint", "numeric"), ("date", "text"), ("boolean", "text"), ("bigint", "text"), ("numeric", "text")}
"""Changes of type that lose nothing."""

REQUIRED = {"_berkas_id", "_lembar", "_baris", "_berlaku_dari"}


@dataclass(frozen=True)
class _Found:
    type: str
    comment: str | None


def table_of(contract: Contract) -> Table:
    """The SQLAlchemy table of a contract, as :func:`ensure_table` makes it.

    Raises:
        ContractConflict: two columns come to the same name.
    """
    return _table(plan(contract))


def ensure_table(connection: Connection, contract: Contract) -> TablePlan:
    """Create the contract's table, or add what it lacks; touches nothing where nothing differs.

    Raises:
        ContractConflict: the contract asks for a change that would lose data.
    """
    wanted = plan(contract)
    if _differs(connection, wanted):
        # Two periods of a new dataset may be published at once; only the first makes the table.
        execute(connection, "SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", f"{wanted.schema}.{wanted.name}")
        _bring_up(connection, contract, wanted)
    return wanted


def _bring_up(connection: Connection, contract: Contract, wanted: TablePlan) -> None:
    found = _columns_found(connection, wanted)
    if not found:
        _table(wanted).create(connection, checkfirst=True)
        found = _columns_found(connection, wanted)
    for column in wanted.columns:
        _bring_up_column(connection, contract, wanted, column, found.get(column.name))
    if _table_comment(connection, wanted) != wanted.comment:
        execute(connection, sql.SQL("COMMENT ON TABLE {} IS {}").format(qualified(wanted), wanted.comment))
    _bring_up_key(connection, contract, wanted)


def _bring_up_column(
    connection: Connection, contract: Contract, table: TablePlan, column: ColumnPlan, found: _Found | None
) -> None:
    name, wanted_type = sql.Identifier(column.name), type_name(column.type)
    if found is None:
        statement = sql.SQL("ALTER TABLE {} ADD COLUMN {} {}")
        execute(connection, statement.format(qualified(table), name, sql.SQL(wanted_type)))
    elif found.type != wanted_type:
        if (found.type, wanted_type) not in WIDENINGS:
            raise ContractConflict(
                "column_type",
                dataset=contract.dataset,
                column=column.name,
                wanted=wanted_type,
                found=found.type,
            )
        statement = sql.SQL("ALTER TABLE {} ALTER COLUMN {} TYPE {}")
        execute(connection, statement.format(qualified(table), name, sql.SQL(wanted_type)))
    if found is None or found.comment != column.comment:
        statement = sql.SQL("COMMENT ON COLUMN {}.{} IS {}")
        execute(connection, statement.format(qualified(table), name, column.comment))


def _bring_up_key(connection: Connection, contract: Contract, table: TablePlan) -> None:
    """One current row per key and period, held by the database itself."""
    name = _key_index_name(table)
    present = _key_indexes(connection, table)
    if name in present:
        return
    columns = [contract_period_column(contract), *table.key]
    statement = sql.SQL("CREATE UNIQUE INDEX {} ON {} ({}) NULLS NOT DISTINCT WHERE _berlaku_sampai IS NULL").format(
        sql.Identifier(name), qualified(table), identifiers(columns)
    )
    try:
        with raw(connection).transaction():
            execute(connection, statement)
    except UniqueViolation as error:
        raise ContractConflict("key_changed", dataset=contract.dataset, key=", ".join(table.key)) from error
    for old in present:
        execute(connection, sql.SQL("DROP INDEX {}").format(sql.Identifier(table.schema, old)))


def contract_period_column(contract: Contract) -> str:
    """The column that holds the period."""
    return shorten(contract.period.name)


def qualified(table: TablePlan) -> sql.Identifier:
    """The table's name with its schema, quoted."""
    return sql.Identifier(table.schema, table.name)


def identifiers(names: list[str] | tuple[str, ...]) -> sql.Composed:
    """Quoted names with commas between them."""
    return sql.SQL(", ").join(sql.Identifier(name) for name in names)


def _table(wanted: TablePlan) -> Table:
    columns = [Column(c.name, c.type, nullable=c.name not in REQUIRED, comment=c.comment) for c in wanted.columns]
    number = Column("_id", BigInteger, Identity(always=True), primary_key=True, comment="Nomor baris")
    return Table(wanted.name, MetaData(), *columns, number, schema=wanted.schema, comment=wanted.comment)


def _differs(connection: Connection, wanted: TablePlan) -> bool:
    found = _columns_found(connection, wanted)
    expected = {c.name: _Found(type_name(c.type), c.comment) for c in wanted.columns}
    return (
        any(found.get(name) != column for name, column in expected.items())
        or _key_index_name(wanted) not in _key_indexes(connection, wanted)
        or _table_comment(connection, wanted) != wanted.comment
    )


def _columns_found(connection: Connection, table: TablePlan) -> dict[str, _Found]:
    rows = connection.execute(
        text(
            "SELECT attname, format_type(atttypid, atttypmod), col_description(attrelid, attnum) "
            "FROM pg_attribute WHERE attrelid = to_regclass(:name) AND attnum > 0 AND NOT attisdropped"
        ),
        {"name": qualified(table).as_string(None)},
    )
    return {name: _Found(type_, comment) for name, type_, comment in rows}


def _table_comment(connection: Connection, table: TablePlan) -> str | None:
    query = text("SELECT obj_description(to_regclass(:name), 'pg_class')")
    found: str | None = connection.execute(query, {"name": qualified(table).as_string(None)}).scalar()
    return found


def _key_index_name(table: TablePlan) -> str:
    key = hashlib.sha256("\0".join(table.key).encode()).hexdigest()[:8]
    return shorten(f"terkini_{key}_{table.name}")


def _key_indexes(connection: Connection, table: TablePlan) -> list[str]:
    query = text(
        "SELECT indexname FROM pg_indexes WHERE schemaname = :schema AND tablename = :table "
        "AND indexname LIKE 'terkini\\_%'"
    )
    return list(connection.execute(query, {"schema": table.schema, "table": table.name}).scalars())
