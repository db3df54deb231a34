# make run        read data/disclosures and write reports/
# make test       lint, types, import contract, tests, notebooks
# make test-fast  the same without what starts processes, browsers or whole runs
# make cover      all tests, with the floor of coverage
# make bench      speed ratios
# make faults     kills, full disks, damaged caches …: what a run must survive, with KILLS=20 kills of each sort
# make fuzz       damaged files through the whole way; CASES=100000 for a long one
# make notebooks  execute the notebooks and keep their output
# make pages      write the pages that are made from the code
# make site       build the pages and notebooks into build/site
# make evidence   write data/evidence anew
# make sample     write reports/sample, the report of the disclosure that comes with the project, anew
# make release    build, check, and try in fresh environments what is published
# make lock       pin the dependencies anew (needs uv)

# The tests start hundreds of processes: what is compiled once is kept.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
BIN := .venv/bin
DISCLOSURES ?= data/disclosures
OUT ?= reports
PROCESSES ?= 3
CASES ?= 1000
KILLS ?= 20

.PHONY: run test test-fast cover lint bench faults fuzz notebooks pages site evidence sample release lock clean

run: .venv/.run
	$(BIN)/analyzer run $(DISCLOSURES) --out $(OUT)

test: lint
	$(BIN)/python -m pytest -n $(PROCESSES) --nbmake tests notebooks

test-fast: lint
	$(BIN)/python -m pytest -n $(PROCESSES) -m "not slow and not bench" tests

cover: .venv/.dev
	$(BIN)/python -m pytest -n $(PROCESSES) --cov --cov-report=term:skip-covered tests

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.dev
	$(BIN)/python -m pytest tests/speed -q -s -n 0 -m bench

faults: .venv/.dev
	ANALYZER_KILLS=$(KILLS) $(BIN)/python -m pytest -v -n $(PROCESSES) \
		tests/pipeline/test_faults.py tests/pipeline/test_isolation.py tests/pipeline/test_exchange.py tests/pipeline/test_store.py

fuzz: .venv/.dev
	$(BIN)/python -m tests.fuzz --cases $(CASES) --jobs $(PROCESSES)

notebooks: .venv/.dev
	$(BIN)/python -m pytest --nbmake --overwrite notebooks

pages: .venv/.dev
	$(BIN)/python -m tests.documentation

evidence: .venv/.dev
	$(BIN)/python -m tests.evidence

sample: .venv/.run
	$(BIN)/analyzer run data/disclosures --out reports/sample --no-cache

site: .venv/.dev pages
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r .ci/requirements-site.lock
	$(BIN)/sphinx-build -q -W --keep-going -b html -c .ci/site notebooks build/site
	@echo build/site/index.html

release: .venv/.dev
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r .ci/requirements-site.lock -r .ci/requirements-release.lock
	$(BIN)/python .ci/release.py

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m venv .venv

# A lock names every package, so nothing is resolved: an older pip would take a release later than the lock
# for `coverage[toml]` and the like, and stop at its missing hash. `pip check` tells what a lock left out.
.venv/.run: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .ci/requirements-dev.lock .venv/.run
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r .ci/requirements-dev.lock
	$(BIN)/python -m pip check
	@touch $@

PIN := uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet

lock:
	$(PIN) pyproject.toml --group build -o requirements.lock
	$(PIN) pyproject.toml --group build --extra dev -c requirements.lock -o .ci/requirements-dev.lock
	$(PIN) --group site -c .ci/requirements-dev.lock -o .ci/requirements-site.lock
	$(PIN) --group release -c .ci/requirements-site.lock -c .ci/requirements-dev.lock -o .ci/requirements-release.lock

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
