"""Usulan pemetaan, keputusannya, dan pemakaiannya."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "pemetaan",
        sa.Column("kode", sa.Text(), nullable=False, comment="Pengenal pendek, sama dengan usulannya"),
        sa.Column("jenis", sa.Text(), nullable=False, comment="kolom, kategori, wilayah, satuan, opd, atau judul"),
        sa.Column(
            "lingkup",
            sa.Text(),
            nullable=False,
            comment="Tempat berlakunya: dataset, daftar kode, wilayah induk, atau OPD",
        ),
        sa.Column("tertulis", sa.Text(), nullable=False, comment="Teks sebagaimana tertulis"),
        sa.Column(
            "sasaran", sa.Text(), nullable=False, comment="Kode yang dimaksud; kosong bila teks ditolak tanpa usulan"
        ),
        sa.Column("putusan", sa.Text(), nullable=False, comment="terima atau tolak"),
        sa.Column("oleh", sa.Text(), nullable=False, comment="Siapa yang memutuskan"),
        sa.Column("pada", sa.Date(), nullable=False, comment="Tanggal keputusan"),
        sa.Column("catatan", sa.Text(), nullable=True, comment="Alasan atau bukti"),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_pemetaan")),
        schema="ref",
        comment="Pemetaan yang sudah diputuskan orang, dari reference/pemetaan.csv situs",
    )
    op.create_table(
        "usulan",
        sa.Column("kode", sa.Text(), nullable=False, comment="Pengenal pendek usulan"),
        sa.Column("jenis", sa.Text(), nullable=False, comment="kolom, kategori, wilayah, satuan, opd, atau judul"),
        sa.Column(
            "lingkup",
            sa.Text(),
            nullable=False,
            comment="Tempat usulan berlaku: dataset, daftar kode, wilayah induk, atau OPD",
        ),
        sa.Column("tertulis", sa.Text(), nullable=False, comment="Teks sebagaimana tertulis"),
        sa.Column(
            "sasaran",
            sa.Text(),
            nullable=True,
            comment="Kode yang diusulkan; kosong bila tidak ada yang cukup mirip",
        ),
        sa.Column("nama_sasaran", sa.Text(), nullable=True, comment="Nama yang diusulkan"),
        sa.Column("skor", sa.Numeric(), nullable=True, comment="Kemiripan 0–100"),
        sa.Column("sasaran_kedua", sa.Text(), nullable=True, comment="Kode termirip kedua"),
        sa.Column("nama_kedua", sa.Text(), nullable=True, comment="Nama termirip kedua"),
        sa.Column("skor_kedua", sa.Numeric(), nullable=True, comment="Kemiripan 0–100"),
        sa.Column("contoh", sa.Text(), nullable=False, comment="Teks lengkap tempatnya tertulis"),
        sa.Column(
            "pertama_pada",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="Pertama kali diusulkan",
        ),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_usulan")),
        schema="mutu",
        comment="Usulan pemetaan: arti yang mungkin dari teks yang belum dikenal, menunggu keputusan",
    )
    _evidence()
    _used()


def _evidence() -> None:
    op.create_table(
        "usulan_bukti",
        sa.Column("berkas_id", sa.BigInteger(), nullable=False, comment="Berkas"),
        sa.Column("kode", sa.Text(), nullable=False, comment="Usulan"),
        sa.Column("lembar", sa.Text(), nullable=False, comment="Lembar kerja; kosong bila tentang berkas"),
        sa.Column("sel", sa.Text(), nullable=False, comment="Alamat sel, dipisah koma; paling banyak 20"),
        sa.Column("jumlah", sa.Integer(), nullable=False, comment="Banyak sel"),
        sa.ForeignKeyConstraint(
            ["berkas_id"], ["ops.berkas.id"], name=op.f("fk_usulan_bukti_berkas_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["kode"], ["mutu.usulan.kode"], name=op.f("fk_usulan_bukti_kode"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("kode", "berkas_id", "lembar", name=op.f("pk_usulan_bukti")),
        schema="mutu",
        comment="Tempat teks sebuah usulan ditemukan pada pemeriksaan terakhir setiap berkas",
    )
    op.create_index(op.f("ix_usulan_bukti_berkas_id"), "usulan_bukti", ["berkas_id"], schema="mutu")


def _used() -> None:
    op.create_table(
        "pemetaan_terpakai",
        sa.Column("berkas_id", sa.BigInteger(), nullable=False, comment="Berkas"),
        sa.Column("kode", sa.Text(), nullable=False, comment="Pengenal pemetaan (ref.pemetaan)"),
        sa.ForeignKeyConstraint(
            ["berkas_id"], ["ops.berkas.id"], name=op.f("fk_pemetaan_terpakai_berkas_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("berkas_id", "kode", name=op.f("pk_pemetaan_terpakai")),
        schema="mutu",
        comment="Pemetaan yang dipakai saat setiap berkas terakhir diperiksa",
    )
    op.create_index(op.f("ix_pemetaan_terpakai_berkas_id"), "pemetaan_terpakai", ["berkas_id"], schema="mutu")
