"""Dagster assets and asset checks: thin, one module per layer. What they do stands in the packages below them."""
