# Needs only make and Python 3.11 or newer. `make help` lists what there is.

PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test check format bench faults attacks lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(VENV)/run.stamp ## make .venv from the locked requirements
setup-dev: $(VENV)/dev.stamp

demo: setup ## check, release, grade and report the sample course
	$(BIN)/autograder demo $(ARGS)

test: setup-dev ## run the tests (ARGS="-k box" for some of them)
	tools/system-packages
	$(BIN)/python -m pytest -n 2 $(ARGS)

check: setup-dev ## lint, format, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: setup-dev ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## measure speed and memory, side by side with others; store the tables (20 min)
	$(BIN)/python -m bench.run $(ARGS)

attacks: setup-dev ## try every hostile submission at every level, as root and not; print a table
	tools/system-packages
	$(BIN)/python -m pytest tests/attacks --all-attacks $(ARGS)

faults: setup-dev ## kill what grades 200 times; a batch with faults in it; a busy machine
	$(BIN)/python -m tests.faults.kills
	$(BIN)/python -m bench.faults $(ARGS)

# One lock serves every Python from 3.11 and every system. It holds versions and hashes and no
# index address. Pins stay as they are where they can; `make lock ARGS=--upgrade` renews them.
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate
lock: ## renew requirements/*.txt after a change in pyproject.toml (needs uv)
	$(COMPILE) $(ARGS) pyproject.toml requirements/build.in --output-file requirements/run.txt
	$(COMPILE) $(ARGS) pyproject.toml requirements/build.in --group pyproject.toml:dev \
		--constraints requirements/run.txt --output-file requirements/dev.txt

clean: ## remove .venv, caches and everything that grading made
	rm -rf $(VENV) .autograder .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is younger than what it was made from, so a second `make setup` does nothing. A failed
# installation leaves no stamp and is tried again.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or newer is needed. Say which one: make setup PYTHON=python3.12' >&2; exit 2; }
	$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo 'On Debian and Ubuntu, first: apt-get install python3-venv' >&2; exit 2; }

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes --requirement requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	$(PIP) --require-hashes --requirement requirements/dev.txt
	@touch $@
