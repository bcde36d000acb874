# Every target does its own set-up: python3 and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_FLAGS := --quiet --disable-pip-version-check --require-hashes
export PIP_NO_INPUT := 1

.PHONY: run test setup setup-dev bench shots manual browser lint lock clean

run: setup
	@$(BIN)/wijkpeil start

setup: $(VENV)/.ready

setup-dev: $(VENV)/.ready-dev

# Tests wait for processes much of the time: one more at once than a small machine has cores.
test: setup-dev
	$(BIN)/python -m pytest -m "not browser" -n 3 --dist loadfile --no-loadscope-reorder

browser: setup-dev
	$(BIN)/python -m pytest -m browser -n 2 --dist loadfile --no-loadscope-reorder

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup-dev
	$(BIN)/python -m benchmarks

shots: setup-dev
	$(BIN)/python -m tests.browser.shots

# The pictures of docs/handleiding.md.
manual: setup-dev
	$(BIN)/python -m tests.browser.manual

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q --extra install pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q --extra install --extra dev pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) *.egg-info .pytest_cache .mypy_cache .ruff_cache shots

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install $(PIP_FLAGS) -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.txt $(VENV)/.ready
	$(BIN)/python -m pip install $(PIP_FLAGS) -r requirements-dev.txt
	@touch $@
