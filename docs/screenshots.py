"""Takes the pictures of the documentation: `make screenshots`. Needs Chromium, LibreOffice, poppler-utils and pngquant.

A warehouse of its own is filled from sites/lahat in a temporary folder; the report of the night and the UI are
photographed, then a returned workbook is printed. Nothing is retouched: a picture that
looks wrong is a fault of the product.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from docs.browser import Page, open_page, wait_until

PROJECT = Path(__file__).resolve().parent.parent
IMAGES = PROJECT / "docs" / "images"
LUMBUNG = Path(sys.executable).with_name("lumbung")

UNSETTLED = ("fetching statuses", "Starting", "Started")
"""What a page says while something is still under way."""
SETTLE = 6.0  # seconds: the UI draws its graph and fills its tables after the words are there
OPD = "distan"
UPLOAD = "Populasi Ternak 2024"
TEMPLATE = "fasilitas_kesehatan"
VIEWS = (
    ("runs", "/runs", "susun_fakta", (1500, 800)),  # first: the runs that the daemon starts then end meanwhile
    ("check", "/assets/data/populasi_ternak?view=checks&checkDetail=keunikan", "perbaikan", (1500, 740)),
    ("uploads", f"/assets/kiriman/{OPD}", "putusan", (1500, 1500)),
    ("graph", f"/asset-groups?expanded=global%40global%3A{OPD}", "populasi_ternak", (1900, 1350)),
)
"""Name of the picture, path in the UI, a word that is there once the page is, and the size of the window."""
PAGES = (
    ("overview", "ringkasan", (1120, 1090)),
    ("opd", f"opd-{OPD}", (1000, 1180)),
    ("file", "", (1000, 720)),
)
"""Name of the picture, page of the report (none: that of the upload), and the size of the window."""


def main() -> None:
    """Fill a warehouse, take every picture, leave nothing behind but the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="lumbung-", ignore_cleanup_errors=True) as folder:
        os.environ["LUMBUNG_HOME"] = folder
        os.environ["LUMBUNG_REPORTS_URL"] = "https://lumbung.example/laporan"  # no picture shows a path of this machine
        os.environ.pop("LUMBUNG_WAREHOUSE_URL", None)
        try:
            subprocess.run([LUMBUNG, "run"], cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
            with open_page() as page:
                _photograph_report(page, Path(folder))
            with _ui() as address, open_page() as page:
                _photograph_ui(page, address)
            _print_workbook(Path(folder))
            _print_template(Path(folder))
        finally:
            _stop_server(Path(folder))
    for picture in sorted(IMAGES.glob("*.png")):
        _compress(picture)
        print(f"{picture.relative_to(PROJECT)}  {picture.stat().st_size / 1000:.0f} kB")


def _photograph_ui(page: Page, address: str) -> None:
    page.open(f"{address}/asset-groups")
    page.wait_for_text("gudang")
    page.click("Hide navigation")  # remembered by the browser: more room for every picture
    for name, path, awaited, size in VIEWS:
        page.resize(*size)
        page.open(address + path)
        page.wait_for_text(awaited)
        time.sleep(SETTLE)
        for sign in UNSETTLED:
            page.wait_for_no_text(sign)
        page.photograph(IMAGES / f"ui-{name}.png")


def _photograph_report(page: Page, home: Path) -> None:
    """The overview, the page of an OPD and that of the upload that is also printed as a workbook."""
    report = next(home.glob("laporan/*/laporan-terkini.html"))
    page.open(report.as_uri())
    page.wait_for_text("Ringkasan")
    of_upload = f"[...document.querySelectorAll('a')].find(a => a.textContent === {UPLOAD + '.xlsx'!r}).hash"
    for name, anchor, size in PAGES:
        page.resize(*size)
        page.evaluate(f"location.hash = {anchor!r} || {of_upload}; window.scrollTo(0, 0)")
        time.sleep(1.0)
        page.photograph(IMAGES / f"report-{name}.png")


@contextmanager
def _ui() -> Iterator[str]:
    """The address of a running `lumbung ui`; stopped with all its processes afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [str(LUMBUNG), "ui", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=PROJECT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until("the UI", lambda: _answers(f"{address}/server_info"))
        yield address
    finally:
        _end(process)


def _answers(url: str) -> bool:
    try:
        with urlopen(url) as answer:  # noqa: S310 — our own server
            return bool(answer.status == 200)
    except (URLError, ConnectionError):
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """What Ctrl-C does; whoever is still there after half a minute is ended by force."""
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        print("the UI did not end by itself", file=sys.stderr)
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _stop_server(home: Path) -> None:
    from warehouse.server import stop_embedded

    stop_embedded(home)


# ------------------------------------------------------------------ the returned workbook


def _print_workbook(home: Path) -> None:
    """The annotated workbook of one upload, as LibreOffice prints it: its first sheet and the marked one."""
    found = next(home.glob(f"laporan/*/{OPD}/*/{UPLOAD} - PERBAIKAN.xlsx"))
    with TemporaryDirectory() as folder:
        pdf = _printed(found, Path(folder))
        _picture_of_page(pdf, 1, 110, IMAGES / "workbook-perbaikan.png")
        _picture_of_page(pdf, 2, 140, IMAGES / "workbook-sheet.png")


def _print_template(home: Path) -> None:
    """The template of a dataset, as LibreOffice prints it."""
    made = home / "templat.xlsx"
    command = [LUMBUNG, "contract", "template", TEMPLATE, made, "--period", "2024"]
    subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    with TemporaryDirectory() as folder:
        _picture_of_page(_printed(made, Path(folder)), 1, 110, IMAGES / "workbook-template.png")


def _printed(workbook: Path, folder: Path) -> Path:
    """The workbook as a PDF in a folder."""
    office = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless"]
    subprocess.run(
        [*office, "--convert-to", "pdf", "--outdir", folder, workbook],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return folder / f"{workbook.stem}.pdf"


def _picture_of_page(pdf: Path, page: int, dots: int, target: Path) -> None:
    """One page without its white margins (and without the page number below a gap)."""
    render = ["pdftoppm", "-r", str(dots), "-f", str(page), "-l", str(page), "-singlefile"]
    grey = subprocess.run([*render, "-gray", pdf], check=True, capture_output=True).stdout
    left, top, width, height = _inked(grey, dots)
    box = ["-x", str(left), "-y", str(top), "-W", str(width), "-H", str(height)]
    subprocess.run([*render, *box, "-png", pdf, target.with_suffix("")], check=True)


def _inked(pgm: bytes, dots: int) -> tuple[int, int, int, int]:
    """Left, top, width and height of what is printed on a page given as PGM, with a narrow white frame."""
    _, size, _, pixels = pgm.split(b"\n", 3)
    width, height = map(int, size.split())
    rows = [pixels[y * width : (y + 1) * width] for y in range(height)]
    blank = b"\xff" * width
    inked = [y for y, row in enumerate(rows) if row != blank]
    footer = next((b for a, b in pairwise(inked) if b - a > 2 * dots), height)
    body = [y for y in inked if y < footer]
    left = min(width - len(rows[y].lstrip(b"\xff")) for y in body)
    right = max(len(rows[y].rstrip(b"\xff")) for y in body)
    frame = dots // 10
    return (
        max(0, left - frame),
        max(0, body[0] - frame),
        min(width, right + frame) - max(0, left - frame),
        min(height, body[-1] + frame) - max(0, body[0] - frame),
    )


def _compress(picture: Path) -> None:
    """Fewer colours: a third of the size, and nobody sees it. pngquant ends with 98 where that made it larger."""
    subprocess.run(["pngquant", "--force", "--skip-if-larger", "--ext", ".png", picture], check=False)


if __name__ == "__main__":
    main()
