"""The calendar of a dataset: by when the file of a period is due, and whom to ask about it.

Both stand in the contract in the words of ODCS: ``slaProperties`` with ``latency`` in days after the last day of the
period (a negative number: before it ends), and the first channel of ``support``. What a contract leaves out the site
may give for all: ``deadlines`` of ``site.yaml`` by kind of period, the column ``kontak`` of ``opd.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from open_data_contract_standard.model import ServiceLevelAgreementProperty, Support

from lumbung.contracts.model import Contract, PeriodGrain
from lumbung.contracts.weights import read_weights
from lumbung.site import Site, SiteError

_DAYS = ("d", "day", "days")
LATENCY = "latency"


def read_deadline(raw: Sequence[ServiceLevelAgreementProperty] | None) -> int | None:
    """Days after the last day of a period by which its file is due; None where the contract names none.

    Raises:
        ValueError: a latency that is no whole number of days, or two of them.
    """
    named = [each for each in raw or () if each.property == LATENCY]
    if not named:
        return None
    if len(named) > 1:
        raise ValueError("slaProperties: latency stands more than once")
    value, unit = named[0].value, named[0].unit
    if unit not in (None, *_DAYS):
        raise ValueError(f"slaProperties: latency is in '{unit}'; it is told in days (d)")
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise ValueError(f"slaProperties: latency is '{value}'; a whole number of days is expected")
    return int(value)


def read_contact(raw: Sequence[Support] | None) -> str:
    """The address of the first channel of support, or its name; '' where there is none."""
    for channel in raw or ():
        if channel.url or channel.channel:
            return (channel.url or channel.channel or "").removeprefix("mailto:")
    return ""


def with_site_defaults(contract: Contract, site: Site, contacts: Mapping[str, str]) -> Contract:
    """The contract with what the site gives for all: deadline, earliest period, contact (OPD → address), weights.

    Raises:
        SiteError: ``deadlines`` names an unknown kind of period, or ``weights`` an unknown dimension.
    """
    unknown = sorted(set(site.deadlines) - set(PeriodGrain))
    if unknown:
        known = ", ".join(PeriodGrain)
        raise SiteError(f"site.yaml: deadlines menyebut {', '.join(unknown)}; yang dikenal: {known}")
    try:
        weights = read_weights("site.yaml", site.weights)
    except ValueError as error:
        raise SiteError(str(error)) from error
    return replace(
        contract,
        deadline=site.deadlines.get(contract.grain) if contract.deadline is None else contract.deadline,
        earliest_period=site.earliest_period or contract.earliest_period,
        contact=contract.contact or contacts.get(contract.opd, ""),
        weights=contract.weights or weights,
    )
