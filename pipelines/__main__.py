"""``python -m pipelines``: the command, where no script is installed."""

from pipelines.command import main

main()
