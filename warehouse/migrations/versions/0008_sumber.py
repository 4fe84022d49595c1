"""Sumber resmi, dan kolom yang ada pada setiap tabel yang diperiksa."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "angka_resmi",
        sa.Column("kode_indikator", sa.Text(), nullable=False, comment="Indikator"),
        sa.Column("kode_wilayah", sa.Text(), nullable=False, comment="Kode wilayah Kemendagri"),
        sa.Column("periode", sa.Text(), nullable=False, comment="Periode"),
        sa.Column(
            "dimensi",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            server_default=sa.text("'{}'::jsonb"),
            comment="Rincian: nama kolom kategori dan kodenya",
        ),
        sa.Column("sumber", sa.Text(), nullable=False, comment="Yang menerbitkan, mis. BPS"),
        sa.Column("nilai", sa.Numeric(), nullable=False, comment="Angka sebagaimana diterbitkan"),
        sa.Column("satuan", sa.Text(), nullable=False, comment="Satuan baku"),
        sa.Column("acuan", sa.Text(), nullable=True, comment="Terbitan, halaman, atau alamat tempat angka itu berada"),
        sa.PrimaryKeyConstraint(
            "kode_indikator", "kode_wilayah", "periode", "dimensi", "sumber", name=op.f("pk_angka_resmi")
        ),
        schema="ref",
        comment="Angka resmi dari BPS atau kementerian, pembanding angka OPD",
    )
    op.add_column(
        "katalog",
        sa.Column(
            "resmi",
            sa.Boolean(),
            nullable=False,
            server_default=sa.text("false"),
            comment="Benar bila angkanya resmi: pembanding angka OPD lain",
        ),
        schema="meta",
    )
    op.add_column(
        "pemeriksaan",
        sa.Column(
            "kolom",
            postgresql.ARRAY(sa.Text()),
            nullable=False,
            server_default=sa.text("'{}'::text[]"),
            comment="Kolom kontrak yang ada pada tabel ini",
        ),
        schema="mutu",
    )
    # Every file is inspected anew, so that the columns of each are known.
    op.execute("DELETE FROM ops.setelan WHERE kunci LIKE 'sidik_aturan/%'")
