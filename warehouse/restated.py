"""Printed totals of different files side by side: what a later file says of an earlier period (rule X08)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, text

_RESTATED = text("""
    SELECT h.berkas_id, h.dataset, p.periode AS tahun_berkas, h.periode, h.ukuran, h.dimensi,
           h.nilai, h.lembar, h.sel, j.nilai AS nilai_asal
    FROM mutu.jumlah_tercetak AS h
    JOIN mutu.pemeriksaan AS p ON p.id = h.pemeriksaan_id AND p.putusan <> 'DIKEMBALIKAN'
    JOIN ops.terpilih AS t ON t.dataset = h.dataset AND t.periode = h.periode AND t.berkas_id <> h.berkas_id
    JOIN mutu.jumlah_tercetak AS j
      ON j.berkas_id = t.berkas_id AND j.dataset = h.dataset AND j.periode = h.periode AND j.jenis = 'jumlah'
     AND j.ukuran = h.ukuran AND j.dimensi = h.dimensi AND j.kode_wilayah IS NULL
    WHERE h.jenis = 'riwayat' AND h.dataset IN :datasets
    ORDER BY h.berkas_id, h.id
""").bindparams(bindparam("datasets", expanding=True))

_SAID = text("""
    SELECT berkas_id, dataset, sel, pesan FROM mutu.temuan WHERE kode = :kode AND dataset IN :datasets
""").bindparams(bindparam("datasets", expanding=True))


@dataclass(frozen=True)
class Restatement:
    """A total of an earlier period as a later file prints it, and as that period's own file printed it."""

    berkas_id: int
    dataset: str
    own_period: str  # of the file that restates
    period: str  # the figure is about
    measure: str
    dimensions: dict[str, str]
    value: float
    sheet: str
    cell: str
    original: float


def restatements(connection: Connection, datasets: Iterable[str]) -> list[Restatement]:
    """Every restated total for which the earlier period's own file prints a total too."""
    wanted = list(datasets)
    rows = connection.execute(_RESTATED, {"datasets": wanted}) if wanted else ()
    return [
        Restatement(n, d, own, p, m, dim, float(v), sheet, cell, float(o))
        for n, d, own, p, m, dim, v, sheet, cell, o in rows
    ]


def findings_said(connection: Connection, code: str, datasets: Iterable[str]) -> dict[int, set[tuple[str, str]]]:
    """The findings of one code already recorded: file → cells and messages."""
    said: dict[int, set[tuple[str, str]]] = {}
    wanted = list(datasets)
    for number, _, cells, message in connection.execute(_SAID, {"kode": code, "datasets": wanted}) if wanted else ():
        said.setdefault(number, set()).add((cells, message))
    return said
