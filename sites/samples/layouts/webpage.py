"""A web page saved under the name .xls, as many reporting systems export it."""

from __future__ import annotations

from collections.abc import Iterable

from sites.samples.form import Form
from sites.samples.layouts.base import Workbook, body, headline, numbered, totals
from sites.samples.textfiles import webpage
from sites.samples.view import View, heads


class WebPage(Workbook):
    """HTML with row and column spans."""

    name = "html"
    extension = ".xls"

    def suits(self, view: View) -> bool:
        """Always."""
        return bool(view.rows)

    def forms(self, view: View) -> Iterable[Form]:
        """One table."""
        columns = view.columns()
        yield Form(
            "Export", headline(view), numbered(view), heads(columns), (*body(view, columns), *totals(view, columns))
        )

    def data(self, view: View) -> bytes:
        """The bytes of the page."""
        (sheet,) = self.sheets(view)
        return webpage(sheet)

    def file_name(self, view: View) -> str:
        """As a system names its exports."""
        return f"export {view.title} {view.when}".lower().replace(" ", "_")
