# Requires git, make and Python 3.11 or newer with venv. PYTHON=python3.12 chooses another Python.

TEST := $(CURDIR)/build/test
RUN := PATH="$(CURDIR)/.venv/bin:$$PATH"
PROGRAMMES = $(shell sed -n '/^programmes:/,/^$$/s/^ *- *//p' params.yaml)
EXAMPLES = $(shell sed -n 's|^ *- data/raw/\([a-z-]*\):.*|\1|p' dvc.yaml)

.PHONY: help report test slow bench docs lab lock nb clean setup test-data

help:
	@echo "make report   make the evaluation reports from the extracts in data/raw"
	@echo "make test     check lint, format and types, run the tests, and compare the notebooks with their stored outputs"
	@echo "make slow     run the slow tests: interrupted runs, the walk-through, whole reports of selections"
	@echo "make bench    measure what reports cost and write docs/benchmarks.md"
	@echo "make docs     write docs/measures.md from the declarations of the measures"
	@echo "make lab      open this folder in JupyterLab; ARGS=\"--no-browser --port=8931\" passes options on"
	@echo "make nb       execute the notebooks and store the outputs in tests/notebooks"
	@echo "make lock     make requirements.lock, requirements-lab.lock and environment.yml from pyproject.toml"
	@echo "make clean    remove everything generated except the extracts and the environments"

setup:
	@sh tools/set_up.sh .venv requirements.lock

# dvc.yaml uses the checkout's folders, so FORLOB_DATA is ignored here.
report: setup
	@unset FORLOB_DATA failed; $(RUN) dvc repro --keep-going || failed=1; \
	for programme in $(PROGRAMMES); do \
		page="$(CURDIR)/reports/_site/$$programme/index.html"; \
		[ ! -e "$$page" ] || echo "$${failed:+Not complete, see above. }The report: $$page"; \
	done; exit $${failed:-0}

# Every part runs even if an earlier one failed; make then fails.
test: setup
	@unset failed; $(RUN) ruff check --output-format concise . || failed=1; \
	$(RUN) ruff format --check . || failed=1; \
	$(RUN) mypy --no-error-summary || failed=1; \
	$(MAKE) --no-print-directory test-data || failed=1; \
	$(RUN) pytest tests -m "not slow" -n 2 --dist loadfile || failed=1; \
	FORLOB_DATA="$(TEST)/data" $(RUN) pytest tests/notebooks -n 2 --dist loadscope --nbval --nbval-current-env \
		--nbval-cell-timeout 120 --nbval-sanitize-with tests/nbval_sanitize.cfg -p tests.nbval_numbers || failed=1; \
	exit $${failed:-0}

slow: setup
	@$(RUN) pytest tests -m slow -n 2 --dist loadfile

bench: setup
	@$(RUN) python -m benchmarks

# The examples from extracts to reports, in build/test, apart from the checkout's own.
test-data: setup
	@rm -rf "$(TEST)"
	@set -e; for programme in $(EXAMPLES); do \
		$(RUN) python -m examples $$programme "$(TEST)/data/raw/$$programme"; \
		FORLOB_DATA="$(TEST)/data" $(RUN) python -m forlob report $$programme --reports "$(TEST)/site/$$programme"; \
	done

docs: setup
	@$(RUN) python -m forlob measures --markdown > docs/measures.md

nb: test-data
	@FORLOB_DATA="$(TEST)/data" $(RUN) python -m tools.notebooks
	@cp "$(TEST)/site/kvik/figures/programme-shares-by-project-1.svg" docs/self-supporting.svg

lab:
	@sh tools/set_up.sh .venv-lab requirements-lab.lock
	@ls -d data/processed/*/registers > /dev/null 2>&1 || { \
		echo "No registers yet: making the example reports first (once; it takes a minute or two)"; \
		$(MAKE) --no-print-directory report; }
	@PATH="$(CURDIR)/.venv-lab/bin:$$PATH" \
		JUPYTER_CONFIG_PATH="$(CURDIR)/tools/jupyter$${JUPYTER_CONFIG_PATH:+:$$JUPYTER_CONFIG_PATH}" \
		jupyter lab $(ARGS)

lock: setup
	@$(RUN) python -m pip install -q -q --no-build-isolation --editable ".[dev]"
	@$(RUN) python -m tools.lock $(if $(UPGRADE),--upgrade)

clean:
	rm -rf build dist reports/_* .pytest_cache .ruff_cache .hypothesis .dvc/tmp
	find data/processed -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -not -path './.venv*' -prune -exec rm -rf {} +
