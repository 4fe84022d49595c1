"""What a person should look at in a draft: everything that was proposed and not proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lumbung.contracts.draft.columns import Labels
from lumbung.contracts.draft.dimensions import Dimension
from lumbung.contracts.draft.layout import Layout
from lumbung.contracts.draft.measures import Measured
from lumbung.contracts.draft.notes import Note
from lumbung.contracts.draft.periods import PeriodPlan
from lumbung.contracts.draft.rules import totals_hold
from lumbung.contracts.draft.titles import Subject
from lumbung.sheets.model import Table


def remarks_on(
    table: Table,
    file_name: str,
    subject: Subject,
    plan: PeriodPlan,
    layout: Layout,
    labels: Labels,
    dimensions: Sequence[Dimension],
    measures: Sequence[Measured],
) -> Iterator[Note]:
    """The remarks on a draft, those on the whole first."""
    yield Note("draf", values={"file": file_name, "sheet": table.sheet, "range": table.range})
    if subject.weak:
        yield Note("judul_lemah")
    if subject.stale_english:
        yield Note("judul_inggris", values={"text": subject.stale_english})
    if layout.doubled:
        yield Note("kolom_kembar", values={"letters": ", ".join(layout.doubled)})
    if layout.left_out:
        yield Note("kolom_lain", values={"letters": ", ".join(layout.left_out)})
    if not labels.regions:
        yield Note("tanpa_wilayah")
    for region in labels.regions:
        if region.unknown:
            yield Note("wilayah_asing", f"kode_{region.level}", {"names": "; ".join(dict.fromkeys(region.unknown))})
    for dimension in dimensions:
        yield from dimension.notes
    for measure in measures:
        yield from _measure_notes(table, measure)
    if not plan.named:
        yield Note("periode", str(plan.grain))


def _measure_notes(table: Table, measure: Measured) -> Iterator[Note]:
    name = measure.prop.name
    yield Note("standar", name)
    if not measure.unit_is_said:
        yield Note("satuan", name)
    if measure.prop.blank_is_zero:
        yield Note("kosong_nol", name)
    if measure.prop.sum_of:
        yield Note("jumlah_terbukti", name)
    if not totals_hold(table, measure):
        yield Note("jumlah_tidak_cocok", name)
