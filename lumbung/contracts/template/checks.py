"""What Excel itself checks while the OPD types: the type and the range of figures."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from lumbung.contracts.model import LogicalType, Property
from lumbung.contracts.template.notes import figure_rules
from lumbung.contracts.template.wording import say

_SIGNS = ("-", "...", "…")
"""What may stand for a figure (BPS: nil, not available)."""
_LONGEST = 255
"""Characters that Excel allows in a message."""


def figure_check(measure: Property, first_cell: str) -> DataValidation:
    """The check of cells of figures of which ``first_cell`` is the first."""
    conditions = [f"{first_cell}=INT({first_cell})"] if measure.logical_type is LogicalType.INTEGER else []
    if measure.minimum is not None:
        conditions.append(f"{first_cell}>={measure.minimum:g}")
    if measure.maximum is not None:
        conditions.append(f"{first_cell}<={measure.maximum:g}")
    number = f"AND({','.join(conditions)})" if conditions else "TRUE"
    sign = ",".join(f'{first_cell}="{sign}"' for sign in _SIGNS)
    formula = f"IF(ISNUMBER({first_cell}),{number},OR({sign}))"
    made = DataValidation(type="custom", formula1=formula, allow_blank=True, showErrorMessage=True)
    said = say("error.figure", column=measure.title, rules=" ".join(figure_rules(measure)))
    made.errorTitle, made.error = say("error.title"), said[:_LONGEST]
    return made
