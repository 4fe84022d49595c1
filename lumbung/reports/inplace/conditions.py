"""Marks on cells with conditional formats: these paint over a fill, so a rule of ours stands before the operator's.

It is taken off with the mark; rules of the operator stay in the order they have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from openpyxl.utils.cell import range_boundaries

from lumbung.reports.inplace.package import attributes
from lumbung.reports.inplace.styles import Styles
from lumbung.reports.marks import RULE
from lumbung.sheets.addresses import address
from lumbung.sheets.grid import Position

_BLOCK = re.compile(r"<conditionalFormatting\b([^>]*[^/>])>(.*?)</conditionalFormatting>", re.DOTALL)
_RULES = re.compile(r"<cfRule\b[^>]*/>|<cfRule\b.*?</cfRule>", re.DOTALL)
_OURS = re.compile(re.escape(RULE).replace('"', '(?:"|&quot;)'))
_PRIORITY = re.compile(r'(<(?:\w+:)?cfRule\b[^>]*?\bpriority=")(\d+)(?=")')


def without_ours(xml: str) -> str:
    """The sheet without the rules of an earlier return."""
    return _BLOCK.sub(_kept, xml) if _OURS.search(xml) else xml


def _kept(block: re.Match[str]) -> str:
    rules = _RULES.sub(lambda rule: "" if _OURS.search(rule[0]) else rule[0], block[2])
    return f"<conditionalFormatting{block[1]}>{rules}</conditionalFormatting>" if "<cfRule" in rules else ""


def with_ours(xml: str, colours: Mapping[Position, str], styles: Styles) -> str:
    """The sheet in which marked cells (with their ARGB colours) show their colour whatever the rules there say."""
    covered = [range_boundaries(area) for block in _BLOCK.finditer(xml) for area in _areas(block[1])]
    cells: dict[str, list[str]] = defaultdict(list)
    for (row, column), colour in sorted(colours.items()):
        if any(_holds(bounds, row, column) for bounds in covered):
            cells[colour].append(address(row, column))
    if not cells:
        return xml
    xml = _PRIORITY.sub(lambda found: f"{found[1]}{int(found[2]) + len(cells)}", xml)
    at = xml.index("<conditionalFormatting")
    return xml[:at] + "".join(_ours(cells, styles)) + xml[at:]


def _ours(cells: Mapping[str, list[str]], styles: Styles) -> Iterable[str]:
    for priority, (colour, addresses) in enumerate(cells.items(), 1):
        yield (
            f'<conditionalFormatting sqref="{" ".join(addresses)}"><cfRule type="expression" '
            f'dxfId="{styles.shown(colour)}" priority="{priority}" stopIfTrue="1">'
            f"<formula>{escape(RULE, quote=False)}</formula></cfRule></conditionalFormatting>"
        )


def _areas(said: str) -> list[str]:
    return attributes(said).get("sqref", "").split()


def _holds(bounds: Sequence[int | None], row: int, column: int) -> bool:
    """Whether an area, which may be whole rows or columns, holds a cell."""
    left, top, right, bottom = bounds
    return (left or 0) <= column <= (right or column) and (top or 0) <= row <= (bottom or row)
