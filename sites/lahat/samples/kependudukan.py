"""Sample uploads of Disdukcapil: inhabitants per desa under their kecamatan, and the recording of KTP."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from sites.lahat.samples.common import LP, body, drawn_sample, kecamatan_units, sample, sexes, summed, total
from sites.lahat.samples.figures import people, people_of
from sites.lahat.samples.regions import desa, kecamatan, other
from sites.samples.dice import about
from sites.samples.form import Form, Head, Line, Paper, draw, indonesian, replaced, signed
from sites.samples.table import Field, Flaw, Number, Sample, Table, Unit, added

OFFICE = "Dinas Kependudukan dan Pencatatan Sipil"
SOURCE = f"Sumber : {OFFICE} Kabupaten Lahat (Data Konsolidasi Bersih)"
ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
ROMAN = tuple(f"{tens}{ones}" for tens in ("", "X", "XX") for ones in ONES)[1:25]  # 24 kecamatan


def samples() -> Iterator[Sample]:
    """The uploads of Dukcapil."""
    yield _inhabitants_2024()
    yield _inhabitants_2025()
    yield _ktp_2024()
    yield _ktp_2025()


def _inhabitants(semester: str, upper: bool) -> Table:
    everywhere = {d.code: d for d in desa()}
    units = tuple(
        Unit(d.code, (i, d.name.upper() if upper else d.name))
        for k in kecamatan()
        for i, d in enumerate(desa(k.code), start=1)
    )

    def figure(sex: str, unit: Unit) -> int:
        return people(everywhere[unit.region], sex, semester)

    own = tuple(Field("jumlah_penduduk", partial(figure, sex), dims=(("jenis_kelamin", sex),)) for sex in LP)
    return Table("penduduk_desa", semester, units, (*own, Field(None, derive=added(0, 1))))


def _under_sections(table: Table, lines: Sequence[Line], sections: Sequence[str]) -> tuple[Line, ...]:
    """The lines with a section row above the desa of each kecamatan."""
    out: list[Line] = []
    previous = ""
    names = iter(zip(ROMAN, sections, strict=True))
    for unit, line in zip(table.units, lines, strict=True):
        if unit.region[:8] != previous:
            out.append(Line(next(names), kind="section"))
            previous = unit.region[:8]
        out.append(line)
    return tuple(out)


def _inhabitant_form(titles: tuple[str, ...], lines: tuple[Line, ...], heads: tuple[Head, ...], paper: Paper) -> Form:
    return Form(
        "Penduduk per Desa",
        titles,
        ("NO", "KECAMATAN / DESA / KELURAHAN"),
        heads,
        lines,
        notes=(SOURCE,),
        signature=signed("Lahat, ....................", OFFICE),
        paper=paper,
    )


def _inhabitants_2024() -> Sample:
    table = _inhabitants("2024-S2", upper=False)
    sections = [f"KECAMATAN {other(k).upper()}" for k in kecamatan()]
    lines = (*_under_sections(table, body(table), sections), total(table, "JUMLAH"))
    form = _inhabitant_form(
        ("JUMLAH PENDUDUK MENURUT DESA/KELURAHAN DAN JENIS KELAMIN", "KABUPATEN LAHAT SEMESTER II TAHUN 2024"),
        lines,
        (Head("JENIS KELAMIN", sexes("LAKI-LAKI", "PEREMPUAN")), Head("JUMLAH")),
        Paper(fill="BDD7EE", numbering="1", label_widths=(6, 34), value_width=13, freeze=True),
    )
    return sample("dukcapil/Penduduk Desa Semester II 2024.xlsx", form, facts=[*table.facts()])


def _inhabitants_2025() -> Sample:
    """One desa has a minus before its men; the sums follow what is printed."""
    table = _inhabitants("2025-S1", upper=True)
    row = 150
    men, women, _ = (int(v or 0) for v in table.row(table.units[row]))
    lines = list(body(table))
    lines[row] = replace(lines[row], values=(-men, women, women - men))
    printed = _under_sections(table, lines, [f"Kec. {k.name}" for k in kecamatan()])
    form = _inhabitant_form(
        ("Jumlah Penduduk Per Desa Kabupaten Lahat", "Semester I Tahun 2025"),
        (*printed, summed(printed, total(table))),
        sexes("LK", "PR", "JML"),
        Paper(font="Arial", size=10, label_widths=(6, 34)),
    )
    drawn = draw(form)
    where = next(i for i, line in enumerate(form.lines) if line is lines[row])
    return drawn_sample(
        "dukcapil/DKB smt 1 2025 per desa.xlsx",
        [drawn],
        [*table.facts(frozenset({(row, 0)}))],
        [Flaw("V07", form.sheet, drawn.cell(where, 0))],
        "DITERIMA SEBAGIAN",
    )


def _ktp(semester: str, units: tuple[Unit, ...]) -> Table:
    def needing(unit: Unit) -> int:
        return round(people_of(unit.region, semester) * about(0.71, 0.02, "wajib ktp", unit.region))

    def recorded(unit: Unit) -> int:
        return round(needing(unit) * about(0.972, 0.018, "rekam", unit.region, semester))

    def share(figures: Sequence[Number | None]) -> Number:
        return 100 * (figures[1] or 0) / (figures[0] or 1)

    return Table(
        "kepemilikan_ktp",
        semester,
        units,
        (
            Field("penduduk_wajib_ktp", needing),
            Field("ktp_sudah_rekam", recorded),
            Field("ktp_belum_rekam", lambda u: needing(u) - recorded(u)),
            Field("cakupan_perekaman_ktp", derive=share, decimals=2),
        ),
    )


def _as_text(value: Number | str) -> str:
    """Numbers as the statistics portal exports them: text, a dot for thousands, spaces behind."""
    return str(indonesian(2 if isinstance(value, float) else 0, "  ")(value))


def _ktp_2024() -> Sample:
    table = _ktp("2024-S2", kecamatan_units(other))
    form = Form(
        "Tabel",
        ("Perekaman KTP Elektronik Menurut Kecamatan", "Kabupaten Lahat, Semester II 2024"),
        ("No", "Kecamatan\nSubdistrict"),
        (Head("Wajib KTP"), Head("Sudah Rekam"), Head("Belum Rekam"), Head("Persentase")),
        (*body(table), total(table, "Kabupaten Lahat")),
        notes=(SOURCE,),
        paper=Paper(number=_as_text, centred=False, borders=False),
    )
    return sample("dukcapil/Perekaman KTP-el 2024 Semester II.xlsx", form, facts=[*table.facts()])


def _ktp_2025() -> Sample:
    """One kecamatan is missing, and one percentage is over 100."""
    missing = "16.04.20"
    kept = [u for u in kecamatan_units() if u.region != missing]
    units = tuple(replace(u, label=(i, u.label[1])) for i, u in enumerate(kept, start=1))
    table = _ktp("2025-S1", units)
    row, column = 4, 3
    lines = body(table)
    lines = replaced(lines, row, column, round(float(lines[row].values[column] or 0) + 100, 2))
    form = Form(
        "KTP",
        ("DATA KEPEMILIKAN KTP ELEKTRONIK", "KABUPATEN LAHAT SEMESTER I TAHUN 2025"),
        ("No", "Kecamatan"),
        (Head("Wajib KTP-el"), Head("KTP Elektronik", (Head("Sudah Rekam"), Head("Belum Rekam"), Head("Cakupan (%)")))),
        (*lines, total(table)),
        notes=(SOURCE,),
        signature=signed("Lahat, ....................", OFFICE),
        paper=Paper(fill="F8CBAD", numbering="(1)"),
    )
    drawn = draw(form)
    return drawn_sample(
        "dukcapil/Kepemilikan KTP Semester I 2025.xlsx",
        [drawn],
        [*table.facts(frozenset({(row, None)}))],
        [Flaw("V03", form.sheet, drawn.cell(row, column)), Flaw("T04", form.sheet)],
        "DITERIMA SEBAGIAN",
    )
