#!/usr/bin/env bash
# Makes the environment of the comparison, then measures: query.sh [OPTION…]; query.py says which options.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly server=.build/release/cuakhau
readonly work=.build/bench
readonly venv=.build/bench-venv
readonly requirements=Tests/Benchmarks/requirements.txt

if [ ! -x "$server" ]; then
    echo "bench-query: $server is missing; make build makes it" >&2
    exit 2
fi

.ci/setup
mkdir -p "$work"

# The copy of the requirements says that the environment was made whole, and of what.
if ! cmp -s "$requirements" "$venv/requirements.txt"; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
    cp "$requirements" "$venv/requirements.txt"
fi

exec "$venv/bin/python" Tests/Benchmarks/query.py --server "$server" --work "$work" --datasette "$venv/bin/datasette" "$@"
