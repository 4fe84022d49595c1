"""The board of the regency: what is overdue, how far the datasets are described, and the scores of each as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assets.granary import Granary
from expectations.rules.calendar import not_submitted
from lumbung.contracts.metadata import described, metadata_findings
from lumbung.findings import Finding
from warehouse.board import Overdue, overdue, save_board
from warehouse.measures import measure, remember


def refresh_board(granary: Granary) -> None:
    """Bring board, scores and trend up to date; where nothing changed nothing is written."""
    with granary.engine.begin() as connection:
        measure(connection, {c.dataset: described(c) for c in granary.registry.contracts.values()})
        save_board(connection, _findings(overdue(connection), granary))
        remember(connection)


def _findings(due: Sequence[Overdue], granary: Granary) -> Iterator[tuple[str, Finding]]:
    """Each finding with the OPD that owns its dataset."""
    contracts = granary.registry.contracts
    for missing in due:
        if missing.dataset in contracts:
            contract = contracts[missing.dataset]
            yield contract.opd, not_submitted(contract, missing.period, missing.due, missing.days)
    for contract in contracts.values():
        yield from ((contract.opd, found) for found in metadata_findings(contract))
