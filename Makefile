# make demo  builds the graph of examples/ and serves it; make test runs the tests. Both install what they need into .venv first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
STAMP := $(VENV)/.installed
BUNDLED := $(VENV)/.bundled
HOST ?= 127.0.0.1
PORT ?= 8000
# A process a core and one more, for many tests wait; PYTEST= runs the tests one after the other.
CORES := $(shell nproc 2>/dev/null || sysctl -n hw.ncpu 2>/dev/null || echo 2)
# A file of tests stays in one process, which starts its servers and builds its folders once.
PYTEST ?= -n $(shell expr $(CORES) + 1) --dist loadfile --no-loadscope-reorder
# Extras of pyproject.toml; browser adds what drives Chromium in tests.
EXTRAS ?= dev
INSTALL := packaging/install
# A process that may not write bytecode compiles modules anew at each start, so they are compiled here.
# Left out is what no process of ours loads: tests, what highlights other languages, what installs packages.
COMPILE = $(BIN)/python -m compileall -qq -j 0 -x '[/\\](tests?|lexers|pip|setuptools|pkg_resources)[/\\]' $(VENV)/lib src || true

.DEFAULT_GOAL := help
# The tests that one runs between two edits: what texts mean, the stages on small inputs, the house.
QUICK := tests/values tests/document tests/rdf tests/recognise tests/report tests/store tests/house/test_floors.py
# Other Pythons than that of .venv, for `make pythons`.
PYTHONS ?= python3.12 python3.13

.PHONY: help install bundle demo audit test test-all quick pythons check types format clean wheel try-wheel sbom audit-deps fuzz mutants bench docs

help:
	@echo 'make install   .venv with everything pinned in constraints.txt (PYTHON=python3.12 picks the interpreter)'
	@echo 'make bundle    the query editor and the charts for the pages, from npm packages (part of make install)'
	@echo 'make demo      build the graph of examples/, validate it, serve it on http://$(HOST):$(PORT)'
	@echo 'make audit     check examples/ against the rules, with reports in build/audit/'
	@echo 'make test      the whole test suite (PYTEST="-k money" passes options on)'
	@echo 'make test-all  the suite with the tests that take long'
	@echo 'make quick     lint, types and the fast tests of the stages: under a minute'
	@echo 'make pythons   the fast tests under each of $(PYTHONS) that is installed'
	@echo 'make check     lint, format, types, floors, docs, then the whole test suite'
	@echo 'make format    lint fixes and formatting'
	@echo 'make docs      build/docs/site/: the documentation as a site, every link checked'
	@echo 'make wheel     build/wheel/, with the browser bundle where it can be built'
	@echo 'make try-wheel the wheel in an empty environment, used from another folder'
	@echo 'make sbom      build/sbom/: what ships, as CycloneDX'
	@echo 'make audit-deps  known vulnerabilities of what ships, where the advisory services answer'
	@echo 'make fuzz      inputs at random for readers, parsers, grammars and the guard of queries, goes on where it stopped'
	@echo 'make mutants   the grammars of values changed a place at a time: which change no test notices'
	@echo 'make bench     a small size of everything, ours beside its peers, in some minutes'
	@echo 'make clean     remove what was built; .venv stays'

install: $(STAMP) $(BUNDLED)

# What the program needs, and no more: enough for the demo.
# The build backend comes first and from the same pins, so that the project's own build fetches nothing unpinned.
$(READY): pyproject.toml constraints.txt
	@command -v '$(PYTHON)' >/dev/null || { echo 'No $(PYTHON) found: budgetgraph needs Python 3.11 or newer.' >&2; exit 1; }
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is $$('$(PYTHON)' -V 2>&1); budgetgraph needs Python 3.11 or newer: make install PYTHON=python3.12" >&2; exit 1; }
	test -x $(BIN)/python || '$(PYTHON)' -m venv $(VENV)
	@echo 'Installing what the program needs into $(VENV): about 65 packages ...'
	$(INSTALL) $(BIN)/python hatchling
	$(INSTALL) $(BIN)/python --no-build-isolation -e .
	@echo 'Compiling it ...'
	@$(COMPILE)
	@touch $(READY)

$(STAMP): $(READY)
	@echo 'Installing what developers need ($(EXTRAS)) ...'
	$(INSTALL) $(BIN)/python --no-build-isolation -e '.[$(EXTRAS)]'
	@$(COMPILE)
	@touch $(STAMP)

# What the pages load in a browser. It asks for nothing that is not pinned, and without a network the pages are plain HTML.
$(BUNDLED): $(READY) web/bundle web/build.mjs web/package.json $(wildcard web/*.js)
	PYTHON=$(abspath $(BIN)/python) web/bundle
	@touch $(BUNDLED)

bundle:
	@rm -f $(BUNDLED)
	@$(MAKE) --no-print-directory $(BUNDLED)

demo: $(READY) $(BUNDLED)
	$(BIN)/budgetgraph build examples --out build/demo
	$(BIN)/budgetgraph validate build/demo --fail-on never
	@echo 'Serving build/demo on http://$(HOST):$(PORT) (Ctrl-C stops it)'
	$(BIN)/budgetgraph serve build/demo --check --host $(HOST) --port $(PORT)

# As docs/ci.md tells users to: a violation in the examples fails, reports are left for the CI system to pick up.
audit: $(READY)
	$(BIN)/budgetgraph validate examples --format github --fail-on violation \
		--also build/audit/report.sarif --also build/audit/junit.xml --also build/audit/report.html

test: install
	$(BIN)/python -m pytest $(PYTEST)

test-all: install
	$(BIN)/python -m pytest -m "" $(PYTEST)

quick: install
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --quiet -m 'not slow and not long' $(PYTEST) $(QUICK)

# Each gets an environment of its own beside .venv, with the same pins.
pythons:
	@for python in $(PYTHONS); do \
		if ! $$python -c '' 2>/dev/null; then echo "$$python is not installed: not tested"; continue; fi; \
		echo "== $$($$python -V)"; env=$(VENV)-$$python; \
		test -x $$env/bin/python || $$python -m venv $$env || exit 1; \
		$(INSTALL) $$env/bin/python hatchling && $(INSTALL) $$env/bin/python --no-build-isolation -e '.[dev]' && \
		$$env/bin/python -m pytest --quiet -m 'not slow and not long' $(PYTEST) $(QUICK) || exit 1; \
	done

# The types are checked while the tests run.
check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(MAKE) --no-print-directory -j2 types test

types: install
	$(BIN)/mypy

wheel: install
	$(BIN)/python packaging/wheel.py

try-wheel: install
	$(BIN)/python packaging/wheel.py --try

# What ships is what the wheel brings into an empty environment, and what the bundle is made of.
build/clean/.installed: $(STAMP) $(BUNDLED)
	$(BIN)/python packaging/wheel.py --install
	@touch $@

build/tools/.installed: packaging/tools.txt
	$(PYTHON) -m venv build/tools
	build/tools/bin/python -m pip install -qq --disable-pip-version-check -r packaging/tools.txt
	@touch $@

# Warnings are errors (mkdocs.yml): a link that leads nowhere, a page that no list names.
docs: install
	$(INSTALL) $(BIN)/python 'mkdocs-material>=9.8,<10'
	NO_MKDOCS_2_WARNING=1 $(BIN)/python packaging/docs.py

sbom: build/clean/.installed build/tools/.installed
	@mkdir -p build/sbom
	build/tools/bin/cyclonedx-py environment --output-reproducible --pyproject pyproject.toml -o build/sbom/python.cdx.json build/clean/bin/python
	cd web && npm sbom --sbom-format cyclonedx --package-lock-only --omit dev > ../build/sbom/web.cdx.json
	@$(BIN)/python -c "import json; [print(f'build/sbom/{n}.cdx.json:', len(json.load(open(f'build/sbom/{n}.cdx.json'))['components']), 'packages') for n in ('python', 'web')]"

audit-deps: build/clean/.installed build/tools/.installed
	build/clean/bin/python -m pip freeze --disable-pip-version-check --exclude budgetgraph > build/tools/shipped.txt
	$(BIN)/python packaging/audit.py build/tools/bin/pip-audit build/tools/shipped.txt

# So many seconds of each, and at most so many inputs over all runs; the tally is kept.
FUZZ_SECONDS ?= 300
FUZZ_INPUTS ?= 100000
FUZZ_QUERIES ?= 200000

fuzz: install
	$(BIN)/python benchmarks/fuzz.py --inputs $(FUZZ_INPUTS) --seconds $(FUZZ_SECONDS)
	$(BIN)/python benchmarks/fuzz_guard.py --queries $(FUZZ_QUERIES) --seconds $(FUZZ_SECONDS)

mutants: install
	$(BIN)/python benchmarks/mutants.py --seconds $(FUZZ_SECONDS)

# So many made papers: these take less than ten minutes on two cores that others use as well.
BENCH_PAPERS ?= 6

bench: install
	$(BIN)/python benchmarks/bench.py --papers $(BENCH_PAPERS)

format: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf web/node_modules src/budgetgraph/publish/static/bundle $(BUNDLED)
	rm -rf build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests examples -name __pycache__ -type d -prune -exec rm -rf {} +
