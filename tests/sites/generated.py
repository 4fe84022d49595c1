"""The generated sample uploads of Lahat, made once for every test that looks at them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lumbung.contracts.registry import Registry, load_registry
from lumbung.reference.wilayah import Gazetteer, read_gazetteer
from lumbung.site import load_site
from sites.lahat.make_samples import samples
from sites.samples.table import Sample

SITE = load_site(Path(__file__).parents[2] / "sites" / "lahat")


@cache
def registry() -> Registry:
    """The contracts of Lahat."""
    return load_registry(SITE)


@cache
def gazetteer() -> Gazetteer:
    """The regions of Lahat."""
    return read_gazetteer(SITE.reference)


@cache
def everything() -> tuple[Sample, ...]:
    """Every sample upload, by hand and generated."""
    return tuple(samples())


def of_dataset(dataset: str) -> list[Sample]:
    """The generated uploads of one dataset."""
    return [s for s in everything() if s.layout and s.facts[0].dataset == dataset]
