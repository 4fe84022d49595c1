"""One inspected file for ``lumbung check``: the JSON document and the page on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from lumbung.findings import Finding, Language, Owner, Severity, catalogue
from lumbung.reports import terminal
from lumbung.reports.told import as_marked
from lumbung.reports.wording import (
    cells_text,
    count_text,
    explain_text,
    heaviest_first,
    say,
    severity_text,
    verdict_text,
)

if TYPE_CHECKING:
    from lumbung.reports.progress import Progress


@dataclass(frozen=True)
class CheckedTable:
    """One dataset and period of the file; the counts are sheet rows."""

    dataset: str
    period: str
    sheet: str
    rows_read: int
    rows_accepted: int
    rows_quarantined: int
    title: str = ""  # of the dataset, as people call it


@dataclass(frozen=True)
class CheckReport:
    """What is told about one inspected file. ``verdict`` is a verdict's name, e.g. ``DIKEMBALIKAN``."""

    name: str
    sha256: str
    verdict: str
    tables: tuple[CheckedTable, ...]
    findings: tuple[Finding, ...]
    annotated: Path | None = None
    minutes: Path | None = None
    progress: Progress | None = None  # against the file named with --before


def check_document(report: CheckReport, language: Language = "id") -> dict[str, object]:
    """The document of ``lumbung check FILE --json``: file, verdict, tables, findings, annotated."""
    return {
        "file": {"name": report.name, "sha256": report.sha256},
        "verdict": report.verdict,
        "tables": [_table_entry(table) for table in report.tables],
        "findings": [_finding_entry(f, language) for f in heaviest_first(report.findings)],
        "annotated": str(report.annotated) if report.annotated else None,
        "minutes": str(report.minutes) if report.minutes else None,
        **({"progress": _progress_entry(report.progress)} if report.progress else {}),
    }


def _progress_entry(progress: Progress) -> dict[str, object]:
    return {"before": progress.earlier, "fixed": progress.fixed, "left": progress.left, "new": progress.new}


def _table_entry(table: CheckedTable) -> dict[str, object]:
    rows = {
        "read": table.rows_read,
        "accepted": table.rows_accepted,
        "quarantined": table.rows_quarantined,
    }
    return {"dataset": table.dataset, "period": table.period, "sheet": table.sheet, "rows": rows}


def _finding_entry(finding: Finding, language: Language) -> dict[str, object]:
    entry: dict[str, object] = {
        "code": finding.code,
        "severity": finding.severity.value,
        "dimension": finding.dimension.value,
        "sheet": finding.sheet,
        "cells": list(finding.cells),
        "count": finding.count,
        "message": finding.message(language),
        "remedy": finding.remedy(language),
    }
    beside = {"id": finding.id, "beta": finding.beta, "closed": finding.closed_because(language)}
    return {**entry, **{name: value for name, value in beside.items() if value}}


# ------------------------------------------------------------------ on the terminal


def render_check(console: Console, report: CheckReport, language: Language = "id") -> None:
    """Draw the report: verdict, tables, findings by severity, and where the annotated workbook is."""
    title = Text(verdict_text(report.verdict, language), style=terminal.VERDICT_STYLES.get(report.verdict, "bold"))
    terminal.line(console, title.append(f"  {report.name}", style="default not bold"))
    terminal.line(console, explain_text(report.verdict, language))
    if report.progress:
        p = report.progress
        fixed, left, new = (count_text(number, language) for number in (p.fixed, p.left, p.new))
        said = say("fix.progress", language, earlier=p.earlier, fixed=fixed, left=left, new=new)
        terminal.line(console, Text(said, style="bold"))
    _tables(console, report.tables, language)
    theirs, stewards = _by_reader(report.findings)
    _findings(console, as_marked(theirs), language)
    if stewards:
        titles = "; ".join(dict.fromkeys(f"{f.code} {f.title(language)}" for f in stewards))
        console.print()
        terminal.line(console, Text(say("check.steward", language, titles=titles), style="dim"))
    if report.annotated:
        terminal.heading(console, say("check.annotated", language))
        terminal.path(console, report.annotated, indent=2)
    if report.minutes:
        terminal.heading(console, say("check.minutes", language))
        terminal.path(console, report.minutes, indent=2)


def _tables(console: Console, tables: Sequence[CheckedTable], language: Language) -> None:
    console.print()
    if not tables:
        terminal.line(console, say("check.no_tables", language))
        return
    drawn = terminal.table(console)
    for name in ("dataset", "period", "sheet"):
        drawn.add_column(say(f"check.table.{name}", language), overflow="fold")
    for name in ("read", "accepted", "quarantined"):
        drawn.add_column(say(f"check.table.{name}", language), justify="right")
    for table in tables:
        counts = (table.rows_read, table.rows_accepted, table.rows_quarantined)
        texts = (table.dataset, table.period, table.sheet, *(count_text(n, language) for n in counts))
        drawn.add_row(*map(Text, texts))
    console.print(drawn)


def _by_reader(findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """What is for the sender, and the notes that only the walidata can act upon."""
    stewards = [f for f in findings if f.severity is Severity.INFO and catalogue()[f.code].owner is Owner.WALIDATA]
    return [f for f in findings if f not in stewards], stewards


def _findings(console: Console, findings: Sequence[Finding], language: Language) -> None:
    if not findings:
        terminal.heading(console, say("check.no_findings", language))
        return
    for severity in Severity:
        of_severity = [f for f in heaviest_first(findings) if f.severity is severity]
        if of_severity:
            console.print()
            style = terminal.SEVERITY_STYLES[severity]
            terminal.line(console, Text(f"{severity_text(severity, language)} ({len(of_severity)})", style=style))
        for finding in of_severity:
            _finding(console, finding, language)


def _finding(console: Console, finding: Finding, language: Language) -> None:
    first = Text(f"{finding.code}  ", style="dim").append(finding.title(language), style="bold not dim")
    where = say("check.where", language, sheet=finding.sheet or "", cells=cells_text(finding, language)).strip()
    if where:
        first.append(f"  {where}", style="cyan not bold not dim")
    if finding.id:
        first.append(f"  #{finding.id}", style="dim")
    terminal.line(console, first, indent=2)
    terminal.line(console, finding.message(language), indent=7)
    if finding.closure is not None:
        terminal.line(console, finding.closed_because(language), indent=7)
    if finding.severity is not Severity.INFO:
        remedy = say("check.remedy", language, remedy=finding.remedy(language))
        terminal.line(console, Text(remedy, style="green"), indent=7)
