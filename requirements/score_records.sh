#!/bin/sh
# Prove the records that a pull request brings, score them beside the baseline, and print row and verdict as Markdown.
# usage: requirements/score_records.sh RECORD...
set -eu
cd "$(dirname "$0")/.."
.venv/bin/allonym records check "$@" >&2
set -- "$@" --
while [ "$1" != -- ]; do
  name=$(basename "$1" .json.gz)
  set -- "$@" --answers "$name=$1"
  shift
done
shift
.venv/bin/allonym bench --quiet --model capitalised-runs "$@" --format md
