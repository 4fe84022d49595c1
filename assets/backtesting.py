"""What a rule would have done to the files of the past: each inspected twice, with the rule on trial and in force.

Reads the archive and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assets.granary import Granary
from expectations.inspect import Inspector
from expectations.model import Inspection, Verdict
from lumbung.contracts.registry import Registry
from lumbung.findings import Finding, catalogue
from lumbung.sheets.upload import read_upload
from warehouse.backlog import FileRecord
from warehouse.inspected import inspected_files
from warehouse.intake import fetch

Progress = Callable[[str], None]

_EXAMPLES = 3


class UnknownRule(ValueError):
    """Neither a rule of a contract nor a code of the catalogue."""


@dataclass(frozen=True)
class Tried:
    """One file under a rule in force. Rows are those of the sheet."""

    file: str
    opd: str
    findings: int
    returned: bool  # through the rule: it is not returned while the rule is on trial
    quarantined: int  # more than while the rule is on trial; of a code that a trial never lifts, those it holds alone
    examples: tuple[str, ...]


@dataclass(frozen=True)
class _Subject:
    """The rule that is tried: a code of the catalogue, or a name that rules of some contracts have."""

    name: str
    datasets: tuple[str, ...]

    @property
    def is_code(self) -> bool:
        return self.name in catalogue()

    def concerns(self, found: Finding, registry: Registry) -> bool:
        """True for a finding of the rule."""
        if self.is_code:
            return found.code == self.name and found.dataset in (None, *self.datasets)
        contract = registry.contracts.get(found.dataset or "")
        rules = [r for r in contract.rules if r.name == self.name] if contract else []
        return any(found.code == r.code and found.parameters.get("rule") == (r.description or r.name) for r in rules)


def backtest(
    granary: Granary, rule: str, dataset: str | None = None, progress: Progress = lambda _: None
) -> list[Tried]:
    """Every archived file of the datasets that the rule is about.

    Raises:
        UnknownRule: there is no such rule, or none in ``dataset``.
    """
    subject = _subject(granary.registry, rule, dataset)
    trial, in_force = (_inspector(granary, subject, beta=beta) for beta in (True, False))
    with granary.engine.connect() as connection:
        files = inspected_files(connection, subject.datasets)
    tried = []
    for file in files:
        progress(file.name)
        reading = read_upload(fetch(granary.home, file.sha256), file.name, granary.site.limits)
        before, after = (inspector.of_reading(reading, file.opd) for inspector in (trial, in_force))
        found = [f for f in after.findings if subject.concerns(f, granary.registry)]
        tried.append(_tried(file, before, after, found, _held(subject, before, after)))
    return tried


def _subject(registry: Registry, rule: str, dataset: str | None) -> _Subject:
    named = [c.dataset for c in registry.contracts.values() if any(r.name == rule for r in c.rules)]
    datasets = list(registry.contracts) if rule in catalogue() else named
    chosen = tuple(d for d in datasets if dataset in (None, d))
    if not chosen:
        raise UnknownRule(
            f"aturan '{rule}' tidak ada{f' pada {dataset}' if dataset else ''}; lihat lumbung rules list."
        )
    return _Subject(rule, chosen)


def _inspector(granary: Granary, subject: _Subject, *, beta: bool) -> Inspector:
    """An inspector for which the rule is on trial, or in force."""
    contracts = {
        name: replace(c, rules=tuple(replace(r, beta=beta) if r.name == subject.name else r for r in c.rules))
        if name in subject.datasets
        else c
        for name, c in granary.registry.contracts.items()
    }
    others = tuple(code for code in granary.site.beta if code != subject.name)
    site = granary.site.model_copy(update={"beta": (*others, subject.name) if beta and subject.is_code else others})
    return Inspector(site, replace(granary.registry, contracts=contracts), granary.gazetteer, granary.opds)


def _held(subject: _Subject, before: Inspection, after: Inspection) -> int:
    """The sheet rows that nothing but the rule holds back."""
    if subject.is_code:
        slices = (s for s in after.slices if s.contract.dataset in subject.datasets)
        return len({(q.sheet, q.row) for s in slices for q in s.quarantine if set(q.codes) == {subject.name}})
    trial, in_force = (sum(s.rows_quarantined for s in each.slices) for each in (before, after))
    return max(0, in_force - trial)


def _tried(file: FileRecord, before: Inspection, after: Inspection, found: Sequence[Finding], held: int) -> Tried:
    return Tried(
        file=file.name,
        opd=file.opd or "-",
        findings=len(found),
        returned=after.verdict is Verdict.RETURNED and before.verdict is not Verdict.RETURNED,
        quarantined=held,
        examples=tuple(f"{f.sheet or '-'}!{', '.join(f.cells[:3])}: {f.message()}" for f in found[:_EXAMPLES]),
    )
