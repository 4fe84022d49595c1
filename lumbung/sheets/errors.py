"""Why a file cannot be read: each reason is the finding it becomes, so that no reader needs to know the catalogue."""

from __future__ import annotations

from lumbung.findings import Finding, finding


class UnreadableError(Exception):
    """The file gives no tables; ``finding`` says why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.code)
        self.finding = found


def damaged(name: str, reason: str) -> UnreadableError:
    """F01: broken, truncated, or no spreadsheet at all."""
    return UnreadableError(finding("F01", name=name, reason=reason))


def wrong_type(extension: str, content: str) -> UnreadableError:
    """F02: the content is something that is not read."""
    return UnreadableError(finding("F02", extension=extension or "-", format=content))


def locked(name: str) -> UnreadableError:
    """F03: encrypted."""
    return UnreadableError(finding("F03", name=name))


def empty(name: str) -> UnreadableError:
    """F04: nothing in it."""
    return UnreadableError(finding("F04", name=name))


def too_large(name: str, size: str, limit: str) -> UnreadableError:
    """F05: more than a department's file can sensibly hold."""
    return UnreadableError(finding("F05", name=name, size=size, limit=limit))


def only_a_part(name: str) -> UnreadableError:
    """F12: what we gave back of a large file, sent in its place."""
    return UnreadableError(finding("F12", name=name))
