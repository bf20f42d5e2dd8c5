#!/bin/bash
# Makes the page of figures: tests/quality/README.md.
# Usage: run.sh FUYUAN FOLDER [DOCUMENTS] > page
# FOLDER has the held-out texts, dev.*.txt or dev.*.txt.zst, a paragraph a line; DOCUMENTS is how
# many of each text, damage and length are broken (default 100). Takes hours for hundreds; the
# figures for programs go to scores.json in the current folder.
set -euo pipefail
fuyuan=$(realpath "$1")
folder=$2
documents=${3-100}
texts=("$folder"/dev.*.txt*)
exec nice "$fuyuan" eval -v --page --rivals --documents "$documents" --healthy 1000 --pages 40 \
  --lengths 20,80,300 --json scores.json "${texts[@]}"
