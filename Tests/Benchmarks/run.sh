#!/usr/bin/env bash
# Makes the machine ready to measure, then measures: run.sh speed|instructions [OPTION…]; bench.py says which options.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly server=.build/release/cuakhau
readonly work=.build/bench

if [ ! -x "$server" ]; then
    echo "bench: $server is missing; make build makes it" >&2
    exit 2
fi

.ci/setup valgrind wrk
mkdir -p "$work"

# The package would start a server of the machine's own, so it is only unpacked.
nginx=$(command -v nginx || ls /usr/sbin/nginx 2>/dev/null || true)
if [ -z "$nginx" ]; then
    nginx=$work/nginx-package/usr/sbin/nginx
    if [ ! -x "$nginx" ]; then
        [ "$(id -u)" != 0 ] || apt-get update -qq
        mkdir -p "$work/nginx-package"
        (cd "$work/nginx-package" && apt-get download -qq nginx && dpkg-deb -x nginx_*.deb .)
    fi
fi

flags=(-O2 -Wall -Wextra -Werror)
cc "${flags[@]}" -o "$work/ceiling" Tests/Benchmarks/ceiling.c
cc "${flags[@]}" -o "$work/batches" Tests/Benchmarks/batches.c
cc "${flags[@]}" -pthread -o "$work/handshakes" Tests/Benchmarks/handshakes.c -lssl -lcrypto

exec python3 Tests/Benchmarks/bench.py --server "$server" --nginx "$nginx" --work "$work" "$@"
