"""A contract as the rest of Lumbung sees it: typed, frozen, independent of the YAML it came from.

A contract is written as an Open Data Contract Standard v3 document (see :mod:`lumbung.contracts.odcs`);
what the standard lacks lives in its ``customProperties``. It is the only place where a dataset's schema stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from lumbung.contracts.comparison import USUAL, Comparison
from lumbung.findings import Severity
from lumbung.reference.corrections import Correction
from lumbung.reference.decisions import NONE, Decisions
from lumbung.reference.wilayah import RegionLevel as RegionLevel


class Source(StrEnum):
    """Where on a sheet the value of a property stands."""

    COLUMN = "column"  # a column of its own, found by its heading
    HEADER = "header"  # spread over header cells: years, L/P, kinds
    ROWLABEL = "rowlabel"  # the list in the first text column: indicators, kinds of land use
    SECTION = "section"  # a row above the rows it applies to: a kecamatan above its desa
    TITLE = "title"
    SHEET = "sheet"
    FILENAME = "filename"
    CONSTANT = "constant"


class LogicalType(StrEnum):
    """The ODCS logical types in use."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"


class PeriodGrain(StrEnum):
    """How long a period is.

    Periods are text: ``2022``, ``2022/2023``, ``2022-S1``, ``2022-CW3``, ``2022-TW4``, ``2022-07``, ``2022-W31``
    (week of ISO 8601), ``2022-07-31``.
    """

    TAHUN = "tahun"
    TAHUN_AJARAN = "tahun_ajaran"
    SEMESTER = "semester"
    CATURWULAN = "caturwulan"  # four months
    TRIWULAN = "triwulan"
    BULAN = "bulan"
    MINGGU = "minggu"
    TANGGAL = "tanggal"


class Kind(StrEnum):
    """What a property is for."""

    REGION = "region"
    PERIOD = "period"
    CATEGORY = "category"  # a dimension with a code list
    MEASURE = "measure"
    ATTRIBUTE = "attribute"  # anything else: a name, a remark


class PersonalKind(StrEnum):
    """Kinds of personal data (UU 27/2022 article 4; UU 23/2006 articles 84 and 85)."""

    NIK = "nik"
    KK = "kk"
    NAMA = "nama"
    ALAMAT = "alamat"
    LAHIR = "lahir"  # place or date of birth
    TELEPON = "telepon"
    REKENING = "rekening"
    KESEHATAN = "kesehatan"
    LAINNYA = "lainnya"


NUMBERS_OF_PERSONS = frozenset({PersonalKind.NIK, PersonalKind.KK})
"""Numbers of 16 digits by which a person or a household is found everywhere: kept as an HMAC beside the number."""


@dataclass(frozen=True)
class Category:
    """One entry of a code list. A ``total`` adds up the others: it is checked, never stored."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    total: bool = False
    optional: bool = False  # its absence is not a finding
    local: bool = False  # its list has national codes, and none for this one

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every accepted way to write it."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class DataStandard:
    """What a figure means, by the Standar Data Statistik (Peraturan BPS 4/2020); the fifth component is the unit.

    ``interpretasi`` and ``rumus`` are what MS-Ind asks beyond it (Peraturan BPS 5/2020).
    """

    konsep: str = ""
    definisi: str = ""
    klasifikasi: str = ""
    ukuran: str = ""
    interpretasi: str = ""
    rumus: str = ""


@dataclass(frozen=True)
class Property:
    """One column of the conformed table, and where its value comes from."""

    name: str
    kind: Kind
    logical_type: LogicalType
    title: str  # what people call it (businessName)
    description: str = ""
    required: bool = False
    key: bool = False
    sources: tuple[Source, ...] = (Source.COLUMN,)
    aliases: tuple[str, ...] = ()  # headings by which it is found
    constant: str | None = None
    extract: str | None = None  # pattern whose group is the value within a title, a sheet's or a file's name
    future: bool = False  # of the period or a day: a time to come (targets, projections, terms) is meant
    region_level: RegionLevel | None = None
    code_list: str | None = None  # name of the list in the site's reference/klasifikasi
    categories: tuple[Category, ...] = ()
    unit: str | None = None  # canonical unit of a measure
    indicator: str | None = None  # kode_indikator of a measure
    standard: DataStandard = DataStandard()
    additive: bool = True  # False for rates and averages: never summed
    sum_of: tuple[str, ...] = ()  # measures that must add up to this one
    nil_is_zero: bool = True  # whether '-' means 0 (BPS: "tidak ada atau nol") or no value
    blank_is_zero: bool = False  # whether a blank beside figures means 0 by the owner's convention
    small_percent: bool = False  # whether percents that are all below 1 are meant as they stand
    steady: bool = False  # whether it rightly stays the same from period to period: an area, the number of villages
    small_cells: int | None = None  # counts of persons below it tell of single persons (P03)
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    min_length: int | None = None  # characters of a text
    max_length: int | None = None
    personal: PersonalKind | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every accepted heading."""
        return (self.title, *self.aliases)

    @cached_property
    def total_codes(self) -> frozenset[str]:
        """The codes of the categories that add up others."""
        return frozenset(c.code for c in self.categories if c.total)

    def is_total(self, code: str | None) -> bool:
        """True for the code of a category that adds up others."""
        return code in self.total_codes

    def parts_of(self, code: str) -> frozenset[str]:
        """The codes that a total category adds up: those that begin with its code, else all that are no total."""
        single = [c.code for c in self.categories if not c.total]
        own = [c for c in single if c.startswith(f"{code}_")]
        return frozenset(own or single)


@dataclass(frozen=True)
class QualityRule:
    """A rule of a ``quality`` section: an ODCS library metric or a native Great Expectations expectation."""

    name: str
    code: str  # the finding it raises
    severity: Severity
    property: str | None  # None for a rule of the whole table
    description: str
    expectation: str | None = None  # e.g. 'expect_column_pair_values_a_to_be_greater_than_b'
    arguments: Mapping[str, Any] = field(default_factory=dict)
    metric: str | None = None  # ODCS library metric, e.g. 'duplicateValues'
    beta: bool = False  # on trial: it warns at most, whatever its severity


@dataclass(frozen=True)
class Count:
    """How many persons of a register there are: the only thing about them that leaves the restricted schema.

    ``measure`` is the indicator that the counts are published as; ``by`` names the region and the categories that
    they are told apart by; ``distinct`` the number of persons of which each counts once, None to count rows.
    """

    measure: Property
    by: tuple[str, ...] = ()
    distinct: str | None = None


EARLIEST_PERIOD = 1945
"""The year before which no regency has a period, unless the site says otherwise."""


@dataclass(frozen=True)
class Contract:
    """What one dataset must be, for one OPD."""

    id: str
    version: str
    dataset: str  # table name in schema data, snake_case
    title: str
    description: str
    opd: str  # id of the OPD that owns it
    titles: tuple[str, ...]  # phrases by which a table's title is recognised
    grain: PeriodGrain
    properties: tuple[Property, ...]
    rules: tuple[QualityRule, ...] = ()
    counts: tuple[Count, ...] = ()  # what a register tells outside the restricted schema
    complete_over: RegionLevel | None = None  # every region of this level must be present (T04)
    quarantine_limit: float = 0.2  # share of quarantined rows above which the file is returned
    sample: bool = False  # the figures are invented
    in_force: bool = True  # False while a person still has to review it
    sheets: tuple[str, ...] = ()  # names of sheets that its workbook must have (L01)
    history: str | None = None  # dataset that keeps the totals of earlier periods restated under the table
    deadline: int | None = None  # days after the last day of a period by which its file is due; None: no calendar
    earliest_period: int = EARLIEST_PERIOD  # year before which it cannot be about anything
    contact: str = ""  # whom to ask about it
    activity: Mapping[str, str] = field(default_factory=dict, hash=False)  # the activity it comes from (MS-Keg)
    authoritative: bool = False  # its figures are official: others are held against them
    weights: Mapping[str, float] = field(default_factory=dict, hash=False)  # quality dimension → weight in the grade
    comparison: Comparison = USUAL  # how it is held against its own past
    tags: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = field(default=(), compare=False, repr=False)  # known errors of its sources
    decisions: Decisions = field(default=NONE, compare=False, repr=False)  # what people decided about spellings

    def of_kind(self, kind: Kind) -> tuple[Property, ...]:
        """The properties of one kind, in contract order."""
        return self._by_kind.get(kind, ())

    def named(self, name: str) -> Property:
        """The property of that name; KeyError if there is none."""
        return self._by_name[name]

    @cached_property
    def _by_kind(self) -> Mapping[Kind, tuple[Property, ...]]:
        return {kind: tuple(p for p in self.properties if p.kind is kind) for kind in Kind}

    @cached_property
    def _by_name(self) -> Mapping[str, Property]:
        return {p.name: p for p in self.properties}

    @cached_property
    def measures(self) -> tuple[Property, ...]:
        """The properties that hold figures."""
        return self.of_kind(Kind.MEASURE)

    @cached_property
    def is_register(self) -> bool:
        """Whether rows tell of persons by name: such a table lives in the restricted schema."""
        return any(p.personal for p in self.properties)

    @property
    def indicators(self) -> tuple[Property, ...]:
        """Everything it gives figures for: its measures, and the counts of a register."""
        return (*self.measures, *(c.measure for c in self.counts))

    @cached_property
    def period(self) -> Property:
        """The property that holds the period."""
        return self.of_kind(Kind.PERIOD)[0]

    @property
    def region(self) -> Property | None:
        """The finest region property, or None for a table of the regency as a whole."""
        regions = self.of_kind(Kind.REGION)
        return regions[-1] if regions else None

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Names of the properties that identify a conformed row."""
        return tuple(p.name for p in self.properties if p.key)
