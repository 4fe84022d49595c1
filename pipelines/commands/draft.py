"""``lumbung contract draft``: a contract proposed from a workbook, and how much of the workbook it loads."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from lumbung.contracts.draft.notes import CannotDraft, said
from lumbung.contracts.draft.propose import Draft, Setting, apart, propose
from lumbung.contracts.draft.site import site_lists
from lumbung.findings import Language
from lumbung.harmonise.file import harmonise
from lumbung.reference.opd import read_opds
from lumbung.reference.wilayah import read_gazetteer
from lumbung.sheets.model import Reading, Role, Table
from lumbung.sheets.upload import read_upload
from lumbung.site import Site, load_site
from pipelines.commands.check import UnknownOpd
from pipelines.commands.new_file import refuse_existing, write_new
from pipelines.settings import Settings

WRONG_USE = 2
NOT_DRAFTED = 3


def draft(
    file: Path, sheet: str | None, out: Path | None, opd: str | None, site_folder: Path | None, language: Language
) -> int:
    """Write the contract proposed for a file's main table, or with a folder for ``out`` for each of its tables.

    2 when the file or sheet does not exist, 3 when no contract could be proposed; why is said for each table.

    Raises:
        NotWritten: a contract stands there already, or none can be written there.
    """
    if not file.is_file():
        print(f"lumbung: berkas {file} tidak ada.", file=sys.stderr)
        return WRONG_USE
    site = load_site(Settings.read(site=site_folder).site)
    setting = Setting(site.id, _owner(site, opd, file), read_gazetteer(site.reference), site_lists(site))
    reading = read_upload(file.read_bytes(), file.name, site.limits)
    for problem in reading.findings if not reading.tables else ():
        _tell(problem.message(language))
    tables = [t for t in reading.tables if sheet is None or t.sheet == sheet]
    if sheet is not None and not tables:
        _tell(said("lembar", language, sheet=sheet, others=_listed(reading.tables)))
        return WRONG_USE
    every = out is not None and (out.is_dir() or out.suffix not in (".yaml", ".yml"))
    drafts = _drafts(tables, reading, setting, every, language)
    paths = [_path(proposed, out, every) for proposed, _ in drafts]
    refuse_existing(path for path in paths if path is not None)  # all or none: a second try must not stop half-way
    for (proposed, table), path in zip(drafts, paths, strict=True):
        _deliver(proposed, table, reading, setting, path, language)
    if drafts and not every and sheet is None and len(tables) > 1:
        _tell(said("lainnya", language, others=_listed([t for t in tables if t is not drafts[0][1]])))
    return 0 if drafts else NOT_DRAFTED


def _owner(site: Site, opd: str | None, file: Path) -> str | None:
    """The OPD named, else the one whose folder the file lies in; None where nobody says."""
    opds = read_opds(site.reference)
    if opd is None:
        folder = file.absolute().parent.name
        return folder if folder in opds.opds else None
    found = opds.find(opd)
    if found is None:
        raise UnknownOpd(f"OPD '{opd}' tidak dikenal. OPD situs ini: {', '.join(sorted(opds.opds))}.")
    return found.id


def _drafts(
    tables: Sequence[Table], reading: Reading, setting: Setting, every: bool, language: Language
) -> list[tuple[Draft, Table]]:
    """The drafts of all tables, or of the one with most figures that can be drafted; each refusal is told."""
    found: list[tuple[Draft, Table]] = []
    if not tables:
        _tell(CannotDraft("tanpa_tabel", where="").text(language))
    for table in tables if every else sorted(tables, key=_figures, reverse=True):
        try:
            found.append((propose(table, reading.name, setting), table))
        except CannotDraft as refusal:
            why = refusal.text(language)
            _tell(said("gagal", language, sheet=table.sheet, range=table.range, why=why))
        if found and not every:
            break
    return list(zip(apart([d for d, _ in found]), [t for _, t in found], strict=True))


def _path(proposed: Draft, out: Path | None, every: bool) -> Path | None:
    return out / f"{proposed.contract.dataset}.yaml" if out is not None and every else out


def _deliver(
    proposed: Draft,
    table: Table,
    reading: Reading,
    setting: Setting,
    path: Path | None,
    language: Language,
) -> None:
    loaded = _loaded(proposed, table, reading, setting)
    told = {"name": proposed.contract.dataset, "loaded": loaded, "figures": _figures(table)}
    document = proposed.document(language)
    if path is None:
        print(document, end="")
        _tell(said("dicoba", language, **told))
        return
    write_new(path, document.encode("utf-8"))
    _tell(said("ditulis", language, path=path, **told))


def _loaded(proposed: Draft, table: Table, reading: Reading, setting: Setting) -> int:
    """How many figures of its own table the draft loads, totals that it only checks among them."""
    conformed = harmonise(reading, [proposed.contract], setting.gazetteer).conformed
    mine = [c for c in conformed if c.sheet == table.sheet and c.range == table.range]
    cells = {cell for c in mine for m in c.contract.measures for cell in c.cells[m.name] if cell}
    rows = {r.row for r in table.rows}
    cells |= {p.cell for c in mine for p in c.printed if p.row in rows}
    return sum(1 for address in _addresses(table) if address in cells)


def _addresses(table: Table) -> list[str]:
    letters = [c.letter for c in table.columns if c.role is Role.VALUE]
    return [f"{x}{r.row}" for r in table.rows for x in letters if isinstance(r.cells.get(x), int | float)]


def _figures(table: Table) -> int:
    return len(_addresses(table))


def _listed(tables: Sequence[Table]) -> str:
    return ", ".join(dict.fromkeys(f"{t.sheet}!{t.range}" for t in tables))


def _tell(text: str) -> None:
    print(f"lumbung: {text}", file=sys.stderr)
