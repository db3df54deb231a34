# make run        read data/disclosures and write reports/
# make test       lint, types, import contract, tests, notebooks
# make bench      speed ratios and the benchmark of seeded errors
# make fuzz       damaged files through the whole way; CASES=100000 for a long one
# make notebooks  execute the notebooks and keep their output
# make lock       pin the dependencies anew (needs uv)

PYTHON ?= python3
BIN := .venv/bin
DISCLOSURES ?= data/disclosures
OUT ?= reports
PROCESSES ?= 2
CASES ?= 1000

.PHONY: run test lint bench fuzz notebooks lock clean

run: .venv/.run
	$(BIN)/analyzer run $(DISCLOSURES) --out $(OUT)

test: lint
	$(BIN)/python -m pytest -n $(PROCESSES) --nbmake tests notebooks

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.dev
	$(BIN)/python -m pytest tests/speed -q -s -n 0 -m bench

fuzz: .venv/.dev
	$(BIN)/python -m tests.fuzz --cases $(CASES) --jobs $(PROCESSES)

notebooks: .venv/.dev
	$(BIN)/python -m pytest --nbmake --overwrite notebooks

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m venv .venv

.venv/.run: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .ci/requirements-dev.lock .venv/.run
	$(BIN)/python -m pip install --quiet --require-hashes -r .ci/requirements-dev.lock
	@touch $@

PIN := uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet

lock:
	$(PIN) -o requirements.lock
	$(PIN) --extra dev -c requirements.lock -o .ci/requirements-dev.lock

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
