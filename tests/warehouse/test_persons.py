"""What the database says of rows of persons is not passed on, neither as a message nor as a cause."""

from __future__ import annotations

import traceback

import pandas as pd
import pytest
from sqlalchemy import Engine

from lumbung.contracts.model import Contract, Kind, LogicalType, PersonalKind, Property
from tests.warehouse.builders import REGENCY, REGION, contract, inspected, inspection, receive
from warehouse.errors import ContractConflict, PersonalDataFailure, SealError
from warehouse.publish import publish
from warehouse.sealing import Seal

A = "16.04.01"
NAME = "CONTOH WARGA 001"
SEAL = Seal(b"kunci uji")
NIK = Property("nik", Kind.ATTRIBUTE, LogicalType.STRING, "NIK", key=True, personal=PersonalKind.NIK)
BORN = Property("lahir", Kind.ATTRIBUTE, LogicalType.DATE, "Tanggal lahir", personal=PersonalKind.LAHIR)


def publish_persons(engine: Engine, of: Contract, persons: list[tuple[str, str]], day: int, seal: Seal | None) -> None:
    frame = pd.DataFrame(
        [{"kode_kecamatan": A, "tahun": "2022", "nik": nik, "lahir": born} for nik, born in persons],
    )
    with engine.begin() as connection:
        receive(connection, inspection(inspected(of, frame)), content=f"c{day}", day=day)
        publish(connection, of, "2022", regency=REGENCY, seal=seal)


def test_a_value_that_fits_no_column_is_told_by_the_kind_of_failure_alone(warehouse_engine: Engine) -> None:
    of = contract(REGION, NIK, BORN, dataset="penerima")
    with pytest.raises(PersonalDataFailure, match="InvalidDatetimeFormat") as refused:
        publish_persons(warehouse_engine, of, [("1", NAME)], 1, SEAL)
    assert NAME not in "".join(traceback.format_exception(refused.value))


def test_a_new_key_that_does_not_tell_persons_apart_names_none(warehouse_engine: Engine) -> None:
    of = contract(REGION, NIK, BORN, dataset="penerima")
    publish_persons(warehouse_engine, of, [("16040101", "2000-01-01"), ("16040102", "2000-01-01")], 1, SEAL)
    other = contract(REGION, BORN, Property(**{**vars(NIK), "key": False}), dataset="penerima")
    with pytest.raises(ContractConflict, match="kunci baru") as refused:
        publish_persons(warehouse_engine, other, [("16040101", "2000-01-01")], 2, SEAL)
    assert "DETAIL" not in "".join(traceback.format_exception(refused.value))


def test_a_register_is_not_published_without_a_seal(warehouse_engine: Engine) -> None:
    of = contract(REGION, NIK, BORN, dataset="penerima")
    with pytest.raises(SealError, match="LUMBUNG_SECRET_KEY"):
        publish_persons(warehouse_engine, of, [("1", "2000-01-01")], 1, None)
