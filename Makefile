# make        install into .venv, build the graph from seeds/, print three answers
# make test   install what tests need and run them
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
EXTRAS := read,zh,check,tables,plot,search,web,mcp
GRAPH  := graph
OUT    := exports
SEED   ?= 7
LOCK   := release/requirements.txt
COVERED := 92
WATCHED := 'kg/publish/*,kg/query/guard.py,kg/query/tokens.py,kg/query/engine.py,kg/query/worker.py,kg/query/child.py,kg/templates/binding.py,kg/templates/values.py,kg/reading/decode.py,kg/reading/likeness.py,kg/reading/mojibake.py'
KG     := $(BIN)/kg
QUIET  := -qq --no-compile --disable-pip-version-check

.DEFAULT_GOAL := all
.PHONY: all build answers test heavy coverage torture release lock locked lint type format docs site web bench learn clean

all: answers

# -- install ------------------------------------------------------------------------------------------------------

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "kg needs Python 3.11 or newer ($(PYTHON) is $$($(PYTHON) --version 2>&1 || echo missing))."; \
	  echo "  Install one, then say which: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "The module venv of $(PYTHON) is missing."; \
	  echo "  On Debian and Ubuntu: sudo apt install python3-venv   then run make again."; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { echo "Making $(VENV) …"; $(PYTHON) -m venv --clear $(VENV); }
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	@echo "Installing kg and what it stands on into $(VENV) (about a minute) …"
	@$(BIN)/python -m pip install $(QUIET) -e '.[$(EXTRAS)]'
	@touch $@

$(VENV)/.tested: $(VENV)/.made pyproject.toml
	@echo "Installing what the tests need into $(VENV) …"
	@$(BIN)/python -m pip install $(QUIET) -e '.[test]'
	@touch $@ $(VENV)/.installed

$(VENV)/.dev: $(VENV)/.tested
	@$(BIN)/python -m pip install $(QUIET) -e '.[dev]'
	@touch $@

# What CI and development install where the lock fits: the versions and hashes of $(LOCK), nothing else.
locked: $(VENV)/.made
	@$(BIN)/python -m pip install $(QUIET) --require-hashes -r $(LOCK)
	@$(BIN)/python -m pip install $(QUIET) --no-deps --no-build-isolation -e .
	@touch $(VENV)/.installed $(VENV)/.tested $(VENV)/.dev

lock: $(VENV)/.dev
	@$(BIN)/python -m release.lock > $(LOCK).new && mv $(LOCK).new $(LOCK)

release: $(VENV)/.dev
	@$(BIN)/python -m release

# -- the graph and three answers ----------------------------------------------------------------------------------

build: $(VENV)/.installed
	@$(KG) build seeds -o $(GRAPH)

answers: build
	@mkdir -p $(OUT)
	@$(KG) export gexf --graph $(GRAPH) -o $(OUT)/district.gexf
	@$(KG) export turtle --graph $(GRAPH) -o $(OUT)/district.ttl
	@echo; $(KG) ask tenants-of-parks --graph $(GRAPH) --district 崂山区 --columns park,tenant,since,status,evidence
	@echo; $(KG) ask promises --graph $(GRAPH) --year 2024 --sort outcome --limit 20 \
	    --columns subject,event,measure,due,outcome,moved_to,stated_in,evidence
	@echo; $(KG) ask key-projects-by-year --graph $(GRAPH) --area 崂山区
	@echo; echo "Graph   $(GRAPH)/        ($(BIN)/kg show 崂山区 · $(BIN)/kg ask)"
	@echo "Gephi   $(OUT)/district.gexf"
	@echo "RDF     $(OUT)/district.ttl"

# -- tests and checks ---------------------------------------------------------------------------------------------

test: $(VENV)/.tested
	@$(BIN)/python -m pytest -q

heavy: $(VENV)/.dev
	@$(BIN)/python -m pytest -q -m heavy

# Branches that the tests take, in the children that read and answer too. What is killed at once tells nothing of what it ran.
coverage: $(VENV)/.tested
	@$(BIN)/python -m coverage run -m pytest -q
	@$(BIN)/python -m coverage combine -q
	@$(BIN)/python -m coverage report --fail-under=$(COVERED)
	@$(BIN)/python -m coverage report --fail-under=100 --include=$(WATCHED)

torture: $(VENV)/.tested
	@$(BIN)/python -m tests.torture --seed $(SEED)

lint: $(VENV)/.dev
	@$(BIN)/ruff check .

type: $(VENV)/.dev
	@$(BIN)/mypy

format: $(VENV)/.dev
	@$(BIN)/ruff check --fix .

docs: $(VENV)/.installed
	@$(BIN)/python -m kg.cli.reference > docs/cli.md
	@$(BIN)/python -m kg.templates.listing > docs/templates.md
	@$(BIN)/python -m kg.rdf.page > docs/ontology.md
	@$(BIN)/python docs/refresh.py

site: $(VENV)/.dev
	@$(BIN)/mkdocs build --strict -q

# The parts of the page that draws the whole network; without them the server draws it.
VENDOR := kg/web/static/vendor
web:
	@command -v npm >/dev/null || { echo "make web needs npm (apt install npm); the pages work without what it brings"; exit 1; }
	@cd web && npm ci --omit=dev --silent
	@mkdir -p $(VENDOR)
	@cp web/node_modules/sigma/dist/sigma.min.js web/node_modules/graphology/dist/graphology.umd.min.js $(VENDOR)/
	@cp web/node_modules/sigma/LICENSE.txt $(VENDOR)/LICENSE.sigma 2>/dev/null || true
	@cp web/node_modules/graphology/LICENSE.txt $(VENDOR)/LICENSE.graphology 2>/dev/null || true

bench: $(VENV)/.installed
	@$(BIN)/python -m benchmarks.facts
	@$(BIN)/python -m benchmarks.news

# What the network's head and the clues weigh, from the gold: an hour of one core; needs torch (pip install torch).
PROPOSALS := $(OUT)/proposals.json
learn: $(VENV)/.tested
	@mkdir -p $(OUT)
	@$(BIN)/python -m benchmarks.learn.names --all --folds 3 --proposals $(PROPOSALS)
	@$(BIN)/python -m benchmarks.learn.names --all
	@for what in judge forms; do $(BIN)/python -m benchmarks.learn.$$what --all --proposals $(PROPOSALS); done
	@$(BIN)/python -m benchmarks.learn --all --proposals $(PROPOSALS)

clean:
	@rm -rf $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
