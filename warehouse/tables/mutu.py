"""Schema mutu: what inspections found."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from warehouse.tables.base import column, identity, metadata, now, optional, owned_by

pemeriksaan = Table(
    "pemeriksaan",
    metadata,
    identity("Nomor pemeriksaan"),
    owned_by("ops.berkas.id", "berkas_id", "Berkas yang diperiksa"),
    column("dataset", Text(), "Dataset"),
    column("periode", Text(), "Periode"),
    column("opd", Text(), "OPD pemilik dataset"),
    column("lembar", Text(), "Lembar kerja"),
    column("rentang", Text(), "Rentang tabel, mis. A6:G35"),
    column("baris_dibaca", Integer(), "Baris lembar yang dibaca"),
    column("baris_diterima", Integer(), "Baris yang diterima utuh"),
    column("baris_karantina", Integer(), "Baris dengan angka yang ditahan"),
    column("status", Text(), "Status angka: tetap, sementara, sangat_sementara, revisi"),
    column("versi_kontrak", Text(), "Versi kontrak yang dipakai"),
    column("putusan", Text(), "Putusan atas berkas"),
    now("diperiksa_pada", "Waktu pemeriksaan"),
    Column(
        "kolom",
        ARRAY(Text),
        nullable=False,
        server_default=text("'{}'::text[]"),
        comment="Kolom kontrak yang ada pada tabel ini",
    ),
    Index("ix_pemeriksaan_dataset_periode", "dataset", "periode"),
    schema="mutu",
    comment="Pemeriksaan: satu dataset dan periode dari satu berkas",
)

temuan = Table(
    "temuan",
    metadata,
    identity("Nomor temuan"),
    owned_by("ops.berkas.id", "berkas_id", "Berkas"),
    optional("dataset", Text(), "Dataset"),
    optional("periode", Text(), "Periode"),
    column("kode", Text(), "Kode temuan"),
    column("tingkat", Text(), "blocker, error, warning, atau info"),
    column("dimensi", Text(), "Dimensi mutu"),
    optional("lembar", Text(), "Lembar kerja"),
    column("sel", Text(), "Alamat sel, dipisah koma; paling banyak 20"),
    column("jumlah", Integer(), "Banyak sel, tepat juga bila daftar sel dipotong"),
    column("pesan", Text(), "Apa yang ditemukan dan apa yang benar"),
    column("perbaikan", Text(), "Cara memperbaiki"),
    optional("sidik", Text(), "Pengenal pendek; tetap sama selama angkanya sama"),
    optional("jangkar", JSONB(), "Baris, kolom, dan angka yang dimaksud; untuk menerima penjelasan"),
    optional("catatan", Text(), "Penjelasan yang diterima walidata, bila temuan ditutup"),
    schema="mutu",
    comment="Temuan: satu kesalahan dengan satu perbaikan",
)

karantina = Table(
    "karantina",
    metadata,
    identity("Nomor"),
    owned_by("ops.berkas.id", "berkas_id", "Berkas"),
    column("dataset", Text(), "Dataset"),
    column("periode", Text(), "Periode"),
    column("lembar", Text(), "Lembar kerja"),
    column("baris", Integer(), "Baris lembar kerja"),
    column("isi", JSONB(), "Isi baris menurut huruf kolom; nilai pribadi disamarkan"),
    column("kode", Text(), "Kode temuan yang menahannya, dipisah koma"),
    column("temuan", JSONB(), "Temuan yang menahannya: id di mutu.temuan, kode, sel, dan sidiknya"),
    schema="mutu",
    comment="Karantina: baris yang tidak diterima, utuh",
)

skor = Table(
    "skor",
    metadata,
    identity("Nomor"),
    Column(
        "pemeriksaan_id",
        BigInteger,
        ForeignKey("mutu.pemeriksaan.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
        comment="Pemeriksaan",
    ),
    column("berkas_id", BigInteger(), "Berkas"),
    column("opd", Text(), "OPD pemilik dataset"),
    column("dataset", Text(), "Dataset"),
    column("periode", Text(), "Periode"),
    column("dimensi", Text(), "Dimensi mutu"),
    column("terpenuhi", BigInteger(), "Banyak yang memenuhi"),
    column("diperiksa", BigInteger(), "Banyak yang diperiksa"),
    optional("nilai", Numeric(), "terpenuhi / diperiksa; kosong bila tidak ada yang diperiksa"),
    schema="mutu",
    comment="Rapor mutu per dimensi, selalu dengan pembilang dan penyebut",
)

jumlah_tercetak = Table(
    "jumlah_tercetak",
    metadata,
    identity("Nomor"),
    owned_by("mutu.pemeriksaan.id", "pemeriksaan_id", "Pemeriksaan"),
    column("berkas_id", BigInteger(), "Berkas"),
    column("dataset", Text(), "Dataset"),
    column("periode", Text(), "Periode yang disebut angka ini"),
    column("jenis", Text(), "jumlah (baris jumlah) atau riwayat (baris tahun sebelumnya)"),
    column("ukuran", Text(), "Kolom ukuran menurut kontrak"),
    column("dimensi", JSONB(), "Rincian: nama kolom kategori dan kodenya"),
    optional("kode_wilayah", Text(), "Wilayah yang dijumlahkan; kosong untuk seluruh tabel"),
    column("nilai", Numeric(), "Angka yang tercetak"),
    column("lembar", Text(), "Lembar kerja"),
    column("sel", Text(), "Alamat sel"),
    Index("ix_jumlah_tercetak_dataset_periode", "dataset", "periode"),
    schema="mutu",
    comment="Jumlah dan riwayat yang tercetak di lembar, untuk membandingkan antarberkas",
)

usulan = Table(
    "usulan",
    metadata,
    Column("kode", Text, primary_key=True, comment="Pengenal pendek usulan"),
    column("jenis", Text(), "kolom, kategori, wilayah, satuan, opd, atau judul"),
    column("lingkup", Text(), "Tempat usulan berlaku: dataset, daftar kode, wilayah induk, atau OPD"),
    column("tertulis", Text(), "Teks sebagaimana tertulis"),
    optional("sasaran", Text(), "Kode yang diusulkan; kosong bila tidak ada yang cukup mirip"),
    optional("nama_sasaran", Text(), "Nama yang diusulkan"),
    optional("skor", Numeric(), "Kemiripan 0–100"),
    optional("sasaran_kedua", Text(), "Kode termirip kedua"),
    optional("nama_kedua", Text(), "Nama termirip kedua"),
    optional("skor_kedua", Numeric(), "Kemiripan 0–100"),
    column("contoh", Text(), "Teks lengkap tempatnya tertulis"),
    now("pertama_pada", "Pertama kali diusulkan"),
    schema="mutu",
    comment="Usulan pemetaan: arti yang mungkin dari teks yang belum dikenal, menunggu keputusan",
)

usulan_bukti = Table(
    "usulan_bukti",
    metadata,
    owned_by("ops.berkas.id", "berkas_id", "Berkas"),
    Column("kode", Text, ForeignKey("mutu.usulan.kode", ondelete="CASCADE"), nullable=False, comment="Usulan"),
    column("lembar", Text(), "Lembar kerja; kosong bila tentang berkas"),
    column("sel", Text(), "Alamat sel, dipisah koma; paling banyak 20"),
    column("jumlah", Integer(), "Banyak sel"),
    PrimaryKeyConstraint("kode", "berkas_id", "lembar"),
    schema="mutu",
    comment="Tempat teks sebuah usulan ditemukan pada pemeriksaan terakhir setiap berkas",
)

pemetaan_terpakai = Table(
    "pemetaan_terpakai",
    metadata,
    owned_by("ops.berkas.id", "berkas_id", "Berkas"),
    column("kode", Text(), "Pengenal pemetaan (ref.pemetaan)"),
    PrimaryKeyConstraint("berkas_id", "kode"),
    schema="mutu",
    comment="Pemetaan yang dipakai saat setiap berkas terakhir diperiksa",
)

temuan_papan = Table(
    "temuan_papan",
    metadata,
    identity("Nomor temuan"),
    column("opd", Text(), "OPD pemilik dataset"),
    column("dataset", Text(), "Dataset"),
    optional("periode", Text(), "Periode; kosong bila tentang dataset"),
    column("kode", Text(), "Kode temuan"),
    column("tingkat", Text(), "blocker, error, warning, atau info"),
    column("dimensi", Text(), "Dimensi mutu"),
    column("pesan", Text(), "Apa yang ditemukan dan apa yang benar"),
    column("perbaikan", Text(), "Cara memperbaiki"),
    now("sejak", "Sejak kapan temuan ini ada"),
    UniqueConstraint("dataset", "periode", "kode", postgresql_nulls_not_distinct=True),
    schema="mutu",
    comment="Temuan yang bukan tentang berkas: data yang belum disampaikan, metadata yang belum lengkap",
)

riwayat_skor = Table(
    "riwayat_skor",
    metadata,
    column("hari", Date(), "Hari pemeriksaan, menurut zona waktu situs"),
    column("opd", Text(), "OPD pemilik dataset"),
    column("dataset", Text(), "Dataset"),
    column("periode", Text(), "Periode"),
    column("dimensi", Text(), "Dimensi mutu"),
    column("terpenuhi", BigInteger(), "Banyak yang memenuhi"),
    column("diperiksa", BigInteger(), "Banyak yang diperiksa; 0 bila tidak diukur lagi"),
    PrimaryKeyConstraint("dataset", "periode", "dimensi", "hari"),
    schema="mutu",
    comment="Riwayat skor data yang terbit: satu baris pada hari skornya berubah",
)
