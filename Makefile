# Everything a fresh machine needs is Python 3.11 or later, make and a network: each target sets up .venv by itself.
.PHONY: help run test check bench faults fuzz screenshots snapshots format wheel clean
.DEFAULT_GOAL := help

VENV ?= .venv
BIN := $(VENV)/bin
# Most tests of screens wait for something: they take half the time side by side.
PYTEST_ARGS ?= -n logical --maxprocesses 4 --dist worksteal
BENCH_ARGS ?=
FAULTS_ARGS ?=
FUZZ_SECONDS ?= 120
FUZZ_ARGS ?=
# A shell that forbids bytecode makes Python start four times slower.
unexport PYTHONDONTWRITEBYTECODE

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

run: $(VENV)/.app ## open the app on a scratch copy of the sample journal
	@$(BIN)/worklog demo

test: $(VENV)/.dev ## run the tests
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: $(VENV)/.dev ## lint, format, types, import contracts, sizes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=src $(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest tests/test_house_rules.py

bench: $(VENV)/.dev ## measure start, keys, memory, parse, edit and save against their targets
	$(BIN)/python -m benchmarks $(BENCH_ARGS)

faults: $(VENV)/.dev ## break each call of a save, the disk and the power under it: the page is old or new
	$(BIN)/python -m tests.faults $(FAULTS_ARGS)

fuzz: $(VENV)/.fuzz ## feed the readers by coverage for FUZZ_SECONDS (needs atheris: Linux or macOS)
	$(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS) $(FUZZ_ARGS)

screenshots: $(VENV)/.dev ## draw docs/images/*.svg from the sample journal, write docs/keys.md
	$(BIN)/python docs/keys_page.py
	$(BIN)/python docs/screenshots.py

snapshots: $(VENV)/.dev ## draw tests/tui/pictures/*.svg anew: look at what changed
	WORKLOG_SNAPSHOTS=1 $(BIN)/python -m pytest -q tests/tui/test_pictures.py

format: $(VENV)/.dev ## let ruff format and mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

wheel: $(VENV)/.dev ## build dist/*.whl
	$(BIN)/python -m build --wheel

clean: ## remove what the other targets made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/.app: pyproject.toml constraints.txt setup.sh
	@sh setup.sh $(VENV) .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt setup.sh
	@sh setup.sh $(VENV) '.[dev]'
	@touch $(VENV)/.app $@

$(VENV)/.fuzz: $(VENV)/.dev
	@sh setup.sh $(VENV) '.[dev,fuzz]' || echo "atheris cannot be installed here: nothing will be fuzzed" >&2
	@touch $@
