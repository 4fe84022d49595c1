"""Sample uploads of Disnaker, Dispar, PUPR and BPBD, and one file that did not survive its journey."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sites.lahat.samples.common import LP, body, drawn_sample, kecamatan_units, sample, sexes, total
from sites.lahat.samples.figures import grown
from sites.lahat.samples.regions import REGENCY, other
from sites.samples.dice import about, count, dice
from sites.samples.form import Form, Head, Line, Paper, draw, indonesian, replaced, signed
from sites.samples.sheet import ErrorValue
from sites.samples.table import Field, Flaw, Number, Sample, Table, Unit, added

SCHOOLING = (
    ("sd", "SD/Sederajat", 40),
    ("smp", "SMP/Sederajat", 110),
    ("sma", "SMA/SMK/Sederajat", 890),
    ("diploma", "Diploma I/II/III", 130),
    ("sarjana", "Sarjana (S1/D-IV)", 360),
    ("pascasarjana", "Pascasarjana (S2/S3)", 6),
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des")
SIGHTS = (
    ("air_terjun", "Air Terjun", 2100),
    ("arung_jeram", "Arung Jeram", 640),
    ("pemandian_air_panas", "Pemandian Air Panas", 480),
    ("situs_megalit", "Situs Megalit", 520),
    ("museum", "Museum", 210),
    ("desa_wisata", "Desa Wisata", 760),
    ("taman_rekreasi", "Taman Rekreasi", 3900),
    ("agrowisata", "Agrowisata", 430),
    ("perkemahan", "Bumi Perkemahan", 350),
    ("wisata_religi", "Wisata Religi", 290),
)
CONDITIONS = (
    ("baik", "Baik", 22.0),
    ("sedang", "Sedang", 9.0),
    ("rusak_ringan", "Rusak Ringan", 6.0),
    ("rusak_berat", "Rusak Berat", 7.0),
)


def samples() -> Iterator[Sample]:
    """The uploads of Disnaker, Dispar, PUPR and BPBD, and a broken file of Distan."""
    yield _job_seekers((2022, 2023, 2024))
    yield _visits(2024)
    yield _visits_with_error(2023)
    yield _roads(2024)
    roads = _roads(2023)
    yield roads
    yield _no_dataset()
    yield Sample("pupr/Jembatan 2024.xlsx", roads.data[:3000], flaws=(Flaw("F01"),), verdict="DIKEMBALIKAN")


def _job_seekers(years: tuple[int, ...]) -> Sample:
    sizes = {code: size for code, _, size in SCHOOLING}
    units = tuple(
        Unit(REGENCY, (i, text), (("pendidikan", code),)) for i, (code, text, _) in enumerate(SCHOOLING, start=1)
    )

    def seekers(year: int, sex: str, unit: Unit) -> int:
        code = unit.dims[0][1]
        return grown(sizes[code], 0.03, year, "ak1", code, sex)

    fields: list[Field] = []
    for year in years:
        for sex in LP:
            fields.append(
                Field(
                    "pencari_kerja_terdaftar",
                    partial(seekers, year, sex),
                    dims=(("jenis_kelamin", sex),),
                    period=str(year),
                )
            )
        fields.append(Field(None, derive=added(len(fields) - 2, len(fields) - 1)))
    table = Table("pencari_kerja", "", units, tuple(fields))
    form = Form(
        "Pencaker",
        (
            "JUMLAH PENCARI KERJA TERDAFTAR MENURUT PENDIDIKAN DAN JENIS KELAMIN",
            f"KABUPATEN LAHAT TAHUN {years[0]} - {years[-1]}",
        ),
        ("No", "Tingkat Pendidikan"),
        (Head("TAHUN", tuple(Head(str(y), sexes("Laki-laki", "Perempuan", "Jumlah")) for y in years)),),
        (*body(table), total(table)),
        notes=("Sumber : Dinas Tenaga Kerja dan Transmigrasi Kabupaten Lahat (AK/II)",),
        signature=signed("Lahat, 20 Januari 2025", "Dinas Tenaga Kerja dan Transmigrasi"),
        paper=Paper(fill="D0CECE", label_widths=(5, 28), value_width=10.5, landscape=True),
    )
    return sample("disnaker/Pencari Kerja 2022-2024.xlsx", form, facts=[*table.facts()])


def _visit_table(year: int) -> Table:
    sizes = {code: size for code, _, size in SIGHTS}
    units = tuple(
        Unit(REGENCY, (i, text), (("jenis_objek", code),)) for i, (code, text, _) in enumerate(SIGHTS, start=1)
    )

    def visits(month: int, unit: Unit) -> int:
        season = {4: 1.6, 6: 1.3, 7: 1.4, 12: 1.7}.get(month, 1.0)
        code = unit.dims[0][1]
        return count(sizes[code] * season, 0.25, "kunjungan", code, year, month)

    own = tuple(
        Field("kunjungan_wisatawan", partial(visits, month), period=f"{year}-{month:02d}") for month in range(1, 13)
    )
    return Table("kunjungan_wisata", "", units, (*own, Field(None, derive=added(*range(12)))))


def _visit_form(year: int, lines: tuple[Line, ...], paper: Paper) -> Form:
    return Form(
        f"Kunjungan {year}",
        ("JUMLAH KUNJUNGAN WISATAWAN MENURUT OBJEK WISATA DAN BULAN", f"KABUPATEN LAHAT TAHUN {year}"),
        ("No", "Objek Wisata"),
        (Head("Bulan", tuple(Head(m) for m in MONTHS)), Head("Jumlah")),
        lines,
        notes=("Sumber : Dinas Pariwisata Kabupaten Lahat",),
        signature=signed(f"Lahat,      Januari {year + 1}", "Dinas Pariwisata"),
        paper=paper,
    )


def _visits(year: int) -> Sample:
    table = _visit_table(year)
    form = _visit_form(year, (*body(table), total(table)), Paper(fill="B4C6E7", value_width=8, landscape=True))
    return sample(f"dispar/Kunjungan Wisata {year}.xlsx", form, facts=[*table.facts()])


def _visits_with_error(year: int) -> Sample:
    """A reference of one month was lost."""
    table = _visit_table(year)
    row, column = 3, 8
    lines = replaced(body(table), row, column, ErrorValue("#REF!"))
    drawn = draw(
        _visit_form(year, (*lines, total(table)), Paper(font="Arial", size=9, value_width=7.5, landscape=True))
    )
    return drawn_sample(
        f"dispar/Kunjungan Wisata {year}.xlsx",
        [drawn],
        [*table.facts(frozenset({(row, column)}))],
        [Flaw("C01", drawn.sheet.name, drawn.cell(row, column))],
        "DITERIMA SEBAGIAN",
    )


def _roads(year: int) -> Sample:
    """Kilometres as text, with a decimal comma."""

    def length(code: str, size: float, unit: Unit) -> Number:
        if code == "rusak_berat" and dice("jalan", unit.region).random() < 0.2:
            return 0
        return about(about(size, 0.7, code, unit.region), 0.05, code, unit.region, year)

    own = tuple(
        Field("panjang_jalan", partial(length, code, size), dims=(("kondisi", code),), decimals=2)
        for code, _, size in CONDITIONS
    )
    units = kecamatan_units(lambda k: f"Kec. {other(k)}")
    table = Table("kondisi_jalan", str(year), units, (*own, Field(None, derive=added(*range(4)), decimals=2)))
    form = Form(
        "Jalan",
        ("PANJANG JALAN KABUPATEN MENURUT KONDISI DAN KECAMATAN", f"TAHUN {year} (KM)"),
        ("No", "Kecamatan"),
        (Head("Kondisi Jalan (Km)", tuple(Head(text) for _, text, _ in CONDITIONS)), Head("Jumlah")),
        (*body(table), total(table, "TOTAL")),
        notes=("Sumber : Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Lahat",),
        paper=Paper(number=indonesian(2), fill="EDEDED", label_widths=(5, 28)),
    )
    return sample(f"pupr/Kondisi Jalan {year}.xlsx", form, facts=[*table.facts()])


def _no_dataset() -> Sample:
    """A table that no contract describes: kept, staged, and sent back with the question what it is."""
    goods = ("Beras (kg)", "Mi instan (dus)", "Air mineral (dus)", "Selimut (lembar)", "Terpal (lembar)")
    lines = tuple(
        Line((i, text), (count(400, 0.5, "masuk", text), count(220, 0.5, "keluar", text)))
        for i, text in enumerate(goods, start=1)
    )
    form = Form(
        "Gudang",
        ("PERSEDIAAN LOGISTIK KEBENCANAAN", "GUDANG BPBD KABUPATEN LAHAT TAHUN 2024"),
        ("No", "Jenis Barang"),
        (Head("Masuk"), Head("Keluar")),
        lines,
        notes=("Sumber : Badan Penanggulangan Bencana Daerah",),
    )
    return sample("bpbd/Logistik 2024.xlsx", form, flaws=[Flaw("F09")], verdict="DIKEMBALIKAN")
