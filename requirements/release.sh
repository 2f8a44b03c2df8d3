#!/bin/sh
# Build the wheel and the source archive, install each in an empty environment of each Python, and use it there.
# usage: requirements/release.sh   (PYTHONS="3.11 3.12 3.13" names versions, or paths of interpreters)
set -eu
cd "$(dirname "$0")/.."
root=$PWD
uv=$root/.venv/bin/uv
fail() { printf 'release: %s\n' "$1" >&2; exit 2; }

rm -rf dist
.venv/bin/python -m hatchling build -t sdist -t wheel || fail "the build failed (the lines above say where)"
version=$(.venv/bin/python -m hatchling version)
[ -f "dist/allonym-$version-py3-none-any.whl" ] || fail "dist/ has no wheel of version $version"
for file in dist/*; do
  size=$(wc -c < "$file")
  [ "$size" -le 50000000 ] || fail "$file has $size bytes; 50,000,000 at most"
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
printf '{"id": "a", "text": "Ali met Omar.", "spans": [{"start": 0, "end": 3, "label": "PERSON"}]}\n' > "$work/gold.jsonl"
skipped=
for wanted in ${PYTHONS:-3.11 3.12 3.13}; do
  python=$("$uv" python find --no-python-downloads --system "$wanted" 2>/dev/null) || { skipped="$skipped $wanted"; continue; }
  for file in dist/*; do
    home=$work/environment; rm -rf "$home"
    "$uv" venv --quiet --python "$python" "$home"
    "$uv" pip install --quiet --python "$home/bin/python" --constraints requirements/run.txt "$file" ||
      fail "$file does not install on Python $wanted"
    # What is tried stands in no checkout, so that only what was installed is there.
    (cd "$work" && PATH=$home/bin:$PATH && export PATH && unset PYTHONPATH &&
      [ "$(allonym --version)" = "allonym, version $version" ] &&
      allonym bench --model capitalised-runs --quiet >/dev/null &&
      allonym score gold.jsonl gold.jsonl >/dev/null &&
      allonym spell "Ali Mamlouk" >/dev/null) || fail "$file does not work on Python $wanted"
    rm -rf "$work/results"
    printf 'release: %s works on Python %s\n' "$file" "$wanted"
  done
done
[ -z "$skipped" ] || printf 'release: not tried, no such Python here:%s\n' "$skipped"
