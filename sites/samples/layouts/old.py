"""An old .xls workbook: key rows under the title, names in capitals, numbers with a full stop."""

from __future__ import annotations

from collections.abc import Iterable

from sites.samples.form import Form, Paper
from sites.samples.layouts.base import Workbook, body, headline, numbered, totals
from sites.samples.view import View, heads
from sites.samples.workbook import xls


class Old(Workbook):
    """BIFF8, as Excel 2003 wrote it."""

    name = "xls"
    extension = ".xls"

    def suits(self, view: View) -> bool:
        """Always, up to the width of an old sheet."""
        return bool(view.rows) and len(view.columns()) < 200

    def forms(self, view: View) -> Iterable[Form]:
        """One sheet."""
        columns = view.columns()
        yield Form(
            "REKAP",
            headline(view),
            numbered(view),
            heads(columns),
            (*body(view, columns, number=lambda i: f"{i}.", spell=str.upper), *totals(view, columns, "TOTAL")),
            notes=("Keterangan : keadaan akhir periode",),
            keys=(("KABUPATEN", f": {view.regency}"),),
            paper=Paper(font="Arial Narrow", centred=False, numbering="1", fill="CCCCCC"),
        )

    def data(self, view: View) -> bytes:
        """The bytes of the workbook."""
        return xls(self.sheets(view))

    def file_name(self, view: View) -> str:
        """In capitals."""
        return f"{view.title} {view.when}".upper()
