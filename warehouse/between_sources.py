"""Figures of one indicator that two sources give: what the rules K02 and X07 compare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, bindparam, text

_PAIRS = text("""
    SELECT v.berkas_id, v.dataset, v.periode, v.kode_indikator, v.lembar, coalesce(v.sel, ''), v.nilai, v.satuan,
           v.sumber_lain, v.dataset_lain, v.nilai_lain, v.resmi_ini OR v.resmi_lain, v.sama
    FROM mart.banding_sumber AS v
    WHERE v.dataset IN :datasets AND 'diragukan' NOT IN (v.status, v.status_lain)
    ORDER BY v.berkas_id, v.kode_indikator, v.sumber_lain, v.lembar, v.sel
""").bindparams(bindparam("datasets", expanding=True))


@dataclass(frozen=True)
class SourcePair:
    """A published figure and what another source says of the same thing."""

    berkas_id: int
    dataset: str
    period: str
    indicator: str
    sheet: str
    cell: str  # '' of the counts of a register
    value: Decimal
    unit: str
    other_source: str
    other_dataset: str | None  # None: an official figure from the site's list
    other_value: Decimal
    official: bool  # one of the two is official, so that both may well give it
    same: bool


def source_pairs(connection: Connection, datasets: Iterable[str]) -> list[SourcePair]:
    """Every published figure of the datasets that another OPD or an official source gives too.

    Figures in doubt are left out: about these their own file has been told already.
    """
    wanted = list(datasets)
    return [SourcePair(*row) for row in connection.execute(_PAIRS, {"datasets": wanted})] if wanted else []
