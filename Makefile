# Everything runs from a virtual environment in .venv; a target makes what it needs.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
export HF_HUB_OFFLINE = 1
export GRADIO_ANALYTICS_ENABLED = False
export TOKENIZERS_PARALLELISM = false

WHEEL = wheelhouse/.venv/bin/python -m pip --disable-pip-version-check wheel --quiet --wheel-dir wheelhouse --constraint constraints.txt
define INSTALL
Put this folder into a copy of the repository on the host that has no network. There, in the repository:

    (cd wheelhouse && sha256sum --check --quiet SHA256SUMS)
    export PIP_NO_INDEX=1 PIP_FIND_LINKS="$$PWD/wheelhouse"
    make run

Where there is no make, in place of its line:

    python3 -m venv .venv
    .venv/bin/python -m pip install --constraint constraints.txt --editable .
    .venv/bin/rag serve

endef
export INSTALL

.PHONY: help setup run demo test check format lint types evals bench train audit screenshots mutants records adversary prove licences sbom wheelhouse clean

help: ## say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/ready ## install, and build the index if it is missing or stale
	@$(BIN)/rag index

run: .venv/ready ## set up, then serve the chat at http://127.0.0.1:7860 (RAG_HOST, RAG_PORT)
	@$(BIN)/python app.py

demo: .venv/ready ## serve the assistant, and at the next port an intranet-like page that embeds it
	@$(BIN)/python docs/demo/serve.py

# Two at a time, each file by one of them: most wait for a browser, a server or a process of their own.
test: .venv/ready-tests ## run the tests (the browser's too, where chromium is installed)
	@$(BIN)/rag index
	$(BIN)/python -m pytest --numprocesses=2 --dist=loadfile

check: .venv/ready-tests ## what CI runs: format, lint, types, evals against the baseline, tests
	@$(BIN)/rag index
	$(MAKE) --jobs=2 --output-sync=target lint types evals
	$(MAKE) test

mutants: .venv/ready-tests ## try a fixed list of small changes, each of which must fail a unit test
	$(BIN)/python tests/mutants/run.py

records: .venv/ready-tests ## write tests/data/records.jsonl anew, where answers have been changed on purpose
	@$(BIN)/rag index
	$(BIN)/python tests/test_records.py

# Its tests are among those of make test, so that make check, and CI, run each of them once.
adversary: .venv/ready-tests ## send what a hostile stranger would, on loopback, and say what was held
	@$(BIN)/rag index
	$(BIN)/python tests/adversary/run.py

# Three replicas and nginx in it: Debian's nginx-light and chromium. PROVE=--full for all of it, PROVE='--only kills' for a part.
prove: .venv/ready-tests ## try load and faults on real processes: replicas behind nginx, kill -9, fuzzed requests, a crowd
	@$(BIN)/rag index
	$(BIN)/python tests/prove/run.py $(PROVE)

format: .venv/ready-tests ## put the code in its format
	$(BIN)/ruff format src tests bench deploy docs app.py setup.py
	$(BIN)/ruff check --fix src tests bench deploy docs app.py setup.py

lint: .venv/ready-tests ## format and lint, changing nothing
	$(BIN)/ruff format --check src tests bench deploy docs app.py setup.py
	$(BIN)/ruff check src tests bench deploy docs app.py setup.py

types: .venv/ready-tests ## check types
	$(BIN)/mypy

evals: .venv/ready ## measure the answers and compare with evals/baseline.json
	$(BIN)/rag evaluate

bench: .venv/ready-bench ## measure speed, memory and weight, and write docs/performance.md
	@$(BIN)/rag index
	$(BIN)/python -m bench

train: .venv/ready-tests ## train the adapter and calibrate the judge, then rebuild the index
	$(BIN)/rag train
	@$(BIN)/rag index

audit: .venv/ready ## look the pinned versions up among known vulnerabilities (needs the internet)
	$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	.venv/audit/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip

licences: .venv/ready-tests ## print the licence of all that a replica has installed, held against deploy/licences.toml
	$(BIN)/python -m deploy.licences

sbom: .venv/ready-ship ## write sbom.cdx.json, a CycloneDX list of all that a replica has installed
	$(BIN)/python -m deploy.sbom

screenshots: .venv/ready-tests ## take the pictures in docs/ anew (needs chromium)
	$(BIN)/python docs/screenshots.py

# pip's own bundled copy of an empty environment downloads, so that nothing is installed for it. torch comes first, from where
# PIP_EXTRA says; the second command finds it in the folder. setuptools is what the other host builds the editable install with.
wheelhouse: ## download all that a host without a network installs from, into wheelhouse/
	rm -rf wheelhouse build
	$(PYTHON) -m venv wheelhouse/.venv
	$(WHEEL) $(PIP_EXTRA) torch==2.13.0
	$(WHEEL) --find-links wheelhouse . 'setuptools>=77'
	rm -rf wheelhouse/.venv build
	cp constraints.txt wheelhouse/
	@echo "$$INSTALL" > wheelhouse/INSTALL.txt
	@$(PYTHON) -c 'import platform as p, sys; print("Made for Python %d.%d, %s, %s, %s %s." % (*sys.version_info[:2], p.system(), p.machine(), *p.libc_ver()))' >> wheelhouse/INSTALL.txt
	@cd wheelhouse && sha256sum *.whl constraints.txt > SHA256SUMS && du -sh .

clean: ## remove the environment and the built index
	rm -rf .venv index/[0-9a-f]??????????? index/built

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) install --quiet --constraint constraints.txt $(PIP_EXTRA) torch==2.13.0
	$(PIP) install --quiet --constraint constraints.txt --editable .
	@touch $@

.venv/ready-tests: .venv/ready
	$(PIP) install --quiet --constraint constraints.txt --editable '.[train,test,check]'
	@touch $@

.venv/ready-bench: .venv/ready-tests
	$(PIP) install --quiet --constraint constraints.txt --editable '.[bench]'
	@touch $@

.venv/ready-ship: .venv/ready
	$(PIP) install --quiet --constraint constraints.txt --editable '.[ship]'
	@touch $@
