"""Read → harmonise → inspect: the one function behind both the nightly run and ``lumbung check``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from expectations.anchoring import Anchors
from expectations.brevity import shortened
from expectations.continued import by_dataset, judge_tables
from expectations.judge import Judge
from expectations.judged import JudgedTable, slices
from expectations.model import Inspection, Verdict
from expectations.past.findings import INCOMPLETE, past_findings
from expectations.past.model import Past, statements
from expectations.relief import Relief
from expectations.rules.coverage import coverage_findings
from expectations.rules.once import each_once, without_told
from expectations.verdict import heaviest_first, verdict, with_findings
from lumbung.contracts.model import Contract
from lumbung.contracts.registry import Registry, load_registry
from lumbung.findings import SHOWN_CELLS, Finding, Severity, finding
from lumbung.harmonise.file import Harmonised, harmonise
from lumbung.harmonise.mappings.mappings_used import mappings_used
from lumbung.harmonise.model import Conformed
from lumbung.memory import collector_paused
from lumbung.proposals import MappingKind, Sighting, joined
from lumbung.reference.opd import OPD_FILE, OpdRegistry, read_opds
from lumbung.reference.satuan import accepted_units
from lumbung.reference.waivers import read_waivers
from lumbung.reference.wilayah import Gazetteer, read_gazetteer
from lumbung.sheets.model import Reading, Table
from lumbung.sheets.upload import read_upload
from lumbung.site import Site, today


class Inspector:
    """Inspects files of one site. Contracts, code lists and rules are loaded once."""

    def __init__(
        self,
        site: Site,
        registry: Registry | None = None,
        gazetteer: Gazetteer | None = None,
        opds: OpdRegistry | None = None,
    ) -> None:
        self.site = site
        self.registry = registry or load_registry(site)
        self.gazetteer = gazetteer or read_gazetteer(site.reference)
        self.opds = opds
        self.names = opds or (read_opds(site.reference) if (site.reference / OPD_FILE).is_file() else None)
        self.judge = Judge(self.gazetteer)
        self.relief = Relief(read_waivers(site.reference), site.beta)

    def inspect(self, data: bytes, name: str, opd: str | None) -> Inspection:
        """The inspection of one file that ``opd`` sent; with None every contract of the site is tried."""
        return self.of_reading(read_upload(data, name, self.site.limits), opd)

    def of_reading(self, reading: Reading, opd: str | None) -> Inspection:
        """The inspection of a file that has been read already."""
        with collector_paused(), self._accepted_units():
            return self._of_reading(reading, opd)

    def conform(self, data: bytes, name: str, opd: str | None) -> tuple[Conformed, ...]:
        """The tables of a file as the rules meet them, before anything is held back."""
        with self._accepted_units():
            reading = read_upload(data, name, self.site.limits)
            return harmonise(reading, self._contracts(opd), self.gazetteer, today(self.site)).conformed

    def _accepted_units(self) -> AbstractContextManager[None]:
        accepted = self.registry.decisions.accepted
        return accepted_units({d.written: d.target for d in accepted if d.kind is MappingKind.UNIT})

    def _contracts(self, opd: str | None) -> tuple[Contract, ...]:
        return self.registry.of_opd(opd) if opd else tuple(self.registry.contracts.values())

    def _of_reading(self, reading: Reading, opd: str | None) -> Inspection:
        names = self.names if opd else None
        harmonised = harmonise(reading, self._contracts(opd), self.gazetteer, today(self.site), names)
        groups = by_dataset(harmonised.conformed)
        strict = {dataset: judge_tables(tables, self.judge) for dataset, tables in groups.items()}
        anchors = Anchors([j.conformed for same in strict.values() for j in same])
        datasets = {dataset: self.relief.of_tables(same, anchors) for dataset, same in strict.items()}
        judged = [j for same in datasets.values() for j in same]
        accepted = tuple(s for j in judged for s in slices(j, datasets[j.dataset], self.gazetteer))
        relieved = self.relief.of_findings
        everything = (
            *relieved((*reading.findings, *harmonised.findings), anchors),
            *(f for j in judged for f in j.findings),
            *relieved(self._of_whole_file(reading, harmonised, datasets, opd), anchors),
        )
        short = {(j.conformed.sheet, cell) for j in judged for cell in j.totals.short}
        told = shortened(heaviest_first(each_once(everything, short)))
        findings = tuple(self.relief.known_again(f, judged, anchors) for f in told)
        return Inspection(
            reading=reading,
            opd=opd,
            verdict=verdict(findings, accepted),
            slices=accepted,
            findings=findings,
            unmatched=tuple(f"{t.sheet}!{t.range}" for t in harmonised.unmatched),
            proposals=joined((*_sightings(everything), *harmonised.titles), SHOWN_CELLS),
            mappings=mappings_used(reading, harmonised, self.registry.decisions),
            anchors=anchors,
        )

    def compared(self, inspection: Inspection, name: str, past: Past) -> Inspection:
        """The inspection with what the file's past makes of it, and the verdict that this leads to.

        Of a file that is returned anyway nothing is compared: nobody will read its figures.
        """
        if inspection.verdict is Verdict.RETURNED:
            return inspection
        own = statements(inspection, past, name)
        incomplete = {(f.dataset or "", f.period) for f in inspection.findings if f.code == INCOMPLETE}
        anchors = inspection.anchors or Anchors(())
        told = past_findings(own, past, self.gazetteer, incomplete)
        found = self.relief.of_findings(without_told(told, inspection.findings), anchors)
        return with_findings(inspection, [self.relief.known_again(f, (), anchors) for f in found])

    def _of_whole_file(
        self, reading: Reading, harmonised: Harmonised, datasets: Mapping[str, Sequence[JudgedTable]], opd: str | None
    ) -> Iterator[Finding]:
        """What only all tables together show: what is missing, and that nothing was found."""
        yield from self._missing(datasets, harmonised)
        yield from self._nothing_found(reading, harmonised, opd)

    def _missing(self, datasets: Mapping[str, Sequence[JudgedTable]], harmonised: Harmonised) -> Iterator[Finding]:
        """What ought to be there and is not; where whole sheets are gone, or a table goes back, that has been said."""
        said = {f.dataset for f in harmonised.findings if f.code == "L01" or f.severity is Severity.BLOCKER}
        for dataset, same in datasets.items():
            if dataset not in said:
                yield from coverage_findings([j.conformed for j in same], self.gazetteer)

    def _nothing_found(self, reading: Reading, harmonised: Harmonised, opd: str | None) -> Iterator[Finding]:
        """What to say when no table of a readable file is one of the OPD's datasets."""
        recognised = harmonised.conformed or any(f.severity is Severity.BLOCKER for f in harmonised.findings)
        if recognised or any(f.severity is Severity.BLOCKER for f in reading.findings):
            return
        owner = self._other_owner(reading, opd)
        if owner is not None:
            said = finding("F10", dataset_name=owner.title, owner=owner.opd, opd=opd or "-")
        else:
            said = finding("F09", what="Data", found=_describe(reading.tables))
        proposals = self.opds.propose(opd, owner.opd if owner else None) if self.opds and opd else ()
        yield replace(said, proposals=proposals)

    def _other_owner(self, reading: Reading, opd: str | None) -> Contract | None:
        """The contract of another OPD that describes a table of the file."""
        if opd is None:
            return None
        others = [c for c in self.registry.contracts.values() if c.opd != opd]
        conformed = harmonise(reading, others, self.gazetteer).conformed
        return conformed[0].contract if conformed else None


def _sightings(findings: Iterable[Finding]) -> Iterator[Sighting]:
    return (Sighting(p, f.sheet, f.cells, f.count) for f in findings for p in f.proposals)


def _describe(tables: Sequence[Table]) -> str:
    if not tables:
        return "Tidak ada tabel di dalamnya."
    titles = [" ".join(t.title) or f"tabel {t.sheet}!{t.range}" for t in tables[:3]]
    return "Yang ditemukan: " + "; ".join(titles) + "."
