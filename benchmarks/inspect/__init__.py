"""Inspecting, measured: planted faults found and nothing else, real faults true, fast."""
