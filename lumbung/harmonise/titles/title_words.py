"""What is written beside a table and says that its figures are another thing than its contract is about.

What is certain keeps the table out, with its reason: a title or a sheet that calls the figures a target. What may be
so (*yang Wajib KTP*; a file named *rencana*) is told, and the figures are loaded for a person to look at.
"""

from __future__ import annotations

from collections.abc import Iterator

from lumbung.contracts.model import Contract, Source
from lumbung.findings import Finding, Severity, finding
from lumbung.harmonise.headings.spellings import vocabulary
from lumbung.harmonise.times.disagreements import SOURCE_NAMES
from lumbung.harmonise.titles.beside import texts_beside
from lumbung.harmonise.titles.qualifiers import narrowed, planned, remarked
from lumbung.harmonise.titles.title_cells import title_cell
from lumbung.harmonise.titles.title_units import measured_alike, title_multiples
from lumbung.sheets.model import Table
from lumbung.text import first_word, fold

_SOURCE_LINE = "sumber"


def foreign_words(table: Table, contract: Contract, file_name: str) -> Iterator[Finding]:
    """What title, sheet and file say that is none of the contract's, each once."""
    known, beside = vocabulary(contract), texts_beside(table, file_name)
    title = " ".join(line for line in table.title if first_word(line) != _SOURCE_LINE)
    if word := planned(title, known) or remarked(title, known):
        yield _said(table, contract, Source.TITLE, word, Severity.BLOCKER)
    elif word := narrowed(title, known):
        yield _said(table, contract, Source.TITLE, word)
    if (multiples := title_multiples(table)) and not measured_alike(contract):
        yield _said(table, contract, Source.TITLE, min(multiples)[0], Severity.BLOCKER)  # of which measure?
    if word := planned(beside[Source.SHEET], known):
        yield _said(table, contract, Source.SHEET, word, Severity.BLOCKER)
    if word := planned(beside[Source.FILENAME], known):
        yield _said(table, contract, Source.FILENAME, word)


def _said(
    table: Table, contract: Contract, source: Source, word: str, severity: Severity = Severity.WARNING
) -> Finding:
    in_title = title_cell(table, lambda text: word in fold(text)) if source is Source.TITLE else None
    return finding(
        "H13",
        sheet=table.sheet,
        cells=(in_title or table.range.split(":")[0],),
        severity=severity,
        source=SOURCE_NAMES[source],
        found=word,
        dataset_name=contract.title,
    )
