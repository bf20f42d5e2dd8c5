#!/bin/bash
# Tests of detect, explain, apply.
# Usage: explain.sh FUYUAN   Prints a line for each failed check and, last, the counts.
. "$(dirname "$(realpath "$0")")/lib.sh"

broken >one
mkdir before; for i in a b c; do cp one before/$i; done
"$fuyuan" break --channel utf8-as-windows-1252 --channel utf8-as-windows-1252 <healthy.txt >twice

# --- detect
run detect one healthy.txt; exits "detect" 0; is "detect: lines" 2 "$(wc -l <out)"
check "detect" grep -q '^{"path":"one","charset":"utf-8","language":"zh-Hans","verdict":"restored","confidence":[01]\.[0-9]*}$' out
run detect < <("$fuyuan" break -c gb18030 <healthy.txt); check "detect a charset" grep -q '"charset":"gb18030"' out
run detect before none.txt; exits "detect a folder" 1; is "detect a folder: lines" 3 "$(wc -l <out)"

# --- explain and apply
run explain one; exits "explain" 0
check "explain: verdict" grep -q '^one: restored: ' out
check "explain: channel" grep -q 'utf8-as-windows-1252: .*(3 places)' out
check "explain: line and arrow" grep -q '^  line 2 ' out
check "explain is plain in a pipe" bash -c '! grep -q $'"'\\033'"' out'
run explain --color always one; check "explain in colour" grep -q $'\033' out
run explain healthy.txt; check "explain healthy" grep -q '^healthy.txt: clean: ' out
"$fuyuan" break -c gb18030 <healthy.txt >gbk; run explain gbk; check "explain raw bytes" grep -q '‹D7 F2' out
"$fuyuan" break -c utf8-as-gbk:question <healthy.txt >lossy; run explain lossy
check "explain inferred characters" grep -q '⟦.⟧.*% sure' out
run explain --strict lossy; check "explain lost characters" grep -q 'lost: ' out
run explain -v < <({ broken; printf '\033]0;evil\007\n'; }); check "explain escapes controls" bash -c '! grep -q $'"'\\033'"' out'
for text in one gbk lossy healthy.txt twice; do
  "$fuyuan" <"$text" >want
  run explain --json "$text"; is "explain --json $text: one line" 1 "$(wc -l <out)"
  mv out plan.json
  "$fuyuan" apply --plan plan.json <"$text" >out 2>err; code=$?
  exits "apply $text" 0; check "apply $text gives the same" cmp -s want out
done
"$fuyuan" explain --json one >plan.json
"$fuyuan" apply --plan plan.json <traditional.txt >out 2>err; code=$?
exits "apply to another text" 1; says "apply to another text" "does not fit"
check "apply to another text: no output" test ! -s out
echo '{"plan":[{"spans":[{"begin":5,"end":2,"before":"","after":""}]}]}' >bad.json
bad "senseless plan" "bad.json: not a plan" apply --plan bad.json
bad "plan that is not JSON" "healthy.txt: not a plan" apply --plan healthy.txt

finish
