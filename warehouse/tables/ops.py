"""Schema ops: files, arrivals, staging, loads; and rinci.siap, the staging of personal data."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from warehouse.tables.base import TIME, column, identity, metadata, now, optional, owned_by

berkas = Table(
    "berkas",
    metadata,
    identity("Nomor berkas"),
    Column("sha256", Text, nullable=False, unique=True, comment="Sidik isi; kunci arsip"),
    column("nama", Text(), "Nama berkas saat pertama diterima"),
    optional("opd", Text(), "OPD pengirim pertama"),
    column("diterima_pada", TIME, "Waktu pertama diterima"),
    optional("putusan", Text(), "Putusan pemeriksaan terakhir; kosong bila belum diperiksa"),
    column("ukuran", BigInteger(), "Ukuran dalam bita"),
    optional("diperiksa_pada", TIME, "Waktu pemeriksaan terakhir"),
    optional("sidik_aturan", Text(), "Sidik kontrak dan daftar kode yang dipakai pada pemeriksaan terakhir"),
    schema="ops",
    comment="Berkas: satu isi yang pernah diterima, disimpan utuh di arsip",
)

kiriman = Table(
    "kiriman",
    metadata,
    identity("Nomor kiriman"),
    owned_by("ops.berkas.id", "berkas_id", "Berkas yang dikirim"),
    column("nama", Text(), "Nama berkas pada kiriman ini"),
    optional("opd", Text(), "OPD pengirim"),
    column("asal", Text(), "Letak di folder unggahan"),
    column("diterima_pada", TIME, "Waktu ubah berkas di folder unggahan"),
    now("dicatat_pada", "Waktu dicatat"),
    UniqueConstraint("berkas_id", "asal", "diterima_pada"),
    schema="ops",
    comment="Kiriman: satu kedatangan sebuah berkas",
)


def _staging(schema: str, comment: str) -> Table:
    return Table(
        "siap",
        metadata,
        Column(
            "pemeriksaan_id",
            BigInteger,
            ForeignKey("mutu.pemeriksaan.id", ondelete="CASCADE"),
            nullable=False,
            comment="Pemeriksaan",
        ),
        column("urut", Integer(), "Urutan dalam pemeriksaan"),
        column("baris", Integer(), "Baris lembar kerja"),
        column("nilai", JSONB(), "Nilai menurut nama kolom kontrak"),
        column("sel", JSONB(), "Alamat sel menurut nama kolom kontrak"),
        column("diragukan", ARRAY(Text()), "Ukuran yang diterbitkan dengan status diragukan"),
        Column(
            "dikoreksi",
            ARRAY(Text()),
            nullable=False,
            server_default=text("'{}'::text[]"),
            comment="Ukuran yang diterbitkan dengan status dikoreksi",
        ),
        Column(
            "dijelaskan",
            ARRAY(Text()),
            nullable=False,
            server_default=text("'{}'::text[]"),
            comment="Ukuran yang diterbitkan dengan status dijelaskan",
        ),
        PrimaryKeyConstraint("pemeriksaan_id", "urut"),
        schema=schema,
        comment=comment,
    )


siap = _staging("ops", "Baris yang diterima dan menunggu diterbitkan")
siap_rinci = _staging("rinci", "Seperti ops.siap, untuk dataset yang memuat data pribadi")

muat = Table(
    "muat",
    metadata,
    identity("Nomor"),
    column("dataset", Text(), "Dataset"),
    column("periode", Text(), "Periode"),
    column("berkas_id", BigInteger(), "Berkas yang diterbitkan"),
    column("pemeriksaan_id", BigInteger(), "Pemeriksaan terbaru berkas itu saat diterbitkan"),
    column("disisipkan", BigInteger(), "Baris baru"),
    column("ditutup", BigInteger(), "Baris lama yang ditutup"),
    column("tetap", BigInteger(), "Baris yang tidak berubah"),
    now("pada", "Waktu"),
    Index("ix_muat_dataset_periode", "dataset", "periode"),
    schema="ops",
    comment="Catatan penerbitan",
)


def _unmatched(schema: str, comment: str) -> Table:
    return Table(
        "tabel_mentah",
        metadata,
        owned_by("ops.berkas.id", "berkas_id", "Berkas"),
        column("lembar", Text(), "Lembar kerja"),
        column("rentang", Text(), "Rentang tabel"),
        column("baris", Integer(), "Baris lembar kerja"),
        column("isi", JSONB(), "Isi baris menurut huruf kolom, sebagai teks"),
        PrimaryKeyConstraint("berkas_id", "lembar", "rentang", "baris"),
        schema=schema,
        comment=comment,
    )


tabel_mentah = _unmatched("ops", "Tabel dari berkas yang tidak cocok dengan kontrak mana pun, sebagai teks")
tabel_mentah_rinci = _unmatched("rinci", "Seperti ops.tabel_mentah, untuk tabel yang memuat data pribadi")

setelan = Table(
    "setelan",
    metadata,
    Column("kunci", Text, primary_key=True, comment="Nama"),
    column("nilai", Text(), "Nilai"),
    schema="ops",
    comment="Keadaan gudang data, mis. sidik susunannya",
)
