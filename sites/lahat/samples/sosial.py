"""Sample uploads of Dinsos (DTSEN deciles), Perkim (poor housing per desa) and DP3AP2KB (family planning)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from sites.lahat.samples.common import body, drawn_sample, kecamatan_units, looks, plain, sample, total, upper
from sites.lahat.samples.figures import people, people_of
from sites.lahat.samples.regions import desa, kecamatan
from sites.samples.dice import about, count, dice
from sites.samples.form import Form, Head, Line, Paper, draw, signed
from sites.samples.table import Field, Flaw, Sample, Table, Unit, added

QUARTERS = {1: "I", 2: "II", 3: "III", 4: "IV"}
METHODS = (
    ("iud", "IUD", 0.03),
    ("mow", "MOW", 0.02),
    ("mop", "MOP", 0.003),
    ("kondom", "KON", 0.03),
    ("implan", "IMP", 0.14),
    ("suntik", "STK", 0.55),
    ("pil", "PIL", 0.2),
)


def samples() -> Iterator[Sample]:
    """The uploads of Dinsos, Perkim and DP3AP2KB."""
    yield _deciles_clean(2)
    yield _deciles_clean(3)
    yield _deciles_misspelt(4)
    yield _housing()
    yield from _family_planning()


def _deciles(quarter: int, units: tuple[Unit, ...]) -> Table:
    def families(decile: int, unit: Unit) -> int:
        size = people_of(unit.region, "2025-S1") / 3.4
        share = 0.165 - 0.0145 * (decile - 1)
        return count(size * share * (1 + 0.005 * quarter), 0.12, "desil", decile, unit.region, quarter)

    own = tuple(
        Field("keluarga_dtsen", partial(families, decile), dims=(("desil", str(decile)),)) for decile in range(1, 11)
    )
    return Table("dtsen_keluarga_desil", f"2025-TW{quarter}", units, (*own, Field(None, derive=added(*range(10)))))


def _decile_form(quarter: int, lines: tuple[Line, ...], paper: Paper) -> Form:
    return Form(
        f"TW {QUARTERS[quarter]}",
        ("JUMLAH KELUARGA MENURUT DESIL KESEJAHTERAAN (DTSEN)", f"TRIWULAN {QUARTERS[quarter]} TAHUN 2025"),
        ("No", "Kecamatan"),
        (Head("Desil Kesejahteraan", tuple(Head(f"Desil {d}") for d in range(1, 11))), Head("Jumlah")),
        lines,
        keys=(("OPD", ": Dinas Sosial"), ("Satuan", ": Keluarga")),
        notes=("Sumber : Dinas Sosial, diolah dari DTSEN",),
        signature=signed("Lahat, ....................", "Dinas Sosial", "Kabupaten Lahat"),
        paper=paper,
    )


def _deciles_clean(quarter: int) -> Sample:
    table = _deciles(quarter, kecamatan_units(upper if quarter == 2 else plain))
    paper = Paper(fill="FFE699", value_width=8.5, landscape=True, freeze=quarter == 3)
    form = _decile_form(quarter, (*body(table), total(table)), paper)
    return sample(f"dinsos/Desil DTSEN TW{quarter} 2025.xlsx", form, facts=[*table.facts()])


def _deciles_misspelt(quarter: int) -> Sample:
    """One kecamatan is written as nobody ever accepted it: 'Kikim Brat'."""
    row = 11
    units = kecamatan_units()
    misspelt = replace(units[row], label=(units[row].label[0], "Kikim Brat"))
    table = _deciles(quarter, (*units[:row], misspelt, *units[row + 1 :]))
    form = _decile_form(quarter, (*body(table), total(table)), Paper(value_width=8.5, landscape=True))
    drawn = draw(form)
    return drawn_sample(
        "dinsos/Desil DTSEN TW4 2025.xlsx",
        [drawn],
        [*table.facts(frozenset({(row, None)}))],
        [Flaw("R01", form.sheet, drawn.cell(row, -1))],
        "DITERIMA SEBAGIAN",
    )


def _housing() -> Sample:
    """Poor housing per desa: the kecamatan merged over its desa, with a subtotal under each."""
    places = {d.code: d for d in desa()}

    def poor(unit: Unit) -> int:
        families = sum(people(places[unit.region], sex, "2024-S2") for sex in "LP") / 3.4
        return count(families * 0.07, 0.7, "rtlh", unit.region)

    def handled(unit: Unit) -> int:
        return min(poor(unit), dice("rtlh", "ditangani", unit.region).choice((0, 0, 0, 1, 2, 3, 5)))

    fields = (
        Field("jumlah_rtlh", poor),
        Field("rtlh_ditangani", handled),
        Field("rtlh_sisa", lambda u: poor(u) - handled(u)),
    )
    units = tuple(Unit(d.code, (i, "", d.name)) for i, d in enumerate(desa(), start=1))
    table = Table("rtlh_desa", "2024", units, fields)
    lines: list[Line] = []
    for k in kecamatan():
        own = [u for u in units if u.region.startswith(f"{k.code}.")]
        for u in own:
            lines.append(Line((u.label[0], k.name if u is own[0] else None, u.label[2]), table.row(u)))
        lines.append(Line((f"Jumlah Kec. {k.name}",), table.total(own), "subtotal"))
    form = Form(
        "RTLH 2024",
        ("REKAPITULASI RUMAH TIDAK LAYAK HUNI (RTLH) MENURUT DESA/KELURAHAN", "KABUPATEN LAHAT TAHUN 2024"),
        ("No", "Kecamatan", "Desa/Kelurahan"),
        (Head("Jumlah RTLH"), Head("Ditangani"), Head("Sisa")),
        (*lines, total(table, "JUMLAH TOTAL")),
        notes=("Sumber : Dinas Perumahan, Kawasan Permukiman dan Pertanahan",),
        signature=signed("Lahat,      Februari 2025", "Dinas Perumahan, Kawasan Permukiman", "dan Pertanahan"),
        paper=Paper(font="Arial", size=10, fill="C6E0B4", zero="-", label_widths=(6, 22, 26), freeze=True),
    )
    return sample("perkim/RTLH per Desa Tahun 2024.xlsx", form, facts=[*table.facts()])


def _planning(month: int, units: tuple[Unit, ...]) -> Table:
    def users(method: str, share: float, unit: Unit) -> int:
        couples = people_of(unit.region, "2025-S1") * 0.16
        base = couples * about(share, 0.3, method, unit.region)
        return count(base, 0.02, "kb", method, unit.region, month)

    own = tuple(
        Field("peserta_kb_aktif", partial(users, method, share), dims=(("metode_kb", method),))
        for method, _, share in METHODS
    )
    return Table("peserta_kb", f"2025-{month:02d}", units, (*own, Field(None, derive=added(*range(len(METHODS))))))


def _planning_sample(
    name: str, month: int, word: str, flaws: tuple[Flaw, ...] = (), verdict: str = "DITERIMA"
) -> Sample:
    table = _planning(month, kecamatan_units(looks))
    form = Form(
        "F2KB",
        ("LAPORAN PESERTA KB AKTIF MENURUT METODE KONTRASEPSI", f"KABUPATEN LAHAT BULAN {word.upper()} 2025"),
        ("NO", "KECAMATAN"),
        (Head("PESERTA KB AKTIF", tuple(Head(text) for _, text, _ in METHODS)), Head("JML")),
        (*body(table), total(table, "JUMLAH")),
        notes=("Sumber : DP3AP2KB Kabupaten Lahat",),
        paper=Paper(font="Calibri", fill="FCE4D6", numbering="1", zero="-", value_width=8),
    )
    facts = () if verdict == "DIKEMBALIKAN" else tuple(table.facts())
    return sample(f"dp3ap2kb/{name}", form, facts=facts, flaws=flaws, verdict=verdict)


def _family_planning() -> Iterator[Sample]:
    """Three months: one sent twice, one that goes back because its file name says another month than its title."""
    yield _planning_sample("Peserta KB Januari 2025.xlsx", 1, "Januari")
    february = _planning_sample("Peserta KB Februari 2025.xlsx", 2, "Februari")
    yield february
    yield replace(february, path="dp3ap2kb/Peserta KB Februari 2025_kirim ulang.xlsx", flaws=(Flaw("F06"),))
    flaw, verdict = Flaw("T03", "F2KB", "A2"), "DIKEMBALIKAN"
    yield _planning_sample("Peserta KB April 2025.xlsx", 3, "Maret", (flaw,), verdict)
