"""The library that judges never talks: no progress bars, no log lines, nothing sent home."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
from tests.harmonise.regency import HARVEST, inspect
from expectations.judge import _context
from dataclasses import replace
from lumbung.contracts.model import QualityRule
from lumbung.findings import Severity
broken = QualityRule('a', 'X05', Severity.ERROR, 'luas', 'a',
    expectation='expect_column_values_to_match_regex', arguments={'regex': '['})
sheet = '''
Hasil Panen Tahun 2022

Kecamatan | Luas Panen (Ha) | Produksi (Ton)
Susukan   | 1               | 2
Batur     | 3               | 4
'''
found = inspect(sheet, replace(HARVEST, rules=(broken,)))
assert 'G01' in {f.code for f in found.findings}
import great_expectations, os
assert os.environ['GX_ANALYTICS_ENABLED'] == 'false'
"""


def test_judging_prints_nothing_and_reports_nothing() -> None:
    environment = {**os.environ, "GX_ANALYTICS_ENABLED": "true"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT],
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
