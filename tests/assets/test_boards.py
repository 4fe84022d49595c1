"""What the page of the regency makes of the rows of the warehouse."""

from __future__ import annotations

from assets.night.boards import faults
from lumbung.findings import Severity
from warehouse.overview import FaultRow


def test_what_the_walidata_has_to_describe_is_no_widespread_mistake_of_the_senders() -> None:
    rows = [
        FaultRow("M01", Severity.WARNING, 9, 60, 0, 0),
        FaultRow("C04", Severity.ERROR, 2, 2, 2, 9),
        FaultRow("Q99", Severity.ERROR, 1, 1, 1, 1),
    ]
    assert [f.code for f in faults(rows)] == ["C04", "Q99"]
