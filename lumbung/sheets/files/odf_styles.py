"""Styles of an OpenDocument file that change what a cell says: number formats, strike-through, hidden sheets.

Number formats are spelt as Excel spells them, so that one module (formats) judges both.
"""

from __future__ import annotations

from collections.abc import Mapping

Attributes = Mapping[str, str]

_NUMBERS = ("number-style", "percentage-style", "currency-style")


class Styles:
    """Fed with the elements of styles.xml and of the head of content.xml."""

    def __init__(self) -> None:
        self.struck: set[str] = set()
        self.hidden_tables: set[str] = set()
        self._codes: dict[str, str] = {}  # number style → format code
        self._number_of: dict[str, str] = {}  # cell style → number style
        self._parents: dict[str, str] = {}
        self._style = ""
        self._number = ""
        self._in_text = False

    def code(self, style: str) -> str:
        """The format code of a cell style; empty if it has none."""
        for _ in range(10):  # styles inherit; a circle of them is not followed for ever
            if style in self._number_of:
                return self._codes.get(self._number_of[style], "")
            style = self._parents.get(style, "")
        return ""

    def start(self, local: str, a: Attributes) -> None:
        """An element begins."""
        if local == "style":
            self._start_style(a)
        elif local in _NUMBERS:
            self._number = a.get("name", "")
            self._codes[self._number] = ""
        elif local == "number" and self._number:
            decimals = a.get("decimal-places", "0")
            digits = "0" * min(30, int(a.get("min-integer-digits", "1")))
            places = "." + "0" * min(30, int(decimals)) if decimals.isdigit() and int(decimals) else ""
            self._codes[self._number] += digits + places
        elif local == "text" and self._number:
            self._in_text = True
        elif local == "text-properties" and self._style:
            line = a.get("text-line-through-style", "none"), a.get("text-line-through-type", "none")
            if line != ("none", "none"):
                self.struck.add(self._style)
        elif local == "table-properties" and a.get("display") == "false":
            self.hidden_tables.add(self._style)

    def end(self, local: str) -> None:
        """An element ends."""
        if local == "style":
            self._style = ""
        elif local in _NUMBERS:
            self._number = ""
        elif local == "text":
            self._in_text = False

    def text(self, data: str) -> None:
        """Text of an element: here only the words that a number format prints."""
        if self._in_text and self._number:
            self._codes[self._number] += "%" if data.strip() == "%" else f'"{data}"'

    def _start_style(self, a: Attributes) -> None:
        self._style = a.get("name", "")
        if "data-style-name" in a:
            self._number_of[self._style] = a["data-style-name"]
        if "parent-style-name" in a:
            self._parents[self._style] = a["parent-style-name"]
