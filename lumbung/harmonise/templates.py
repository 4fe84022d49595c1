"""Templates of ours that came back: for another dataset or site (L04), of an older contract (L05), sheets gone (L01).

Where an older template no longer fits, that is the one thing said: what its columns lack is no mistake of the OPD.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lumbung.contracts.model import Contract
from lumbung.findings import Finding, Severity, finding
from lumbung.returned import TemplateMark
from lumbung.sheets.model import Reading
from lumbung.text import fold

_UNFIT = frozenset({"H02", "H03", "H05", "H07", "H08", "H11"})
"""What an outdated template is bound to have wrong with its columns."""
_SHOWN = 10


def about_template(
    reading: Reading, contracts: Sequence[Contract], claimed: Sequence[Contract], refused: Sequence[Finding]
) -> Iterator[Finding]:
    """What the template is to blame for, then the findings about refused tables that it does not explain.

    ``contracts``: those of the sender; ``claimed``: of its tables; ``refused``: why tables cannot be loaded.
    """
    mark = reading.template
    yield from _missing_sheets(reading, claimed)
    explained: set[str] = set()
    if mark is not None:
        yield from _wrong_template(mark, contracts, claimed)
        for contract in {
            c.id: c for c in claimed if c.id == mark.contract and _older(mark.version, c.version)
        }.values():
            unfit = any(f.dataset == contract.dataset and f.code in _UNFIT for f in refused if _is_blocker(f))
            explained |= {contract.dataset} if unfit else set()
            yield _age(mark, contract, unfit)
    yield from (f for f in refused if not (f.dataset in explained and f.code in _UNFIT))


def _is_blocker(found: Finding) -> bool:
    return found.severity is Severity.BLOCKER


def _wrong_template(
    mark: TemplateMark, contracts: Sequence[Contract], claimed: Sequence[Contract]
) -> Iterator[Finding]:
    """L04 where the template is for none of the datasets that its tables are."""
    if mark.contract in {c.id for c in claimed}:
        return
    if not claimed and mark.contract in {c.id for c in contracts}:
        return  # the right form, of which nothing can be recognised any more: that is said elsewhere
    meant = "; ".join(dict.fromkeys(c.title for c in claimed)) or "OPD pengirim"
    yield finding("L04", template=mark.contract, dataset_name=meant)


def _missing_sheets(reading: Reading, claimed: Sequence[Contract]) -> Iterator[Finding]:
    """L01 for the sheets that a template, or a contract, asks for and the workbook has not."""
    present = [f" {fold(grid.sheet)} " for grid in reading.grids]
    for contract in {c.id: c for c in claimed}.values():
        of_template = reading.template.sheets if reading.template and reading.template.contract == contract.id else ()
        asked = [*contract.sheets, *of_template]
        gone = [name for name in dict.fromkeys(asked) if not any(f" {fold(name)} " in sheet for sheet in present)]
        if gone:
            more = f" dan {len(gone) - _SHOWN} lainnya" if len(gone) > _SHOWN else ""
            names = ", ".join(gone[:_SHOWN]) + more
            said = finding("L01", count=len(gone), dataset_name=contract.title, names=names)
            yield said.about(contract.dataset)


def _age(mark: TemplateMark, contract: Contract, unfit: bool) -> Finding:
    patched = _parts(mark.version)[:2] == _parts(contract.version)[:2]
    weight = Severity.BLOCKER if unfit else Severity.INFO if patched else Severity.WARNING
    said = finding("L05", severity=weight, dataset_name=contract.title, found=mark.version, expected=contract.version)
    return said.about(contract.dataset)


def _older(version: str, than: str) -> bool:
    return _parts(version) < _parts(than)


def _parts(version: str) -> tuple[int, ...]:
    numbers = [int("".join(filter(str.isdigit, part)) or 0) for part in version.split(".")[:3]]
    return (*numbers, 0, 0, 0)[:3]
