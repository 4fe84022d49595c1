"""Regions (*wilayah*): names and codes as people write them → official Kemendagri codes.

A name is resolved only inside its parent (41 village names repeat within Lahat). What differs in case, spacing,
punctuation, numbering, the word for the level or a customary abbreviation is certain; an alias is certain because a
person accepted it; anything else is a suggestion, never applied. The rooms: ``model`` (what a region is), ``names``,
``abbreviations`` and ``likeness`` (texts), ``codes`` (digits), ``gazetteer`` (the list of a site), ``resolution``
(what came of a text), ``nationwide`` (the regencies of the country), ``load`` (the files of a site).
"""

from lumbung.reference.wilayah.codes import CodeSystem, is_dotted_code, read_code
from lumbung.reference.wilayah.gazetteer import Gazetteer
from lumbung.reference.wilayah.load import read_gazetteer
from lumbung.reference.wilayah.model import CODE_LENGTH, Alias, Region, RegionLevel, Span
from lumbung.reference.wilayah.resolution import MARGIN, Obstacle, Resolution

__all__ = [
    "CODE_LENGTH",
    "MARGIN",
    "Alias",
    "CodeSystem",
    "Gazetteer",
    "Obstacle",
    "Region",
    "RegionLevel",
    "Resolution",
    "Span",
    "is_dotted_code",
    "read_code",
    "read_gazetteer",
]
