"""Sample uploads of Dinas Pendidikan dan Kebudayaan: schools, teachers and pupils, one sheet for SD and one for SMP."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sites.lahat.samples.common import (
    body,
    drawn_sample,
    kecamatan_units,
    looks,
    plain,
    restated,
    sample,
    total,
)
from sites.lahat.samples.figures import people_of
from sites.samples.dice import about, count
from sites.samples.form import Form, Head, Line, Paper, draw, signed
from sites.samples.table import Fact, Field, Flaw, Sample, Table, Unit, added

SOURCE = "Sumber : Dinas Pendidikan dan Kebudayaan Kabupaten Lahat (Dapodik)"
LEVELS = {"sd": "Sekolah Dasar (SD)", "smp": "Sekolah Menengah Pertama (SMP)"}
MEASURES = (("jumlah_sekolah", "Sekolah"), ("jumlah_guru", "Guru"), ("jumlah_murid", "Murid"))
STATUSES = (("negeri", "Negeri"), ("swasta", "Swasta"))


def samples() -> Iterator[Sample]:
    """The uploads of Disdikbud."""
    yield _wrong_total()
    yield _year("Data SD dan SMP TA 2023-2024.xlsx", "2023/2024", Paper(numbering="(1)", fill="DDEBF7"))
    paper = Paper(font="Arial", size=10, zero="-", numbering="1")
    yield _year("DATA_POKOK_PENDIDIKAN_2024_2025.xls", "2024/2025", paper)


def _schools(level: str, status: str, unit: Unit) -> int:
    pupils = people_of(unit.region, "2024-S2") * (0.11 if level == "sd" else 0.055)
    if status == "negeri":
        return max(1, count(pupils / (120 if level == "sd" else 260), 0.2, level, unit.region))
    return max(0, round(about(pupils / 2500, 0.9, level, status, unit.region)))


def _figure(level: str, status: str, indicator: str, year: int, unit: Unit) -> int:
    schools = _schools(level, status, unit)
    size = {"jumlah_sekolah": 1.0, "jumlah_guru": 9.5 if level == "sd" else 16.0, "jumlah_murid": 118.0}[indicator]
    if indicator == "jumlah_sekolah":
        return schools
    drift = 1 + 0.01 * (year - 2022)
    return count(schools * size * drift, 0.06, level, status, indicator, year, unit.region)


def _table(level: str, period: str, units: tuple[Unit, ...]) -> Table:
    year = int(period[:4])
    fields: list[Field] = []
    for indicator, _ in MEASURES:
        for status, _ in STATUSES:
            fields.append(
                Field(
                    indicator,
                    partial(_figure, level, status, indicator, year),
                    dims=(("jenjang", level), ("status_sekolah", status)),
                )
            )
        fields.append(Field(None, derive=added(len(fields) - 2, len(fields) - 1)))
    return Table(f"sekolah_{level}", period, units, tuple(fields))


def _form(level: str, period: str, lines: tuple[Line, ...], paper: Paper) -> Form:
    ownership = (*(Head(text) for _, text in STATUSES), Head("Jumlah"))
    number = {"sd": "4.1.3", "smp": "4.1.5"}[level]
    return Form(
        level.upper(),
        (
            f"Tabel {number}  Jumlah Sekolah, Guru, dan Murid {LEVELS[level]}",
            f"Menurut Kecamatan di Kabupaten Lahat, {period}",
        ),
        ("Kecamatan", ""),
        (Head(f"Tahun Ajaran {period}", tuple(Head(text, ownership) for _, text in MEASURES)),),
        lines,
        notes=(SOURCE,),
        signature=signed("Lahat, ....................", "Dinas Pendidikan dan Kebudayaan", "Kabupaten Lahat"),
        paper=paper,
    )


def _year(name: str, period: str, paper: Paper) -> Sample:
    spell = looks if name.endswith(".xls") else plain
    tables = {level: _table(level, period, kecamatan_units(spell)) for level in LEVELS}
    forms = [_form(level, period, (*body(t), total(t)), paper) for level, t in tables.items()]
    return sample(f"disdikbud/{name}", *forms, facts=_facts(tables))


def _facts(tables: dict[str, Table]) -> list[Fact]:
    return [fact for table in tables.values() for fact in table.facts()]


def _wrong_total() -> Sample:
    """The Jumlah of the pupils of public SD was typed by hand, and is 90 too low."""
    period, column = "2022/2023", 6
    tables = {level: _table(level, period, kecamatan_units(looks, "01.")) for level in LEVELS}
    sums = {level: total(table, "J u m l a h") for level, table in tables.items()}
    sums["sd"] = restated(sums["sd"], column, -90)
    paper = Paper(font="Times New Roman", numbering="(1)")
    drawn = [draw(_form(level, period, (*body(t), sums[level]), paper)) for level, t in tables.items()]
    return drawn_sample(
        "disdikbud/Data SD dan SMP 2022-2023.xlsx",
        drawn,
        _facts(tables),
        [Flaw("X02", "SD", drawn[0].cell(-1, column))],
        "DITERIMA DENGAN CATATAN",
    )
