"""Kalender dan bobot dataset, temuan papan, riwayat skor."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    _catalogue()
    _board()
    _trend()


def _catalogue() -> None:
    op.add_column(
        "katalog",
        sa.Column(
            "tenggat_hari",
            sa.Integer(),
            nullable=True,
            comment="Tenggat: hari sesudah periode berakhir; kosong bila tidak berjadwal",
        ),
        schema="meta",
    )
    op.add_column(
        "katalog",
        sa.Column(
            "bobot",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            server_default=sa.text("'{}'::jsonb"),
            comment="Bobot tiap dimensi mutu dalam nilai akhir",
        ),
        schema="meta",
    )
    op.add_column(
        "katalog",
        sa.Column("kontak", sa.Text(), nullable=True, comment="Alamat tempat bertanya tentang dataset ini"),
        schema="meta",
    )


def _board() -> None:
    op.create_table(
        "temuan_papan",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False, comment="Nomor temuan"),
        sa.Column("opd", sa.Text(), nullable=False, comment="OPD pemilik dataset"),
        sa.Column("dataset", sa.Text(), nullable=False, comment="Dataset"),
        sa.Column("periode", sa.Text(), nullable=True, comment="Periode; kosong bila tentang dataset"),
        sa.Column("kode", sa.Text(), nullable=False, comment="Kode temuan"),
        sa.Column("tingkat", sa.Text(), nullable=False, comment="blocker, error, warning, atau info"),
        sa.Column("dimensi", sa.Text(), nullable=False, comment="Dimensi mutu"),
        sa.Column("pesan", sa.Text(), nullable=False, comment="Apa yang ditemukan dan apa yang benar"),
        sa.Column("perbaikan", sa.Text(), nullable=False, comment="Cara memperbaiki"),
        sa.Column(
            "sejak",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.text("now()"),
            comment="Sejak kapan temuan ini ada",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_temuan_papan")),
        sa.UniqueConstraint(
            "dataset",
            "periode",
            "kode",
            name=op.f("uq_temuan_papan_dataset_periode_kode"),
            postgresql_nulls_not_distinct=True,
        ),
        schema="mutu",
        comment="Temuan yang bukan tentang berkas: data yang belum disampaikan, metadata yang belum lengkap",
    )


def _trend() -> None:
    op.create_table(
        "riwayat_skor",
        sa.Column("hari", sa.Date(), nullable=False, comment="Hari pemeriksaan, menurut zona waktu situs"),
        sa.Column("opd", sa.Text(), nullable=False, comment="OPD pemilik dataset"),
        sa.Column("dataset", sa.Text(), nullable=False, comment="Dataset"),
        sa.Column("periode", sa.Text(), nullable=False, comment="Periode"),
        sa.Column("dimensi", sa.Text(), nullable=False, comment="Dimensi mutu"),
        sa.Column("terpenuhi", sa.BigInteger(), nullable=False, comment="Banyak yang memenuhi"),
        sa.Column(
            "diperiksa", sa.BigInteger(), nullable=False, comment="Banyak yang diperiksa; 0 bila tidak diukur lagi"
        ),
        sa.PrimaryKeyConstraint("dataset", "periode", "dimensi", "hari", name=op.f("pk_riwayat_skor")),
        schema="mutu",
        comment="Riwayat skor data yang terbit: satu baris pada hari skornya berubah",
    )
