"""Schema meta: the catalogue."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB

from warehouse.tables.base import column, metadata, optional

katalog = Table(
    "katalog",
    metadata,
    Column("dataset", Text, primary_key=True, comment="Nama tabel di schema data"),
    column("judul", Text(), "Judul"),
    column("opd", Text(), "OPD pemilik"),
    column("deskripsi", Text(), "Penjelasan"),
    column("versi", Text(), "Versi kontrak"),
    column("jenis_periode", Text(), "tahun, tahun_ajaran, semester, triwulan, atau bulan"),
    Column(
        "contoh",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="Benar bila angkanya karangan, hanya untuk contoh",
    ),
    column("kontrak", JSONB(), "Kontrak data"),
    optional("tenggat_hari", Integer(), "Tenggat: hari sesudah periode berakhir; kosong bila tidak berjadwal"),
    Column(
        "bobot",
        JSONB,
        nullable=False,
        server_default=text("'{}'::jsonb"),
        comment="Bobot tiap dimensi mutu dalam nilai akhir",
    ),
    optional("kontak", Text(), "Alamat tempat bertanya tentang dataset ini"),
    Column(
        "resmi",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="Benar bila angkanya resmi: pembanding angka OPD lain",
    ),
    schema="meta",
    comment="Katalog dataset, dari kontrak",
)
