"""Names of assets, groups, checks and partitions, in one place."""

from __future__ import annotations

import dagster as dg

from lumbung.contracts.model import Contract, PeriodGrain
from lumbung.findings import Dimension

REFERENCE = dg.AssetKey(["ref", "acuan"])
FACTS = dg.AssetKey(["gudang", "fakta_indikator"])
REPORT_CARD = dg.AssetKey(["mutu", "rapor"])
REPORT = dg.AssetKey(["mutu", "laporan"])
SUMMARY = dg.AssetKey(["mart", "ringkasan_indikator"])

CHECKED = (
    Dimension.STRUCTURE,
    Dimension.COMPLETENESS,
    Dimension.VALIDITY,
    Dimension.UNIQUENESS,
    Dimension.CONSISTENCY,
    Dimension.REFERENCE,
    Dimension.TIMELINESS,
    Dimension.METADATA,
)
"""Dimensions with an asset check of their own."""

CHECK_NAMES = {
    Dimension.STRUCTURE: "struktur",
    Dimension.COMPLETENESS: "kelengkapan",
    Dimension.VALIDITY: "validitas",
    Dimension.UNIQUENESS: "keunikan",
    Dimension.CONSISTENCY: "konsistensi",
    Dimension.REFERENCE: "kode_referensi",
    Dimension.TIMELINESS: "ketepatan_waktu",
    Dimension.METADATA: "metadata",
}

CHECK_TEXTS = {
    Dimension.STRUCTURE: "Kolom berkas dikenali seluruhnya oleh kontrak.",
    Dimension.COMPLETENESS: "Angka terisi, dan semua wilayah serta rincian yang diharapkan ada.",
    Dimension.VALIDITY: "Angka berada dalam tipe dan rentang yang wajar.",
    Dimension.UNIQUENESS: "Setiap wilayah dan rincian muncul satu kali.",
    Dimension.CONSISTENCY: "Jumlah yang tercetak sama dengan isinya, dan sesuai dengan berkas lain.",
    Dimension.REFERENCE: "Nama wilayah mendapat kode resmi.",
    Dimension.TIMELINESS: "Periode berkas jelas dan sesuai.",
    Dimension.METADATA: "Keterangan yang diminta Satu Data tertulis pada kontrak (tugas walidata).",
}
"""What each check holds, as the UI shows it."""


def uploads_key(opd: str) -> dg.AssetKey:
    """``kiriman/<opd>``."""
    return dg.AssetKey(["kiriman", opd])


def dataset_key(contract: Contract) -> dg.AssetKey:
    """``data/<dataset>``."""
    return dg.AssetKey(["data", contract.dataset])


def group(opd: str) -> str:
    """The asset group of an OPD: letters, digits and underscores only."""
    return "".join(c if c.isalnum() else "_" for c in opd)


def periods(grain: PeriodGrain) -> dg.DynamicPartitionsDefinition:
    """The partitions of all datasets of a grain: the periods seen so far."""
    return dg.DynamicPartitionsDefinition(name=f"periode_{grain}")
