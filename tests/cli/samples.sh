#!/bin/bash
# Restores every sample. The number of wrong characters must not be above the bound that
# samples/EXPECT.tsv gives, nor so far below it that the bound is stale.
# Usage: samples.sh FUYUAN [-v]   Prints a line for each failed check and, last, the counts; with -v
# a line for each sample as well.
set -u
export LC_ALL=C.UTF-8
fuyuan=$(realpath "$1")
verbose=${2-}
samples=$(dirname "$(realpath "$0")")/../../samples
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
kSlack=5 # better by more than this, and the bound is stale

passed=0
failed=0
check() { local name=$1; shift; if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); printf 'FAILED: %s\n' "$name"; fi; }

# wrong_characters A B: how many characters must be put in, taken out or replaced; line ends count.
characters() { sed -e 's/./&\n/g' "$1"; }
wrong_characters() {
  diff --minimal <(characters "$1") <(characters "$2") | awk '
    function width(range, ends) { return split(range, ends, ",") == 2 ? ends[2] - ends[1] + 1 : 1 }
    /^[0-9]/ {
      match($0, /[acd]/)
      left = width(substr($0, 1, RSTART - 1)); right = width(substr($0, RSTART + 1))
      kind = substr($0, RSTART, 1)
      wrong += kind == "a" ? right : kind == "d" || left > right ? left : right
    }
    END { print wrong + 0 }'
}

check "samples can be made" "$samples/make.sh" "$fuyuan" "$work"
while IFS=$'\t' read -r kind bound; do
  case $kind in '' | '#'*) continue ;; esac
  broken=$samples/$kind/broken.txt
  want=$samples/$kind/restored.txt
  check "$kind: make.sh gives broken.txt" cmp -s "$work/$kind/broken.txt" "$broken"
  "$fuyuan" <"$broken" >"$work/restored"; code=$?
  check "$kind: exit code" test "$code" -eq 0
  wrong=$(wrong_characters "$work/restored" "$want")
  [ -z "$verbose" ] || printf '%-22s%4d wrong, at most %d allowed\n' "$kind" "$wrong" "$bound"
  if [ "$bound" -eq 0 ]; then
    check "$kind: exact ($wrong characters wrong)" cmp -s "$want" "$work/restored"
  else
    check "$kind: $wrong characters wrong, at most $bound allowed" test "$wrong" -le "$bound"
    check "$kind: $wrong characters wrong: lower the bound $bound in samples/EXPECT.tsv" \
      test "$wrong" -ge $((bound - kSlack))
  fi
  "$fuyuan" <"$want" >"$work/again"
  check "$kind: restored text stays as it is" cmp -s "$want" "$work/again"
done <"$samples/EXPECT.tsv"
for folder in "$samples"/*/; do
  kind=$(basename "$folder")
  [ -e "$folder/broken.txt" ] || continue
  check "$kind is in EXPECT.tsv" grep -q "^$kind"$'\t' "$samples/EXPECT.tsv"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
