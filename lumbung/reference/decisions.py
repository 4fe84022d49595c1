"""What people decided about proposed mappings: ``pemetaan.csv`` in the site's reference folder.

One line per decision, with who and when. Accepted spellings serve every OPD from the next reading on; a rejected one
is proposed to nobody again. The file is data to be reviewed like code: sorted, one decision per line, no volatile
columns.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from lumbung.proposals import Likely, MappingKind, Queued, mapping_id, spelling
from lumbung.text import squash

FILE_NAME = "pemetaan.csv"
COLUMNS = ("jenis", "lingkup", "tertulis", "sasaran", "putusan", "oleh", "pada", "catatan")
ACCEPTED, REJECTED = "terima", "tolak"


class DecisionError(ValueError):
    """The register of decisions, or a decision that somebody wants to add, is not as it should be."""


@dataclass(frozen=True)
class Decision:
    """One decision: in this scope the text means the target (accepted), or does not mean it (rejected).

    ``target`` is '' only in a rejection of a text for which nothing was proposed.
    """

    kind: MappingKind
    scope: str
    written: str
    target: str
    accepted: bool
    by: str
    on: date
    note: str = ""

    @property
    def id(self) -> str:
        """The identifier it had as a proposal."""
        return mapping_id(self.kind, self.scope, self.written, self.target or None)

    @property
    def likely(self) -> tuple[Likely, ...]:
        """Its target as what the text may mean, to decide about it anew."""
        return (Likely(self.target, self.target, 100.0),) if self.target else ()

    @property
    def text(self) -> tuple[MappingKind, str, str]:
        """What was decided about: kind, scope, and the spelling as compared."""
        return self.kind, self.scope, spelling(self.written)


@dataclass(frozen=True)
class Decisions:
    """Every decision of a site."""

    all: tuple[Decision, ...] = ()

    @cached_property
    def accepted(self) -> tuple[Decision, ...]:
        """What serves."""
        return tuple(d for d in self.all if d.accepted)

    @cached_property
    def rejected(self) -> tuple[Decision, ...]:
        """What is never proposed again."""
        return tuple(d for d in self.all if not d.accepted)

    @cached_property
    def _spellings(self) -> Mapping[tuple[MappingKind, str, str], tuple[str, ...]]:
        found: dict[tuple[MappingKind, str, str], list[str]] = {}
        for d in self.accepted:
            found.setdefault((d.kind, d.scope, d.target), []).append(d.written)
        return {key: tuple(texts) for key, texts in found.items()}

    def spellings(self, kind: MappingKind, scope: str, target: str) -> tuple[str, ...]:
        """The spellings accepted for a target, as written."""
        return self._spellings.get((kind, scope, target), ())

    @cached_property
    def _refused(self) -> frozenset[tuple[MappingKind, str, str, str]]:
        return frozenset((*d.text, d.target) for d in self.rejected)

    def refuses(self, kind: MappingKind, scope: str, written: str, target: str | None) -> bool:
        """True when somebody decided that the text does not mean the target; None: that it means nothing known."""
        return (kind, scope, spelling(written), target or "") in self._refused

    def unrefused(self, kind: MappingKind, scope: str, written: str, likely: Iterable[Likely]) -> tuple[Likely, ...]:
        """What a text may still mean: what was rejected is no hint any more."""
        return tuple(each for each in likely if not self.refuses(kind, scope, written, each.target))

    def about(self, kind: MappingKind, scope: str, written: str) -> tuple[Decision, ...]:
        """What was decided about one text."""
        return tuple(d for d in self.all if d.text == (kind, scope, spelling(written)))

    def undecided(self, waiting: Iterable[Queued]) -> tuple[Queued, ...]:
        """What still waits: no text that was accepted as anything, no proposal that was rejected."""
        accepted = {d.text for d in self.accepted}
        rejected = {d.id for d in self.rejected}
        return tuple(q for q in waiting if q.proposal.text not in accepted and q.proposal.id not in rejected)

    def with_decision(self, decision: Decision) -> Decisions:
        """These decisions and one more; one about the same text and target is replaced."""
        kept = [d for d in self.all if d.id != decision.id]
        return Decisions(tuple(sorted((*kept, decision), key=_order)))


NONE = Decisions()


def _order(decision: Decision) -> tuple[str, ...]:
    return decision.kind, decision.scope, spelling(decision.written), decision.target, decision.written


def read_decisions(folder: Path) -> Decisions:
    """The decisions in the reference folder of a site; none where the file is missing.

    Raises:
        DecisionError: a line is not as it should be, or one text is accepted as two things.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return NONE
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    decisions = tuple(_decision(f"{FILE_NAME} line {number}", row) for number, row in enumerate(rows, start=2))
    _refuse_contradictions(decisions)
    return Decisions(decisions)


def _decision(where: str, row: Mapping[str, str | None]) -> Decision:
    values = {name: squash(row.get(name) or "") for name in COLUMNS}
    verdict = values["putusan"]
    if verdict not in (ACCEPTED, REJECTED):
        raise DecisionError(f"{where}: putusan is '{verdict}'; it may be {ACCEPTED} or {REJECTED}")
    if values["jenis"] not in set(MappingKind):
        raise DecisionError(f"{where}: jenis is '{values['jenis']}'; it may be {', '.join(MappingKind)}")
    if not spelling(values["tertulis"]) or (verdict == ACCEPTED and not values["sasaran"]):
        raise DecisionError(f"{where}: tertulis must not be empty, nor sasaran of what was accepted")
    try:
        on = date.fromisoformat(values["pada"])
    except ValueError:
        raise DecisionError(f"{where}: pada is '{values['pada']}'; a date such as 2026-01-31 is expected") from None
    return Decision(
        kind=MappingKind(values["jenis"]),
        scope=values["lingkup"],
        written=values["tertulis"],
        target=values["sasaran"],
        accepted=verdict == ACCEPTED,
        by=values["oleh"],
        on=on,
        note=values["catatan"],
    )


def _refuse_contradictions(decisions: Iterable[Decision]) -> None:
    targets: dict[tuple[MappingKind, str, str], str] = {}
    seen: set[str] = set()
    for d in decisions:
        if d.id in seen:
            raise DecisionError(f"{FILE_NAME}: '{d.written}' → {d.target or '-'} ({d.kind}) is decided twice")
        seen.add(d.id)
        if d.accepted and targets.setdefault(d.text, d.target) != d.target:
            raise DecisionError(f"{FILE_NAME}: '{d.written}' ({d.kind}) means {targets[d.text]} and {d.target}")


def written_out(decisions: Decisions) -> str:
    """The content of ``pemetaan.csv``: sorted, so that two people's decisions merge line by line."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_lines(decisions))
    return stream.getvalue()


def _lines(decisions: Decisions) -> Iterator[tuple[str, ...]]:
    for d in sorted(decisions.all, key=_order):
        verdict = ACCEPTED if d.accepted else REJECTED
        yield d.kind, d.scope, d.written, d.target, verdict, d.by, d.on.isoformat(), d.note
