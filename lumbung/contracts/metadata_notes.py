"""What ``lumbung contract lint`` tells of metadata that is still to be written (M01–M06): notes, never a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lumbung.contracts.calendar import with_site_defaults
from lumbung.contracts.metadata import CODES, metadata_findings
from lumbung.contracts.model import Contract
from lumbung.contracts.odcs import load_contract
from lumbung.findings import catalogue
from lumbung.reference.opd import contacts
from lumbung.site import load_site


def metadata_notes(checked: Sequence[tuple[Path, tuple[Path, ...]]], whole: bool) -> Iterator[str]:
    """Notes on sound contract files: every gap, or (not ``whole``) how many contracts each code is about."""
    found = [(path, f) for path, code_lists in checked for f in metadata_findings(_completed(path, code_lists))]
    if whole:
        yield from (f"{path}: catatan {f.code}: {f.message()}" for path, f in found)
        return
    for code in CODES:
        count = sum(f.code == code for _, f in found)
        if count:
            yield f"catatan {code}: {catalogue()[code].title.id}, pada {count} kontrak."


def _completed(path: Path, code_lists: tuple[Path, ...]) -> Contract:
    """The contract with what the site in which it lies gives for all."""
    contract = load_contract(path, *code_lists)
    folder = path.absolute().parent.parent.parent
    if not (folder / "site.yaml").is_file():
        return contract
    return with_site_defaults(contract, load_site(folder), contacts(folder / "reference"))
