"""Runs the commands that the documentation shows and writes their output below them: `make examples`.

A block fenced as ``console`` holds one command after ``$ `` (it may go on over lines inside quotes) and its output.
``console 30`` keeps the first 30 lines. Every command runs in the project's folder, one after another, page by page in
the order of :data:`PAGES`; a page that shows ``lumbung run`` begins with an empty warehouse. Nothing is edited but the
name of the temporary folder, which is shown as the ``.lumbung`` that a reader has. A command that fails stops
everything, and no page is written.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from warehouse.server import stop_embedded

PROJECT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "README.id.md", "docs/warehouse.md", "docs/operations.md", "docs/operators.id.md")
BLOCK = re.compile(r"^```console(?: (?P<shown>\d+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
WIDTH = 110


def main() -> None:
    """Run everything and write the pages."""
    shown: dict[Path, str] = {}
    with TemporaryDirectory(prefix="lumbung-", ignore_cleanup_errors=True) as folder:
        home = Path(folder) / "kosong"
        try:
            for page in (PROJECT / name for name in PAGES):
                text = page.read_text(encoding="utf-8")
                if "$ lumbung run" in text:
                    stop_embedded(home)
                    home = Path(folder) / page.stem
                shown[page] = BLOCK.sub(partial(_run, home), text)
        finally:
            stop_embedded(home)
    for page, text in shown.items():
        page.write_text(text, encoding="utf-8")


def _run(home: Path, block: re.Match[str]) -> str:
    command = _command(block["body"])
    print(f"$ {command}", flush=True)
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=PROJECT,
        env=_environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nexit code {done.returncode}; no page was written")
    lines = [line.rstrip() for line in done.stdout.replace(str(home), ".lumbung").strip("\n").split("\n")]
    shown = int(block["shown"]) if block["shown"] else len(lines)
    if len(lines) > shown:
        lines = [*lines[:shown], "…"]
    fence = f"```console {block['shown']}" if block["shown"] else "```console"
    return "\n".join([fence, f"$ {command}", *lines, "```"])


def _command(body: str) -> str:
    """The command at the head of a block: its first line, and those that follow while a quotation is open."""
    command, *rest = body.removeprefix("$ ").split("\n")
    while command.count('"') % 2 and rest:
        command += "\n" + rest.pop(0)
    return command


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LUMBUNG_", "MAKE", "MFLAGS"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
    return {**kept, "PATH": path, "LUMBUNG_HOME": str(home), "COLUMNS": str(WIDTH), "TERM": "dumb"}


if __name__ == "__main__":
    main()
