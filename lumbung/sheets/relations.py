"""Relations between the parts of an Office package: which part belongs to which, and as what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath

from lumbung.sheets.package import Package, attributes

_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")


@dataclass(frozen=True, slots=True)
class Relation:
    """``kind`` is the last word of its type ('worksheet', 'comments'), ``target`` a path in the package."""

    kind: str
    target: str


def relations(package: Package, source: str) -> Mapping[str, Relation]:
    """The relations of a part by id; those of the package itself for an empty ``source``."""
    found = {}
    for tag in _RELATION.finditer(package.part(join(dirname(source), "_rels", basename(source) + ".rels"))):
        a = attributes(tag.group(1))
        target = a.get("Target", "").replace("\\", "/")
        path = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(source), target))
        found[a.get("Id", "")] = Relation(a.get("Type", "").rpartition("/")[2], path)
    return found


def main_part(package: Package, default: str) -> str:
    """The path of the workbook."""
    kinds = {relation.kind: relation.target for relation in relations(package, "").values()}
    return kinds.get("officeDocument", default)


def targets(package: Package, source: str, kind: str) -> list[str]:
    """The parts that a part refers to as ``kind``."""
    return [relation.target for relation in relations(package, source).values() if relation.kind == kind]
