"""Empty on purpose: `dg check defs` looks for definitions here; ours are in pipelines.definitions."""
