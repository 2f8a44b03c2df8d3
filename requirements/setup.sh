#!/bin/sh
# Make .venv hold exactly one lock. usage: requirements/setup.sh run|dev   (PYTHON names the interpreter)
set -eu
cd "$(dirname "$0")/.."
lock=$1
python=${PYTHON:-python3}
fail() { printf 'set-up: %s\n' "$1" >&2; exit 2; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
  fail "$python is missing or older than 3.11; name another: make PYTHON=python3.12 ..."

# An environment whose making was cut short is made again from nothing.
[ ! -e .venv/.unfinished ] && [ -x .venv/bin/uv ] || rm -rf .venv
if [ ! -d .venv ]; then
  echo "set-up: making .venv" >&2
  "$python" -m venv .venv || fail "python's venv module failed (on Debian: apt-get install python3-venv)"
  touch .venv/.unfinished
  .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes \
    -r requirements/installer.txt ||
    fail "the installer (requirements/installer.txt) could not be downloaded; check the network and run the same command again"
fi
touch .venv/.unfinished
echo "set-up: installing requirements/$lock.txt" >&2
# Compiled once here, our own package too: else every start compiles again where PYTHONDONTWRITEBYTECODE is set, as in
# many containers.
install() { VIRTUAL_ENV=$PWD/.venv .venv/bin/uv pip install --quiet --compile-bytecode --no-build-isolation "$@"; }
install --require-hashes -r requirements/build.txt &&
  install --require-hashes -r "requirements/$lock.txt" &&
  install --no-deps --editable . && .venv/bin/python -m compileall -q bench/allonym ||
  fail "requirements/$lock.txt could not be installed (the lines above say what); check the network and run the same command again"
rm .venv/.unfinished
touch ".venv/.$lock"
echo "set-up: done; the command is .venv/bin/allonym, or allonym after: . .venv/bin/activate" >&2
[ "$lock" = run ] || touch .venv/.run
