"""What people are told when a command cannot go on: the known reasons plainly, a fault of ours with its log."""

from __future__ import annotations

import sys
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

ENGINE_FAULT = 1
WRONG_USE = 2

_WRONG_USE = frozenset(
    {
        "SiteError",
        "ContractError",
        "QueryRefused",
        "UnknownDataset",
        "UnknownCode",
        "UnknownRule",
        "UnknownOpd",
        "InboxUnavailable",
        "OtherSite",
        "SealError",
        "DecisionError",
        "CorrectionError",
        "WaiverError",
        "TemplateError",
        "NotWritten",
    }
)
_KNOWN = frozenset(
    {*_WRONG_USE, "WarehouseUnavailable", "ContractConflict", "ValueMismatch", "ArchiveError", "PersonalDataFailure"}
)


def explain(error: Exception) -> int:
    """Print what happened; the exit code. An unknown error is written to a log, with where to find it."""
    name = type(error).__name__
    if name in _KNOWN:
        print(f"lumbung: {error}", file=sys.stderr)
        return WRONG_USE if name in _WRONG_USE else ENGINE_FAULT
    print(f"lumbung: gangguan pada sistem, bukan pada berkas Anda ({name}: {error}).", file=sys.stderr)
    print(f"         Rinciannya ada di {_log(error)}. Perintah yang sama aman dijalankan lagi.", file=sys.stderr)
    return ENGINE_FAULT


def interrupted() -> int:
    """Told after Ctrl-C."""
    print("\nlumbung: dihentikan. Perintah yang sama aman dijalankan lagi.", file=sys.stderr)
    return ENGINE_FAULT


def _log(error: Exception) -> Path:
    name = f"gangguan-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    content = "".join(traceback.format_exception(error))
    try:
        return _write(_log_folder() / name, content)
    except OSError:  # a full or closed home must not hide the fault itself
        return _write(Path(tempfile.gettempdir()) / name, content)


def _log_folder() -> Path:
    from pipelines.settings import Settings

    folder = Settings.read().home / "log"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path
