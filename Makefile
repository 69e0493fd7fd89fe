# The one entry for people and for CI. Needs Python 3.11 or newer (with venv and pip), make and git; everything else is
# fetched into .venv and node_modules.
#
#   make demo    the portal with sample data (PORT=8001 picks the port, RESET=1 starts anew,
#                ON=2025-05-06 with it takes that day for today)
#   make test    every test
#   make deep    what takes too long for make test: the walk that makes by pages whatever the sample data hold, and
#                every odd value in every address and form
#   make check   format, lint, types, layers, migrations, templates, settings
#   make bench   speed
#   make pages   writes every page as each role gets it to var/pages/<commit> (TO=name picks the folder)
#   make pages-diff OLD=folder NEW=folder   what they say otherwise (MAP=file of renamed strings: old, tab, new)
#   make drawing  draws the storeys of the apps and the index of decisions anew, in docs/
#   make examples  writes anew what is expected of the dossiers of tests/oversight/examples, after a change of rules
#   make kept-rows  writes anew the rows that migrations must bring along (where the schema is drawn anew, at a release)
#   make cover   which lines and branches of the apps the tests without a browser do not reach; at least 95% they must
#   make mutation  changes the rules and the facts statement in one place at a time; a test must fail each time
#   make shell   a Python shell with the models loaded

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := demo
.PHONY: demo test test-fast test-browser deep check bench pages pages-diff drawing kept-rows examples cover mutation shell format \
	assets
MAKEFLAGS += --no-print-directory

NEW_ENOUGH := -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name $(NEW_ENOUGH) 2>/dev/null && echo $$name && break; done)
PY := .venv/bin/python
UV := $(shell sed -n 's/^ *"\(uv==[^"]*\)".*/\1/p' pyproject.toml)
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE ?= copy
# Compiled once, not by each process anew, also where the environment forbids it: that was half of a start.
export PYTHONDONTWRITEBYTECODE :=

# The version of uv is the one that the lock was written with.
.venv/.ready: pyproject.toml uv.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and no python3 here is that new"; exit 1; }
	@echo "Preparing the environment in .venv"
	@test -x $(PY) || $(PYTHON) -m venv .venv || { echo "python3 -m venv failed: on Debian, apt-get install python3-venv"; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check "$(UV)"
	@.venv/bin/uv sync --frozen --quiet --python $(PY)
	@touch $@

assets: .venv/.ready
	@$(PY) -m portal.assets

demo: assets
	@exec $(PY) -m demo.runner $(if $(PORT),--port $(PORT)) $(if $(filter 1,$(RESET)),--reset) $(if $(ON),--on $(ON))

# Both at once: journeys wait more than they work. What they say is printed when the others are through.
test: assets
	@mkdir -p var; $(MAKE) test-browser > var/journeys.txt 2>&1 & journeys=$$!; \
		$(MAKE) test-fast && fast=0 || fast=$$?; wait $$journeys && browser=0 || browser=$$?; \
		cat var/journeys.txt; exit $$((fast | browser))

# The slowest are named, so that they are seen.
SLOWEST := --durations=20 --durations-min=3
# Two processes suit two cores (four took as long). Journeys run one at a time: two browsers at once are slower.
test-fast: assets
	@$(PY) -m pytest -n 2 -m "not browser and not deep" $(SLOWEST)

# Named, so that the others are not read.
BROWSER := tests/journeys tests/portal/test_in_browser.py tests/installation/test_in_browser.py
test-browser: assets
	@$(PY) -m pytest -m browser $(BROWSER) $(SLOWEST)

# The walk whole, for each part of it needs those before: about a minute and a half; then what else is marked.
deep: assets
	@$(PY) -m pytest tests/walk $(SLOWEST)
	@$(PY) -m pytest -n 2 -m deep --ignore tests/walk $(SLOWEST)

APPS := $(patsubst %/migrations/__init__.py,%,$(wildcard */migrations/__init__.py))
# Settings as production has them, with nothing behind the addresses.
PRODUCTION := PORTAL_ENV=production SECRET_KEY=0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOP-check \
	ALLOWED_HOSTS=portal.example.org BASE_URL=https://portal.example.org TRUSTED_PROXIES=192.0.2.7 \
	SMTP_URL=smtp+tls://mail.example.org:587 FROM_EMAIL=no-reply@example.org SUPPORT_EMAIL=help@example.org \
	DATABASE_URL=postgresql://portal@database.example.org/portal REDIS_URL=redis://broker.example.org:6379/0

check: assets
	@echo "Format and lint" && $(PY) -m ruff format --check --quiet . && $(PY) -m ruff check --quiet .
	@echo "Types" && $(PY) -m mypy --no-error-summary .
	@echo "Layers" && .venv/bin/lint-imports --no-logo > var/imports.txt || { cat var/imports.txt; exit 1; }
	@echo "Migrations" && $(PY) manage.py makemigrations --check --dry-run --verbosity 0 \
		&& $(PY) manage.py lintmigrations --quiet ok ignore --include-apps $(APPS) 2> /dev/null \
		&& $(PY) -m pytest tests/kept > var/kept.txt || { cat var/kept.txt; exit 1; }
	@echo "Templates" && .venv/bin/djlint templates --lint --quiet \
		&& $(PY) -m pytest tests/test_structure.py -k "template or components" > var/templates.txt \
		|| { cat var/templates.txt; exit 1; }
	@echo "Settings" && $(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING > /dev/null

format: .venv/.ready
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

bench: assets
	@DEBUG=0 $(PY) manage.py collectstatic --noinput -v 0
	@$(PY) -m benchmarks

# Two or three minutes, before and after a change that nobody should see; folders that are not needed any more are yours
# to delete.
PAGES = var/pages/$(or $(notdir $(TO)),$(shell git describe --always --dirty))
pages: assets
	@rm -rf "$(PAGES)" && mkdir -p var/pages
	@PAGES="$(PAGES)" nice -n 5 $(PY) -m pytest -n 2 tests/pages/rendering.py
	@echo "$$(find "$(PAGES)" -type f | wc -l) pages in $(PAGES)"

pages-diff: .venv/.ready
	@$(PY) -m tests.pages.comparing "$(OLD)" "$(NEW)" $(if $(MAP),"$(MAP)")

# Only where the schema is drawn anew, and at a release: what migrations must bring to the newest schema from then on.
kept-rows: .venv/.ready
	@$(PY) -m pytest tests/kept/writing.py

drawing: .venv/.ready
	@$(PY) -m tests.structure.docs

# To be read as a difference: a rule more is a line more.
examples: assets
	@WRITE_EXAMPLES=1 $(PY) -m pytest -q -n 0 tests/oversight/test_examples.py && git diff --stat -- tests/oversight/examples

# A third longer than the tests alone; not part of them.
cover: assets
	@$(PY) -m pytest -n 2 -m "not browser and not deep" --cov --cov-report=term --cov-report=html:var/coverage

# about ten minutes: not part of check, run it after a change of the rules or of the facts statement
mutation: .venv/.ready
	@nice -n 5 $(PY) -m tests.mutation.facts
	@nice -n 5 $(PY) -m tests.mutation.rules

shell: .venv/.ready
	@$(PY) manage.py shell
