"""The fixed tables of the warehouse, one MetaData over the schemas ref, data, mutu, meta, rinci and ops.

Tables of single datasets are made from their contracts (:mod:`warehouse.datasets`), views stand in ``sql/``.
A change here needs a migration; a test compares the two.
"""

from warehouse.tables.base import SCHEMAS, metadata
from warehouse.tables.data import fakta_indikator
from warehouse.tables.meta import katalog
from warehouse.tables.mutu import (
    jumlah_tercetak,
    karantina,
    pemeriksaan,
    pemetaan_terpakai,
    riwayat_skor,
    skor,
    temuan,
    temuan_papan,
    usulan,
    usulan_bukti,
)
from warehouse.tables.ops import berkas, kiriman, muat, setelan, siap, siap_rinci, tabel_mentah, tabel_mentah_rinci
from warehouse.tables.ref import (
    alias_wilayah,
    angka_resmi,
    indikator,
    klasifikasi,
    opd,
    pemetaan,
    periode,
    satuan,
    wilayah,
)

__all__ = [
    "SCHEMAS",
    "alias_wilayah",
    "angka_resmi",
    "berkas",
    "fakta_indikator",
    "indikator",
    "jumlah_tercetak",
    "karantina",
    "katalog",
    "kiriman",
    "klasifikasi",
    "metadata",
    "muat",
    "opd",
    "pemeriksaan",
    "pemetaan",
    "pemetaan_terpakai",
    "periode",
    "riwayat_skor",
    "satuan",
    "setelan",
    "siap",
    "siap_rinci",
    "skor",
    "tabel_mentah",
    "tabel_mentah_rinci",
    "temuan",
    "temuan_papan",
    "usulan",
    "usulan_bukti",
    "wilayah",
]
