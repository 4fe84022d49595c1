"""Inspection (*pemeriksaan*): contract → Great Expectations suite → findings, verdict, scores."""

import os

# Great Expectations reports usage to its makers unless told otherwise before it is imported.
os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
