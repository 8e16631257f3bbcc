#!/usr/bin/env bash
# Makes the machine ready to measure the digital gate, then measures: live.sh [OPTION…]; live.py says which options.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly work=.build/bench

if [ ! -x .build/release/cuakhau ]; then
    echo "bench: .build/release/cuakhau is missing; make build makes it" >&2
    exit 2
fi

.ci/setup wrk
mkdir -p "$work"
flags=(-O2 -Wall -Wextra -Werror)
cc "${flags[@]}" -o "$work/probe" Tests/Benchmarks/probe.c -lsqlite3
cc "${flags[@]}" -pthread -o "$work/lines" Tests/Benchmarks/lines.c
cc "${flags[@]}" -o "$work/subscribers" Tests/Benchmarks/subscribers.c

exec python3 Tests/Benchmarks/live.py "$@"
