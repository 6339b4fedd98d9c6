# `make run` and `make test` are all that a new machine needs; see README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PO := pora/locale/en.po
# What to do when a step fails, on one line; the exit code stays that of a failure.
OR_DOCTOR := || { echo "Gagal. Periksa dengan: $(BIN)/python -m etl doctor (failed; this tells the next step)" >&2; exit 1; }

.PHONY: run demo bundle test quick check format lock bench messages look

run: $(VENV)/.run
	@test -f "$${PORA_DATA_DIR:-data}/warehouse/CURRENT" || $(BIN)/python -m etl build $(OR_DOCTOR)
	@$(BIN)/python -m streamlit run dashboard.py $(OR_DOCTOR)

# The sample at Kudus, March 2024, in a data folder of its own.
demo: $(VENV)/.run
	@$(BIN)/python deploy/demo.py $(OR_DOCTOR)

# One archive for a machine without internet, in dist/. Another kind: make bundle FOR="windows 3.13"
bundle: $(VENV)/.run
	$(BIN)/python deploy/bundle/make_bundle.py $(FOR)

test: $(VENV)/.test check
	$(BIN)/python -m pytest $(if $(CI),--durations=25)

quick: $(VENV)/.test check
	QUICK=1 $(BIN)/python -m pytest --ignore=tests/browser

check: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy

format: $(VENV)/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/.test
	$(BIN)/uv pip compile -q --generate-hashes --no-header --python-version 3.11 --universal requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --generate-hashes --no-header --python-version 3.11 --universal requirements-dev.in -o requirements-dev.txt
	$(BIN)/uv pip compile -q --generate-hashes --no-header --python-version 3.11 --universal requirements-spark.in -o requirements-spark.txt

# A new source text appears at the end of the catalogue with an empty translation. No text is moved or taken out, since
# Babel does not see those in f-strings and in lists of constants.
messages: $(VENV)/.run
	$(BIN)/pybabel -q extract -k col:2 -k _n:1,1 --no-location --sort-output -o $(PO)t dashboard.py pora etl pages
	$(BIN)/python -m pora.locale.new_texts $(PO)t $(PO)
	@rm $(PO)t

# The pictures that tests compare pages with, those of the manuals among them. Look at each one before it is committed.
look: $(VENV)/.test
	RENEW_LOOK=1 $(BIN)/python -m pytest tests/browser/test_every_page.py tests/browser/test_manual_pictures.py -k "looks_as_it_did or shows_the_page"

bench: $(VENV)/.test
	$(BIN)/python bench/load.py
	$(BIN)/python bench/pages.py
	$(BIN)/python bench/deck.py
	$(BIN)/python bench/export.py 1000000

$(VENV)/bin/python:
	@$(PYTHON) etl/python_version.py
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install -q --disable-pip-version-check --no-compile --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.test: requirements-dev.txt tests/install_programs.sh | $(VENV)/.run
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt -r requirements-dev.txt
	sh tests/install_programs.sh
	@touch $@
