"""Schema ref: the code lists."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, Numeric, PrimaryKeyConstraint, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB

from warehouse.tables.base import column, metadata, optional

wilayah = Table(
    "wilayah",
    metadata,
    column("kode", Text(), "Kode wilayah Kemendagri bertitik, mis. 16.04.01.2001"),
    column("nama", Text(), "Nama resmi"),
    column("tingkat", Text(), "provinsi, kabupaten, kecamatan, atau desa"),
    optional("induk", Text(), "Kode wilayah di atasnya"),
    optional("kode_bps", Text(), "Kode wilayah BPS (Wilkerstat)"),
    Column(
        "berlaku_dari",
        Date,
        nullable=False,
        server_default=text("DATE '1945-08-17'"),
        comment="Hari pertama kode dan nama ini berlaku",
    ),
    optional("berlaku_sampai", Date(), "Hari terakhir berlaku; kosong bila masih berlaku"),
    optional("penerus", Text(), "Kode wilayah yang meneruskannya bila kodenya tidak berlaku lagi"),
    PrimaryKeyConstraint("kode", "berlaku_dari"),
    Index("ix_wilayah_induk", "induk"),
    schema="ref",
    comment="Wilayah administrasi menurut kode Kemendagri, dengan masa berlakunya",
)

alias_wilayah = Table(
    "alias_wilayah",
    metadata,
    column("alias", Text(), "Nama sebagaimana ditulis orang"),
    column("induk", Text(), "Kode wilayah tempat alias ini berlaku; '' bila di mana saja"),
    column("kode", Text(), "Kode wilayah yang dimaksud"),
    optional("sumber", Text(), "Asal atau alasan alias"),
    PrimaryKeyConstraint("alias", "induk", "kode"),
    schema="ref",
    comment="Ejaan lain nama wilayah yang sudah diterima",
)

opd = Table(
    "opd",
    metadata,
    Column("kode", Text, primary_key=True, comment="Pengenal OPD, mis. dindik"),
    column("nama", Text(), "Nama lengkap OPD"),
    optional("singkatan", Text(), "Singkatan yang lazim"),
    schema="ref",
    comment="Organisasi perangkat daerah, produsen data",
)

satuan = Table(
    "satuan",
    metadata,
    Column("kode", Text, primary_key=True, comment="Satuan baku, mis. hektare"),
    column("nama", Text(), "Nama satuan"),
    optional("besaran", Text(), "Besaran yang diukur, mis. luas"),
    optional("faktor", Numeric(), "Pengali menuju satuan dasar besaran itu"),
    schema="ref",
    comment="Satuan ukuran baku",
)

periode = Table(
    "periode",
    metadata,
    Column(
        "kode",
        Text,
        primary_key=True,
        comment="2022, 2022/2023, 2022-S1, 2022-CW2, 2022-TW3, 2022-07, 2022-W31, 2022-07-31",
    ),
    column("jenis", Text(), "tahun, tahun_ajaran, semester, caturwulan, triwulan, bulan, minggu, atau tanggal"),
    column("mulai", Date(), "Hari pertama"),
    column("selesai", Date(), "Hari terakhir"),
    schema="ref",
    comment="Periode data",
)

indikator = Table(
    "indikator",
    metadata,
    Column("kode", Text, primary_key=True, comment="Kode indikator"),
    column("nama", Text(), "Nama indikator"),
    optional("definisi", Text(), "Definisi operasional"),
    optional("satuan", Text(), "Satuan baku"),
    optional("opd", Text(), "OPD penghasil"),
    optional("dataset", Text(), "Dataset asal"),
    optional("konsep", Text(), "Konsep menurut Standar Data Statistik"),
    optional("klasifikasi", Text(), "Klasifikasi menurut Standar Data Statistik"),
    optional("ukuran", Text(), "Ukuran menurut Standar Data Statistik: jumlah, persentase, rata-rata, …"),
    optional("dapat_dijumlahkan", Boolean(), "Apakah angkanya boleh dijumlahkan antarwilayah atau antarrincian"),
    schema="ref",
    comment="Indikator yang angkanya ada di data.fakta_indikator",
)

klasifikasi = Table(
    "klasifikasi",
    metadata,
    column("daftar", Text(), "Nama daftar kode"),
    column("kode", Text(), "Kode"),
    column("nama", Text(), "Nama"),
    Column("urut", Integer, nullable=False, server_default=text("0"), comment="Urutan tampil"),
    Column("jumlah", Boolean, nullable=False, server_default=text("false"), comment="Menjumlahkan yang lain"),
    PrimaryKeyConstraint("daftar", "kode"),
    schema="ref",
    comment="Daftar kode untuk rincian: jenis kelamin, jenis ternak, dan sebagainya",
)

pemetaan = Table(
    "pemetaan",
    metadata,
    Column("kode", Text, primary_key=True, comment="Pengenal pendek, sama dengan usulannya"),
    column("jenis", Text(), "kolom, kategori, wilayah, satuan, opd, atau judul"),
    column("lingkup", Text(), "Tempat berlakunya: dataset, daftar kode, wilayah induk, atau OPD"),
    column("tertulis", Text(), "Teks sebagaimana tertulis"),
    column("sasaran", Text(), "Kode yang dimaksud; kosong bila teks ditolak tanpa usulan"),
    column("putusan", Text(), "terima atau tolak"),
    column("oleh", Text(), "Siapa yang memutuskan"),
    column("pada", Date(), "Tanggal keputusan"),
    optional("catatan", Text(), "Alasan atau bukti"),
    schema="ref",
    comment="Pemetaan yang sudah diputuskan orang, dari reference/pemetaan.csv situs",
)

angka_resmi = Table(
    "angka_resmi",
    metadata,
    column("kode_indikator", Text(), "Indikator"),
    column("kode_wilayah", Text(), "Kode wilayah Kemendagri"),
    column("periode", Text(), "Periode"),
    Column(
        "dimensi",
        JSONB,
        nullable=False,
        server_default=text("'{}'::jsonb"),
        comment="Rincian: nama kolom kategori dan kodenya",
    ),
    column("sumber", Text(), "Yang menerbitkan, mis. BPS"),
    column("nilai", Numeric(), "Angka sebagaimana diterbitkan"),
    column("satuan", Text(), "Satuan baku"),
    optional("acuan", Text(), "Terbitan, halaman, atau alamat tempat angka itu berada"),
    PrimaryKeyConstraint("kode_indikator", "kode_wilayah", "periode", "dimensi", "sumber"),
    schema="ref",
    comment="Angka resmi dari BPS atau kementerian, pembanding angka OPD",
)
