"""Misspelled region names, made from the official ones: twenty-odd kinds of what people and scanners do to a name.

Every kind is a function of a name and a source of chance; it gives None where it cannot be applied. Nothing here
knows how names are resolved.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

Kind = Callable[[str, random.Random], str | None]

_FEWEST = 4
"""Letters of a name that may still lose one."""
_ALIKE = {"d": "t", "t": "d", "b": "p", "p": "b"}
_OLD = (("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j"))
_SCANNED = (("o", "0"), ("l", "1"), ("i", "l"), ("m", "rn"), ("s", "5"), ("b", "8"), ("g", "9"), ("e", "c"), ("n", "u"))
_VOWELS = "aiueo"
_SHORT = {
    "tanjung": ("Tj.", "Tjg.", "Tj", "Tg."),
    "muara": ("Mr.", "Ma.", "Mra."),
    "padang": ("Pd.", "Pdg."),
    "pagar": ("Pg.", "Pgr."),
    "gunung": ("Gn.", "Gng."),
    "lubuk": ("Lb.", "Lbk."),
    "karang": ("Kr.", "Krg."),
    "talang": ("Tl.", "Tlg."),
    "pulau": ("Pl.",),
    "batu": ("Bt.",),
    "sumber": ("Sbr.",),
    "pasir": ("Ps.", "Psr."),
    "bojong": ("Bj.", "Bjg."),
    "bandar": ("Bdr.",),
    "kota": ("Kt.",),
    "timur": ("Tim.", "Tmr."),
    "barat": ("Brt.",),
    "selatan": ("Sel.", "Slt."),
    "tengah": ("Tgh.",),
    "baru": ("Br.",),
    "ilir": ("Ilr.",),
}


def _letters(name: str) -> list[int]:
    return [i for i, c in enumerate(name) if c.isalpha()]


def _dropped(name: str, chance: random.Random) -> str | None:
    places = _letters(name)[1:]
    if len(places) < _FEWEST:
        return None
    at = chance.choice(places)
    return name[:at] + name[at + 1 :]


def _doubled(name: str, chance: random.Random) -> str | None:
    at = chance.choice(_letters(name))
    return name[:at] + name[at].lower() + name[at:] if at else name[:1] + name[:1].lower() + name[1:]


def _transposed(name: str, chance: random.Random) -> str | None:
    places = [i for i in _letters(name)[1:-1] if name[i + 1].isalpha() and name[i] != name[i + 1]]
    if not places:
        return None
    at = chance.choice(places)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _vowel(name: str, chance: random.Random) -> str | None:
    places = [i for i, c in enumerate(name) if c in _VOWELS]
    if not places:
        return None
    at = chance.choice(places)
    return name[:at] + chance.choice([v for v in _VOWELS if v != name[at]]) + name[at + 1 :]


def _wrong_letter(name: str, chance: random.Random) -> str | None:
    at = chance.choice(_letters(name)[1:])
    return name[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz".replace(name[at].lower(), "")) + name[at + 1 :]


def _alike(name: str, chance: random.Random) -> str | None:
    places = [i for i, c in enumerate(name) if c.lower() in _ALIKE]
    if not places:
        return None
    at = chance.choice(places)
    swapped = _ALIKE[name[at].lower()]
    return name[:at] + (swapped.upper() if name[at].isupper() else swapped) + name[at + 1 :]


def _replaced(pairs: tuple[tuple[str, str], ...], *, every: bool) -> Kind:
    def kind(name: str, chance: random.Random) -> str | None:
        fitting = [(a, b) for a, b in pairs if a in name.lower()]
        if not fitting:
            return None
        plain, other = chance.choice(fitting)
        places = [m.start() for m in re.finditer(plain, name.lower())]
        for at in reversed(places if every else [chance.choice(places)]):
            put = other.capitalize() if name[at].isupper() else other
            name = name[:at] + put + name[at + len(plain) :]
        return name

    return kind


def _space_lost(name: str, _: random.Random) -> str | None:
    return name.replace(" ", "", 1) if " " in name else None


def _space_added(name: str, chance: random.Random) -> str | None:
    places = [i for i in _letters(name)[2:-1] if name[i - 1].isalpha()]
    if not places:
        return None
    at = chance.choice(places)
    return f"{name[:at]} {name[at:]}"


def _abbreviated(name: str, chance: random.Random) -> str | None:
    words = name.split(" ")
    places = [i for i, w in enumerate(words) if w.lower() in _SHORT]
    if not places or len(words) == 1:
        return None
    at = chance.choice(places)
    words[at] = chance.choice(_SHORT[words[at].lower()])
    return " ".join(words)


def _prefixed(name: str, chance: random.Random) -> str | None:
    return chance.choice(("{} " + name, "{}. " + name, "{}." + name))


def _numbered(name: str, chance: random.Random) -> str | None:
    number = chance.randint(1, 30)
    styles = (f"{number:02}. {name}", f"{number}) {name}", f"{number} {name}", f"({number}) {name}", f"{number}.{name}")
    letters = (f"{chance.choice(('I', 'II', 'IV', 'V', 'IX', 'XII'))}. {name}", f"{chance.choice('abcdefg')}. {name}")
    return chance.choice((*styles, *letters))


def _cased(name: str, chance: random.Random) -> str | None:
    return chance.choice((name.upper(), name.lower(), name.swapcase()))


def _spaced(name: str, _: random.Random) -> str | None:
    return "   ".join(" ".join(word) for word in name.split(" ")) if len(name) >= _FEWEST else None


def _punctuated(name: str, chance: random.Random) -> str | None:
    return chance.choice((f"{name}.", f"{name} *)", f"- {name}", name.replace(" ", "-"), f"  {name}\xa0", f"{name},"))


def _first_lost(name: str, _: random.Random) -> str | None:
    return name[1:] if len(_letters(name)) > _FEWEST and name[1:2].isalpha() else None


def _two(name: str, chance: random.Random) -> str | None:
    first = chance.choice((_dropped, _doubled, _transposed, _vowel, _alike))(name, chance)
    second = chance.choice((_cased, _numbered, _prefixed, _space_lost, _space_added))
    return second(first, chance) if first else None


def _two_letters(name: str, chance: random.Random) -> str | None:
    kinds = (_dropped, _doubled, _transposed, _vowel, _wrong_letter, _alike)
    first = chance.choice(kinds)(name, chance)
    return chance.choice(kinds)(first, chance) if first else None


KINDS: Mapping[str, Kind] = {
    "letter dropped": _dropped,
    "first letter lost": _first_lost,
    "letter doubled": _doubled,
    "letters transposed": _transposed,
    "vowel changed": _vowel,
    "letter mistyped": _wrong_letter,
    "d/t, b/p": _alike,
    "old spelling (oe, dj, tj)": _replaced(_OLD, every=True),
    "scanner (0, 1, rn, 5, 8)": _replaced(_SCANNED, every=False),
    "space lost": _space_lost,
    "space added": _space_added,
    "abbreviation": _abbreviated,
    "word for the level": _prefixed,
    "numbering": _numbered,
    "letter case": _cased,
    "spaced letters": _spaced,
    "punctuation": _punctuated,
    "a letter and one of the others": _two,
    "two letters": _two_letters,
}


def misspelled(name: str, kind: str, words: tuple[str, ...], chance: random.Random) -> str | None:
    """The name with one mistake of a kind; ``words`` are those for its level (*Desa*, *Kel*)."""
    text = KINDS[kind](name, chance)
    if text is None or text == name:
        return None
    return text.replace("{}", chance.choice(words))
