"""The statistical activity (*kegiatan statistik*) that a dataset comes out of, as its contract tells it: MS-Keg."""

from __future__ import annotations

FIELDS = ("judul", "jenis", "cara", "sektor", "tujuan", "metode", "unit", "rekomendasi")
"""Elements of MS-Keg (Peraturan BPS 5/2020) that a contract may give; ``rekomendasi`` is the identity of BPS's
recommendation (Romantik), which only surveys need."""


def read_activity(raw: object) -> dict[str, str]:
    """The custom property ``kegiatan``; empty where the contract names no activity.

    Raises:
        ValueError: it is no mapping, or has a field that MS-Keg of ours does not know.
    """
    if raw is None:
        return {}
    if not isinstance(raw, dict) or set(raw) - set(FIELDS):
        raise ValueError(f"contract: kegiatan is a mapping of {', '.join(FIELDS)}")
    return {str(name): str(value) for name, value in raw.items() if value not in (None, "")}
