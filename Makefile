# One command a task; CI calls the same ones. `make help` lists them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
NODE_BIN := node_modules/.bin
# uv installs from hash-checked locks. A machine without it gets it inside the project's environment.
UV     := $(or $(shell command -v uv),$(BIN)/uv)
# Wheels that this machine keeps in a folder of its own (pip's setting) are good for uv too.
export UV_FIND_LINKS ?= $(PIP_FIND_LINKS)
# Each core takes whole files of tests, which may share a site or a browser, in the order of the
# folders: by the number of tests, the file that runs all notebooks came last, on one core alone.
PYTEST := $(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder
INSTALL := $(UV) pip install --quiet --compile-bytecode --python $(BIN)/python
# The projects that `make bench` compares with; its packages never mix with ours.
BENCH  := .venv-bench

.DEFAULT_GOAL := help
.PHONY: help serve build pdf lint test test-quick check execute generate bench bench-search lighthouse lock clean

help: ## List the commands
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/.site ## Build the site and serve it on http://127.0.0.1:8000 with live reload; elsewhere with make serve PORT=8001
	$(BIN)/booksite serve $(if $(PORT),--port $(PORT))

build: $(VENV)/.site ## Build the site into site/; a failed build leaves the old one as it was
	$(BIN)/booksite build

pdf: build $(VENV)/.browser ## Print the whole site as one PDF for each language, into pdf/
	$(BIN)/booksite pdf

check: $(VENV)/.site ## Check data, notebooks and generated text: all faults with file, line and remedy
	$(BIN)/booksite check

lint: $(VENV)/.test node_modules/.installed ## Check style, types and the rooms' imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --cache-dir .cache/import-linter
	$(NODE_BIN)/biome check --error-on-warnings
	$(NODE_BIN)/tsc
	$(NODE_BIN)/tsc --project tsconfig.worker.json
	node --test tests/javascript/*.test.js

# What stands here is checked and built first: an author's mistake is told in seconds, and the
# copies that tests make find every notebook converted.
test: lint check build $(VENV)/.execute $(VENV)/.browser ## Run lint, types and all tests
	$(PYTEST)

test-quick: lint check ## Run lint, types and the tests that need no built site, browser or kernel
	$(PYTEST) --ignore tests/site --ignore tests/browser --ignore tests/running

execute: $(VENV)/.execute ## Run notebooks and store their outputs: make execute [NB=ch08_dl] [QUICK=1]
	$(BIN)/booksite execute $(NB) $(if $(QUICK),--quick)

generate: $(VENV)/.site ## Write what is derived: tables of the READMEs, badges of the notebooks, schemas of the data
	$(BIN)/booksite generate

bench: $(VENV)/.browser $(BENCH)/.installed node_modules/.bench ## Measure builds and pages beside two other stacks, on a machine that does nothing else; writes bench/results/build.*
	$(BIN)/python -m bench

bench-search: build $(VENV)/.browser ## Measure the search: what is found, bytes, time; writes bench/results/search.*
	$(BIN)/python -m tests.search.bench

lighthouse: build $(VENV)/.browser node_modules/.bench ## Let Lighthouse judge the home page and the longest chapter; fails below the aims
	$(BIN)/python -m bench.lighthouse

lock: $(VENV)/.site ## Resolve pyproject.toml into requirements/; newest versions with make lock UPGRADE=1
	scripts/lock $(UV) $(if $(UPGRADE),--upgrade)

clean: ## Remove the site, the caches and the environment
	rm -rf site .site.new pdf .cache $(VENV) $(BENCH) node_modules

# --- environments: each stamp stands for one lock that is installed -------------------------

# Programs in an environment know the folder that it was made in: a moved one is made anew.
MOVED := $(shell [ ! -e $(VENV)/.created ] || [ "$$(cat $(VENV)/.created)" = "$$(pwd -P)" ] || echo moved)
.PHONY: FORCE

$(VENV)/.created: $(if $(MOVED),FORCE)
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is %s. Try: make PYTHON=python3.12 ..." % sys.version.split()[0])'
	rm -rf $(VENV) $(BENCH)
	$(PYTHON) -m venv $(VENV)
	command -v uv >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	pwd -P > $@

$(VENV)/.site: $(VENV)/.created requirements/site.txt pyproject.toml
	$(INSTALL) --require-hashes -r requirements/site.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.test: $(VENV)/.site requirements/test.txt
	$(INSTALL) --require-hashes -r requirements/test.txt
	touch $@

$(VENV)/.execute: $(VENV)/.site requirements/execute.txt requirements/torch.txt
	$(INSTALL) --require-hashes -r requirements/execute.txt
	$(INSTALL) -r requirements/torch.txt
	scripts/install-graphviz
	touch $@

$(VENV)/.browser: $(VENV)/.test scripts/install-browser
	scripts/install-browser $(BIN)/playwright
	touch $@

node_modules/.installed: package-lock.json
	scripts/install-node
	npm ci --omit=dev --no-audit --no-fund
	touch $@

# Lighthouse and MathJax weigh more than all the rest.
node_modules/.bench: package-lock.json
	scripts/install-node
	npm ci --no-audit --no-fund
	touch node_modules/.installed $@

$(BENCH)/.installed: $(VENV)/.created requirements/bench.txt
	$(BIN)/python -m venv $(BENCH)
	$(UV) pip install --quiet --compile-bytecode --python $(BENCH)/bin/python --require-hashes -r requirements/bench.txt
	touch $@
