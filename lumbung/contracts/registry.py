"""The contracts of one site, loaded once, and the OPD that owns each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lumbung.contracts.model import Contract
from lumbung.contracts.odcs import ContractError, load_contract
from lumbung.site import Site


@dataclass(frozen=True)
class Registry:
    """All contracts of a site, by dataset."""

    contracts: Mapping[str, Contract]

    def of_opd(self, opd: str) -> tuple[Contract, ...]:
        """The contracts one OPD owns."""
        return tuple(c for c in self.contracts.values() if c.opd == opd)

    @property
    def opds(self) -> tuple[str, ...]:
        """The OPDs that own a contract, sorted."""
        return tuple(sorted({c.opd for c in self.contracts.values()}))


def contract_files(site: Site) -> list[Path]:
    """The contract files of a site: ``contracts/<opd>/<dataset>.yaml``, sorted."""
    return sorted(p for p in site.contracts.rglob("*") if p.suffix in (".yaml", ".yml"))


def load_registry(site: Site) -> Registry:
    """Every contract of the site.

    Raises:
        ContractError: a contract is unsound, or two contracts describe the same dataset.
    """
    contracts: dict[str, Contract] = {}
    for path in contract_files(site):
        contract = load_contract(path, site.code_lists)
        if contract.dataset in contracts:
            raise ContractError(path, [f"dataset {contract.dataset} is already described by another contract"])
        contracts[contract.dataset] = contract
    return Registry(contracts)
