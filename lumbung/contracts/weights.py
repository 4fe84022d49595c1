"""How much each quality dimension weighs in a grade: the contract says, else the site, else ``bobot.csv``.

Only what was measured counts, so the weights need not add up to anything.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lumbung.findings import Dimension

UNSCORED = frozenset({Dimension.PRIVACY, Dimension.ENGINE})
"""Dimensions of findings of which there is no score: nobody is graded by them."""


@cache
def default_weights() -> Mapping[str, float]:
    """The weights of a dataset whose contract and site give none."""
    with (Path(__file__).parent / "bobot.csv").open(encoding="utf-8", newline="") as stream:
        return {row["dimensi"]: float(row["bobot"]) for row in csv.DictReader(stream)}


def read_weights(where: str, raw: object) -> dict[str, float]:
    """Weights as a contract or a site writes them: ``{validity: 3, timeliness: 1}``; what is not named weighs nothing.

    Raises:
        ValueError: an unknown dimension, a negative weight, or nothing that weighs anything.
    """
    if not raw:
        return {}
    known = [d.value for d in Dimension if d not in UNSCORED]
    if not isinstance(raw, dict) or set(raw) - set(known):
        raise ValueError(f"{where}: weights are a number for each of {', '.join(known)}")
    for name, weight in raw.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or weight < 0:
            raise ValueError(f"{where}: the weight of {name} is '{weight}'; it is a number from 0 on")
    if not any(raw.values()):
        raise ValueError(f"{where}: weights: at least one must be above 0")
    return {str(name): float(weight) for name, weight in raw.items()}
