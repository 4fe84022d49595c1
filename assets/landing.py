"""Landing: the bytes of every new arrival kept, and noted who sent them and when. Nothing is parsed here."""

from __future__ import annotations

import logging

from assets.faults import Faults
from assets.granary import Granary
from assets.inbox import Arrival
from warehouse.backlog import all_senders, noted_arrivals, rename_sender
from warehouse.intake import archive, register

log = logging.getLogger(__name__)


def new_arrivals(granary: Granary, opd: str) -> list[Arrival]:
    """What lies in the inbox from one OPD (or from all that own no contract) and was not noted yet."""
    with granary.engine.connect() as connection:
        noted = noted_arrivals(connection)
    return [a for a in granary.arrivals(opd) if a.mark not in noted]


def newly_known(granary: Granary) -> dict[str, str]:
    """Folders that nobody knew when files came in them, with the OPD they are known to be of now."""
    with granary.engine.connect() as connection:
        found = {name: granary.opds.find(name) for name in all_senders(connection)}
    return {name: opd.id for name, opd in found.items() if opd is not None and opd.id != name}


def know_senders(granary: Granary) -> None:
    """What came in a folder that is known to be an OPD's by now becomes that OPD's."""
    for name, opd in newly_known(granary).items():
        with granary.engine.begin() as connection:
            rename_sender(connection, name, opd)


def land(granary: Granary, opd: str, faults: Faults) -> None:
    """Keep and note every new arrival of an OPD; one that cannot be read does not stop the others."""
    know_senders(granary)
    for arrival in new_arrivals(granary, opd):
        with faults.of(arrival.origin):
            _land(granary, arrival)


def _land(granary: Granary, arrival: Arrival) -> None:
    data = arrival.read()
    if data is None:
        log.warning("%s is still being written or gone: left for the next run", arrival.origin)
        return
    sha256 = archive(granary.home, data)
    with granary.engine.begin() as connection:
        register(connection, sha256, arrival.name, arrival.opd, len(data), arrival.origin, arrival.modified)
