"""The codes of a site in both systems: which regions a written code can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from lumbung.reference.wilayah.codes import LEVEL_OF_DIGITS, CodeSystem, WrittenCode
from lumbung.reference.wilayah.model import CODE_LENGTH, Region, RegionLevel

_BPS_KECAMATAN = 7
"""Digits of a BPS code that name its kecamatan."""


@dataclass(frozen=True)
class Readings:
    """The regions that a code can be, by system; ``open_to_bps`` where the list of BPS codes may lack it."""

    kemendagri: str | None = None
    bps: str | None = None
    open_to_bps: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """Every region it can be, each once."""
        return tuple(dict.fromkeys(c for c in (self.kemendagri, self.bps) if c))

    @property
    def certain(self) -> str | None:
        """The one region it can only be."""
        return self.codes[0] if len(self.codes) == 1 and not self.open_to_bps else None

    def only_by(self, system: CodeSystem) -> Readings:
        """What is left where the system is known."""
        kemendagri = system is CodeSystem.KEMENDAGRI
        return Readings(self.kemendagri if kemendagri else None, None if kemendagri else self.bps)

    @property
    def only(self) -> CodeSystem | None:
        """The one system that can have this code; None where both can, or neither has it."""
        if self.kemendagri and not self.bps and not self.open_to_bps:
            return CodeSystem.KEMENDAGRI
        return CodeSystem.BPS if self.bps and not self.kemendagri else None


class CodeIndex:
    """The regions of a site by their codes."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._regions = tuple(regions)

    @cached_property
    def _kemendagri(self) -> Mapping[str, str]:
        return {r.code.replace(".", ""): r.code for r in self._regions}

    @cached_property
    def _bps(self) -> Mapping[str, str]:
        """BPS code → Kemendagri code; of a region that has moved, the later line counts."""
        return {r.bps_code: r.code for r in self._regions if r.bps_code}

    @cached_property
    def _complete(self) -> Mapping[str, bool]:
        """BPS code of a kecamatan → whether the BPS codes of all its desa are known."""
        coded = {r.code: r.bps_code for r in self._regions if r.level is RegionLevel.KECAMATAN and r.bps_code}
        length = CODE_LENGTH[RegionLevel.KECAMATAN]
        villages = [r for r in self._regions if r.level is RegionLevel.DESA and not r.valid_to]
        lacking = {r.code[:length] for r in villages if not r.bps_code}
        return {bps: code not in lacking for code, bps in coded.items()}

    @cached_property
    def _kecamatan_known(self) -> bool:
        """True when every kecamatan has its BPS code: then no other can begin the BPS code of a desa."""
        kecamatan = [r for r in self._regions if r.level is RegionLevel.KECAMATAN]
        return bool(kecamatan) and all(r.bps_code for r in kecamatan)

    def of(self, code: WrittenCode) -> Readings:
        """The regions that a written code can be."""
        if code.bps:
            return Readings(bps=self._bps.get(code.bps))
        if code.dotted:
            known = [c for c in code.dotted if c.replace(".", "") in self._kemendagri]
            return Readings(kemendagri=known[0] if len(known) == 1 else None)
        for digits in code.digits:
            readings = Readings(self._kemendagri.get(digits), self._bps.get(digits), self._may_be_bps(digits))
            if readings.codes:
                return readings
        return Readings()

    def _may_be_bps(self, digits: str) -> bool:
        """True when a BPS code that the list lacks could have these digits."""
        if LEVEL_OF_DIGITS[CodeSystem.BPS].get(len(digits)) is not RegionLevel.DESA or digits in self._bps:
            return False
        complete = self._complete.get(digits[:_BPS_KECAMATAN])
        return not complete if complete is not None else not self._kecamatan_known
