# Every target does its own set-up: a fresh machine needs only git, make and Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run test check lint format bench races eval lock clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Dateline needs Python 3.11 or newer; name one with: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "Python's venv module is missing; on Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Setting up (once, about a minute) ..." >&2
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Setting up the tools of the tests (once) ..." >&2
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

run: $(VENV)/.installed  ## start the bot: on Telegram with TELEGRAM_BOT_TOKEN, else in this terminal
	@$(BIN)/dateline run

test: $(VENV)/.installed-dev  ## run the tests
	@$(BIN)/python -m pytest -q -n 3 --dist worksteal

lint: $(VENV)/.installed-dev  ## ruff, mypy, import layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

check: lint test  ## what CI runs: lint and the tests

format: $(VENV)/.installed-dev  ## format the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.installed-dev  ## measure speed and memory, print a table
	@$(BIN)/python -m tests.benchmarks

races: $(VENV)/.installed-dev  ## race and kill processes over the work of both databases
	@$(BIN)/python -m tests.storage.races

DATA ?= ../shared/data

eval: $(VENV)/.installed-dev  ## score quality on labelled data, print a table: make eval DATA=folder NEWS=folder
	@$(BIN)/python -m tests.evals $(DATA) $(NEWS)

lock: | $(VENV)/bin/python  ## pin all dependencies anew, with hashes
	@$(PIP) 'uv>=0.13'
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-emit-index-url --no-emit-find-links --extra build pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-emit-index-url --no-emit-find-links --extra build --extra dev -c requirements.lock \
	  pyproject.toml -o requirements-dev.lock

clean:  ## remove what set-up made (your data stays)
	rm -rf $(VENV) *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
