"""Clean workbooks in all layouts and formats: nothing above info may be said of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.inspect.books import Book
from benchmarks.inspect.shelf import books, shelf
from benchmarks.section import Line, Section
from expectations.model import Verdict
from lumbung.findings import Finding, Severity


def measure(_: Path) -> Section:
    """Every clean book; no corpus is needed."""
    made = list(books())
    heavy = {i: said for i, book in enumerate(made) if (said := _said(book))}
    kinds = Counter(f"{b.layout}.{b.format}" for b in made)
    number = sum(len(said) for said in heavy.values())
    lines = (
        Line("clean workbooks", f"{len(made)} in {len({b.layout for b in made})} layouts", "≥ 300", len(made) >= 300),
        Line("findings above info, or not accepted", str(number), "0", number == 0),
    )
    told = [f"* {_name(made[i])}: {'; '.join(said[:3])}" for i, said in heavy.items()]
    counted = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    return Section("Clean workbooks", lines, (f"Layouts and formats: {counted}.", *told))


def _said(book: Book) -> list[str]:
    inspection = shelf(book.site).inspector.inspect(book.data(), book.name, book.opd)
    said = [_told(f) for f in inspection.findings if f.severity is not Severity.INFO]
    return said or ([] if inspection.verdict is Verdict.ACCEPTED else [str(inspection.verdict)])


def _told(found: Finding) -> str:
    return f"{found.code} {','.join(found.cells[:3])} {found.message('id')[:120]}"


def _name(book: Book) -> str:
    return f"{book.site}/{book.contract.dataset} {book.layout}.{book.format}"
