"""Penjelasan yang diterima, tautan karantina ke temuannya, dan sidik aturan setiap berkas."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    for schema in ("ops", "rinci"):
        op.add_column(
            "siap",
            sa.Column(
                "dijelaskan",
                postgresql.ARRAY(sa.Text()),
                server_default=sa.text("'{}'::text[]"),
                nullable=False,
                comment="Ukuran yang diterbitkan dengan status dijelaskan",
            ),
            schema=schema,
        )
    _add("ops", "berkas", "sidik_aturan", "Sidik kontrak dan daftar kode yang dipakai pada pemeriksaan terakhir")
    _add("mutu", "temuan", "sidik", "Pengenal pendek; tetap sama selama angkanya sama")
    jangkar = "Baris, kolom, dan angka yang dimaksud; untuk menerima penjelasan"
    op.add_column("temuan", sa.Column("jangkar", postgresql.JSONB(), comment=jangkar), schema="mutu")
    _add("mutu", "temuan", "catatan", "Penjelasan yang diterima walidata, bila temuan ditutup")
    comment = "Temuan yang menahannya: id di mutu.temuan, kode, sel, dan sidiknya"
    column = sa.Column("temuan", postgresql.JSONB(), nullable=False, server_default="[]", comment=comment)
    op.add_column("karantina", column, schema="mutu")
    op.alter_column("karantina", "temuan", server_default=None, schema="mutu")
    op.alter_column(
        "fakta_indikator",
        "status",
        existing_type=sa.Text(),
        comment="tetap, sementara, sangat_sementara, revisi, diragukan, dikoreksi, atau dijelaskan",
        schema="data",
    )


def _add(schema: str, table: str, name: str, comment: str) -> None:
    op.add_column(table, sa.Column(name, sa.Text(), comment=comment), schema=schema)
