"""A contract written as YAML in the form the site's contracts have, with what is to be reviewed as comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import yaml

from lumbung.contracts.comparison import written_comparison
from lumbung.contracts.model import Category, Contract, Kind, PeriodGrain, Property, QualityRule, Source

WIDTH = 118


def write_contract(
    contract: Contract,
    status: str = "active",
    domain: str = "",
    limitations: str = "",
    notes: Mapping[str, Sequence[str]] = {},
) -> str:
    """The YAML document of a contract. ``notes``: property name, or '' for the whole → remarks for its reviewer."""
    return "\n".join(_document(contract, status, domain, limitations, notes)) + "\n"


def _document(
    contract: Contract, status: str, domain: str, limitations: str, notes: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    yield from _remarks(notes.get("", ()), "")
    yield "apiVersion: v3.1.0"
    yield "kind: DataContract"
    yield f"id: {_scalar(contract.id)}"
    yield f"version: {_scalar(contract.version)}"
    yield f"status: {status}"
    yield f"name: {_scalar(contract.title)}"
    if domain:
        yield f"domain: {_scalar(domain)}"
    if contract.description or limitations:
        yield "description:"
        yield from (f"  purpose: {_scalar(contract.description)}",) if contract.description else ()
        yield from (f"  limitations: {_scalar(limitations)}",) if limitations else ()
    if contract.tags:
        yield f"tags: {_flow(list(contract.tags))}"
    yield "customProperties:"
    yield from _custom("opd", contract.opd, "  ")
    yield from _custom("titles", list(contract.titles), "  ")
    yield from _custom("period", str(contract.grain), "  ")
    if contract.complete_over:
        yield from _custom("completeOver", str(contract.complete_over), "  ")
    if contract.quarantine_limit != 0.2:
        yield from _custom("quarantineLimit", contract.quarantine_limit, "  ")
    if comparison := written_comparison(contract.comparison):
        yield from _custom("comparison", comparison, "  ")
    if contract.sample:
        yield from _custom("sample", True, "  ")
    yield "schema:"
    yield f"  - name: {_scalar(contract.dataset)}"
    yield "    logicalType: object"
    yield "    physicalType: table"
    yield from _quality([r for r in contract.rules if r.property is None], "    ")
    yield "    properties:"
    for prop in contract.properties:
        yield from _remarks(notes.get(prop.name, ()), "      ")
        yield from _property(prop, contract.grain, [r for r in contract.rules if r.property == prop.name])


def _remarks(remarks: Sequence[str], indent: str) -> Iterator[str]:
    for remark in remarks:
        yield f"{indent}# PERIKSA: {remark}"


def _property(prop: Property, grain: PeriodGrain, rules: Sequence[QualityRule]) -> Iterator[str]:
    indent = " " * 8
    yield f"      - name: {_scalar(prop.name)}"
    yield f"{indent}businessName: {_scalar(prop.title)}"
    if prop.description:
        yield f"{indent}description: {_scalar(prop.description)}"
    yield f"{indent}logicalType: {prop.logical_type}"
    limits = {"minimum": prop.minimum, "maximum": prop.maximum, "pattern": prop.pattern}
    given = {name: value for name, value in limits.items() if value is not None}
    if given:
        yield f"{indent}logicalTypeOptions: {_flow(given)}"
    if prop.key:
        yield f"{indent}primaryKey: true"
    elif prop.required:
        yield f"{indent}required: true"
    custom = [line for name, value in _customs(prop, grain) for line in _custom(name, value, f"{indent}  ")]
    if custom:
        yield f"{indent}customProperties:"
        yield from custom
    yield from _quality(rules, indent)


def _customs(prop: Property, grain: PeriodGrain) -> Iterator[tuple[str, object]]:
    if prop.region_level:
        yield "region", str(prop.region_level)
    if prop.kind is Kind.PERIOD:
        yield "period", str(grain)
    if prop.sources != (Source.COLUMN,):
        yield "from", [str(s) for s in prop.sources] if len(prop.sources) > 1 else str(prop.sources[0])
    if prop.constant is not None:
        yield "constant", prop.constant
    if prop.extract:
        yield "extract", prop.extract
    if prop.future:
        yield "future", True
    if prop.unit:
        yield "satuan", prop.unit
    if prop.indicator:
        yield "indicator", prop.indicator
    standard = prop.standard
    for name, text in (
        ("konsep", standard.konsep), ("definisi", standard.definisi),
        ("klasifikasi", standard.klasifikasi), ("ukuran", standard.ukuran),
    ):  # fmt: skip
        if text:
            yield name, text
    if prop.kind is Kind.MEASURE and not prop.additive:
        yield "additive", False
    if prop.sum_of:
        yield "sumOf", list(prop.sum_of)
    if not prop.nil_is_zero:
        yield "nil", "null"
    if prop.blank_is_zero:
        yield "blank", "zero"
    if prop.personal:
        yield "personal", prop.personal
    if prop.aliases:
        yield "aliases", list(prop.aliases)
    if prop.code_list:
        yield "codeList", prop.code_list
    elif prop.categories:
        yield "categories", [_category(c) for c in prop.categories]


def _category(category: Category) -> dict[str, object]:
    row: dict[str, object] = {"kode": category.code, "nama": category.name}
    if category.aliases:
        row["alias"] = ";".join(category.aliases)
    if category.total or category.optional:
        row["sifat"] = "jumlah" if category.total else "opsional"
    return row


def _quality(rules: Sequence[QualityRule], indent: str) -> Iterator[str]:
    if rules:
        yield f"{indent}quality:"
    for rule in rules:
        yield f"{indent}  - name: {_scalar(rule.name)}"
        yield f"{indent}    description: {_scalar(rule.description)}"
        yield f"{indent}    severity: {rule.severity}"
        yield f"{indent}    customProperties: [{{property: code, value: {rule.code}}}]"
        if rule.metric:
            yield f"{indent}    metric: {_scalar(rule.metric)}"
            yield from (f"{indent}    {name}: {_scalar(value)}" for name, value in rule.arguments.items())
        else:
            yield f"{indent}    engine: greatExpectations"
            yield f"{indent}    implementation:"
            yield f"{indent}      type: {rule.expectation}"
            yield f"{indent}      kwargs: {_flow(dict(rule.arguments))}"


def _custom(name: str, value: object, indent: str) -> Iterator[str]:
    line = f"{indent}- {{property: {name}, value: {_flow(value)}}}"
    if len(line) <= WIDTH or not isinstance(value, list):
        yield line
        return
    yield f"{indent}- property: {name}"
    yield f"{indent}  value:"
    yield from (f"{indent}    - {_flow(item)}" for item in value)


def _flow(value: object) -> str:
    """A value as it stands inside brackets, on one line."""
    dumped = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, sort_keys=False, width=float("inf"))
    return dumped.strip()[1:-1]


def _scalar(value: object) -> str:
    dumped = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=float("inf"))
    return dumped.removesuffix("...\n").strip()
