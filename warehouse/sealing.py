"""The seal of NIK and No. KK: a keyed HMAC that links registers without telling the number.

There are few enough possible NIKs to try them all, so a plain hash would tell them; the key is what protects them.
It comes from LUMBUNG_SECRET_KEY; with the embedded server, from a random file in the home that only its owner reads.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from warehouse.errors import SealError
from warehouse.tables import setelan

KEY_FILE = "kunci-nik"
"""File in the home with the key, where the environment gives none."""

VARIABLE = "LUMBUNG_SECRET_KEY"
_ENTRY = "sidik_kunci_nik"
_BYTES = 32


@dataclass(frozen=True)
class Seal:
    """The key; never shown."""

    key: bytes = field(repr=False)

    def of(self, number: str) -> str:
        """HMAC-SHA256 of a number, 64 hexadecimal digits."""
        return hmac.new(self.key, number.encode(), hashlib.sha256).hexdigest()

    @property
    def fingerprint(self) -> str:
        """By which the warehouse knows the key again; tells nothing of it."""
        return self.of("lumbung")[:16]


def find_seal(home: Path, secret: str | None, *, embedded: bool) -> Seal:
    """The seal of a warehouse: of ``secret``, else LUMBUNG_SECRET_KEY, else of the key in the home.

    Raises:
        SealError: an external warehouse without LUMBUNG_SECRET_KEY.
    """
    given = (secret or os.environ.get(VARIABLE) or "").strip()
    if given:
        return Seal(given.encode())
    if not embedded:
        raise SealError("no_key")
    return Seal(_key_of(home).encode())


def claim_seal(connection: Connection, seal: Seal) -> None:
    """Make the seal that of the warehouse, if it has none yet.

    Raises:
        SealError: the warehouse was sealed with another key; half of its rows would link to nothing.
    """
    connection.execute(insert(setelan).values(kunci=_ENTRY, nilai=seal.fingerprint).on_conflict_do_nothing())
    known = connection.execute(select(setelan.c.nilai).where(setelan.c.kunci == _ENTRY)).scalar_one()
    if known != seal.fingerprint:
        raise SealError("other_key")


def replace_seal(connection: Connection, seal: Seal) -> None:
    """Note that the warehouse is sealed with this key from now on."""
    noted = insert(setelan).values(kunci=_ENTRY, nilai=seal.fingerprint)
    connection.execute(noted.on_conflict_do_update(index_elements=["kunci"], set_={"nilai": seal.fingerprint}))


def _key_of(home: Path) -> str:
    """The key in the home, made at its first use; of two processes that make it at once one wins."""
    path = home / KEY_FILE
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        draft = home / f"{KEY_FILE}.{secrets.token_hex(4)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(secrets.token_hex(_BYTES) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
