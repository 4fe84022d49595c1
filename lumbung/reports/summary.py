"""What a nightly run leaves on the terminal: per OPD what came and what became of it, and where to look next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lumbung.findings import Finding, Language, Severity
from lumbung.reports import terminal
from lumbung.reports.wording import cells_text, count_text, say, severity_text, verdict_text

_VERDICTS = tuple(terminal.VERDICT_STYLES)
_COMMANDS = {"sql": 'lumbung sql "SELECT …"', "mapping": "lumbung mapping review", "ui": "lumbung ui"}
_FOLLOW_UP = ("DIKEMBALIKAN", "DITERIMA SEBAGIAN")
_FOLLOWED = 20  # files listed one by one; the workbooks of all are in the reports folder


@dataclass(frozen=True)
class FileSummary:
    """One file of this run. ``top`` is the finding that weighs most, if there is any."""

    name: str
    verdict: str
    top: Finding | None = None
    annotated: Path | None = None
    replaced: bool = False  # a better file came since: nobody has to mend this one


@dataclass(frozen=True)
class PublishedSummary:
    """What publishing one dataset and period changed; the counts are figures (facts)."""

    dataset: str
    period: str
    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    unchanged: int = 0

    @property
    def touched(self) -> int:
        """Figures that this run wrote or closed."""
        return self.new + self.changed + self.withdrawn


@dataclass(frozen=True)
class OpdSummary:
    """One OPD in this run. ``findings`` counts findings by severity, over all its files."""

    name: str
    files: tuple[FileSummary, ...] = ()
    published: tuple[PublishedSummary, ...] = ()
    findings: Mapping[Severity, int] = field(default_factory=dict)

    @property
    def figures(self) -> int:
        """Figures published by this run: new ones and changed ones."""
        return sum(p.new + p.changed for p in self.published)

    def files_with(self, verdict: str) -> int:
        """How many files got that verdict."""
        return sum(f.verdict == verdict for f in self.files)


@dataclass(frozen=True)
class MappingSummary:
    """What is to be done about mappings: proposals that wait, accepted ones that no file uses, rejected ones."""

    waiting: int = 0
    unused: int = 0
    rejected: int = 0


@dataclass(frozen=True)
class RunSummary:
    """One run as a whole. ``skipped`` counts files that an earlier run had processed already."""

    site: str
    opds: tuple[OpdSummary, ...]
    seconds: float
    reports: Path | None = None
    sample: bool = False
    skipped: int = 0
    mapping: MappingSummary = MappingSummary()
    night: Path | None = None  # the report of this night

    @property
    def files(self) -> int:
        """Files processed by this run."""
        return sum(len(opd.files) for opd in self.opds)


def render_run_summary(console: Console, summary: RunSummary, *, language: Language = "id") -> None:
    """Draw the summary; columns are left out below 100 characters and colours where there is no terminal."""
    terminal.heading(console, say("run.heading", language, site=summary.site))
    if summary.sample:
        terminal.line(console, Text(say("run.sample", language), style="bold magenta"))
    if summary.files:
        console.print()
        console.print(_opd_table(console, summary, language))
    else:
        terminal.line(console, say("run.nothing", language))
    _skipped(console, summary, language)
    _published(console, summary, language)
    _follow_up(console, summary, language)
    _mapping(console, summary.mapping, language)
    _next(console, summary, language)


# ------------------------------------------------------------------ per OPD


def _opd_table(console: Console, summary: RunSummary, language: Language) -> Table:
    drawn = terminal.table(console)
    drawn.add_column("\n" + say("run.column.opd", language), ratio=1, min_width=16)
    weights = _weights(console, language)
    headings = [say("run.column.files", language)]
    headings += [say(f"run.column.verdict.{verdict}", language) for verdict in _VERDICTS]
    headings += [say("run.column.figures", language), *(text for text, _ in weights)]
    for text in headings:
        low = text if "\n" in text else f"\n{text}"  # headings stand on the lower of their two lines
        drawn.add_column(low, justify="right", no_wrap=True)
    for opd in summary.opds:
        drawn.add_row(Text(opd.name), *_numbers((opd,), weights, language))
    if len(summary.opds) > 1:
        drawn.add_section()
        drawn.add_row(Text(say("run.total", language)), *_numbers(summary.opds, weights, language), style="bold")
    return drawn


def _weights(console: Console, language: Language) -> list[tuple[str, tuple[Severity, ...]]]:
    """The columns that count findings, and the severities each counts: all four where there is room."""
    if console.width >= terminal.WIDE:
        return [(say(f"run.column.severity.{s.value}", language), (s,)) for s in Severity]
    return [(say("run.column.grave", language), (Severity.BLOCKER, Severity.ERROR))]


def _numbers(
    opds: Sequence[OpdSummary], weights: Sequence[tuple[str, tuple[Severity, ...]]], language: Language
) -> list[Text]:
    counts = [(sum(len(o.files) for o in opds), "")]
    counts += [(sum(o.files_with(v) for o in opds), terminal.VERDICT_STYLES[v]) for v in _VERDICTS]
    counts += [(sum(o.figures for o in opds), "")]
    for _, severities in weights:
        found = sum(o.findings.get(s, 0) for o in opds for s in severities)
        counts.append((found, terminal.SEVERITY_STYLES[severities[-1]]))
    return [_number(count, style, language) for count, style in counts]


def _number(count: int, style: str, language: Language) -> Text:
    return Text(count_text(count, language), style=style) if count else Text("–", style="dim")


def _skipped(console: Console, summary: RunSummary, language: Language) -> None:
    if summary.skipped:
        terminal.line(console, say("run.skipped", language, count=count_text(summary.skipped, language)))


# ------------------------------------------------------------------ what was published


def _published(console: Console, summary: RunSummary, language: Language) -> None:
    every = [p for opd in summary.opds for p in opd.published]
    touched: dict[str, list[PublishedSummary]] = {}
    for p in every:
        if p.touched:
            touched.setdefault(p.dataset, []).append(p)
    if not touched:
        return
    terminal.heading(console, say("run.published_heading", language))
    console.print(_published_table(console, touched, language))
    rest = len(every) - sum(map(len, touched.values()))
    if rest:
        terminal.line(console, say("run.unchanged", language, count=count_text(rest, language)))


def _published_table(console: Console, datasets: Mapping[str, Sequence[PublishedSummary]], language: Language) -> Table:
    """One line per dataset, its periods together: a first run publishes many years at once."""
    drawn = terminal.table(console)
    drawn.add_column(say("run.column.dataset", language))
    drawn.add_column(say("run.column.period", language), no_wrap=True)
    for name in ("new", "changed", "withdrawn", "unchanged"):
        drawn.add_column(say(f"run.column.{name}", language), justify="right", no_wrap=True)
    for dataset, slices in datasets.items():
        counts = [sum(getattr(p, n) for p in slices) for n in ("new", "changed", "withdrawn", "unchanged")]
        numbers = (_number(count, "", language) for count in counts)
        drawn.add_row(Text(dataset), Text(_periods(slices, language)), *numbers)
    return drawn


def _periods(slices: Sequence[PublishedSummary], language: Language) -> str:
    periods = sorted({p.period for p in slices})
    if len(periods) == 1:
        return periods[0]
    return say("run.periods", language, first=periods[0], last=periods[-1])


# ------------------------------------------------------------------ what somebody must do


def _follow_up(console: Console, summary: RunSummary, language: Language) -> None:
    waiting = [(opd, f) for opd in summary.opds for f in opd.files if not f.replaced]
    listed = [(opd, f) for verdict in _FOLLOW_UP for opd, f in waiting if f.verdict == verdict]
    if not listed:
        return
    terminal.heading(console, say("run.files_heading", language))
    for opd, file in listed[:_FOLLOWED]:
        first = Text(verdict_text(file.verdict, language), style=terminal.VERDICT_STYLES[file.verdict])
        first.append(f"  {file.name}", style="default").append(f"  ({opd.name})", style="not bold dim")
        terminal.line(console, first, indent=2)
        if file.top:
            terminal.line(console, _top(file.top, language), indent=4)
        if file.annotated:
            terminal.path(console, file.annotated, indent=4, before="→ ")
    if len(listed) > _FOLLOWED:
        more = count_text(len(listed) - _FOLLOWED, language)
        terminal.line(console, say("run.more_files", language, count=more), indent=2)


def _top(finding: Finding, language: Language) -> Text:
    severity = severity_text(finding.severity, language)
    text = Text(f"{severity}: ", style=terminal.SEVERITY_STYLES[finding.severity])
    where = " ".join(part for part in (finding.sheet, cells_text(finding, language, shown=2)) if part)
    if where:
        text.append(f"{where}: ", style="cyan not bold")
    return text.append(finding.message(language), style="default not bold")


def _mapping(console: Console, mapping: MappingSummary, language: Language) -> None:
    if mapping != MappingSummary():
        console.print()
        counts = {name: count_text(number, language) for name, number in asdict(mapping).items()}
        terminal.line(console, say("run.mapping", language, **counts))


def _next(console: Console, summary: RunSummary, language: Language) -> None:
    figures = sum(opd.figures for opd in summary.opds)
    console.print()
    done = say(
        "run.done",
        language,
        duration=_duration(summary.seconds, language),
        files=count_text(summary.files, language),
        figures=count_text(figures, language),
    )
    terminal.line(console, Text(done, style="bold"))
    for command, shown in _COMMANDS.items():
        if command == "mapping" and not summary.mapping.waiting:
            continue
        text = Text(f"  {shown:<24}", style="cyan").append(say(f"run.next.{command}", language), style="default")
        console.print(text)
    if summary.reports:
        terminal.path(console, summary.reports, indent=2, before=say("run.next.reports", language))
    if summary.night:
        terminal.path(console, summary.night, indent=2, before=say("night.written", language))


def _duration(seconds: float, language: Language) -> str:
    if seconds < 60:
        shown = f"{seconds:.1f}".replace(".", "," if language == "id" else ".")
        return say("run.seconds", language, seconds=shown)
    return say("run.minutes", language, minutes=int(seconds // 60), seconds=int(seconds % 60))
