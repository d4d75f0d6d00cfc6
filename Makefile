# Two commands matter: `make weekly` and `make test`. Everything lives in .venv; nothing else on the machine changes,
# except that on a Debian without python3-venv that package is installed where you may install packages.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
# Every core has a process of tests already: the threads of linear algebra would only wait for one another.
PYTEST = OMP_NUM_THREADS=1 $(BIN)/pytest -n auto --dist worksteal
VENV_PACKAGE = { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && echo "installing Debian's python3-venv ..." \
  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qqy --no-install-recommends python3-venv >/dev/null; }

.PHONY: help weekly install test test-long check style benchmark benchmark-small format lock clean

help:  ## List these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

weekly: $(VENV)/.installed  ## Collect, check, match, compare, and write this week's report
	@$(BIN)/snubs weekly

install: $(VENV)/.installed  ## The command, at .venv/bin/snubs

test: $(VENV)/.installed-dev  ## Every test, on every core
	$(PYTEST)

test-long: $(VENV)/.installed-dev  ## Damaged pages and random inputs by the thousand (about 20 minutes)
	$(PYTEST) -m "long or hypothesis" --hypothesis-profile long

check: style  ## Style, types, imports, migrations, lock files, documents
	$(BIN)/pytest tests/project

style: $(VENV)/.installed-dev  ## The same without what `make test` has too
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tracker.store.migrate check

benchmark: $(VENV)/.installed-dev  ## Side-by-side measurements (minutes)
	$(BIN)/python -m benchmarks

benchmark-small: $(VENV)/.installed-dev  ## Every measurement once, at a small size: does each still run?
	$(BIN)/python -m benchmarks --small

format: $(VENV)/.installed-dev  ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.installed-dev  ## Pin today's versions, with hashes and without host names
	$(BIN)/uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url -q -U -o constraints.txt
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url -q -U -o constraints-dev.txt

clean:  ## Remove the environment
	rm -rf $(VENV)

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "snubs needs Python 3.11 or newer: apt-get install python3 python3-venv" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "snubs needs Python 3.11 or newer: make PYTHON=python3.11 ..." >&2; exit 2; }
	@rm -rf $(VENV)
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(VENV_PACKAGE) || { echo "Python cannot make environments here: apt-get install python3-venv" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "could not make an environment in $(VENV)" >&2; exit 2; }

# uv installs in seconds what takes pip a minute; without it (no such wheel, an index that only pip is told of) pip does,
# and why uv did not is in uv.log and nobody's trouble.
install_pinned = { awk '/^[^ ]/ { uv = /^uv==/ } uv' $(1) >$(VENV)/uv.txt && $(PIP) -r $(VENV)/uv.txt \
  && $(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r $(1); } 2>$(VENV)/uv.log || $(PIP) -r $(1)
PIP = $(BIN)/python -m pip install -q --no-compile --disable-pip-version-check --require-hashes

# Bytecode is written once, here, and only of what is used: of everything installed it would be four times as much.
unexport PYTHONDONTWRITEBYTECODE
COMPILE = import jobs, pkgutil, spiders, tracker; [__import__(module.name) for package in (jobs, spiders, tracker) \
  for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]

$(VENV)/.installed: $(VENV)/bin/python constraints.txt pyproject.toml
	@echo "installing into $(VENV) ..."
	@$(call install_pinned,constraints.txt)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -c '$(COMPILE)'
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed constraints-dev.txt
	@$(call install_pinned,constraints-dev.txt)
	@touch $@
