#!/usr/bin/env bash
# Starts the release server on a free port and holds its answers against its OpenAPI description (with questions of ours
# and with generated ones), /metrics against Prometheus's own reader, the maps against OWSLib and GDAL, and what comes in
# other formats against the tools that people read them with.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly server=.build/release/cuakhau
readonly venv=.build/contract-venv
readonly requirements=Tests/Contract/requirements.txt
readonly prometheus=.build/prometheus
readonly start_seconds=10

if [ ! -x "$server" ]; then
    echo "contract: $server is missing; make build makes it" >&2
    exit 2
fi

if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" != 0 ]; then
        echo "contract: Python cannot make environments; run: sudo apt-get install -y python3-venv" >&2
        exit 2
    fi
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y python3-venv >/dev/null
fi

# The copy of the requirements says that the environment was made whole, and of what.
if ! cmp -s "$requirements" "$venv/requirements.txt"; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
    cp "$requirements" "$venv/requirements.txt"
fi

if ! command -v ogrinfo >/dev/null; then
    if [ "$(id -u)" != 0 ]; then
        echo "contract: ogrinfo is missing; run: sudo apt-get install -y gdal-bin" >&2
        exit 2
    fi
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends gdal-bin >/dev/null
fi

# Only promtool is wanted of the package; to install it would start Prometheus itself.
promtool=$(command -v promtool || true)
if [ -z "$promtool" ]; then
    promtool=$prometheus/usr/bin/promtool
    if [ ! -x "$promtool" ]; then
        [ "$(id -u)" != 0 ] || apt-get update -qq
        mkdir -p "$prometheus"
        (cd "$prometheus" && apt-get download -qq prometheus && dpkg-deb -x prometheus_*.deb .)
    fi
fi

output=$(mktemp)
folder=$(mktemp -d)
token=$("$server" token create --journal "$folder/journal.sqlite" --role admin --days 1 | tail -1)
"$server" serve --port 0 --log-level warning --journal "$folder/journal.sqlite" >"$output" &
pid=$!
stop() {
    kill -TERM "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    rm -rf "$output" "$folder"
}
trap stop EXIT

base=
deadline=$((SECONDS + start_seconds))
while [ -z "$base" ]; do
    base=$(sed -n 's/.* listens on \(http:[^ ]*\) .*/\1/p' "$output")
    [ -n "$base" ] && break
    if ! kill -0 "$pid" 2>/dev/null; then
        echo "contract: the server ended before it listened" >&2
        exit 1
    fi
    if [ "$SECONDS" -ge "$deadline" ]; then
        echo "contract: the server does not listen after $start_seconds seconds" >&2
        exit 1
    fi
    sleep 0.05
done

# What is exported is of the seeds, so it is compared before anything is written.
"$venv/bin/python" Tests/Contract/formats.py "$base" "$server"
"$venv/bin/python" Tests/Contract/maps.py "$base"
CONTRACT_TOKEN=$token "$venv/bin/python" Tests/Contract/contract.py "$base"
CONTRACT_TOKEN=$token Tests/Contract/schemathesis.sh "$base"
curl --silent --show-error --fail "$base/metrics" | "$promtool" check metrics
echo "contract: /metrics is clean under promtool"
