"""Contracts as Open Data Contract Standard v3 documents: YAML file → :class:`Contract`.

Custom properties of the contract: ``opd``, ``titles``, ``period`` (grain), ``completeOver``, ``quarantineLimit``,
``sample``, ``history``, ``comparison``, ``sheets``, ``counts``, ``kegiatan``, ``authoritative``, ``weights``.
Of a property: ``from``, ``aliases``, ``region``, ``period``, ``codeList``, ``categories``, ``satuan``, ``indicator``,
``konsep``, ``definisi``, ``klasifikasi``, ``ukuran``, ``interpretasi``, ``rumus``, ``additive``, ``sumOf``,
``nil``, ``blank``, ``constant``, ``extract``, ``future``, ``smallPercent``, ``smallCells``, ``steady``, ``personal``.
``docs/contracts.md`` describes each.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml
from open_data_contract_standard.model import (
    DataQuality,
    OpenDataContractStandard,
    SchemaProperty,
)
from pydantic import ValidationError

from lumbung.contracts.activity import read_activity
from lumbung.contracts.calendar import read_contact, read_deadline
from lumbung.contracts.codelists import NATIONAL_LISTS, CodeListError, inline_categories, read_code_list
from lumbung.contracts.comparison import read_comparison
from lumbung.contracts.counts import read_counts
from lumbung.contracts.custom import Custom, choice
from lumbung.contracts.model import (
    NUMBERS_OF_PERSONS,
    Category,
    Contract,
    DataStandard,
    Kind,
    LogicalType,
    PeriodGrain,
    PersonalKind,
    Property,
    QualityRule,
    RegionLevel,
    Source,
)
from lumbung.contracts.summable import never_summed
from lumbung.contracts.weights import read_weights
from lumbung.findings import Severity
from lumbung.reference.satuan import Unit, canonical_unit, units
from lumbung.yamlfile import read_yaml

CONTRACT_KEYS = {
    "opd", "titles", "period", "completeOver", "quarantineLimit", "sample", "history", "comparison", "sheets",
    "counts", "kegiatan", "authoritative", "weights",
}  # fmt: skip
PROPERTY_KEYS = {
    "from", "aliases", "region", "period", "codeList", "categories", "satuan", "indicator",
    "konsep", "definisi", "klasifikasi", "ukuran", "additive", "sumOf", "nil", "blank", "constant", "personal",
    "extract", "future", "smallPercent", "smallCells", "steady", "interpretasi", "rumus",
}  # fmt: skip
OPTIONS = {"minimum", "maximum", "pattern", "minLength", "maxLength"}
"""The logicalTypeOptions that become rules; another one would promise a check that nobody makes."""
SIXTEEN_DIGITS = r"^\d{16}$"
"""The form of a NIK and a No. KK, checked unless the contract gives another pattern."""


class ContractError(ValueError):
    """A contract that cannot be used; ``problems`` says for each place what is wrong and what would be right."""

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__(f"{path.name}: " + "; ".join(problems))


NOT_IN_FORCE = ("proposed", "draft")
"""Statuses of ODCS in which nobody has approved a contract yet."""


def load_contract(path: Path, *code_lists: Path) -> Contract:
    """The contract in one YAML file; ``code_lists``: folders of code lists, of which the first that has a list counts.

    Raises:
        ContractError: the file is no ODCS document, or says something this system does not know.
    """
    try:
        document = OpenDataContractStandard.model_validate(read_yaml(path))
        return _contract(document, code_lists)
    except yaml.YAMLError as error:
        raise ContractError(path, [f"not valid YAML: {error}"]) from error
    except ValidationError as error:
        places = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise ContractError(path, places) from error
    except (ValueError, CodeListError) as error:
        raise ContractError(path, [str(error)]) from error


def _contract(document: OpenDataContractStandard, code_lists: Sequence[Path]) -> Contract:
    custom = Custom("contract", document.customProperties, CONTRACT_KEYS)
    if len(document.schema_ or []) != 1:
        raise ValueError("schema: exactly one table is expected in a contract")
    table = (document.schema_ or [])[0]
    grain = custom.choice("period", PeriodGrain)
    if grain is None or not custom.get("opd") or not custom.texts("titles"):
        raise ValueError("contract: the custom properties opd, titles and period are required")
    if not document.id:
        raise ValueError("contract: id is missing; write <site>.<dataset>")
    properties = tuple(_property(p, code_lists, grain) for p in table.properties or [])
    return Contract(
        id=document.id,
        version=document.version or "0",
        dataset=table.physicalName or table.name or "",
        title=document.name or table.businessName or table.name or "",
        description=(document.description.purpose if document.description else None) or "",
        opd=str(custom.get("opd")),
        titles=custom.texts("titles"),
        grain=grain,
        properties=properties,
        rules=tuple(_rules(table.quality, None, {p.name for p in properties if p.logical_type is LogicalType.DATE}))
        + tuple(r for p in table.properties or [] for r in _rules(p.quality, p.name)),
        counts=read_counts(custom.get("counts")),
        complete_over=custom.choice("completeOver", RegionLevel),
        quarantine_limit=custom.share("quarantineLimit", 0.2),
        sample=custom.flag("sample", False),
        in_force=document.status not in NOT_IN_FORCE,
        history=None if custom.get("history") is None else str(custom.get("history")),
        deadline=read_deadline(document.slaProperties),
        contact=read_contact(document.support),
        activity=read_activity(custom.get("kegiatan")),
        authoritative=custom.flag("authoritative", False),
        weights=read_weights("contract", custom.get("weights")),
        comparison=read_comparison(custom.get("comparison")),
        sheets=custom.texts("sheets"),
        tags=tuple(document.tags or ()),
    )


def _property(raw: SchemaProperty, code_lists: Sequence[Path], grain: PeriodGrain) -> Property:
    where = f"property {raw.name}"
    custom = Custom(where, raw.customProperties, PROPERTY_KEYS)
    if custom.choice("period", PeriodGrain) not in (None, grain):
        raise ValueError(f"{where}: period is {custom.get('period')}, that of the contract {grain}; they must agree")
    if raw.unique or raw.enum:
        raise ValueError(f"{where}: unique and enum are not checked; use primaryKey, a codeList or a quality rule")
    options = _options(where, raw.logicalTypeOptions or {})
    personal = custom.choice("personal", PersonalKind)
    code_list = custom.get("codeList")
    if code_list and custom.get("categories"):
        raise ValueError(f"{where}: give codeList or categories, not both")
    return Property(
        name=raw.physicalName or raw.name or "",
        kind=_kind(custom),
        logical_type=choice(where, "logicalType", raw.logicalType, LogicalType),
        title=raw.businessName or (raw.name or "").replace("_", " "),
        description=raw.description or "",
        required=bool(raw.required or raw.primaryKey),
        key=bool(raw.primaryKey),
        sources=tuple(choice(where, "from", s, Source) for s in custom.texts("from")) or (Source.COLUMN,),
        aliases=custom.texts("aliases"),
        constant=None if custom.get("constant") is None else str(custom.get("constant")),
        extract=_extract(where, custom.get("extract")),
        future=custom.flag("future", False),
        region_level=custom.choice("region", RegionLevel),
        code_list=code_list,
        categories=_categories(code_list, code_lists) or inline_categories(where, custom.get("categories")),
        unit=canonical_unit(where, custom.get("satuan")),
        indicator=custom.get("indicator"),
        standard=DataStandard(*(str(custom.get(f.name) or "") for f in fields(DataStandard))),
        additive=custom.flag("additive", never_summed(str(custom.get("ukuran") or ""), _unit_of(custom)) is None),
        sum_of=custom.texts("sumOf"),
        nil_is_zero=custom.zero("nil", "zero"),
        blank_is_zero=custom.zero("blank", "null"),
        small_percent=custom.flag("smallPercent", False),
        steady=custom.flag("steady", False),
        small_cells=custom.count("smallCells"),
        minimum=options.get("minimum"),
        maximum=options.get("maximum"),
        min_length=options.get("minLength"),
        max_length=options.get("maxLength"),
        pattern=options.get("pattern", SIXTEEN_DIGITS if personal in NUMBERS_OF_PERSONS else None),
        personal=personal,
    )


def _options(where: str, options: dict[str, Any]) -> dict[str, Any]:
    unknown = sorted(set(options) - OPTIONS)
    if unknown:
        known = ", ".join(sorted(OPTIONS))
        raise ValueError(f"{where}: logicalTypeOptions {', '.join(unknown)} is not checked; known: {known}")
    for limit in ("minimum", "maximum"):
        if not isinstance(options.get(limit, 0), int | float):
            raise ValueError(f"{where}: {limit} is '{options[limit]}'; a number is expected")
    for limit in ("minLength", "maxLength"):
        if not isinstance(options.get(limit, 0), int) or options.get(limit, 0) < 0:
            raise ValueError(f"{where}: {limit} is '{options[limit]}'; a whole number is expected")
    try:
        re.compile(options.get("pattern", ""))
    except (re.error, TypeError) as error:
        raise ValueError(f"{where}: pattern is no regular expression: {error}") from None
    return options


def _unit_of(custom: Custom) -> Unit | None:
    """The unit a measure is given, if it is one that is known."""
    return units().get(str(custom.get("satuan")))


def _extract(where: str, pattern: object) -> str | None:
    """A pattern with one group: what is to be taken out of a longer text."""
    if pattern is None:
        return None
    try:
        groups = re.compile(str(pattern)).groups
    except re.error as error:
        raise ValueError(f"{where}: extract is no regular expression: {error}") from None
    if groups != 1:
        raise ValueError(f"{where}: extract needs one group in parentheses, that of the value")
    return str(pattern)


def _kind(custom: Custom) -> Kind:
    if custom.get("period"):
        return Kind.PERIOD
    if custom.get("region"):
        return Kind.REGION
    if custom.get("codeList") or custom.get("categories"):
        return Kind.CATEGORY
    return Kind.MEASURE if custom.get("indicator") else Kind.ATTRIBUTE


def _categories(code_list: str | None, folders: Sequence[Path]) -> tuple[Category, ...]:
    if not code_list:
        return ()
    paths = [folder / f"{code_list}.csv" for folder in (*folders, NATIONAL_LISTS)]
    return read_code_list(next((path for path in paths if path.is_file()), paths[0]))


def _rules(raw: list[DataQuality] | None, name: str | None, dates: Collection[str] = frozenset()) -> list[QualityRule]:
    return [_rule(q, name, number, dates) for number, q in enumerate(raw or [], start=1)]


def _rule(raw: DataQuality, name: str | None, number: int, dates: Collection[str]) -> QualityRule:
    where = raw.name or raw.id or f"{name or 'table'} rule {number}"
    custom = Custom(f"quality {where}", raw.customProperties, {"code", "beta"})
    if raw.engine not in (None, "greatExpectations"):
        raise ValueError(f"quality {where}: engine is '{raw.engine}'; only greatExpectations is run")
    implementation = raw.implementation if isinstance(raw.implementation, dict) else {}
    if raw.metric is None and "type" not in implementation:
        raise ValueError(f"quality {where}: give a metric, or engine greatExpectations with implementation.type")
    arguments = implementation.get("kwargs") or {}
    pair = {arguments.get(column) for column in ("column_A", "column_B")}
    usual = "V03" if name is not None else "X06" if pair <= set(dates) else "X05"
    return QualityRule(
        name=where,
        code=str(custom.get("code", usual)),
        severity=choice(f"quality {where}", "severity", raw.severity or "error", Severity),
        property=name,
        description=raw.description or where,
        expectation=implementation.get("type"),
        arguments=arguments or _metric_arguments(raw),
        metric=raw.metric,
        beta=custom.flag("beta", False),
    )


def _metric_arguments(raw: DataQuality) -> dict[str, Any]:
    fields = [name for name in DataQuality.model_fields if name.startswith("must")]
    limits = {f: getattr(raw, f) for f in (*fields, "unit") if getattr(raw, f) is not None}
    return {**limits, **(raw.arguments or {})}
