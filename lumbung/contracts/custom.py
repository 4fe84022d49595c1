"""The ``customProperties`` of an ODCS element, read strictly: a value that would be taken for another is refused."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Any, TypeVar

from open_data_contract_standard.model import CustomProperty

Choice = TypeVar("Choice", bound=StrEnum)


class Custom:
    """The custom properties of one element, by name; unknown and repeated names are refused."""

    def __init__(self, where: str, raw: list[CustomProperty] | None, known: set[str]) -> None:
        self.where = where
        self.values: dict[str, Any] = {c.property or "": c.value for c in raw or []}
        repeated = [name for name, count in Counter(c.property or "" for c in raw or []).items() if count > 1]
        if repeated:
            raise ValueError(f"{where}: custom property {', '.join(repeated)} stands more than once")
        unknown = sorted(set(self.values) - known)
        if unknown:
            raise ValueError(
                f"{where}: unknown custom property {', '.join(unknown)}; known: {', '.join(sorted(known))}"
            )

    def get(self, name: str, default: Any = None) -> Any:
        """The value as written."""
        return self.values.get(name, default)

    def texts(self, name: str) -> tuple[str, ...]:
        """The value as texts, be it one or a list."""
        value = self.values.get(name)
        values = value if isinstance(value, list) else [] if value is None else [value]
        return tuple(str(v) for v in values)

    def flag(self, name: str, default: bool) -> bool:
        """The value as true or false; ``'false'`` in quotes is neither."""
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            raise ValueError(f"{self.where}: {name} is '{value}'; it may be true or false")
        return value

    def zero(self, name: str, default: str) -> bool:
        """True where a sign means zero, False where it means no value."""
        value = "null" if name in self.values and self.values[name] is None else self.values.get(name, default)
        if value not in ("zero", "null"):
            raise ValueError(f"{self.where}: {name} is '{value}'; it may be zero or null")
        return bool(value == "zero")

    def share(self, name: str, default: float) -> float:
        """The value as a share between 0 and 1."""
        value = self.values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise ValueError(f"{self.where}: {name} is '{value}'; it is a share between 0 and 1, such as 0.2")
        return float(value)

    def count(self, name: str) -> int | None:
        """The value as a whole number above 1, or None where it is not given."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 2:
            raise ValueError(f"{self.where}: {name} is '{value}'; it is a whole number from 2 on, such as 5")
        return value

    def choice(self, name: str, kind: type[Choice]) -> Choice | None:
        """The value as one of a list, or None where it is not given."""
        value = self.values.get(name)
        return None if value is None else choice(self.where, name, value, kind)


def choice(where: str, name: str, value: object, kind: type[Choice]) -> Choice:
    """``value`` as one of ``kind``; ValueError says where and what it may be."""
    try:
        return kind(str(value))
    except ValueError:
        raise ValueError(f"{where}: {name} is '{value}'; it may be {', '.join(kind)}") from None
