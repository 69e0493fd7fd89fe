# The one entry for people and for CI. Needs Python 3.11 or newer (with venv and pip), make and git; everything else is
# fetched into .venv and node_modules.
#
#   make demo    the portal with sample data (PORT=8001 picks the port, RESET=1 starts anew)
#   make test    every test
#   make check   format, lint, types, layers, migrations, templates, settings
#   make bench   speed
#   make shell   a Python shell with the models loaded

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := demo
.PHONY: demo test test-fast test-browser check bench shell format assets
MAKEFLAGS += --no-print-directory

PYTHON ?= $(shell command -v python3.13 || command -v python3.12 || command -v python3.11 || command -v python3)
PY := .venv/bin/python
UV := $(shell sed -n 's/^ *"\(uv==[^"]*\)".*/\1/p' pyproject.toml)
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE ?= copy

# The version of uv is the one that the lock was written with.
.venv/.ready: pyproject.toml uv.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and there is no python3 here"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V)"; exit 1; }
	@echo "Preparing the environment in .venv"
	@test -x $(PY) || $(PYTHON) -m venv .venv || { echo "python3 -m venv failed: on Debian, apt-get install python3-venv"; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check "$(UV)"
	@.venv/bin/uv sync --frozen --quiet --python $(PY)
	@touch $@

assets: .venv/.ready
	@$(PY) -m portal.assets

demo: assets
	@exec $(PY) -m demo.runner $(if $(PORT),--port $(PORT)) $(if $(filter 1,$(RESET)),--reset)

test: test-fast test-browser

# CI waits for both; two processes suit two cores. Journeys run one at a time: two browsers at once are slower.
test-fast: assets
	@$(PY) -m pytest -n 2 -m "not browser"

test-browser: assets
	@$(PY) -m pytest -m browser

check: .venv/.ready
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .

format: .venv/.ready
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

bench: assets
	@$(PY) -m benchmarks

shell: .venv/.ready
	@$(PY) manage.py shell
