"""R: a name or code that the lists do not know, or know otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from benchmarks.inspect.books import Book, Spot
from benchmarks.inspect.plants.choosing import one
from benchmarks.inspect.plants.model import ERROR, INFO, WARNING, Planted, Told, overwritten, plant
from benchmarks.inspect.shelf import shelf
from lumbung.contracts.model import Kind, RegionLevel
from lumbung.harmonise.times.spans import last_day_of
from lumbung.reference.wilayah import Gazetteer, Region
from sites.samples.form import Line


@plant("R01", ERROR, "a misspelt region", books=8)
def misspelt(book: Book, random: Random) -> Planted | None:
    spot = one(random, (s for s in _names(book) if len(str(s.value)) > 6))
    if spot is None:
        return None
    name = str(spot.value)
    at = random.randrange(2, len(name.strip()) - 1)
    wrong = name[:at] + "x" + name[at:]
    return overwritten(book, "R01", ERROR, {spot: wrong})


@plant("R01", ERROR, "a place that exists nowhere", books=4)
def nowhere(book: Book, random: Random) -> Planted | None:
    spot = one(random, _names(book))
    return overwritten(book, "R01", ERROR, {spot: "Qwertyuiop"}) if spot else None


@plant("R01", ERROR, "a misspelt kecamatan over its desa", books=6)
def misspelt_over_its_desa(book: Book, random: Random) -> Planted | None:
    regions = book.contract.of_kind(Kind.REGION)
    if len(regions) != 2 or len(book.drawn) > 1:
        return None
    merged = {(top, left) for top, left, bottom, _ in book.drawn[0].sheet.merges if bottom > top}
    spot = one(random, (s for s in book.labels(regions[0]) if (s.row, s.column) in merged))
    return overwritten(book, "R01", ERROR, {spot: f"{str(spot.value)[:-2]}x{str(spot.value)[-2:]}"}) if spot else None


@plant("R01", ERROR, "a code that is none", books=4)
def unknown_code(book: Book, random: Random) -> Planted | None:
    codes = with_codes(book)
    spot = one(random, codes)
    if spot is None:
        return None
    wrong = f"{str(spot.value)[:-2]}98" if len(str(spot.value)) == 8 else f"{str(spot.value)[:-4]}2998"
    return overwritten(book, "R01", ERROR, {spot: wrong})


@plant("R02", INFO, "a misspelt name beside its code", books=5)
def misspelt_beside_its_code(book: Book, random: Random) -> Planted | None:
    code = one(random, with_codes(book))
    name = next((s for s in _names(book) if code and s.row == code.row and len(str(s.value)) > 5), None)
    return overwritten(book, "R02", INFO, {name: f"{str(name.value)[:-1]}xx"}) if name else None


@plant("R04", ERROR, "a region that does not exist any more", books=5)
def gone_by_then(book: Book, random: Random) -> Planted | None:
    gazetteer, regions = _gazetteer(book), book.contract.of_kind(Kind.REGION)
    then = last_day_of(book.view.periods[-1])
    if not regions or then is None:
        return None
    gone = [
        r
        for r in gazetteer.of_level(regions[-1].region_level or RegionLevel.DESA)
        if not gazetteer.holds(r.code, then) and len(regions) == 1
    ]
    spot, region = one(random, _names(book)), one(random, gone)
    return overwritten(book, "R04", ERROR, {spot: region.name}) if spot and region else None


@plant("R03", ERROR, "a name that two desa bear, without its kecamatan", books=3)
def two_of_a_name(book: Book, random: Random) -> Planted | None:
    regions = book.contract.of_kind(Kind.REGION)
    if len(regions) != 1 or regions[0].region_level is not RegionLevel.DESA:
        return None
    names = [r.name for r in _gazetteer(book).of_level(RegionLevel.DESA)]
    name = one(random, sorted({n for n in names if names.count(n) > 1}))
    spot = one(random, _names(book))
    return overwritten(book, "R03", ERROR, {spot: name}) if spot and name else None


@plant("R05", ERROR, "a code beside another region's name", books=6)
def code_of_another(book: Book, random: Random) -> Planted | None:
    codes = with_codes(book)
    if len(codes) < 4:
        return None
    one_, other = random.sample(codes, 2)
    if one_.value == other.value:
        return None
    swapped = {one_: other.value, other: one_.value}
    for spot, value in swapped.items():
        book.write(spot, value)
    told = Told(book)
    for spot in swapped:
        told.at("R05", ERROR, spot)
    return told.mend(*((s, s.value) for s in swapped)).done()


@plant("R06", ERROR, "a desa among the kecamatan", books=5)
def too_low(book: Book, random: Random) -> Planted | None:
    regions = book.contract.of_kind(Kind.REGION)
    if len(regions) != 1 or regions[0].region_level is not RegionLevel.KECAMATAN:
        return None
    gazetteer = _gazetteer(book)
    spot = one(random, _names(book))
    desa = one(random, _only_once(gazetteer)) if spot else None
    return overwritten(book, "R06", ERROR, {spot: desa.name}) if spot and desa else None


@plant("R07", ERROR, "a kecamatan of another regency, by code and name", books=5)
def of_another_regency(book: Book, random: Random) -> Planted | None:
    code = one(random, with_codes(book))
    if code is None:
        return None
    name = next(s for s in _names(book) if s.row == code.row)
    book.write(code, "32.01" + str(code.value)[5:])
    book.write(name, "Cibinong")
    return Told(book).near("R07", ERROR, code, name).mend((code, code.value), (name, name.value)).done()


@plant("R08", WARNING, "a kind that the national list of codes does not have", books=4)
def kind_of_this_regency(book: Book, random: Random) -> Planted | None:
    for prop in book.contract.of_kind(Kind.CATEGORY):
        local = one(random, (c for c in prop.categories if c.local))
        spot = one(random, (s for s in book.labels(prop) if s.value)) if local else None
        if spot and local:
            return overwritten(book, "R08", WARNING, {spot: local.name})
    return None


def with_codes(book: Book) -> list[Spot]:
    """The column of row numbers turned into one of region codes: its cells."""
    gazetteer, regions = _gazetteer(book), book.contract.of_kind(Kind.REGION)
    if not regions or len(book.drawn) > 1 or book.drawn[0].form.labels[0] != "No":
        return []
    drawn, lowest = book.drawn[0], regions[-1]
    if lowest.title not in drawn.form.labels or len(regions) != 1:
        return []
    at = drawn.form.labels.index(lowest.title)
    spots = []
    heading = book.spot(0, drawn.headings[0], 1)
    book.write(heading, "Kode Wilayah")
    for row, line in zip(drawn.rows, drawn.form.lines, strict=True):
        if line.kind == "body":
            region = _region(gazetteer, line, at, lowest.region_level)
            if region is None:
                return []
            book.write(book.spot(0, row, 1), region.code)
            spots.append(book.spot(0, row, 1))
    return spots


def _region(gazetteer: Gazetteer, line: Line, at: int, level: RegionLevel | None) -> Region | None:
    found = gazetteer.resolve(str(line.labels[at]), level) if level else None
    return gazetteer[found.code] if found and found.code else None


def _names(book: Book) -> list[Spot]:
    regions = book.contract.of_kind(Kind.REGION)
    return [s for s in book.labels(regions[-1]) if s.value] if regions else []


def _gazetteer(book: Book) -> Gazetteer:
    return shelf(book.site).inspector.gazetteer


def _only_once(gazetteer: Gazetteer) -> Sequence[Region]:
    """Desa whose name no kecamatan and no other desa bears."""
    desa = gazetteer.of_level(RegionLevel.DESA)
    taken = [r.name.lower() for r in (*desa, *gazetteer.of_level(RegionLevel.KECAMATAN))]
    return [r for r in desa if taken.count(r.name.lower()) == 1]
