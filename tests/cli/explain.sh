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

# --- strings of JSON, which have escapes of their own
printf '%s\n' '{"name": "\u00e5\u009b\u00be\u00e4\u00b9\u00a6\u00e9\u00a6\u0086\u00e7\u009a\u0084\u00e5\u0089\u008d\u00e9\u009d\u00a2"}' >strings.json
run explain strings.json; check "explain JSON as fix restores it" grep -q '^strings.json: restored: ' out
{ cat strings.json; echo '{"name": "图书馆"}'; echo '{"name": "借书证"}'; } >strings.jsonl
run explain strings.jsonl; check "explain a record" grep -q '^strings.jsonl:1: restored: ' out
check "explain: healthy records are counted" grep -q '^strings.jsonl: 2 records are clean' out
run explain -v strings.jsonl; check "explain -v: healthy records too" grep -q '^strings.jsonl:3: clean: ' out

# --- what vanished without a mark
printf '%s\n' '县图书馆下个月起延长开放时间，周一到周五晚上9点关门，周末改为晚上十点。馆长表示，附近的学生和上班族常常反映座位不够，所以3楼的会议室也会改成自习区，可以先在网络上预约。借书的规定没有改变，每个人一次最多借10本，期限是3个星期，到期以前可以再延一次。至于儿童阅览室，因为要换新的书架，月底会暂时关闭一个星期，请家长留意门口的公告。' >notice.txt
"$fuyuan" break --seed 1 -c gbk-as-utf16le:iconv-c <notice.txt >units; run explain units
check "explain: missing without a mark" grep -q '^units: partial: .*missing that left no mark' out
"$fuyuan" break -c utf8-as-gbk:question <healthy.txt >lossy; run explain lossy
check "explain inferred characters" grep -q '⟦.⟧.*% sure' out
run explain --strict lossy; check "explain lost characters" grep -q 'lost: ' out
run explain -v < <({ broken; printf '\033]0;evil\007\n'; }); check "explain escapes controls" bash -c '! grep -q $'"'\\033'"' out'
# Mac Roman's F0 is U+F8FF, which stands before raw bytes in plans.
{ cat healthy.txt; echo 讲座很好😀听众很多😃; } | "$fuyuan" break -c utf8-as-macroman >mac
for text in one gbk lossy healthy.txt twice mac; do
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
yes "$(broken)" | head -c 3000000 >large.txt; run fix --report large.jsonl large.txt -o large
bad "report of a document in pieces" "'plan'" apply --plan large.jsonl
run explain --json large.txt; mv out plan.json; "$fuyuan" apply --plan plan.json <large.txt >out
check "a plan of a large document" cmp -s large/large.txt out
bad "plan that is not JSON" "healthy.txt: not a plan" apply --plan healthy.txt

finish
