"""Inspection (*pemeriksaan*): contract → Great Expectations suite → findings, verdict, scores."""

import os

# Versions of Great Expectations report usage to their makers unless told otherwise before they are imported.
os.environ["GX_ANALYTICS_ENABLED"] = "false"
