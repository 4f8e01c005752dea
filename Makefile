# Each target makes its own environment in .venv; nothing else of the machine is touched but what pip caches.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= ../shared/data
N ?= 1000
LOCK := --universal --python-version 3.11 --generate-hashes --no-header --quiet
# The theme prints its maker's notice at every build; it is known (docs/design.md).
export NO_MKDOCS_2_WARNING = 1

.PHONY: help site docs serve test lint fix bench bench-site bench-page measure messages lock clean

help:  ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: .venv/ready  ## Build the summaries and write the site to site/
	$(BIN)/digest build || [ $$? -eq 1 ] # 1: a file is reported; the others are published (docs/settings.md, strict)
	$(BIN)/mkdocs build

docs: .venv/ready  ## Write the documentation as a site of its own to site/docs/
	$(BIN)/mkdocs build --strict --config-file docs.yml

serve: .venv/ready  ## Serve the site live: a saved article, summary or template shows at once
	$(BIN)/mkdocs serve

test: .venv/ready lint  ## Run every check and every test
	$(BIN)/pytest -n auto

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/ready  ## Format, and mend what the linter can mend by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

measure: .venv/ready  ## Measure quality on the research data (DATA=folder): figures, floors, changes since the last record
	$(BIN)/python -m tests.eval.gate --data $(DATA)

bench: .venv/ready  ## Measure speed
	$(BIN)/python -m tests.eval.speed

bench-site: .venv/ready  ## Measure the site beside plain Material pages and other programs that are installed (N=1000 summaries)
	$(BIN)/python -m tests.eval.site_speed $(N)

messages: .venv/ready  ## Bring the packaged message files up to date with what the code and templates say
	$(BIN)/python -m training.messages

bench-page: .venv/ready  ## Measure pages on a throttled phone, and the first answer of the search (N=200 summaries)
	$(BIN)/python -m tests.eval.page_speed $(N)

lock: .venv/ready  ## Bring requirements.lock, and what a new digest installs, up to date with pyproject.toml
	$(BIN)/uv pip compile $(LOCK) --all-extras --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile $(LOCK) --extra pdf --extra search --constraint requirements.lock --output-file digest/starter/requirements.txt pyproject.toml

clean:  ## Remove what was made
	rm -rf .venv .cache site

# --require-hashes: what is installed is what was reviewed.
.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
