"""Angka yang dikoreksi menurut daftar koreksi situs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    for schema in ("ops", "rinci"):
        op.add_column(
            "siap",
            sa.Column(
                "dikoreksi",
                postgresql.ARRAY(sa.Text()),
                server_default=sa.text("'{}'::text[]"),
                nullable=False,
                comment="Ukuran yang diterbitkan dengan status dikoreksi",
            ),
            schema=schema,
        )
    op.alter_column(
        "fakta_indikator",
        "status",
        existing_type=sa.Text(),
        comment="tetap, sementara, sangat_sementara, revisi, diragukan, atau dikoreksi",
        schema="data",
    )
