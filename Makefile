# From a fresh clone: `make run` or `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
PORT ?= 5000
PY := $(VENV)/bin/python
BIOME := @biomejs/biome@2.6.8
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard tracker/translations/*/LC_MESSAGES/*.po))

# A pip of the environment's own, or the one beside $(PYTHON) where Debian's python3-venv is missing.
PIP = $(shell $(PY) -m pip --version >/dev/null 2>&1 && echo "$(PY) -m pip" || echo "$(PYTHON) -m pip --python $(PY)")
INSTALL = $(PIP) install --quiet --no-input --disable-pip-version-check --require-hashes --only-binary :all:

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help run production demo test check coverage bench screenshots install messages translations lock clean

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 24

run: $(VENV)/.runtime translations instance/secret ## Serve the demo on http://127.0.0.1:5000 (PORT=5001 for another)
	@$(DEMO) $(PY) -m tracker.cli upgrade
	@$(DEMO) $(PY) -m tracker.cli demo --if-empty
	@$(DEMO) $(PY) -m tracker.cli serve --port $(PORT)

production: $(VENV)/.runtime translations ## Make .venv with what serving needs, and no more

demo: $(VENV)/.runtime translations instance/secret ## Load the demo again, replacing what it held (TEAMS=500 for a large network too)
	@$(DEMO) $(PY) -m tracker.cli upgrade
	@$(DEMO) $(PY) -m tracker.cli demo $(if $(TEAMS),--teams $(TEAMS))

# Some tests start the application as a process of its own, many times: it is compiled once, also where Python is told not to.
test: install translations ## Run every test (ARGS="-k name" for some)
	$(PY) -m compileall -q config.py tracker
	$(PY) -m pytest --numprocesses auto --dist worksteal $(ARGS)

check: install ## Lint, types, floors, templates, scripts and styles
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(PY) -m djlint --lint --quiet templates
	@if ! command -v npx >/dev/null; then echo "Biome left out: Node is not installed"; \
	elif ! npx --yes $(BIOME) --version; then echo "Biome left out: npx could not fetch it"; \
	else npx --yes $(BIOME) ci; fi

coverage: install translations ## Run every test and list the lines none of them reached
	$(PY) -m coverage run -m pytest $(ARGS)
	$(PY) -m coverage report
	$(PY) -m coverage report --fail-under=100 --include='tracker/analysis/*,tracker/access/*,tracker/services/*'

bench: install translations ## Measure pages, engine, counting and import, as ratios within one run
	$(PY) -m bench

screenshots: install translations ## Draw the README's pictures anew (needs Chromium)
	$(PY) -m bench.screenshots

install: $(VENV)/.dev ## Make .venv with everything that tests and checks need

messages: install ## Gather texts from code and templates into the catalogues
	@$(PY) -m tests.catalogues

translations: $(CATALOGUES) ## Compile the catalogues

lock: ## Pin the requirements anew (needs uv on the path; UPGRADE=--upgrade for newer ones)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(UPGRADE) requirements.in -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(UPGRADE) requirements-dev.in -o requirements-dev.txt

clean: ## Remove the environment, the compiled catalogues and caches
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage $(CATALOGUES)

# The demo's own settings: plain http on this machine, a secret of its own, SQLite in instance/.
DEMO = TRACKER_DEMO=1 TRACKER_INSECURE_COOKIES=1 TRACKER_SECRET_KEY_FILE=instance/secret

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) >/dev/null 2>&1 \
		|| { $(PYTHON) -m pip --version >/dev/null 2>&1 && $(PYTHON) -m venv --clear --without-pip $(VENV); } \
		|| { echo "$(PYTHON) has neither venv nor pip: install one (Debian: apt-get install python3-venv)"; exit 1; }
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.txt
	@echo "Installing what the application needs ..."
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	@echo "Installing what tests and checks need ..."
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

instance/secret: | $(VENV)/.made
	@mkdir -p instance
	@umask 077 && $(PY) -c 'import secrets; print(secrets.token_urlsafe(48))' > $@

%.mo: %.po | $(VENV)/.runtime
	@$(PY) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@
