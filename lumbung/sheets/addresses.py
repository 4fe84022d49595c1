"""Excel addresses: column letters, A1 cells and A1:B2 ranges, all 1-based."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=20_000)
def letter(column: int) -> str:
    """Letters of a 1-based column: 1 → ``A``, 27 → ``AA``."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=20_000)
def number(letters: str) -> int:
    """1-based column of its letters: ``A`` → 1. Only A–Z are expected."""
    column = 0
    for char in letters.upper():
        column = column * 26 + ord(char) - 64
    return column


def address(row: int, column: int) -> str:
    """``(10, 4)`` → ``D10``."""
    return f"{letter(column)}{row}"


def area(top: int, left: int, bottom: int, right: int) -> str:
    """``(6, 1, 35, 7)`` → ``A6:G35``; one cell gives its own address."""
    first, last = address(top, left), address(bottom, right)
    return first if first == last else f"{first}:{last}"


@lru_cache(maxsize=100_000)
def split(cell: str) -> tuple[str, int]:
    """``D10`` → ``('D', 10)``."""
    letters = cell.rstrip("0123456789")
    return letters, int(cell[len(letters) :])
