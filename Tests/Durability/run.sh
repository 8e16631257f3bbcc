#!/usr/bin/env bash
# Runs every proof of durability: run.sh ROUNDS. Kills alone; kills over a file layer that loses what was not synced, all of
# it and a random half; and the same with synchronous lowered, which must be noticed.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly rounds=${1:-200}
readonly server=${SERVER:-.build/release/cuakhau}
readonly work=.build/durability

if [ ! -x "$server" ]; then
    echo "durability: $server is missing; make build makes it" >&2
    exit 2
fi
mkdir -p "$work"
cc -O2 -Wall -Wextra -Werror -shared -fPIC -o "$work/lossy.so" Tests/Durability/lossy.c -ldl

prove() { python3 Tests/Durability/durability.py --server "$server" --work "$work" "$@"; }
layer=$(realpath "$work/lossy.so")
prove --rounds "$rounds"
prove --rounds $(((rounds + 1) / 2)) --lossy "$layer"
prove --rounds $((rounds / 2)) --lossy "$layer" --keep 50
prove --rounds 20 --lossy "$layer" --lowered NORMAL
prove --rounds 20 --lossy "$layer" --lowered OFF
