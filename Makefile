# make run      build the release server and start it; its flags go in ARGS, as in: make run ARGS="--port 9090"
# make test     build and run every test
# make build    build the release server: .build/release/cuakhau
# make contract build the release server and hold its answers against its OpenAPI description
# make check    formatting rules, and imports against the declared dependencies
# make format   rewrite the sources by the formatting rules
# make clean    remove everything that was built
# make help     show this list
#
# run, test, build, contract and check set the machine up by themselves: see .ci/setup.

SWIFT ?= swift
ARGS ?=
SOURCES := Package.swift Sources Tests

.PHONY: help setup run test build contract check format clean
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

check: setup
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error

format: setup
	$(SWIFT) format --in-place --parallel --recursive $(SOURCES)

clean:
	rm -rf .build
