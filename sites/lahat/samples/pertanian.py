"""Sample uploads of Dinas Pertanian: paddy and livestock, in the bilingual layout of the statistical yearbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from sites.lahat.samples.common import (
    body,
    drawn_sample,
    history,
    kecamatan_units,
    looks,
    restated,
    sample,
    summed,
    total,
)
from sites.lahat.samples.figures import grown
from sites.samples.dice import about, count, dice
from sites.samples.form import Form, Head, Line, Paper, draw, signed
from sites.samples.table import Field, Flaw, Number, Sample, Table, Unit

SOURCE = "Sumber Data  :  Dinas Pertanian Kabupaten Lahat"
PADDIES = (("padi_sawah", "Padi Sawah\nWetland Paddy", 780.0), ("padi_ladang", "Padi Ladang\nDryland Paddy", 60.0))
MEASURES = (
    ("Luas Panen", "Harvested Area", "(Ha)"),
    ("Produksi", "Production", "(Ton)"),
    ("Produktivitas", "Productivity", "(Ku/Ha)"),
)
ANIMALS = (
    ("sapi_potong", "Sapi Potong\nBeef Cattle", 950),
    ("kerbau", "Kerbau\nBuffalo", 210),
    ("kambing", "Kambing\nGoat", 1400),
    ("domba", "Domba\nSheep", 60),
    ("ayam_buras", "Ayam Buras\nNative Chicken", 14500),
    ("ayam_pedaging", "Ayam Ras Pedaging\nBroiler", 22000),
    ("itik", "Itik\nDuck", 2600),
)
YEARBOOK = Paper(font="Times New Roman", numbering="(1)", gap=True, label_widths=(9, 24), value_width=14.5)


def samples() -> Iterator[Sample]:
    """The uploads of Distan."""
    yield _paddy_without_production(2022)
    yield _paddy("Padi 2023.xls", 2023)
    yield _paddy("511_Luas Panen Produksi Padi 2024.xlsx", 2024)
    yield _livestock_clean(2022)
    yield _livestock_clean(2023)
    yield _livestock_faulty(2024)


def _paddy_table(year: int) -> Table:
    def area(kind: str, size: float, unit: Unit) -> float:
        if kind == "padi_ladang" and dice(kind, unit.region).random() < 0.3:
            return 0
        return round(about(about(size, 0.7, kind, unit.region), 0.08, kind, unit.region, year), 1)

    def tons(kind: str, size: float, unit: Unit) -> float:
        quintals = about(49.0 if kind == "padi_sawah" else 27.0, 0.12, "hasil", kind, unit.region, year)
        return area(kind, size, unit) * quintals / 10

    fields: list[Field] = []
    for kind, _, size in PADDIES:
        dims, at = (("jenis_padi", kind),), len(fields)
        fields += [
            Field("luas_panen_padi", partial(area, kind, size), dims=dims, decimals=1),
            Field(
                "produksi_padi",
                partial(tons, kind, size),
                dims=dims,
                decimals=2,
            ),
            Field("produktivitas_padi", derive=partial(_rate, at), dims=dims, decimals=2),
        ]
    return Table("padi", str(year), kecamatan_units(looks, "01."), tuple(fields))


def _rate(at: int, figures: Sequence[Number | None]) -> Number | None:
    """Quintals per hectare; none where nothing was harvested."""
    area, tons = figures[at] or 0, figures[at + 1] or 0
    return 10 * tons / area if area else None


def _measure(texts: tuple[str, ...]) -> Head:
    return Head(texts[0], (_measure(texts[1:]),) if len(texts) > 1 else ())


def _paddy(name: str, year: int) -> Sample:
    table = _paddy_table(year)
    before = [history(f"Tahun {y}", _paddy_table(y)) for y in (year - 1, year - 2)]
    form = Form(
        "Sheet1",
        (
            "Luas Panen, Produksi dan Produktivitas Padi",
            f"Menurut Kecamatan di Kabupaten Lahat Tahun {year}",
            "Harvested Area, Production, and Yield Rate of Paddy",
            f"by Subdistrict in Lahat {year}",
        ),
        ("Kecamatan\nSubdistrict", ""),
        tuple(Head(text, tuple(_measure(m) for m in MEASURES)) for _, text, _ in PADDIES),
        (*body(table), total(table, "J u m l a h"), *before),
        notes=(SOURCE,),
        paper=replace(YEARBOOK, table_number="Tabel : 5.1.1.", zero="-" if year == 2024 else None),
    )
    return sample(f"distan/{name}", form, facts=[*table.facts()])


def _paddy_without_production(year: int) -> Sample:
    """The columns of the production were left out: the file goes back."""
    table = _paddy_table(year)
    kept = (0, 2, 3, 5)
    lines = tuple(replace(line, values=tuple(line.values[i] for i in kept)) for line in (*body(table), total(table)))
    form = Form(
        "Padi",
        ("Luas Panen, Produksi dan Produktivitas Padi", f"Kabupaten Lahat Tahun {year}"),
        ("No", "Kecamatan"),
        tuple(Head(text, (Head("Luas Panen\n(Ha)"), Head("Produktivitas\n(Ku/Ha)"))) for _, text, _ in PADDIES),
        lines,
        notes=(SOURCE,),
    )
    return sample(f"distan/Padi {year}.xlsx", form, flaws=[Flaw("H02", "Padi")], verdict="DIKEMBALIKAN")


def _livestock_table(year: int) -> Table:
    def animals(kind: str, size: int, unit: Unit) -> int:
        if kind == "domba" and dice(kind, unit.region).random() < 0.25:
            return 0
        return grown(size, 0.015, year, kind, unit.region)

    fields = tuple(
        Field("populasi_ternak", partial(animals, kind, size), dims=(("jenis_ternak", kind),))
        for kind, _, size in ANIMALS
    )
    return Table("populasi_ternak", str(year), kecamatan_units(looks, "01."), fields)


def _livestock_form(year: int, lines: tuple[Line, ...]) -> Form:
    return Form(
        "Sheet1",
        (
            "Populasi Ternak Menurut Kecamatan dan Jenis Ternak",
            f"di Kabupaten Lahat Tahun {year}",
            "Livestock Population by Subdistrict and Kind of Livestock",
            f"in Lahat {year}",
        ),
        ("Kecamatan\nSubdistrict", ""),
        (Head("Jenis Ternak\nKind of Livestock", tuple(Head(text) for _, text, _ in ANIMALS)),),
        lines,
        notes=(SOURCE,),
        signature=signed(f"Lahat,      Maret {year + 1}", "Dinas Pertanian", "Kabupaten Lahat"),
        paper=replace(YEARBOOK, table_number="Tabel : 5.5.1.", zero="-" if year == 2023 else None),
    )


def _livestock_clean(year: int) -> Sample:
    table = _livestock_table(year)
    before = [history(f"Tahun {y}", _livestock_table(y)) for y in (year - 1, year - 2)]
    form = _livestock_form(year, (*body(table), total(table, "J u m l a h"), *before))
    return sample(f"distan/Populasi Ternak {year}.xlsx", form, facts=[*table.facts()])


def _livestock_faulty(year: int) -> Sample:
    """One kecamatan stands twice with different figures, and last year's goats are not those of last year's file."""
    table = _livestock_table(year)
    row, column = 5, 2
    clean = body(table)
    again = replace(
        clean[row], values=tuple(count(float(v or 0) + 25, 0.1, "dua kali", i) for i, v in enumerate(clean[row].values))
    )
    lines = tuple(
        replace(line, labels=(f"{i:02d}.", *line.labels[1:]))
        for i, line in enumerate((*clean[: row + 1], again, *clean[row + 1 :]), start=1)
    )
    last_year = restated(history(f"Tahun {year - 1}", _livestock_table(year - 1)), column, 120)
    form = _livestock_form(year, (*lines, summed(lines, total(table, "J u m l a h")), last_year))
    drawn = draw(form)
    return drawn_sample(
        f"distan/Populasi Ternak {year}.xlsx",
        [drawn],
        [*table.facts(frozenset({(row, None)}))],
        [
            Flaw("K01", form.sheet, drawn.cell(row, -1)),
            Flaw("K01", form.sheet, drawn.cell(row + 1, -1)),
            Flaw("X08", form.sheet, drawn.cell(len(lines) + 1, column)),
        ],
        "DITERIMA SEBAGIAN",
    )
