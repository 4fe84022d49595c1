"""Sample uploads of Dinas Kesehatan: facilities, health workers by sex, cases of disease over the years."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sites.lahat.samples.common import (
    LP,
    body,
    drawn_sample,
    kecamatan_units,
    looks,
    sample,
    sexes,
    summed,
    total,
    upper,
)
from sites.lahat.samples.figures import grown, people_of
from sites.lahat.samples.regions import REGENCY
from sites.samples.dice import count, dice
from sites.samples.form import Form, Head, Line, Paper, draw, replaced, signed
from sites.samples.table import Field, Flaw, Sample, Table, Unit, added

SOURCE = "Sumber : Dinas Kesehatan Kabupaten Lahat"
FACILITIES = (
    ("rumah_sakit", "Rumah Sakit"),
    ("puskesmas", "Puskesmas"),
    ("puskesmas_pembantu", "Pustu"),
    ("poskesdes", "Poskesdes"),
    ("posyandu", "Posyandu"),
    ("klinik", "Klinik"),
)
WORKERS = (
    ("dokter_umum", "Dokter Umum", 2.5),
    ("dokter_gigi", "Dokter Gigi", 0.8),
    ("perawat", "Perawat", 19.0),
    ("bidan", "Bidan", 27.0),
    ("tenaga_kefarmasian", "Tenaga Kefarmasian", 2.5),
    ("tenaga_gizi", "Tenaga Gizi", 1.8),
)
DISEASES = (
    ("tb_paru", "Kasus TB Paru", 720),
    ("dbd", "Kasus Demam Berdarah Dengue (DBD)", 240),
    ("malaria", "Kasus Malaria", 35),
    ("diare", "Kasus Diare", 8600),
    ("ispa", "Kasus ISPA", 31500),
    ("pneumonia_balita", "Kasus Pneumonia Balita", 410),
    ("campak", "Suspek Campak", 90),
    ("kusta", "Kasus Kusta", 14),
    ("hipertensi", "Hipertensi", 52000),
    ("diabetes", "Diabetes Melitus", 6900),
)


def samples() -> Iterator[Sample]:
    """The uploads of Dinkes."""
    yield _facilities_2024()
    yield _facilities_2025()
    yield _workers_2023()
    yield _workers_2024()
    yield _diseases("Kasus Penyakit 2021-2023.xlsx", (2021, 2022, 2023))
    yield _diseases("kasus_penyakit_2022_2024.xls", (2022, 2023, 2024))


def _facilities(year: int, units: tuple[Unit, ...]) -> Table:
    def how_many(kind: str, unit: Unit) -> int:
        people = people_of(unit.region, "2024-S2")
        expected = {"puskesmas": 1.4, "puskesmas_pembantu": 3.2, "poskesdes": 9, "posyandu": people / 900}
        if kind == "rumah_sakit":
            return {"16.04.10": 3, "16.04.09": 1}.get(unit.region, 0)
        if kind == "klinik":
            return max(0, dice("klinik", unit.region).randint(-2, 3) + (year > 2024))
        return max(1, count(expected[kind], 0.4, kind, unit.region))

    fields = [
        Field("jumlah_fasilitas_kesehatan", partial(how_many, kind), dims=(("jenis_faskes", kind),))
        for kind, _ in FACILITIES
    ]
    return Table("fasilitas_kesehatan", str(year), units, (*fields, Field(None, derive=added(*range(6)))))


def _facilities_2024() -> Sample:
    table = _facilities(2024, kecamatan_units(upper))
    form = Form(
        "Faskes 2024",
        ("DATA JUMLAH FASILITAS KESEHATAN MENURUT KECAMATAN", "KABUPATEN LAHAT", "TAHUN 2024"),
        ("NO", "KECAMATAN"),
        (Head("JENIS FASILITAS KESEHATAN", tuple(Head(t.upper()) for _, t in FACILITIES)), Head("JUMLAH")),
        (*body(table), total(table, "JUMLAH")),
        notes=(SOURCE + ", 2025",),
        signature=signed("Lahat,      Januari 2025", "Dinas Kesehatan", "Kabupaten Lahat"),
        paper=Paper(font="Arial", size=10, fill="D9E1F2", landscape=True, freeze=True),
    )
    return sample("dinkes/Data Fasilitas Kesehatan 2024.xlsx", form, facts=[*table.facts()])


def _facilities_2025() -> Sample:
    """The number of posyandu of one kecamatan is typed as text: '41 unit'."""
    table = _facilities(2025, kecamatan_units())
    lines = body(table)
    row, column = 7, 4
    lines = replaced(lines, row, column, f"{lines[row].values[column]} unit")
    form = Form(
        "Sheet1",
        ("Jumlah Fasilitas Kesehatan Menurut Kecamatan", "di Kabupaten Lahat Tahun 2025"),
        ("No", "Kecamatan"),
        (*(Head(t) for _, t in FACILITIES), Head("Jumlah")),
        (*lines, total(table)),
        notes=(SOURCE,),
        paper=Paper(numbering="1", nil="0"),
    )
    drawn = draw(form)
    return drawn_sample(
        "dinkes/FASKES_2025.xlsx",
        [drawn],
        [*table.facts(frozenset({(row, column)}))],
        [Flaw("C04", form.sheet, drawn.cell(row, column))],
        "DITERIMA SEBAGIAN",
    )


def _workers(year: int, units: tuple[Unit, ...]) -> Table:
    def how_many(kind: str, size: float, sex: str, unit: Unit) -> int:
        share = {"bidan": {"L": 0.0, "P": 1.0}}.get(kind, {"L": 0.3, "P": 0.7})[sex]
        return grown(size * share, 0.02, year, kind, sex, unit.region)

    fields: list[Field] = []
    for kind, _, size in WORKERS:
        for sex in LP:
            fields.append(
                Field(
                    "jumlah_tenaga_kesehatan",
                    partial(how_many, kind, size, sex),
                    dims=(("jenis_nakes", kind), ("jenis_kelamin", sex)),
                )
            )
        fields.append(Field(None, derive=added(len(fields) - 2, len(fields) - 1)))
    return Table("tenaga_kesehatan", str(year), units, tuple(fields))


def _worker_form(sheet: str, year: int, lines: tuple[Line, ...], paper: Paper) -> Form:
    return Form(
        sheet,
        (f"JUMLAH TENAGA KESEHATAN MENURUT KECAMATAN TAHUN {year}", "DINAS KESEHATAN KABUPATEN LAHAT"),
        ("No.", "Kecamatan"),
        tuple(Head(text, sexes()) for _, text, _ in WORKERS),
        lines,
        notes=(SOURCE,),
        signature=signed(f"Lahat, 31 Januari {year + 1}", "Dinas Kesehatan"),
        paper=paper,
    )


def _workers_2023() -> Sample:
    table = _workers(2023, kecamatan_units(looks))
    paper = Paper(font="Times New Roman", numbering="(1)", value_width=6.5, landscape=True)
    form = _worker_form("NAKES", 2023, (*body(table), total(table, "J u m l a h")), paper)
    return sample("dinkes/Tenaga Kesehatan Th. 2023.xlsx", form, facts=[*table.facts()])


def _workers_2024() -> Sample:
    """One L+P was overtyped; everything else, also the SUM under it, follows what is printed."""
    table = _workers(2024, kecamatan_units())
    row, column = 11, 8  # L+P of the nurses
    clean = body(table)
    lines = replaced(clean, row, column, int(clean[row].values[column] or 0) + 7)
    paper = Paper(fill="E2EFDA", value_width=6.5, landscape=True)
    form = _worker_form("Nakes 2024", 2024, (*lines, summed(lines, total(table))), paper)
    drawn = draw(form)
    held = frozenset({(row, column - 2), (row, column - 1)})
    return drawn_sample(
        "dinkes/Tenaga Kesehatan 2024.xlsx",
        [drawn],
        [*table.facts(held)],
        [Flaw("X04", form.sheet, drawn.cell(row, column))],
        "DITERIMA SEBAGIAN",
    )


def _diseases(name: str, years: tuple[int, ...]) -> Sample:
    sizes = {kind: size for kind, _, size in DISEASES}
    units = tuple(
        Unit(REGENCY, (i, text, "kasus"), (("jenis_penyakit", kind),))
        for i, (kind, text, _) in enumerate(DISEASES, start=1)
    )

    def cases(year: int, unit: Unit) -> int:
        kind = unit.dims[0][1]
        return count(sizes[kind], 0.25, "kasus", kind, year)

    fields = tuple(Field("kasus_penyakit", partial(cases, year), period=str(year)) for year in years)
    table = Table("kasus_penyakit", "", units, fields)
    form = Form(
        "Kasus Penyakit",
        (f"JUMLAH KASUS PENYAKIT MENURUT JENIS PENYAKIT DI KABUPATEN LAHAT TAHUN {years[0]}-{years[-1]}",),
        ("No", "Uraian", "Satuan"),
        tuple(Head(str(year)) for year in years),
        body(table),
        notes=(SOURCE,),
        paper=Paper(label_widths=(5, 38, 9), centred=False, fill="FFF2CC"),
    )
    return sample(f"dinkes/{name}", form, facts=[*table.facts()])
