# Two commands do everything on a fresh machine with Python 3.11 to 3.13: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= auto

.PHONY: demo test servers check format bench accuracy clean

.venv/run: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/dev: .venv/run
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

demo: .venv/run  ## What eight short articles corroborate and contradict
	$(BIN)/kg corroborate examples/*.txt

test: .venv/dev  ## All tests that need no server
	$(BIN)/python -m pytest -n $(WORKERS) -m "not eval" --cov --cov-report=term:skip-covered

servers: .venv/dev  ## Tests against real servers: Neo4j, Fuseki; needs Java and Maven
	tests/servers/requirements.sh
	npm install --silent --no-audit --no-fund --no-package-lock --prefix tests/queries/lint
	$(BIN)/python -m pytest tests/queries/test_lint.py
	$(BIN)/python -m pytest -m server

accuracy: .venv/dev  ## The accuracy gate, on the corpora beside the project
	$(BIN)/python -m pytest -n $(WORKERS) -m eval

check: .venv/dev  ## Format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/dev  ## Time and memory, against what the documents promise
	$(BIN)/python -m bench

clean:
	rm -rf .venv build dist *.egg-info .coverage .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
