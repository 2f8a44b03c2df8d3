#!/bin/sh
# Lock every environment of the project again: hashes, and no addresses. usage: requirements/lock.sh [UV]
set -eu
cd "$(dirname "$0")/.."
uv=${1:-.venv/bin/uv}
compile() { "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-annotate --no-header --no-emit-index-url --no-emit-find-links "$@"; }
compile requirements/installer.in -o requirements/installer.txt
compile requirements/build.in -o requirements/build.txt
compile pyproject.toml -c requirements/build.txt -o requirements/run.txt
compile pyproject.toml --extra dev -c requirements/build.txt -c requirements/run.txt -o requirements/dev.txt
for environment in models/environments/*/lock.sh; do [ ! -f "$environment" ] || sh "$environment" "$uv"; done
