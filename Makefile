# The commands of this house. `make help` lists them; README.md tells the story.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

PORT ?= 8000
WORKERS ?= 3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
ROOMS := portal pages publishing coordination
PYTHON_CODE := $(wildcard $(ROOMS) tests scripts bench manage.py)
INSTALLED := .venv/.installed

export UV_PYTHON_DOWNLOADS = never
# Hundreds of processes start in the tests; each would compile every package anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */\1|/' | column -t -s '|'

.PHONY: install
install: $(INSTALLED) ## everything the portal, its tests and its checks need, into .venv/

$(INSTALLED): requirements.lock scripts/bootstrap.sh
	@scripts/bootstrap.sh
	@touch $@

.PHONY: lock
lock: $(INSTALLED) ## write requirements.lock anew from pyproject.toml (UPGRADE=1 takes newer versions)
	@scripts/lock.sh $(if $(UPGRADE),--upgrade)

.PHONY: demo-data
demo-data: $(INSTALLED) ## a database with sample data, nothing started
	@mkdir -p var/static
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) demo

.PHONY: demo
demo: demo-data ## the portal with sample data at http://127.0.0.1:8000 (PORT=…), its clock running
	@exec $(BIN)/python scripts/serve.py --port $(PORT)

.PHONY: test
test: $(INSTALLED) ## all tests, the browser's too (ARGS=… goes to pytest)
	@scripts/chromium.sh
	@trap 'scripts/postgres.sh stop' EXIT; \
	export DATABASE_URL_POSTGRES="$${DATABASE_URL_POSTGRES:-$$(scripts/postgres.sh start)}"; \
	$(BIN)/pytest -n $(WORKERS) --dist worksteal $(ARGS)

.PHONY: soak
soak: $(INSTALLED) ## faults, fuzz and crawls at full counts: long
	@scripts/chromium.sh
	@trap 'scripts/postgres.sh stop' EXIT; \
	export DATABASE_URL_POSTGRES="$${DATABASE_URL_POSTGRES:-$$(scripts/postgres.sh start)}"; \
	$(BIN)/pytest -m soak $(ARGS)

.PHONY: check
check: $(INSTALLED) ## format, lint, types, imports, migrations
	$(BIN)/ruff format --check $(PYTHON_CODE)
	$(BIN)/ruff check $(PYTHON_CODE)
	$(BIN)/djlint --lint --quiet templates $(wildcard $(addsuffix /templates,$(ROOMS)))
	$(BIN)/mypy
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=portal.settings.test $(MANAGE) makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=portal.settings.test $(MANAGE) check --fail-level WARNING

.PHONY: format
format: $(INSTALLED) ## put the Python code into the house's form
	$(BIN)/ruff check --fix-only --quiet $(PYTHON_CODE)
	$(BIN)/ruff format $(PYTHON_CODE)

.PHONY: messages
messages: $(INSTALLED) ## gather the texts of the screens, compile the Polish catalogue
	@$(BIN)/python scripts/messages.py

.PHONY: bench
bench: $(INSTALLED) ## speed as ratios, medians of alternated runs
	@trap 'scripts/postgres.sh stop' EXIT; \
	export DATABASE_URL_POSTGRES="$${DATABASE_URL_POSTGRES:-$$(scripts/postgres.sh start)}"; \
	$(BIN)/python -m bench.run

DOORS := tests/doors tests/scenarios tests/units tests/accounts tests/security tests/publishing tests/audit/test_bridge.py

.PHONY: doors
doors: $(INSTALLED) ## before an upgrade of Wagtail: every address in every role, the scenarios of rights, stock's holes beside ours
	$(BIN)/pytest -n $(WORKERS) --dist worksteal -m "soak or not soak" $(DOORS) $(ARGS)
	$(BIN)/python -m bench.doors

.PHONY: plugin
plugin: $(INSTALLED) ## the wheel in a fresh Wagtail project, a handoff there over HTTP
	@scripts/plugin.sh

.PHONY: screenshots
screenshots: $(INSTALLED) ## the pictures of README.md and docs/handbook/, from a fresh demo (ARGS=… takes some)
	@scripts/chromium.sh
	@$(BIN)/python scripts/screenshots.py $(ARGS)

.PHONY: clean
clean: ## forget the demo and everything measured; the environment stays
	rm -rf var .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
