#!/bin/bash
# Tests of `fuyuan eval`: rows, lengths, rivals, the page, JSON, errors.
# Usage: eval.sh FUYUAN   Prints a line for each failed check and, last, the counts.
. "$(dirname "$(realpath "$0")")/lib.sh"
export LC_ALL=C.UTF-8
# run ARGUMENTS...: runs eval; its output is in out and err, its exit code in $code.
run() { "$fuyuan" eval "$@" >out 2>err; code=$?; }
has() { if grep -qF -- "$2" out; then pass; else fail "$1: no '$2' in: $(head -c 600 out)"; fi; }

mkdir elsewhere
small=elsewhere/dev.zh-hans.small.txt
cp healthy.txt "$small"
cp traditional.txt dev.zh-hant.txt

run --only utf8-as-windows-1252:w --json scores.json "$small"; exits "rows" 0
check "rows: nothing on stderr" test ! -s err
has "a row a channel and habit" '| utf8-as-windows-1252:whatwg | 3 | 100.00 % | 0.00 % | 100.00 % of 3 |'
is "rows" 3 "$(wc -l <out)"
check "names without folder" grep -q '"text":"dev.zh-hans.small.txt"' scores.json
check "figures for programs" grep -q '"documents":3,"exact":3,"characters":87,"errors":0,"lossless":3,' scores.json
mv out want; run --only utf8-as-windows-1252:w --threads 1 "$small"
check "deterministic" cmp -s want out
run -v --only utf8-as-windows-1252:w "$small"; says "-v tells how far it is" "100 % done"
run --only healthy --by-text --documents 2 "$small"
has "--by-text, --documents" '| healthy (zh-hans.small) | 2 | 100.00 % |'
run --only healthy --documents 1 --healthy 3 "$small"; has "--healthy" '| healthy (zh-hans.small) | 3 |'
run --only converted-page:marks --documents 1 --pages 2 --lengths 20 "$small"; has "--pages" "| converted-page:marks | 2 |"
run --only utf8-as-gbk:python --lengths 10,20 --by-length "$small"
has "--by-length" '| utf8-as-gbk:python (10) | 3 |'; has "--by-length" '| utf8-as-gbk:python (20) | 3 |'
run --only utf8-as-gbk:python --lengths 10,20 "$small"; has "--lengths" '| utf8-as-gbk:python | 6 |'
run --only utf8-as-gbk:python "$small" dev.zh-hant.txt
has "other languages have rows of their own" '| utf8-as-gbk:python (zh-Hant) | 1 |'
run --only chain:utf8-latin1-x2 "$small"; has "chains" '| chain:utf8-latin1-x2 | 3 | 100.00 % |'
run --only mixed "$small"; has "mixed lines" '| mixed:healthy-lines | 1 | 100.00 % |'
run --only gb18030 --rivals "$small"; exits "rivals" 0
has "detectors" '| damage | documents | exact | CER | exact where nothing was lost | destroyed brought back | right of those ≥ 90 % sure | wrong and not said | uchardet | ICU | iconv -c, told | uconv, told |'
has "short strings" '| gb18030 | 2 | 3 |'
says "rivals are named" "uchardet and ICU"
PATH=/nowhere run --only traditional --rivals "$small"; exits "without opencc" 0
says "without opencc" 'OpenCC is left out'
if command -v opencc >opencc.path; then
  run --only traditional --rivals "$small"; has "OpenCC" '| OpenCC t2s | OpenCC tw2s |'
  run --only opencc: --rivals "$small"; has "converted by phrases" '| opencc:s2hk | 3 |'
fi
run --page --only utf8-as-gbk:windows --lengths 10,20 "$small"; exits "page" 0
has "page" '# What Fuyuan brings back'; has "page" '## By length'
check "no page without its text" grep -q '^Made by `fuyuan eval --page --documents 200' out

run --only identity --lengths 10 "$small"; exits "identity" 2
printf '\n\n' >dev.zh-hans.empty.txt
run dev.zh-hans.empty.txt; exits "no paragraphs" 1; says "no paragraphs" "no paragraph in these texts"
run --only healthy --threads 1000000000 "$small"; exits "more threads than there is work" 0
run --lengths ten "$small"; exits "lengths that are no numbers" 2
printf 'a\n\xc4\xe3' >raw; run raw; exits "what is not UTF-8" 1; says "what is not UTF-8" "raw: not UTF-8 (offset 2)"
run --only healthy --json none/scores "$small"; exits "figures that cannot be written" 1
says "figures that cannot be written" "none/scores"
if command -v zstd >zstd.path; then
  zstd -q "$small" -o dev.zh-hans.small.txt.zst
  run --only utf8-as-windows-1252:w dev.zh-hans.small.txt.zst; check "packed texts" cmp -s want out
fi

finish
