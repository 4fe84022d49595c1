"""Wilayah menyebut penerusnya."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column(
        "wilayah",
        sa.Column(
            "penerus",
            sa.Text(),
            nullable=True,
            comment="Kode wilayah yang meneruskannya bila kodenya tidak berlaku lagi",
        ),
        schema="ref",
    )
