#!/bin/sh
# Lock every environment of the project again: hashes, and no addresses. usage: requirements/lock.sh [UV]
set -eu
cd "$(dirname "$0")/.."
uv=${1:-.venv/bin/uv}
set --
compile() { "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-annotate --no-header --no-emit-index-url --no-emit-find-links "$@"; }
compile requirements/installer.in -o requirements/installer.txt
compile requirements/build.in -o requirements/build.txt
compile pyproject.toml -c requirements/build.txt -o requirements/run.txt
compile pyproject.toml --extra scale -c requirements/build.txt -c requirements/run.txt -o requirements/scale.txt
compile pyproject.toml --extra scale --extra dev --extra benchmark -c requirements/build.txt -c requirements/scale.txt -o requirements/dev.txt
compile pyproject.toml --extra docs -c requirements/build.txt -c requirements/run.txt -o requirements/docs.txt
# A model's package may name another version of its framework than the environment's: overrides.in settles it.
for wanted in models/environments/*/requirements.in; do
  overrides=$(dirname "$wanted")/overrides.in
  [ ! -f "$overrides" ] || set -- --override "$overrides"
  compile "$wanted" "$@" -o "${wanted%.in}.txt"
  set --
done
for tools in models/environments/*/build.in; do compile "$tools" -o "${tools%.in}.txt"; done
for package in models/environments/*/package.json; do
  (cd "$(dirname "$package")" && npm install --package-lock-only --omit-lockfile-registry-resolved=true \
    --ignore-scripts --no-audit --no-fund --silent)
done
