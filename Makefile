# The front door. `make` lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/sh

ifeq ($(shell uname -s),Darwin)
export CPATH := $(shell brew --prefix 2>/dev/null)/include
export LIBRARY_PATH := $(shell brew --prefix 2>/dev/null)/lib
export PKG_CONFIG_PATH := $(shell brew --prefix lapack 2>/dev/null)/lib/pkgconfig:$(shell brew --prefix openblas 2>/dev/null)/lib/pkgconfig
endif

.PHONY: help setup build demo test lint format conformance bench goldens goldens-check clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 16

setup: ## install the system packages that are missing
	@Scripts/setup.sh

build: setup ## build the program in release
	swift build -c release --product equipoise

demo: build ## run the main job on Examples/ and write reports to report/
	@Scripts/demo.sh

test: setup ## build and run every test
	SWIFT_BACKTRACE=enable=no swift test --disable-xctest --explicit-target-dependency-import-check error
	@echo "Done: every test that ran passed. What each suite proves: Documentation/Architecture.md, Evidence."

lint: ## check the format of the sources
	swift format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

format: ## format the sources
	swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

conformance: setup ## run the suites on the public data that EQUIPOISE_CONFORMANCE_DATA names
	SWIFT_BACKTRACE=enable=no swift test --disable-xctest --filter ConformanceTests

bench: setup ## time Equipoise beside R and print the table (needs R with survival and data.table)
	Benchmarks/run.sh

goldens: ## recompute the golden numbers with R and Python
	Validation/regenerate.sh

goldens-check: ## recompute them aside and compare with those committed
	Validation/regenerate.sh --check

clean: ## remove what was built
	rm -rf .build Benchmarks/.build report
