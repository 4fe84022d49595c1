"""Excel's serial numbers → dates and times."""

from __future__ import annotations

from datetime import datetime, time, timedelta

_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST = 2_958_466  # the day after 31 December 9999


def from_serial(serial: float, *, since_1904: bool = False) -> datetime | time | float:
    """The moment that a serial number stands for; the number itself where it stands for none."""
    if not 0 <= serial < _LAST:
        return serial
    moment = (_EPOCH_1904 if since_1904 else _EPOCH) + timedelta(seconds=round(serial * 86_400))
    if serial < 1 and not since_1904:
        return moment.time()
    return moment + timedelta(days=1) if serial < 60 and not since_1904 else moment  # Excel's 29 February 1900
