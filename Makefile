# Two commands do everything: `make run` and `make test`. The rest are parts of them; `make help` lists all.
PYTHON ?= python3
STORE ?= sqlite:///data/graph.db
PORT ?= 7687
HTTP_PORT ?= 7474
SEED_INPUTS ?= ../shared/data
# Processes that share the tests: as many as there are cores. `make test` takes one more, for of few tests many wait for a server or
# a browser; each reads all once more.
WORKERS ?= $(shell $(PYTHON) -c "import os; print(os.cpu_count())")
BIN = .venv/bin

PYTEST = $(BIN)/python -m pytest --dist loadscope --no-loadscope-reorder
INSTALL = $(BIN)/python -m pip install -c constraints.txt --build-constraint constraints.txt

.PHONY: run help test thorough check style neo4j seed bench soak notebooks pages wheel clean

run: .venv/installed ## load the seeds into a store that has not had them and serve http://127.0.0.1:8000
	@GRAPH_SERVICE_STORE='$(STORE)' $(BIN)/graph-service load seeds --if-new
	@GRAPH_SERVICE_STORE='$(STORE)' exec $(BIN)/graph-service serve

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Bytecode is kept, though the environment may say otherwise: each of the many programs that tests start would compile anew.
test: export PYTHONDONTWRITEBYTECODE =
test: style .venv/clients/installed ## every check, in some five minutes of two cores; what the tests did not run .coverage.txt tells then
	$(PYTEST) -n $$(($(WORKERS) + 1)) -m "not thorough" -p tests.measuring

thorough: export PYTHONDONTWRITEBYTECODE =
thorough: .venv/installed-dev .venv/clients/installed ## what `make test` leaves out: what takes long, and the like of what it runs in every form
	$(PYTEST) -n $(WORKERS) -m thorough

check: style ## the fast ones: format, lint, imports, types
	$(BIN)/mypy

style: .venv/installed-dev ## format, lint, imports; `make test` proves types beside its tests, for they take longest
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

neo4j: .venv/installed ## a real Neo4j with its Browser on loopback, until Ctrl-C; PORT=7688 HTTP_PORT=7475 where the usual ports are taken
	$(BIN)/python -m graph_service.store.neo4j_server --port $(PORT) --http-port $(HTTP_PORT)

seed: .venv/installed ## rebuild seeds/world and seeds/china from the inputs
	$(BIN)/python -m tools.seed_builder --from $(SEED_INPUTS)
	$(BIN)/python -m tools.seed_manifest

bench: .venv/installed-dev ## measure speed, as ratios against yardsticks of the same run
	$(BIN)/python -m benchmarks

soak: .venv/installed-dev ## what needs longer than a test: kills, load, changes without end; rows of docs/reliability.md
	$(BIN)/python -m tests.soak $(PARTS)

notebooks: .venv/installed-dev ## run every notebook and store what it shows; `make test` says when one shows something else
	$(BIN)/python -m tests.notebooks --write

pages: .venv/installed-dev ## write the pages of docs/ that are made from the code and the seeds, and the manifest of these; a test says when one is stale
	$(BIN)/python -m tools.seed_manifest
	$(BIN)/python -m tests.reference
	$(BIN)/python -m tests.dictionary
	$(BIN)/python -m tests.acceptance
	$(BIN)/python -m tests.worklist
	$(BIN)/python -m tools.register_table tests/earlier_seeds.tar.xz seeds --page
	$(BIN)/python -m tools.place_check --page
	$(BIN)/python -m tools.reading page

wheel: .venv/installed-dev ## build a release, install it in an empty environment and ask it for gaps
	$(PYTHON) tests/wheel_smoke.py

clean: ## throw away the environment, the store and what was built
	rm -rf .venv data dist build

.venv/pip:
	@echo "making an environment in .venv with $(PYTHON): some seconds without a word"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -c constraints.txt --upgrade pip
	touch $@

.venv/installed: .venv/pip pyproject.toml constraints.txt
	@echo "installing what the service needs into .venv: a minute or two, the last part of it without a word"
	$(INSTALL) -e .
	touch $@

.venv/installed-dev: .venv/installed
	@echo "installing what the tests need into .venv: a minute or two, the last part of it without a word"
	$(INSTALL) --group dev
	touch $@

# Generators of clients, for the tests that ask through what they make; npm's part is left out where there is no npm.
.venv/clients/installed: .venv/pip tests/clients/requirements.txt tests/clients/package.json tests/clients/package-lock.json
	@echo "installing the generators of clients into .venv/clients: half a minute, without a word"
	$(PYTHON) -m venv .venv/clients
	.venv/clients/bin/python -m pip install -r tests/clients/requirements.txt
	cp tests/clients/package.json tests/clients/package-lock.json .venv/clients/
	if command -v npm >/dev/null; then npm ci --prefix .venv/clients --silent --no-audit --no-fund; fi
	touch $@
