# make run      build the release server and start it; its flags go in ARGS, as in: make run ARGS="--port 9090"
# make test     build and run every test
# make build    build the release server: .build/release/cuakhau
# make contract build the release server and hold its answers against its OpenAPI description
# make check    formatting rules, and imports against the declared dependencies
# make format   rewrite the sources by the formatting rules
# make bench    build the release server and measure it beside nginx; BENCH_ROUNDS=1 BENCH_SECONDS=1 for a short look,
#               BENCH_ONLY="keep-alive tls" for some scenarios only
# make bench-instructions   count the instructions of a request with callgrind
# make bench-live   build the release server and measure writes, streams and starts; BENCH_LIVE="--short" for a look
# make durability   build the release server and kill it over and over: nothing acknowledged is lost; ROUNDS=10 for a look
# make bench-query build the release server and measure questions over a million records beside Datasette and DuckDB;
#               BENCH_RECORDS=20000 QUERY_ROUNDS=1 for a short look
# make storm    build the release server and attach thousands of slow and idle clients; STORM="--slow 500" for fewer
# make fuzz     build the fuzz targets and run each for a minute; FUZZ_SECONDS=5 for another time
# make sanitize run the tests of what holds memory by hand or shares it under the address and the thread sanitizer;
#               SANITIZERS=address for one of them
# make clean    remove everything that was built
# make help     show this list
#
# run, test, build, contract, check, the benchmarks, durability and storm set the machine up by themselves: see .ci/setup.

SWIFT ?= swift
ARGS ?=
SOURCES := Package.swift Sources Tests

BENCH_ROUNDS ?= 7
BENCH_SECONDS ?= 3
BENCH_ONLY ?=
BENCH_RECORDS ?= 1000000
QUERY_ROUNDS ?= 3

BENCH_LIVE ?=

ROUNDS ?= 200

STORM ?=

FUZZ_SECONDS ?= 60
FUZZ_BUILD := .build/fuzz
FUZZ_TARGETS := Request Query Filter JSON

SANITIZERS ?= address thread

.PHONY: help setup run test build contract check bench bench-instructions bench-live bench-query durability storm \
        format fuzz sanitize clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

setup:
	@SWIFT="$(SWIFT)" .ci/setup

build: setup
	$(SWIFT) build --configuration release --product cuakhau

run: build
	@exec .build/release/cuakhau serve $(ARGS)

test: setup
	$(SWIFT) test --disable-xctest --no-parallel

contract: build
	@Tests/Contract/run.sh

bench: build
	@Tests/Benchmarks/run.sh speed --rounds $(BENCH_ROUNDS) --seconds $(BENCH_SECONDS) $(BENCH_ONLY)

bench-instructions: build
	@Tests/Benchmarks/run.sh instructions

bench-live: build
	@Tests/Benchmarks/live.sh $(BENCH_LIVE)

durability: build
	@Tests/Durability/run.sh $(ROUNDS)

bench-query: build
	@Tests/Benchmarks/query.sh --records $(BENCH_RECORDS) --rounds $(QUERY_ROUNDS)

storm: build
	@Tests/Storm/storm.py $(STORM)

check: setup
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error

format: setup
	$(SWIFT) format --in-place --parallel --recursive $(SOURCES)

# A target fails when it crashes, leaks, takes 10 seconds for one input, or grows beyond 1 GiB. What it learns stays
# in $(FUZZ_BUILD)/corpus; an input that made it fail is kept in $(FUZZ_BUILD)/found.
fuzz: setup
	mkdir -p $(FUZZ_BUILD)/found
	@set -e; for target in $(FUZZ_TARGETS); do \
	    name=$$(echo $$target | tr A-Z a-z); \
	    $(SWIFT) build --package-path Tests/Fuzz --scratch-path $(FUZZ_BUILD) --configuration release \
	        --product Fuzz$$target; \
	    mkdir -p $(FUZZ_BUILD)/corpus/$$name; \
	    SWIFT_BACKTRACE=enable=no \
	        $(FUZZ_BUILD)/release/Fuzz$$target -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=1024 \
	        -max_len=4096 -print_final_stats=1 -artifact_prefix=$(FUZZ_BUILD)/found/$$name- \
	        $(FUZZ_BUILD)/corpus/$$name Tests/Fuzz/Corpus/$$name; \
	done

# A finding ends the address sanitizer's run; the thread sanitizer's goes on and fails at its end.
sanitize: setup
	@set -e; for sanitizer in $(SANITIZERS); do \
	    LSAN_OPTIONS=suppressions=$(CURDIR)/Tests/Sanitize/leaks.supp \
	    TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/Sanitize/thread.supp SWIFT_BACKTRACE=enable=no \
	        $(SWIFT) test --package-path Tests/Sanitize --scratch-path .build/sanitize/$$sanitizer \
	        --sanitize $$sanitizer --disable-xctest --no-parallel; \
	done

clean:
	rm -rf .build
