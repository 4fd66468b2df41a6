# The project's verbs. Each installs the packages that it needs; VERBOSE=1 shows the output of every step.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
MAKEFLAGS += --no-print-directory

step := @Scripts/step.sh
python := .venv/bin/python
release := .build/release/reconcile
chaos := .build/release/chaos
# Run as it is, because 'swift test' keeps other builds waiting until it ends.
unit_tests := .build/debug/reconcilePackageTests.xctest
prefix ?= /usr/local

# The published test vectors of the signature, if they are beside the repository.
ifneq ($(wildcard ../shared/data/sigv4/.),)
export SIGV4_VECTORS ?= $(abspath ../shared/data/sigv4)
endif

.PHONY: build demo test checks lint release unit-tests end-to-end fuzz sanitize bench chaos chaos-build chaos-part \
	instance-types operations man docs install dist clean libraries venv

libraries:
	@Scripts/install-dependencies.sh

venv:
	@Scripts/install-dependencies.sh python

## build: a debug build
build: libraries
	$(step) "debug build" swift build

release: libraries
	$(step) "release build" swift build -c release --static-swift-stdlib --product reconcile

## demo: the guide's two environments in a simulated account, applied, planned again and shown
demo: release
	@Scripts/demo.sh $(release)

## test: all tests and checks
test: venv lint
	$(step) "debug build, tests included" swift build --build-tests
	@$(MAKE) -j2 unit-tests checks
	@$(MAKE) -j2 end-to-end chaos-part
	@printf 'ok    all tests passed\n'

# What runs beside the unit tests: a release build takes one core most of the time.
checks: release
	$(step) "linkage of the release build" $(python) Scripts/check-linkage.py $(release)
	$(step) "schema is fresh" Scripts/check-schema.sh $(release)
	@$(MAKE) chaos-build
	$(step) "documentation" Scripts/build-docs.py .build/docs
	$(step) "broken files and answers" .build/debug/FuzzRunner --seconds 10

## lint: format, layering, words and generated operations
lint: venv
	$(step) "format" swift format lint --strict --parallel --recursive Sources Tests Package.swift
	$(step) "imports" Scripts/check-imports.py
	$(step) "words" Scripts/check-words.py
	$(step) "operations are fresh" $(python) Scripts/generate-aws-operations.py --check

unit-tests: venv
	$(step) "unit tests" env PYTHONPATH=Tests MOTO_DELAY=8 $(python) -m Moto.launcher --run \
		$(unit_tests) --testing-library swift-testing

end-to-end: venv
	$(step) "printer of user data" swift build --product UserDataPrinter
	$(step) "end to end, against moto" env RECONCILE_BIN=$${RECONCILE_BIN:-$(release)} $(python) -m pytest -q -n 8 --dist worksteal Tests/Python

## fuzz: each reader of outside input for ten minutes, with the address sanitizer; TARGETS='answers plans'
fuzz:
	$(step) "sanitized build of the runner" swift build -c release --sanitize=address --scratch-path .build-asan \
		--product FuzzRunner
	@Scripts/fuzz.sh .build-asan/release/FuzzRunner $${SECONDS_TO_FUZZ:-600} $(TARGETS)

## sanitize: the unit tests under the address and the thread sanitizer
sanitize: venv
	$(step) "address sanitizer" env PYTHONPATH=Tests \
		LSAN_OPTIONS=suppressions=$(CURDIR)/Scripts/leak-suppressions.txt:print_suppressions=0 $(python) -m Moto.launcher --run \
		swift test --disable-xctest --sanitize=address --scratch-path .build-asan
	$(step) "thread sanitizer" env PYTHONPATH=Tests $(python) -m Moto.launcher --run \
		swift test --disable-xctest --sanitize=thread --scratch-path .build-tsan

## bench: start-up, validate of 1000 environments, and the requests, round trips and memory of a plan of 50
bench: release
	@Scripts/install-dependencies.sh bench
	@PYTHONPATH=Tests:Tests/Python $(python) Scripts/bench.py $(release)

## instance-types: the built-in table of EC2 instance types, from the data that the pinned moto carries
instance-types: venv
	@$(python) Scripts/generate-instance-types.py

## operations: the AWS operations of Sources/AWSOperations/operations.yaml, from botocore's models
operations: venv
	@$(python) Scripts/generate-aws-operations.py

chaos-build: libraries
	$(step) "release build of chaos" swift build -c release --static-swift-stdlib --product chaos

## chaos: deaths before and after every call, second writers and faults, for nine minutes; ARGS='…' replays a case
chaos: chaos-build
	@$(chaos) $(ARGS)

# The same cases each time: every n-th case of two seeds.
chaos-part: chaos-build
	$(step) "chaos, a fixed part" $(chaos) --seeds 2 --every 23

## man: the man pages, in .build/share/man/man1
man: release
	$(step) "man pages" Scripts/generate-man-pages.py $(release) .build/share/man/man1

## docs: the documentation of the library targets, in .build/docs; a warning is an error
docs: libraries
	$(step) "debug build" swift build
	$(step) "documentation" Scripts/build-docs.py .build/docs

## install: the release build, its man pages and its completion scripts below $(prefix)
install: release
	@Scripts/install.sh $(release) $(DESTDIR)$(prefix)

## dist: a tarball, a .deb, a wheel, the SBOM and checksums for this machine's architecture, in .build/dist
dist: venv release
	@rm -rf .build/dist
	$(step) "tarball, .deb and wheel" $(python) Scripts/make-dist.py $(release) .build/dist
	@ls .build/dist

## clean: removes the build, not your files
clean:
	rm -rf .build .build-asan .build-tsan .venv .reconcile/demo.json
