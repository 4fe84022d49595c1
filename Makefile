# Lumbung. `make help` lists what people do here.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help install run ui test check lint types format lock bench bench-reading bench-harmonise bench-inspect samples docs examples screenshots clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  \033[1m%-12s\033[0m %s\n", $$1, $$2}'

install: $(STAMP) ## create .venv with the locked dependencies

$(STAMP): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python >= 3.11 is needed; choose one with: make PYTHON=python3.11 …"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "This Python has no venv module. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: $(STAMP) ## process the sample uploads of sites/lahat into the embedded warehouse
	@$(BIN)/lumbung run

ui: $(STAMP) ## open the Dagster UI over the same warehouse
	@$(BIN)/lumbung ui

test: $(STAMP) ## run all tests
	$(BIN)/python -m pytest -n 2

check: $(STAMP) lint types ## what CI holds: style, types, import rules, contracts
	$(BIN)/lint-imports --no-cache
	$(BIN)/lumbung contract lint sites/lahat/contracts sites/banjarnegara/contracts
	$(BIN)/lumbung contract lint --site sites/lebak

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

format: $(STAMP) ## put the code into the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(STAMP) ## resolve the dependencies anew into constraints.txt (versions and hashes only)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate --no-strip-extras --quiet -o constraints.txt

bench: $(STAMP) ## measure: figures against the typed truth, speed of the nightly run
	$(BIN)/python -m benchmarks.nightly

bench-reading: $(STAMP) ## measure: how well and how fast spreadsheets are read, into benchmarks/reading.md
	$(BIN)/python -m benchmarks.reading

bench-harmonise: $(STAMP) ## measure: names, places, times, drafts, templates, into benchmarks/harmonise.md
	$(BIN)/python -m benchmarks.harmonise

bench-inspect: $(STAMP) ## measure: planted faults found and mended, real ones judged, speed, into benchmarks/inspect.md
	$(BIN)/python -m benchmarks.inspect

samples: $(STAMP) ## make the sample uploads of sites/lahat and sites/lebak again
	$(BIN)/python -m sites.lahat.make_samples
	$(BIN)/python -m sites.lebak.make_samples

docs: $(STAMP) ## write docs/findings.md again from the catalogue
	$(BIN)/python -m docs.make_findings

examples: $(STAMP) ## run the commands that the pages show and write their output again
	$(BIN)/python -m docs.make_examples

screenshots: $(STAMP) ## take the pictures in docs/images again (Chromium, LibreOffice, poppler-utils, pngquant)
	$(BIN)/python -m docs.screenshots

clean: ## stop the embedded server, remove the virtual environment and all local state
	@test ! -x $(BIN)/lumbung || $(BIN)/lumbung db stop
	rm -rf $(VENV) .lumbung
