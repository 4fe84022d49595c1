"""Indikator dengan komponen Standar Data Statistik, dan jenis periode yang lebih lengkap."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_COLUMNS = (
    ("konsep", sa.Text(), "Konsep menurut Standar Data Statistik"),
    ("klasifikasi", sa.Text(), "Klasifikasi menurut Standar Data Statistik"),
    ("ukuran", sa.Text(), "Ukuran menurut Standar Data Statistik: jumlah, persentase, rata-rata, …"),
    ("dapat_dijumlahkan", sa.Boolean(), "Apakah angkanya boleh dijumlahkan antarwilayah atau antarrincian"),
)


def upgrade() -> None:
    for name, type_, comment in _COLUMNS:
        op.add_column("indikator", sa.Column(name, type_, nullable=True, comment=comment), schema="ref")
    op.alter_column(
        "periode",
        "kode",
        comment="2022, 2022/2023, 2022-S1, 2022-CW2, 2022-TW3, 2022-07, 2022-W31, 2022-07-31",
        schema="ref",
    )
    op.alter_column(
        "periode",
        "jenis",
        comment="tahun, tahun_ajaran, semester, caturwulan, triwulan, bulan, minggu, atau tanggal",
        schema="ref",
    )
