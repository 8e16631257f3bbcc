#!/usr/bin/env bash
# Asks a running server what its OpenAPI description makes possible and what it rules out, always the same questions:
# no answer may be a server error, a status or content type that is not described, content against its schema, or the
# acceptance of what the description forbids.
#
# Usage: CONTRACT_TOKEN=… schemathesis.sh BASE_URL
#
# The token is an admin's. The stream is left out, because it has no end, and batches, because it writes no lines of JSON:
# contract.py asks for both.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly base=$1
readonly venv=.build/schemathesis-venv
readonly requirements=Tests/Contract/requirements-schemathesis.txt
readonly seconds=60
readonly output=.build/schemathesis

# The copy of the requirements says that the environment was made whole, and of what.
if ! cmp -s "$requirements" "$venv/requirements.txt"; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
    cp "$requirements" "$venv/requirements.txt"
fi

# What it keeps beside its report stands where it is started.
mkdir -p "$output"
config=$PWD/Tests/Contract/schemathesis.toml
program=$PWD/$venv/bin/schemathesis
cd "$output"
NO_PROXY='*' "$program" --config-file "$config" run "$base/openapi.json" --max-time "$seconds" --no-color \
    --exclude-path /v1/stream --exclude-path /v1/events --header "Authorization: Bearer $CONTRACT_TOKEN"
echo "contract: schemathesis found nothing"
