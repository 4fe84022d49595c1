"""Expectations of our own, beside the native ones of Great Expectations.

Each is a pydantic class with typed fields, a metric of its own, and renderers in Indonesian (:mod:`.speaking`).
Importing this package registers them all: an exported suite that names one can be read again after it.
"""

from __future__ import annotations

from collections.abc import Mapping

from great_expectations.expectations.expectation import Expectation

from expectations.custom.pairs import ExpectColumnPairValuesAToBeAtMostB as ExpectColumnPairValuesAToBeAtMostB
from expectations.custom.pairs import ExpectColumnPairValuesToGoTogether as ExpectColumnPairValuesToGoTogether
from expectations.custom.region_times import (
    ExpectColumnPairRegionsToHoldInPeriod as ExpectColumnPairRegionsToHoldInPeriod,
)
from expectations.custom.regions import ExpectColumnValuesToBeRegionCodes as ExpectColumnValuesToBeRegionCodes
from expectations.custom.sums import ExpectMulticolumnTotalToEqualItsParts as ExpectMulticolumnTotalToEqualItsParts
from expectations.custom.whole_numbers import ExpectColumnValuesToBeWholeNumbers as ExpectColumnValuesToBeWholeNumbers

OWN: Mapping[str, type[Expectation]] = {
    "expect_column_pair_regions_to_hold_in_period": ExpectColumnPairRegionsToHoldInPeriod,
    "expect_column_pair_values_a_to_be_at_most_b": ExpectColumnPairValuesAToBeAtMostB,
    "expect_column_pair_values_to_go_together": ExpectColumnPairValuesToGoTogether,
    "expect_column_values_to_be_region_codes": ExpectColumnValuesToBeRegionCodes,
    "expect_column_values_to_be_whole_numbers": ExpectColumnValuesToBeWholeNumbers,
    "expect_multicolumn_total_to_equal_its_parts": ExpectMulticolumnTotalToEqualItsParts,
}
"""By the name that a contract's ``implementation.type`` may say."""
