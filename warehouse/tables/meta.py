"""Schema meta: the catalogue."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB

from warehouse.tables.base import column, metadata

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
    schema="meta",
    comment="Katalog dataset, dari kontrak",
)
