"""One indicator in several contracts: the same code must mean the same thing, or sums over it are wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from lumbung.contracts.model import Contract, Property
from lumbung.text import fold


def disagreements(contracts: Iterable[Contract]) -> Iterator[str]:
    """What contracts say differently of one ``kode_indikator``: unit, konsep, definisi, ukuran, whether it adds up.

    What one of them leaves open is no disagreement; wording is compared as text, without case and punctuation.
    """
    uses: dict[str, list[tuple[Contract, Property]]] = defaultdict(list)
    for contract in contracts:
        for measure in contract.indicators:
            if measure.indicator:
                uses[measure.indicator].append((contract, measure))
    for code, same in sorted(uses.items()):
        for what in ("satuan", "konsep", "definisi", "ukuran", "additive"):
            said: dict[str, tuple[str, list[str]]] = {}
            for contract, measure in same:
                text = _said(measure, what)
                if text:
                    said.setdefault(fold(text), (text, []))[1].append(contract.dataset)
            if len(said) > 1:
                told = "; ".join(f"'{text}' in {', '.join(datasets)}" for text, datasets in said.values())
                yield f"indicator {code}: {what} differs: {told}"


def _said(measure: Property, what: str) -> str:
    if what == "satuan":
        return measure.unit or ""
    if what == "additive":
        return str(measure.additive).lower()
    return str(getattr(measure.standard, what))
