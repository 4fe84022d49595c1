"""A headless Chromium, driven over the DevTools protocol: just enough to open a page, wait, click and photograph.

Knows nothing of Lumbung or Dagster; what to photograph stands in ``screenshots.py``.
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from urllib.request import Request, urlopen

from websockets.sync.client import ClientConnection, connect

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
PATIENCE = 90.0  # seconds that a page may take to show what is waited for

T = TypeVar("T")


class BrowserError(RuntimeError):
    """No browser, or the page did not come to show what was waited for."""


def wait_until(what: str, probe: Callable[[], T], patience: float = PATIENCE) -> T:
    """The first true value of ``probe``, asked twice a second.

    Raises:
        BrowserError: there was none in ``patience`` seconds.
    """
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if found := probe():
            return found
        time.sleep(0.5)
    raise BrowserError(f"waited {patience:.0f} s for {what} in vain")


class Page:
    """One tab."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = count(1)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One DevTools command and its result; events in between are passed over.

        Raises:
            BrowserError: the browser refused it.
        """
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(timeout=PATIENCE))
            if answer.get("id") == number:
                break
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, url: str) -> None:
        """Go to an address."""
        self.call("Page.navigate", url=url)

    def evaluate(self, script: str) -> Any:
        """The value of a JavaScript expression."""
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return found["result"].get("value")

    def wait_for_text(self, text: str) -> None:
        """Wait until the page shows a text."""
        wait_until(repr(text), lambda: self._shows(text))

    def wait_for_no_text(self, text: str) -> None:
        """Wait until the page shows a text no more."""
        wait_until(f"{text!r} to go", lambda: not self._shows(text))

    def _shows(self, text: str) -> bool:
        return bool(self.evaluate(f"document.body.innerText.includes({json.dumps(text)})"))

    def click(self, text: str) -> None:
        """Click the innermost element whose whole text is ``text``."""
        script = (
            "(() => { const hits = [...document.querySelectorAll('*')]"
            f".filter(e => e.innerText && e.innerText.trim() === {json.dumps(text)});"
            "const hit = hits.at(-1); if (!hit) return false; hit.click(); return true; })()"
        )
        wait_until(f"something to click: {text!r}", lambda: self.evaluate(script))

    def resize(self, width: int, height: int) -> None:
        """Give the window a size, in pixels."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **size)

    def photograph(self, path: Path) -> None:
        """Write what the window shows as PNG."""
        shot = self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(shot["data"]))


@contextmanager
def open_page() -> Iterator[Page]:
    """A tab of a browser of its own, with an empty profile; both are gone afterwards.

    Raises:
        BrowserError: no Chromium is installed, or it does not start.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [_binary(), *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with connect(_address(Path(profile)), max_size=None) as socket:
                yield Page(socket)
        finally:
            browser.terminate()
            browser.wait(timeout=20)


def _binary() -> str:
    for name in NAMES:
        if found := shutil.which(name):
            return found
    raise BrowserError(f"none of {', '.join(NAMES)} is installed; on Debian: apt-get install chromium")


def _address(profile: Path) -> str:
    """The web socket of a fresh tab; Chromium writes its port into its profile."""
    ports = profile / "DevToolsActivePort"
    text = wait_until("the browser", lambda: ports.read_text() if ports.exists() else "")
    request = Request(f"http://127.0.0.1:{text.split()[0]}/json/new?about:blank", method="PUT")
    with urlopen(request) as answer:  # noqa: S310 — our own browser
        address: str = json.load(answer)["webSocketDebuggerUrl"]
    return address
