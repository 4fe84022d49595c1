"""Writes the pages of findings from the catalogue: `make docs`. A test fails when a page has drifted from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from lumbung.findings import CatalogueEntry, Language, catalogue

DOCS = Path(__file__).resolve().parent
PACKAGES = ("lumbung", "expectations", "warehouse", "assets", "pipelines")
PAGES: dict[Language, Path] = {"en": DOCS / "findings.md", "id": DOCS / "temuan.id.md"}

GROUPS: dict[str, dict[Language, str]] = {
    "F": {"en": "The file", "id": "Berkas"},
    "L": {"en": "Sheets and tables", "id": "Lembar dan tabel"},
    "H": {"en": "Headings", "id": "Judul kolom"},
    "S": {"en": "Rows", "id": "Baris"},
    "C": {"en": "Cells", "id": "Sel"},
    "V": {"en": "Values", "id": "Nilai"},
    "K": {"en": "Keys", "id": "Kunci"},
    "R": {"en": "Regions and reference codes", "id": "Wilayah dan kode referensi"},
    "U": {"en": "Units", "id": "Satuan"},
    "X": {"en": "Sums and agreement", "id": "Jumlah dan kesesuaian"},
    "T": {"en": "Periods and completeness", "id": "Periode dan kelengkapan"},
    "D": {"en": "Change since the last file", "id": "Perubahan dari berkas sebelumnya"},
    "M": {"en": "Metadata", "id": "Metadata"},
    "P": {"en": "Personal data", "id": "Data pribadi"},
    "G": {"en": "Faults of ours", "id": "Gangguan sistem"},
}
SEVERITIES: dict[str, dict[Language, str]] = {
    "blocker": {"en": "blocker", "id": "kesalahan berat"},
    "error": {"en": "error", "id": "kesalahan"},
    "warning": {"en": "warning", "id": "perlu diperiksa"},
    "info": {"en": "info", "id": "catatan"},
}
HEADS: dict[Language, str] = {
    "en": """\
# Findings

The catalogue of findings, from `lumbung/catalogue`. This page is made by `make docs`.

A **blocker** sends the file back, an **error** holds its row back (quarantine), a **warning** is loaded and flagged,
an **info** was mended by itself or is worth knowing. A rule in a contract may give a finding another severity. Words
in braces are filled in. A code with ° has its message, but no rule of ours raises it yet (a contract's own rule may).
The Indonesian page, which operators read, is [temuan.id.md](temuan.id.md).
""",
    "id": """\
# Daftar temuan

Katalog temuan pemeriksaan, dari `lumbung/catalogue`. Halaman ini dibuat dengan `make docs`.

**Kesalahan berat**: berkas dikembalikan. **Kesalahan**: barisnya ditahan, belum masuk gudang data. **Perlu
diperiksa**: sudah dimuat, tetapi diberi tanda. **Catatan**: tidak perlu tindakan. Kata di dalam kurung kurawal diisi
sesuai isi berkas. Kode bertanda ° sudah punya pesan, tetapi belum ada aturan yang memunculkannya. Cara membaca berkas
yang dikembalikan ada di [operators.id.md](operators.id.md).
""",
}
EXAMPLE: dict[Language, str] = {"en": "Example", "id": "Contoh"}
COLUMNS: dict[Language, str] = {
    "en": "| Code | Severity | Dimension | Who mends it | What it says | How to mend it |",
    "id": "| Kode | Tingkat | Dimensi | Yang memperbaiki | Yang ditemukan | Cara memperbaiki |",
}


def main() -> None:
    """Write both pages."""
    for language, path in PAGES.items():
        path.write_text(page(language), encoding="utf-8")
        print(path.relative_to(DOCS.parent))


def page(language: Language) -> str:
    """The page of findings in a language, as Markdown."""
    return "\n".join(_lines(language)) + "\n"


def _lines(language: Language) -> Iterator[str]:
    yield HEADS[language].rstrip()
    for letter, group in groupby(catalogue().items(), key=lambda item: item[0][0]):
        yield f"\n## {letter} · {GROUPS[letter][language]}\n"
        yield COLUMNS[language]
        yield "|---|---|---|---|---|---|"
        for code, entry in group:
            yield _row(code, entry, language)


def _row(code: str, entry: CatalogueEntry, language: Language) -> str:
    texts = (entry.title, entry.message, entry.remedy, entry.example)
    title, message, remedy, example = (getattr(text, language) for text in texts)
    for other in entry.variants.values():
        message = f"{message}\n{getattr(other.message, language)}"
        remedy = f"{remedy}\n{getattr(other.remedy, language)}"
    severity = SEVERITIES[entry.severity][language]
    said = f"**{title}.** {message}<br>*{EXAMPLE[language]}: {example}*"
    mark = "" if code in raised() else "°"
    return f"| {code}{mark} | {severity} | {entry.dimension} | {entry.owner} | {_cell(said)} | {_cell(remedy)} |"


@cache
def raised() -> frozenset[str]:
    """The codes that some module names: those that can be raised without a rule in a contract."""
    sources = (path for package in PACKAGES for path in (DOCS.parent / package).rglob("*.py"))
    return frozenset(code for path in sources for code in re.findall(r'"([A-Z]\d\d)"', path.read_text("utf-8")))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")


if __name__ == "__main__":
    main()
