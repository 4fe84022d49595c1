"""Tabel mentah yang memuat data pribadi disimpan di skema terbatas."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "tabel_mentah",
        sa.Column("berkas_id", sa.BigInteger(), nullable=False, comment="Berkas"),
        sa.Column("lembar", sa.Text(), nullable=False, comment="Lembar kerja"),
        sa.Column("rentang", sa.Text(), nullable=False, comment="Rentang tabel"),
        sa.Column("baris", sa.Integer(), nullable=False, comment="Baris lembar kerja"),
        sa.Column(
            "isi",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="Isi baris menurut huruf kolom, sebagai teks",
        ),
        sa.ForeignKeyConstraint(
            ["berkas_id"], ["ops.berkas.id"], name=op.f("fk_tabel_mentah_berkas_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("berkas_id", "lembar", "rentang", "baris", name=op.f("pk_tabel_mentah")),
        schema="rinci",
        comment="Seperti ops.tabel_mentah, untuk tabel yang memuat data pribadi",
    )
    op.create_index(op.f("ix_tabel_mentah_berkas_id"), "tabel_mentah", ["berkas_id"], schema="rinci")
    # Every file is inspected anew, so that tables of persons kept as text in ops move to where they belong.
    op.execute("DELETE FROM ops.setelan WHERE kunci LIKE 'sidik_aturan/%'")
