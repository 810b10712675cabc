# Needs git, make and Python 3.11 or newer with venv. PYTHON=python3.12 chooses another Python.

TEST := $(CURDIR)/build/test
RUN := PATH="$(CURDIR)/.venv/bin:$$PATH"
PROGRAMMES = $(shell sed -n '/^programmes:/,/^$$/s/^ *- *//p' params.yaml)
EXAMPLES = $(shell sed -n 's|^ *- data/raw/\([a-z-]*\):.*|\1|p' dvc.yaml)

.PHONY: help report test slow bench lab lock nb clean setup test-data

help:
	@echo "make report   the evaluation reports, from the extracts in data/raw"
	@echo "make test     lint, types, tests, and the outputs of the notebooks against those in git"
	@echo "make slow     the tests that take long: interruptions, the walk-through, whole reports of selections"
	@echo "make bench    what reports cost, in pairs within one run; writes docs/benchmarks.md"
	@echo "make lab      JupyterLab on the notebooks"
	@echo "make nb       execute the notebooks anew and keep their outputs"
	@echo "make lock     requirements.lock, requirements-lab.lock and environment.yml from pyproject.toml"
	@echo "make clean    remove what was made, except the extracts and the environments"

setup:
	@sh tools/set_up.sh .venv requirements.lock

# The folders of dvc.yaml are those of the checkout, whatever FORLOB_DATA says.
report: setup
	@unset FORLOB_DATA failed; $(RUN) dvc repro --keep-going || failed=1; \
	for programme in $(PROGRAMMES); do \
		page="$(CURDIR)/reports/_site/$$programme/index.html"; \
		[ ! -e "$$page" ] || echo "$${failed:+Not complete, see above. }The report: $$page"; \
	done; exit $${failed:-0}

# Each part is run even where one before it failed; then make fails.
test: setup
	@unset failed; $(RUN) ruff check --output-format concise . || failed=1; \
	$(RUN) ruff format --check . || failed=1; \
	$(RUN) mypy --no-error-summary || failed=1; \
	$(MAKE) --no-print-directory test-data || failed=1; \
	$(RUN) pytest tests -m "not slow" -n 2 --dist loadfile || failed=1; \
	FORLOB_DATA="$(TEST)/data" $(RUN) pytest notebooks -n 2 --dist loadscope --nbval --nbval-current-env \
		--nbval-cell-timeout 120 --nbval-sanitize-with tests/nbval_sanitize.cfg -p tests.nbval_numbers || failed=1; \
	exit $${failed:-0}

slow: setup
	@$(RUN) pytest tests -m slow -n 2 --dist loadfile

bench: setup
	@$(RUN) python -m benchmarks

# The examples from their extracts to their reports, beside those of the checkout.
test-data: setup
	@rm -rf "$(TEST)"
	@set -e; for programme in $(EXAMPLES); do \
		$(RUN) python -m examples $$programme "$(TEST)/data/raw/$$programme"; \
		FORLOB_DATA="$(TEST)/data" $(RUN) python -m forlob report $$programme --reports "$(TEST)/site/$$programme"; \
	done

nb: test-data
	@FORLOB_DATA="$(TEST)/data" $(RUN) python -m tools.notebooks
	@cp "$(TEST)/site/kvik/figures/programme-shares-by-project-1.svg" docs/self-supporting.svg

lab:
	@sh tools/set_up.sh .venv-lab requirements-lab.lock
	@ls -d data/processed/*/registers > /dev/null 2>&1 || $(MAKE) report
	@PATH="$(CURDIR)/.venv-lab/bin:$$PATH" jupyter lab notebooks

lock: setup
	@$(RUN) python -m pip install -q -q --no-build-isolation --editable ".[dev]"
	@$(RUN) python -m tools.lock $(if $(UPGRADE),--upgrade)

clean:
	rm -rf build dist reports/_* .pytest_cache .ruff_cache .hypothesis .dvc/tmp
	find data/processed -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -not -path './.venv*' -prune -exec rm -rf {} +
