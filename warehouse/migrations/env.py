"""Alembic's entry: runs on the connection that warehouse.migrate hands over, inside its transaction."""

from typing import Any

from alembic import context

from warehouse.tables import SCHEMAS, metadata

FIXED = {(table.schema, table.name) for table in metadata.tables.values()}


def include_object(item: Any, name: str | None, type_: str, _reflected: bool, _compared: Any) -> bool:
    """Leave the tables of single datasets alone: they come from contracts."""
    if type_ == "table":
        return (item.schema, name) in FIXED
    return True


def include_name(name: str | None, type_: str, _parents: Any) -> bool:
    """Look into our schemas only."""
    return name in SCHEMAS if type_ == "schema" else True


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_schemas=True,
    include_object=include_object,
    include_name=include_name,
    version_table="versi_susunan",
    version_table_schema="ops",
    compare_server_default=False,
)
with context.begin_transaction():
    context.run_migrations()
