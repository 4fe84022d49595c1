"""Schema data: the facts of every dataset."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Identity, Index, Numeric, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB

from warehouse.tables.base import TIME, column, metadata, now, optional

_CURRENT = text("_berlaku_sampai IS NULL")

fakta_indikator = Table(
    "fakta_indikator",
    metadata,
    column("kode_indikator", Text(), "Kode indikator"),
    column("kode_wilayah", Text(), "Kode wilayah Kemendagri"),
    column("periode", Text(), "Periode"),
    column("dimensi", JSONB(), "Rincian: nama kolom dan kodenya"),
    column("nilai", Numeric(), "Angka"),
    optional("satuan", Text(), "Satuan"),
    column("status", Text(), "tetap, sementara, sangat_sementara, revisi, diragukan, dikoreksi, atau dijelaskan"),
    column("opd", Text(), "OPD pemilik dataset"),
    column("dataset", Text(), "Dataset asal"),
    column("_berkas_id", BigInteger(), "Berkas asal (ops.berkas)"),
    column("_lembar", Text(), "Lembar kerja asal"),
    optional("_sel", Text(), "Sel asal"),
    now("_berlaku_dari", "Berlaku di gudang data sejak"),
    optional("_berlaku_sampai", TIME, "Berlaku di gudang data sampai; kosong bila masih berlaku"),
    Column("_id", BigInteger, Identity(always=True), primary_key=True, comment="Nomor baris"),
    Index(
        "uq_fakta_indikator_terkini",
        "kode_indikator",
        "periode",
        "kode_wilayah",
        "dimensi",
        "dataset",
        unique=True,
        postgresql_where=_CURRENT,
    ),
    Index("ix_fakta_indikator_dataset", "dataset", "periode", postgresql_where=_CURRENT),
    schema="data",
    comment="Fakta: indikator × wilayah × periode × rincian, dari semua dataset",
)
