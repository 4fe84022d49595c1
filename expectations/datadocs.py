"""Data Docs: the suites of a site as pages for engineers, with the outcome over inspected data where there is any.

A view of the suites alone: printed totals, other files and other OPDs are judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations.data_context import EphemeralDataContext

from expectations.context import quiet_context
from expectations.export import suite_of
from lumbung.contracts.model import Contract
from lumbung.reference.wilayah import Gazetteer

_SITE = "lumbung"
_DEFAULT_SITE = "local_site"


@dataclass(frozen=True)
class InspectedTable:
    """A conformed table (see :class:`lumbung.harmonise.model.Conformed`) and what it is called in the pages."""

    name: str
    frame: pd.DataFrame


def build_docs(
    folder: Path, contracts: Sequence[Contract], gazetteer: Gazetteer, tables: Mapping[str, Sequence[InspectedTable]]
) -> Path:
    """Write the pages into ``folder`` and return their index; ``tables``: by dataset. Nothing is sent anywhere."""
    context = _context(folder)
    for contract in contracts:
        suite = context.suites.add(suite_of(contract, gazetteer))
        for number, table in enumerate(tables.get(contract.dataset, ())):
            source = context.data_sources.add_pandas(f"{contract.dataset}-{number}")
            batch = source.add_dataframe_asset(table.name).add_batch_definition_whole_dataframe(contract.dataset)
            definition = gx.ValidationDefinition(name=f"{contract.dataset}-{number}", data=batch, suite=suite)
            context.validation_definitions.add(definition)
            definition.run(batch_parameters={"dataframe": table.frame}, result_format=_told_of(contract))
    context.build_data_docs(site_names=[_SITE])
    return folder / "index.html"


def _told_of(contract: Contract) -> Any:
    """How much is told of failing rows: of a register no value, for the pages may be handed on."""
    return {"result_format": "SUMMARY", "exclude_unexpected_values": contract.is_register}


def _context(folder: Path) -> EphemeralDataContext:
    context = quiet_context()
    context.delete_data_docs_site(_DEFAULT_SITE)
    context.add_data_docs_site(
        site_name=_SITE,
        site_config={
            "class_name": "SiteBuilder",
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        },
    )
    return context
