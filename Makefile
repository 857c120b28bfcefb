# Two commands are the whole set-up: `make serve` and `make test`. Both need Python 3.11 or newer, nothing else.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do command -v $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
RELEASE ?= build/release
HOST ?= 127.0.0.1
PORT ?= 8000

# What was compiled is kept, whatever the environment says: the tests start some hundred processes.
unexport PYTHONDONTWRITEBYTECODE

# Clients that the tests try; each has an environment and a lock file of its own (requirements/clients-*).
CLIENTS := build/clients/python/installed build/clients/sssom/installed $(if $(shell command -v npm),build/clients/node/installed)

.PHONY: help serve test test-all check check-types check-contracts-and-files fmt release benchmarks screenshots clients lock clean
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(VENV)/.serve release ## install, build, validate and serve on 127.0.0.1:8000
	$(BIN)/ccwp-kg serve --release $(RELEASE) --host $(HOST) --port $(PORT)

test: $(VENV)/.test check ## install, lint, type-check and run the fast tests (about 5 minutes on 2 cores)
	$(BIN)/pytest $(IN_PARALLEL) -m "not slow"

# In the order of the folders: what takes longest has few tests, and would otherwise be left to one process at the end.
IN_PARALLEL := -n auto --dist loadfile --no-loadscope-reorder

# Those that measure time run after all others, a file in each process. Where one fails, it is run alone, twice at most:
# another program, or the other file, may have held the machine.
# Only their files are read: to collect all tests takes a process a quarter of a minute.
TIMED = -m timed $(shell grep -rl --include='test_*.py' 'mark\.timed' tests | sort)
AGAIN = $(BIN)/pytest $(TIMED) --last-failed --last-failed-no-failures none
test-all: $(VENV)/.test check clients ## the same with every test; those that measure time run at the end
	$(BIN)/pytest $(IN_PARALLEL) -m "not timed"
	$(BIN)/pytest $(IN_PARALLEL) $(TIMED) || { [ $$? = 1 ] && { $(AGAIN) || $(AGAIN); }; }

check: $(VENV)/.test ## lint, types, contracts, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@$(MAKE) --no-print-directory --jobs 2 check-types check-contracts-and-files

check-types: $(VENV)/.test
	$(BIN)/mypy

check-contracts-and-files: $(VENV)/.test
	$(BIN)/lint-imports
	$(BIN)/ccwp-kg format --check
	$(BIN)/ccwp-kg build --check

fmt: $(VENV)/.test ## rewrite code and Turtle in the form that `make check` wants
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/ccwp-kg format

release: $(VENV)/.serve ## a release in $(RELEASE)
	$(BIN)/ccwp-kg release --out $(RELEASE)

benchmarks: $(VENV)/.test release ## how fast it is, and how much memory it takes
	$(BIN)/python -m benchmarks

screenshots: $(VENV)/.test ## pictures of the pages, to be looked at (needs Debian's chromium)
	$(BIN)/python tests/browser/take_screenshots.py

# The environment is tried twice, for `make serve` and `make test` in two terminals may make it at the same moment.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "ccwp-kg needs Python 3.11 or newer; found: $$($(PYTHON) --version 2>&1 || echo none). Install one, or name it: make PYTHON=/path/to/python3.12 serve" >&2; exit 1; }
	@if command -v uv >/dev/null 2>&1; then uv venv --quiet --allow-existing --python $(PYTHON) $(VENV); \
	else $(PYTHON) -m venv $(VENV) || { sleep 3; $(PYTHON) -m venv $(VENV); } || { echo "cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }; fi

# Exact versions with hashes, then the project itself without looking for anything else. Compiled is what is imported,
# when it is; pip would compile all, which takes longer than the download.
define install
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/$(1).txt && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements/$(1).txt && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; fi
	@touch $@
endef

$(VENV)/.serve: $(BIN)/python requirements/serve.txt pyproject.toml
	$(call install,serve)

$(VENV)/.test: $(BIN)/python requirements/test.txt pyproject.toml
	$(call install,test)

clients: $(CLIENTS) ## install the clients that slow tests try: pandas, DuckDB, Comunica, ... (into build/clients)

build/clients/node/installed: requirements/clients-node/package.json requirements/clients-node/package-lock.json
	@mkdir -p $(@D) && cp $^ $(@D)
	npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel error
	@touch $@

build/clients/%/installed: requirements/clients-%.txt
	@rm -rf $(@D)
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --python $(PYTHON) $(@D) && uv pip install --quiet --python $(@D)/bin/python --require-hashes -r $<; \
	else \
	  $(PYTHON) -m venv $(@D) && $(@D)/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r $<; fi
	@touch $@

COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --upgrade -q
lock: ## new versions into the lock files (needs uv and npm)
	$(COMPILE) pyproject.toml --extra mcp --group build -o requirements/serve.txt
	$(COMPILE) pyproject.toml --extra test --extra jelly --extra mcp --extra parquet --extra pdf --extra docx --group build -c requirements/serve.txt -o requirements/test.txt
	for name in python sssom; do $(COMPILE) --group clients-$$name -o requirements/clients-$$name.txt || exit 1; done
	cd requirements/clients-node && rm -f package-lock.json && npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund

clean: ## remove what was installed and built
	rm -rf $(VENV) build dist
