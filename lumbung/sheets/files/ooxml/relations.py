"""Relations between the parts of an Office package: which part belongs to which, and as what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath

from lumbung.sheets.files.ooxml.package import Package, attributes

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
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
    named = targets(package, "", "officeDocument")
    return named[0] if named and package.part(named[0]) else default


def targets(package: Package, source: str, kind: str) -> list[str]:
    """The parts that a part refers to as ``kind``."""
    return [relation.target for relation in relations(package, source).values() if relation.kind == kind]


def part_of(package: Package, source: str, kind: str) -> bytes:
    """The first part that a part refers to as ``kind``; empty if there is none."""
    return next((package.part(path) for path in targets(package, source, kind)), b"")


def sheets(package: Package, workbook: str) -> dict[str, str]:
    """The path of each sheet's part, by the sheet's name."""
    related = relations(package, workbook)
    found = {}
    for tag in _SHEET.finditer(package.part(workbook)):
        a = attributes(tag.group(1))
        relation = related.get(next((value for name, value in a.items() if name.endswith(":id")), ""))
        found[a.get("name", "")] = relation.target if relation else ""
    return found
