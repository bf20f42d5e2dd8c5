#!/bin/bash
# Tests of fix: places, attributes, kills, the report.
# Usage: fix.sh FUYUAN   Prints a line for each failed check and, last, the counts.
. "$(dirname "$(realpath "$0")")/lib.sh"

# --- fix
mkdir -p tree/sub tree/.git
broken >tree/a.txt; cp healthy.txt tree/b.txt; broken >tree/sub/c.txt; broken >tree/.git/d
ln -s /etc/passwd tree/link
chmod 640 tree/a.txt; touch -d '2001-02-03 04:05:06' tree/a.txt tree/b.txt
cp -a tree before
run fix tree/a.txt; exits "fix to stdout" 0; check "fix to stdout" cmp -s healthy.txt out
run fix tree --check; exits "--check finds" 1; says "--check" "tree/a.txt: would change"
check "--check writes nothing" diff -r --no-dereference before tree
run fix -q tree --check; exits "--check -q" 1; silent "--check -q"
run fix --check healthy.txt; exits "--check of healthy text" 0; silent "--check of healthy text"
run --check <tree/a.txt; exits "--check of the pipe" 1; check "--check of the pipe" test ! -s out
run fix -n -i tree; exits "dry run" 0; says "dry run" "tree/sub/c.txt: would change"
check "dry run writes nothing" diff -r --no-dereference before tree
run fix -o mirror tree; exits "-o" 0
check "-o repairs" cmp -s healthy.txt mirror/tree/a.txt
check "-o repairs in folders" cmp -s healthy.txt mirror/tree/sub/c.txt
check "-o copies what is healthy" cmp -s healthy.txt mirror/tree/b.txt
check "-o passes over .git" test ! -e mirror/tree/.git
check "-o passes over links" test ! -e mirror/tree/link
is "-o keeps mode" 640 "$(stat -c %a mirror/tree/a.txt)"
is "-o keeps time" "$(stat -c %Y before/a.txt)" "$(stat -c %Y mirror/tree/a.txt)"
(cd tree && "$fuyuan" fix . -o ../dot); check "-o of ." cmp -s healthy.txt dot/sub/c.txt
run fix tree/a.txt before/a.txt -o same; exits "two results of one name" 1
says "two results of one name" "before/a.txt: "
run fix tree/a.txt -o tree; exits "-o onto the input" 1; says "-o onto the input" "--in-place"
check "-o onto the input leaves it" cmp -s before/a.txt tree/a.txt
inode=$(stat -c %i tree/b.txt)
run fix --in-place=.bak tree none.txt; exits "in place, one missing" 1
says "in place, one missing" "none.txt: No such file"
check "in place repairs" cmp -s healthy.txt tree/a.txt
check "in place keeps a backup" cmp -s before/a.txt tree/a.txt.bak
is "in place keeps mode" 640 "$(stat -c %a tree/a.txt)"
is "in place keeps time" "$(stat -c %Y before/a.txt)" "$(stat -c %Y tree/a.txt)"
is "in place leaves healthy files alone" "$inode" "$(stat -c %i tree/b.txt)"
check "no backup of healthy files" test ! -e tree/b.txt.bak
check "in place passes over .git" cmp -s before/.git/d tree/.git/d
is "no temporary files" "" "$(find . -name '.fuyuan-tmp-*')"
broken >target; ln -s target symbolic; run fix -i symbolic; exits "in place of a link" 0
check "in place of a link repairs its target" cmp -s healthy.txt target
check "in place of a link keeps the link" test -L symbolic
broken >-dash; run fix -i -- -dash; check "file names with a dash" cmp -s healthy.txt ./-dash
cp binary binary2; run fix -i binary2; check "binary in place" cmp -s binary binary2
run fix -v -i healthy.txt traditional.txt; says "summary" "2 files, 1 clean, 1 decoded"
is "fix simplifies" "$("$fuyuan" <traditional.txt)" "$(cat traditional.txt)"

# --- killed at any moment: each file is the old one or the new one, whole
broken >old
mkdir many
md5sum old healthy.txt | cut -d' ' -f1 >whole
for signal in KILL TERM; do
  for delay in 0.03 0.06 0.1 0.2; do
    for i in {1..150}; do cp old many/$i; done
    "$fuyuan" fix -q -i many & pid=$!
    sleep $delay; kill -$signal $pid 2>/dev/null; wait $pid 2>/dev/null
    is "$signal after $delay s: whole files" 150 "$(md5sum many/* | cut -d' ' -f1 | grep -cxFf whole)"
    [ $signal == TERM ] && is "$signal after $delay s: temporary files" "" "$(find many -name '.fuyuan-tmp-*')"
    rm -f many/.fuyuan-tmp-*
  done
done

# --- report
broken >one; run fix one healthy.txt none.txt -o reported --report report.jsonl; exits "report" 1
is "report has a line a document" 3 "$(wc -l <report.jsonl)"
check "report: path and verdict" grep -q '^{"path":"one","verdict":"restored","charset":"utf-8",' report.jsonl
check "report: counts and plan" grep -q '"counts":{"characters":[0-9]*,"restored":.*"plan":\[{' report.jsonl
check "report: error" grep -q '^{"path":"none.txt","error":"No such file' report.jsonl

# --- the report is not written over anything else
cp one kept; run fix -i --report kept kept; exits "report over an input" 2; one_line "report over an input"
check "report over an input" cmp -s one kept
"$fuyuan" --report kept <kept >out 2>err; is "report over a piped input" 2 $?; check "report over a piped input" cmp -s one kept
run fix one -o reported --report report.jsonl; exits "report over a report" 0
is "report over a report" 1 "$(wc -l <report.jsonl)"

# --- one file by two names: the backup is what was there before
mkdir twice; cp one twice/a; ln -s a twice/b; run fix -i --backup .bak twice/a twice/b twice; exits "two names" 0
check "two names: backup" cmp -s one twice/a.bak; check "two names: result" cmp -s healthy.txt twice/a

# --- records that are none before they are restored
records() { for i in 1 2 3 4; do printf '{"id":%d,"text":"%s"}\n' "$i" "$(head -n1 healthy.txt)"; done; }
records | iconv -f utf-8 -t gbk | tr '\n' '\r' >returns.jsonl
{ records; records | iconv -f utf-8 -t utf-16le; } >appended.jsonl
run fix returns.jsonl appended.jsonl -o records; exits "JSON lines of other bytes" 0
silent "JSON lines of other bytes"
check "JSON lines that end in CR" cmp -s <(records | tr '\n' '\r') records/returns.jsonl
check "JSON lines with UTF-16 behind them" cmp -s <(records; records) records/appended.jsonl

# --- damage below JSON took the backslash of an escape for half a character
printf '{"n":"\350\257\267\345\244\247\345\256\266\345\221\250\346\234\253\345\217\253\346\210\221\\n\346\230\216\345\244\251\344\274\221\346\201\257"}\n' >below.expected
iconv -f gb18030 -t utf-8 <below.expected >below.jsonl
run fix below.jsonl -o below; exits "JSON escapes below the damage" 0
check "JSON escapes below the damage" cmp -s below.expected below/below.jsonl

finish
