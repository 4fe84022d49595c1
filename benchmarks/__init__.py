"""Measurements: what the warehouse is compared with, and how fast it is."""
