"""What every fixed table is made of: the schemas, the naming of constraints, columns that always carry a comment."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Identity, MetaData, func
from sqlalchemy.types import TypeEngine

SCHEMAS = {
    "ref": "Kode referensi: wilayah, OPD, satuan, periode, indikator, klasifikasi",
    "data": "Data selaras: satu tabel per dataset, dan fakta_indikator dari semua dataset",
    "mart": "Tampilan untuk pertanyaan yang sering diajukan",
    "mutu": "Hasil pemeriksaan: temuan, karantina, skor, ketersediaan",
    "meta": "Metadata: katalog dataset",
    "rinci": "Daftar menurut nama (NIK, nama orang): akses terbatas",
    "ops": "Berkas, kiriman, pementasan, dan catatan pemuatan",
}

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def column(name: str, type_: TypeEngine[Any], comment: str, *args: ForeignKey) -> Column[Any]:
    """A column that must be filled."""
    return Column(name, type_, *args, nullable=False, comment=comment)


def optional(name: str, type_: TypeEngine[Any], comment: str) -> Column[Any]:
    """A column that may be empty."""
    return Column(name, type_, nullable=True, comment=comment)


def identity(comment: str) -> Column[int]:
    """A number that Postgres gives."""
    return Column("id", BigInteger, Identity(always=True), primary_key=True, comment=comment)


def now(name: str, comment: str) -> Column[Any]:
    """A moment, by default the transaction's."""
    return Column(name, DateTime(timezone=True), nullable=False, server_default=func.now(), comment=comment)


def owned_by(target: str, name: str, comment: str) -> Column[Any]:
    """A reference to a row with which this one goes."""
    return Column(name, BigInteger, ForeignKey(target, ondelete="CASCADE"), nullable=False, index=True, comment=comment)


TIME = DateTime(timezone=True)
