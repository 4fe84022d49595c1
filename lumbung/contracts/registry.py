"""The contracts of one site, its own and those it adopts, loaded once, and the OPD that owns each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lumbung.contracts.calendar import with_site_defaults
from lumbung.contracts.files import adopted_files, code_lists_beside
from lumbung.contracts.files import contract_files as contract_files
from lumbung.contracts.model import Contract
from lumbung.contracts.odcs import ContractError, load_contract
from lumbung.contracts.remembered import remembered
from lumbung.reference.corrections import State, read_corrections
from lumbung.reference.decisions import NONE, Decisions, read_decisions
from lumbung.reference.opd import contacts
from lumbung.site import Site


@dataclass(frozen=True)
class Registry:
    """All contracts of a site, by dataset."""

    contracts: Mapping[str, Contract]
    decisions: Decisions = NONE

    def of_opd(self, opd: str) -> tuple[Contract, ...]:
        """The contracts one OPD owns."""
        return tuple(c for c in self.contracts.values() if c.opd == opd)

    @property
    def opds(self) -> tuple[str, ...]:
        """The OPDs that own a contract, sorted."""
        return tuple(sorted({c.opd for c in self.contracts.values()}))


def load_registry(site: Site) -> Registry:
    """Every contract of the site in force, with the spellings that people accepted for it.

    A draft is none yet: what nobody has reviewed loads no figures.

    Raises:
        ContractError: a contract is unsound, or two contracts describe the same dataset.
        SiteError: a dataset to be adopted has no contract in the other site, or a setting is unsound.
        DecisionError: the register of accepted mappings is unsound.
        CorrectionError: the register of corrections is unsound.
    """
    decisions, corrections = read_decisions(site.reference), read_corrections(site.reference)
    asked = contacts(site.reference)
    contracts: dict[str, Contract] = {}
    adopted = frozenset(adopted_files(site))
    for path in contract_files(site):
        contract = load_contract(path, site.code_lists, code_lists_beside(path))
        if not contract.in_force:
            continue
        if path in adopted:
            contract = replace(contract, id=f"{site.id}.{contract.dataset}", sample=site.sample)
        if contract.dataset in contracts:
            raise ContractError(path, [f"dataset {contract.dataset} is already described by another contract"])
        contract = with_site_defaults(contract, site, asked)
        active = tuple(c for c in corrections if c.dataset == contract.dataset and c.state is State.ACTIVE)
        contracts[contract.dataset] = replace(remembered(contract, decisions), corrections=active)
    return Registry(contracts, decisions)
