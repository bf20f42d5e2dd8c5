#!/bin/bash
# Tests of `fuyuan report`. Usage: report.sh FUYUAN   Prints a line for each failed check and, last,
# the counts.
. "$(dirname "$(realpath "$0")")/lib.sh"
run() { "$fuyuan" report "$@" >out 2>err; code=$?; }
shows() { if grep -qE -- "$2" out; then pass; else fail "$1: no '$2' in the output"; fi; }

text='今天下午图书馆里很安静，只听见翻书的声音。'
mkdir pages
printf '%s\n' "$text" >pages/good.txt
"$fuyuan" break --channel utf8-as-windows-1252 <pages/good.txt >pages/latin.txt
"$fuyuan" break --channel utf8-as-gbk:question <pages/good.txt >pages/lossy.txt
"$fuyuan" break --channel gb18030 <pages/good.txt >pages/gbk.txt
printf '%s\n文件损坏：屯屯屯屯\n' "$text" >pages/debris.txt
"$fuyuan" fix -q -o restored --report run.jsonl pages pages/none.txt 2>/dev/null

run run.jsonl; exits "a report" 0; check "a report: nothing on stderr" test ! -s err
shows "documents and failures" '^5 documents, [0-9,]* characters.*, 1 failed$'
for verdict in clean decoded restored inferred unrepaired; do
  shows "verdict $verdict" "^  $verdict +1 +20.0 %"
done
shows "channel" '^  utf8-as-windows-1252 +1 +1 +[0-9]+$'
shows "excerpt" "→ .*$text|→ 今天下午图书馆里很安静，只听见翻书的声音"
shows "worst file" '^ +[0-9.]+ +0 +[0-9]+ +[0-9.]+ %  pages/lossy.txt$'
shows "inferred characters are marked" '⟦.⟧'
shows "left as found" '^  pages/debris.txt$'
shows "failure" '^  pages/none.txt: No such file'
shows "charset" '^  gb18030 +1$'
check "no colours in a pipe" bash -c '! grep -q $'"'\\033'"' out'
run --color always run.jsonl; shows "colours" $'\033\\[1m'
mv out want; "$fuyuan" report --color always - <run.jsonl >out; check "standard input" cmp -s want out
run run.jsonl run.jsonl; shows "several reports" '^10 documents'
"$fuyuan" detect pages >detected.jsonl; run detected.jsonl; exits "detect's output" 0; shows "detect's output" '^5 documents'
: >empty; run empty; exits "an empty report" 0; shows "an empty report" '^0 documents'

tar -cf pages.tar pages
"$fuyuan" detect pages.tar pages/good.txt >detected.jsonl; run detected.jsonl; shows "entries that detect found" '^6 documents'
check "detect interrupts nothing" bash -c '! grep -q "Not finished" out'

# --- bad lines
{ echo 'not json'; cat run.jsonl; echo '{"path":"x"}'; printf '{"path":"cut","verd'; } >bad.jsonl
run bad.jsonl; exits "bad lines" 1; shows "bad lines: the rest is summed up" '^5 documents'
is "bad lines are named" "fuyuan: bad.jsonl:1: fuyuan: bad.jsonl:8: fuyuan: bad.jsonl:9: " "$(grep -o '^fuyuan: bad.jsonl:[0-9]*: ' err | tr -d '\n')"
for i in {1..50}; do echo "line $i"; done >text; run text
exits "no report at all" 1; is "no report at all: lines on stderr" 21 "$(wc -l <err)"
run none.jsonl run.jsonl; exits "missing report" 1; check "missing report is named" grep -q 'none.jsonl: No such file' err
shows "missing report: the others are summed up" '^5 documents'
run; exits "no report named" 2
run --worst 0 run.jsonl; exits "--worst 0" 2
run --worst 1 run.jsonl run.jsonl; is "--worst 1" 1 "$(grep -c '%  pages/' out)"; shows "--worst 1" '… and 1 more'

# --- the page
run --html page.html run.jsonl; exits "--html" 0; check "--html: nothing else" test ! -s out -a ! -s err
check "page is whole" bash -c 'head -1 page.html | grep -q "^<!DOCTYPE html>" && tail -1 page.html | grep -q "^</html>"'
check "page needs nothing from elsewhere" bash -c '! grep -qiE "(src|href)=|https?:|url\(|@import|<script" page.html'
check "page: excerpt" grep -q '<mark title="inferred, [0-9.]* % sure">' page.html
check "page: failure" grep -q '<td class="path">pages/none.txt</td>' page.html
run --html - run.jsonl; check "--html -" cmp -s page.html out
printf '%s\n' '{"path":"<script>","verdict":"unrepaired","charset":"&","plan":[]}' >evil; run --html - evil
check "page: what a report says is text" bash -c '! grep -q "<script" out && grep -q "&lt;script&gt;" out'
run --html none/page.html run.jsonl; exits "page that cannot be written" 1; check "page that cannot be written" grep -q 'none/page.html: ' err
cp page.html before; run --html page.html none.jsonl; exits "page of a missing report" 1
check "page of a missing report: the old one stays" cmp -s before page.html
if command -v python3 >/dev/null; then
  python3 - page.html >tags 2>&1 <<'PY'
import sys
from html.parser import HTMLParser
class Check(HTMLParser):
    void = {"meta", "br", "rect", "path"}
    def __init__(self): super().__init__(); self.open = []
    def handle_starttag(self, tag, attrs):
        if tag not in ("meta",): self.open.append(tag)
    def handle_startendtag(self, tag, attrs): pass
    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag: sys.exit(f"</{tag}> at {self.getpos()}")
parser = Check(); parser.feed(open(sys.argv[1], encoding="utf-8").read()); parser.close()
if parser.open: sys.exit(f"left open: {parser.open}")
PY
  is "page: tags are balanced" "" "$(cat tags)"
fi

# --- memory does not grow with the report
line=$(grep '"pages/lossy.txt"' run.jsonl)
yes "$line" | head -n 60000 >long.jsonl
(ulimit -v 400000; "$fuyuan" report long.jsonl >out 2>err); is "60,000 lines in bounded memory" 0 $?
shows "60,000 lines" '^60,000 documents'

run --help; exits "--help" 0; check "--help has examples" grep -q Examples: out
run --bogus x; exits "unknown option" 2

# --- a page where something stands already
mkfifo page.fifo; cat page.fifo >piped.html & reader=$!
run run.jsonl --html page.fifo; exits "--html into a pipe" 0
if [ -p page.fifo ]; then wait $reader; else kill $reader; fi
check "--html into a pipe: it stays" test -p page.fifo
check "--html into a pipe: the page" grep -q '</html>' piped.html
ln -s linked.html link.html; run run.jsonl --html link.html
check "--html over a link: it stays" test -L link.html
check "--html over a link: the page" grep -q '</html>' linked.html
ln -s /proc/self/fd/1 standard-output
{ echo before; "$fuyuan" report run.jsonl --html standard-output; echo after; } >redirected
is "--html to standard output" "before after" "$(sed -n '1p;$p' redirected | paste -sd' ')"
check "--html to standard output: the page" grep -q '</html>' redirected
if [ "$(id -u)" == 0 ] && mknod null c 1 3 2>err; then
  "$fuyuan" train -o null healthy.txt >out 2>err; check "train into a device: it stays" test -c null
fi

finish
