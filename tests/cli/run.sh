#!/bin/bash
# All tests of the command line.
# Usage: run.sh FUYUAN   Prints a line for each failed check and, last, the counts.
set -u
fuyuan=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
log=$(mktemp)
trap 'rm -f "$log"' EXIT

passed=0
failed=0
for topic in pipe usage fix folders archives resume explain tools check report eval samples layers; do
  bash "$here/$topic.sh" "$fuyuan" >"$log" 2>&1
  counts=$(tail -n 1 "$log")
  if [[ $counts =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    head -n -1 "$log"
    passed=$((passed + BASH_REMATCH[1]))
    failed=$((failed + BASH_REMATCH[2]))
  else
    cat "$log"
    printf 'FAILED: %s.sh ended without counts\n' "$topic"
    failed=$((failed + 1))
  fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
