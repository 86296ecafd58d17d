# Every target sets up what it needs in .venv, from constraints.txt, and only again when the pins change.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo peers test test-all lint format types arrows bench clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[bench,dev]' --constraint constraints.txt
	@touch $@

setup: $(STAMP) ## create .venv and install the tested set of packages

demo: $(STAMP) ## two dated conversations on the real catalogue; fails if any promise fails
	$(BIN)/tastekeeper demo

peers: $(STAMP) ## add the memories that are measured against (mem0, langmem) to .venv
	$(BIN)/python -m pip install --quiet --editable '.[bench,dev,peers]' --constraint constraints-peers.txt

test: $(STAMP) ## the default tests
	$(BIN)/python -m pytest

test-all: $(STAMP) ## slow tests too
	$(BIN)/python -m pytest -m 'not llm'

lint: $(STAMP) ## style, imports between rooms, formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

format: $(STAMP) ## rewrite to the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The root folder is the package, whatever the clone is called: a link gives the type checker its name.
types: $(STAMP) ## strict type check of the whole package
	@mkdir -p build/types && ln -sfn "$(CURDIR)" build/types/tastekeeper
	cd build/types && MYPYPATH=. "$(CURDIR)/$(BIN)/mypy" --config-file "$(CURDIR)/pyproject.toml" -p tastekeeper

bench: $(STAMP) ## timings (see benchmarks/)
	$(BIN)/python -m benchmarks

clean: ## remove everything that make created
	rm -rf $(VENV) build dist *.egg-info
