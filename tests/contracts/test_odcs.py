"""ODCS documents → contracts. Every refusal says where, what was found, and what it may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.contracts.model import Category, Kind, LogicalType, PeriodGrain, RegionLevel, Source
from lumbung.contracts.odcs import load_contract
from lumbung.findings import Severity
from tests.contracts.documents import SOUND, code_lists, complaint, site_folder, spoilt


def test_a_sound_document_gives_the_contract_it_describes(tmp_path: Path) -> None:
    contract = load_contract(site_folder(tmp_path), code_lists(tmp_path))
    assert (contract.id, contract.dataset, contract.opd) == ("contoh.jumlah_ternak", "jumlah_ternak", "dinas")
    assert (contract.grain, contract.complete_over) == (PeriodGrain.TAHUN, RegionLevel.KECAMATAN)
    assert [p.kind for p in contract.properties] == [Kind.REGION, Kind.CATEGORY, Kind.MEASURE, Kind.PERIOD]
    assert contract.key == ("kode_kecamatan", "jenis_ternak", "tahun")
    assert contract.period.sources == (Source.TITLE, Source.FILENAME)
    heads = contract.named("populasi")
    assert (heads.unit, heads.minimum, heads.logical_type) == ("ekor", 0, LogicalType.INTEGER)
    assert heads.nil_is_zero
    assert not heads.blank_is_zero
    assert contract.named("jenis_ternak").categories[0] == Category(
        "sapi_perah", "Sapi Perah", ("Milking Cow", "Dairy Cow")
    )


def test_a_key_is_required_and_a_title_stands_in_for_a_missing_business_name(tmp_path: Path) -> None:
    contract = load_contract(site_folder(tmp_path), code_lists(tmp_path))
    assert contract.named("jenis_ternak").required
    assert contract.named("jenis_ternak").title == "jenis ternak"


def test_percents_below_one_may_be_meant_as_they_stand(tmp_path: Path) -> None:
    text = spoilt("satuan, value: ekor}", "satuan, value: persen}\n          - {property: smallPercent, value: true}")
    assert load_contract(site_folder(tmp_path, text), code_lists(tmp_path)).named("populasi").small_percent


UNIT = "{property: satuan, value: ekor}"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id: contoh.jumlah_ternak\n", "", "contract: id is missing"),
        ("  - {property: opd, value: dinas}\n", "", "opd, titles and period are required"),
        (
            "opd, value: dinas}",
            "opdd, value: dinas}",
            "contract: unknown custom property opdd; known: authoritative, comparison",
        ),
        ("{property: opd, value: dinas}", "{property: titles, value: [A]}", "titles stands more than once"),
        (
            "  - {property: period, value: tahun}\n  - {property: completeOver",
            "  - {property: period, value: tahunan}\n  - {property: completeOver",
            "contract: period is 'tahunan'; it may be tahun, tahun_ajaran, semester, caturwulan, triwulan, bulan, minggu",
        ),
        (
            "          - {property: period, value: tahun}",
            "          - {property: period, value: bulan}",
            "property tahun: period is bulan, that of the contract tahun; they must agree",
        ),
        ("region, value: kecamatan}", "region, value: kec}", "property kode_kecamatan: region is 'kec'; it may be"),
        ("from, value: header}", "from, value: heading}", "property jenis_ternak: from is 'heading'; it may be column"),
        ("codeList, value: ternak}", "codeList, value: hewan}", "code list hewan.csv not found"),
        (UNIT, "{property: satuan, value: Ekor}", "property populasi: satuan is 'Ekor'; write ekor"),
        (UNIT, "{property: satuan, value: lusin}", "satuan is 'lusin'; it may be a code of satuan.csv"),
        (UNIT, f"{UNIT}\n          - {{property: additive, value: 'false'}}", "additive is 'false'; it may be true or"),
        (UNIT, f"{UNIT}\n          - {{property: nil, value: nol}}", "nil is 'nol'; it may be zero or null"),
        (UNIT, f"{UNIT}\n          - {{property: blank, value: 0}}", "blank is '0'; it may be zero or null"),
        ("logicalType: integer", "logicalType: int", "property populasi: logicalType is 'int'; it may be string"),
        ("{minimum: 0}", "{minimum: nol}", "property populasi: minimum is 'nol'; a number is expected"),
        ("{minimum: 0}", "{exclusiveMinimum: 0}", "logicalTypeOptions exclusiveMinimum is not checked"),
        ("{minimum: 0}", "{pattern: '['}", "property populasi: pattern is no regular expression"),
        ("logicalType: integer\n", "logicalType: integer\n        unique: true\n", "unique and enum are not checked"),
        (
            "{property: completeOver, value: kecamatan}",
            "{property: quarantineLimit, value: 20}",
            "quarantineLimit is '20'; it is a share between 0 and 1",
        ),
        (
            "{property: completeOver, value: kecamatan}",
            "{property: sample, value: ya}",
            "sample is 'ya'; it may be true",
        ),
        ("kind: DataContract", "kind: DataContract\nfoo: 1", "foo: Extra inputs are not permitted"),
        ("schema:\n", "schema:\n  - name: lain\n", "schema: exactly one table is expected"),
        ("status: active", "status: [", "not valid YAML"),
    ],
)
def test_a_refusal_says_where_and_what_would_be_right(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert says in complaint(tmp_path, spoilt(old, new))


def test_an_empty_file_is_no_contract(tmp_path: Path) -> None:
    assert "jumlah_ternak.yaml" in complaint(tmp_path, "")


def test_null_and_zero_may_be_written_bare_or_in_quotes(tmp_path: Path) -> None:
    for written in ("null", '"null"'):
        text = spoilt(UNIT, f"{UNIT}\n          - {{property: nil, value: {written}}}")
        assert not load_contract(site_folder(tmp_path, text), code_lists(tmp_path)).named("populasi").nil_is_zero


QUALITY = """\
    quality:
      - name: {name}
        {rule}
"""


def with_rule(rule: str, name: str = "aturan") -> str:
    return SOUND + QUALITY.format(name=name, rule=rule)


def test_a_rule_of_the_table_and_one_of_a_property_keep_their_severity_and_code(tmp_path: Path) -> None:
    text = with_rule("{metric: rowCount, mustBe: 20, severity: warning}".strip("{}").replace(", ", "\n        "))
    text = text.replace(
        "          - {property: indicator, value: populasi_ternak}\n",
        "          - {property: indicator, value: populasi_ternak}\n"
        "        quality:\n"
        "          - engine: greatExpectations\n"
        "            customProperties: [{property: code, value: V04}]\n"
        "            implementation: {type: expect_column_values_to_be_between, kwargs: {max_value: 9}}\n",
    )
    of_table, of_property = load_contract(site_folder(tmp_path, text), code_lists(tmp_path)).rules
    assert (of_table.name, of_table.code, of_table.severity) == ("aturan", "X05", Severity.WARNING)
    assert (of_table.metric, of_table.arguments) == ("rowCount", {"mustBe": 20})
    assert (of_property.name, of_property.code, of_property.property) == ("populasi rule 1", "V04", "populasi")
    assert of_property.arguments == {"max_value": 9}


def test_arguments_that_are_left_blank_are_none(tmp_path: Path) -> None:
    text = with_rule(
        "engine: greatExpectations\n        implementation: {type: expect_table_row_count_to_equal, kwargs: }"
    )
    (rule,) = load_contract(site_folder(tmp_path, text), code_lists(tmp_path)).rules
    assert (rule.code, rule.arguments) == ("X05", {})


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("description: hanya kata", "quality aturan: give a metric, or engine greatExpectations"),
        ("engine: soda", "quality aturan: engine is 'soda'; only greatExpectations is run"),
        ("metric: rowCount\n        severity: berat", "quality aturan: severity is 'berat'; it may be blocker, error"),
        (
            "customProperties: [{property: kode, value: X}]",
            "quality aturan: unknown custom property kode; known: beta, code",
        ),
    ],
)
def test_a_rule_that_cannot_be_run_is_refused(tmp_path: Path, rule: str, says: str) -> None:
    assert says in complaint(tmp_path, with_rule(rule))
