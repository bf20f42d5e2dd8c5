#!/bin/bash
# Tests of `fuyuan check`. Usage: check.sh FUYUAN   Prints a line for each failed check and, last,
# the counts.
. "$(dirname "$(realpath "$0")")/lib.sh"
recipes=$here/../../src/cli/CHECK.md
# No configuration of the user's takes part.
export HOME=$work GIT_CONFIG_NOSYSTEM=1 XDG_CONFIG_HOME=$work

run() { "$fuyuan" check "$@" >"$work/out" 2>"$work/err"; code=$?; }
finds() { is "$1" "$2" "$(cut -d: -f1-4 "$work/out" | tr '\n' ' ' | sed 's/ $//')"; }
files() { is "$1" "$2" "$(cut -d: -f1 "$work/out" | sort -u | tr '\n' ' ' | sed 's/ $//')"; }

text='今天下午图书馆里很安静。'
misread() { "$fuyuan" break --channel utf8-as-windows-1252; }
broken=$(misread <<<"$text")
mkdir -p tree/src tree/doc
printf 'int main() {}\n// %s\n' "$text" >tree/src/good.c
printf 'int main() {}\n  // %s\n' "$broken" >tree/src/bad.c
printf '# %s\n' "$text" | "$fuyuan" break --channel gb18030 >tree/doc/gbk.md
printf '%s\n' "$text" '市圖書館舉辦了一場關於古代文字的講座。' >tree/doc/both.md
head -c 2000 "$fuyuan" >tree/program

# --- UTF-16 behind UTF-8
{ printf '%s\n' "$text" 'second line'; printf '%s\n' "$text" 'third line' | iconv -f utf-8 -t utf-16le; } >appended.log
run appended.log; exits "UTF-16 appended" 1; finds "UTF-16 appended" "appended.log:3:1: utf16le"

# --- findings
run tree; exits "findings" 1
is "a line a finding" "tree/doc/gbk.md:1:3: gb18030: tree/src/bad.c:2:6: utf8-as-windows-1252:" \
  "$(cut -d' ' -f1,2 out | tr '\n' ' ' | sed 's/ $//')"
check "before and after" grep -q "bad.c:2:6: utf8-as-windows-1252: ä»Š.* → $text\$" out
is "summary" "fuyuan: 2 findings in 2 of 5 files" "$(cat err)"
check "no colours in a pipe" bash -c '! grep -q $'"'\\033'"' out'
run --color always tree; check "colours" grep -q $'\033\[31m' out
run tree/src/good.c tree/program; exits "nothing found" 0
check "nothing found is quiet" test ! -s out -a ! -s err
run -q tree; exits "-q" 1; check "-q prints nothing" test ! -s out -a ! -s err
run --to zh-Hans tree/doc/both.md; exits "--to zh-Hans" 1; check "--to zh-Hans" grep -q '^tree/doc/both.md:2:[0-9]*: traditional: .*圖書館' out
"$fuyuan" --to zh-Hans check tree/doc/both.md >out 2>err; is "--to zh-Hans before the command" 1 $?
run --to keep tree/doc/both.md; exits "--to keep" 0
(cd tree && "$fuyuan" check . >../out 2>../err); files "names from here" "doc/gbk.md src/bad.c"
run --json tree/src; is "--json" \
  "{\"path\":\"tree/src/bad.c\",\"line\":2,\"column\":6,\"channel\":\"utf8-as-windows-1252\",\"before\":\"$broken\",\"after\":\"$text\",\"confidence\":1.0000,\"inferred\":0,\"lost\":0,\"more_lines\":0}" \
  "$(cat out)"
printf 'x\n%s\n' "$broken" | "$fuyuan" check - >out 2>err; finds "standard input" "-:2:1: utf8-as-windows-1252"
misread <tree/src/bad.c >twice.c; run twice.c
finds "two rounds are one finding" "twice.c:2:6: utf8-as-windows-1252"
"$fuyuan" break --channel utf8-as-gbk:question <<<"$text" >lossy.txt
run lossy.txt; check "inferred characters are counted" grep -q '→ .* ([0-9]* inferred' out
run --strict lossy.txt; check "--strict infers nothing" bash -c '! grep -q inferred out'
printf '%s\n文件损坏：屯屯屯屯\n' "$text" >debris.txt
run debris.txt; is "unrepaired" "debris.txt:2:6: unrepaired: 屯屯屯屯 → ?" "$(cat out)"
printf '&#20170;&#22825;&#30340;&#22270;&#20070;&#39302;&#24456;&#23433;&#38745;&#12290;' >escaped.txt
run escaped.txt; exits "escapes are meant" 0; run --escapes escaped.txt; exits "--escapes" 1; finds "--escapes" "escaped.txt:1:1: entities"
printf '\0%s\n' "$broken" >zeros; run zeros; exits "binary, as git sees it" 0
name=$'line\nend.txt'; printf '%s\n' "$broken" >"$name"; run "$name"
is "one line even for a name with a line end" 1 "$(wc -l <out)"

# --- what is passed over
printf '%s // fuyuan:ignore\n# fuyuan:ignore-next-line\n%s\n' "$broken" "$broken" >ignored.c
run ignored.c; exits "fuyuan:ignore" 0
printf '%s // fuyuan:ignored\n' "$broken" >ignored.c; run ignored.c; exits "fuyuan:ignore is a word" 1
run none.c tree/src; exits "missing file" 1; check "missing file is named" grep -q 'fuyuan: none.c: No such file' err
files "the others are checked" "tree/src/bad.c"
run; exits "no path" 2
run --exclude '' tree; exits "an empty pattern" 2
mkdir -p all/a/b all/build all/third_party/x all/.git
for file in a/one.txt a/b/two.txt a/b/keep.txt build/three.txt third_party/x/four.txt five.log .git/six; do
  printf '%s\n' "$broken" >"all/$file"
done
run all; files "no patterns" "all/a/b/keep.txt all/a/b/two.txt all/a/one.txt all/build/three.txt all/five.log all/third_party/x/four.txt"
printf 'build/\n*.log\n# comment\n' >all/.gitignore
printf '*.txt\n!keep.txt\n' >all/a/b/.gitignore
run all; files ".gitignore" "all/a/b/keep.txt all/a/one.txt all/third_party/x/four.txt"
run all/a; files ".gitignore above" "all/a/b/keep.txt all/a/one.txt"
(cd all/a && "$fuyuan" check .. >../../out 2>../../err); files "from within" "../a/b/keep.txt ../a/one.txt ../third_party/x/four.txt"
run --no-gitignore all; is "--no-gitignore" 6 "$(wc -l <out)"
run all/five.log; exits "a file that was asked for" 1
(cd all && "$fuyuan" check --exclude '/third_party/' --exclude 'one*' --exclude '!*.log' . >../out 2>../err)
files "--exclude" "a/b/keep.txt five.log"
(cd all && "$fuyuan" check --exclude 'third_party/' third_party/x/four.txt >../out 2>../err)
is "--exclude goes for files that are named" 0 $?
(cd all && "$fuyuan" check --exclude '/a/**' --exclude '!/a/b/' --exclude '!/a/b/**' . >../out 2>../err)
files "two stars" "a/b/keep.txt a/b/two.txt third_party/x/four.txt"

# --- patterns mean what they mean to git
if command -v git >/dev/null; then
  mkdir oracle; git init -q oracle; cd oracle || exit 2
  mkdir -p a/b/c docs/a 'sp ace' x/a/z
  for file in a/1.txt a/b/2.txt a/b/c/3.log docs/4.md docs/a/5.md 'sp ace/6.txt' x/a/z/7.c top.txt '#hash' \
      '!bang' 'b[1].txt' 'tail ' 报告.txt a/b/c/README 'star*'; do
    printf '%s\n' "$broken" >"$file"
  done
  while IFS= read -r pattern; do
    printf '%b\n' "$pattern" >.gitignore
    want=$(git -c core.quotePath=false ls-files -z --others --exclude-standard | tr '\0' '\n' | grep -v '^.gitignore$' | sort)
    got=$("$fuyuan" check --json . 2>/dev/null | sed 's/^{"path":"\(.*\)","line":.*/\1/' | sort)
    is "as git: $pattern" "$want" "$got"
  done <<'PATTERNS'
*.txt
/*.txt
a/
/a
a/b
b/c/
**/c
a/**
a/**/3.log
**/a/*.md
x/**/7.c
docs/*
docs/*\n!docs/a
*\n!*/\n!*.md
\\#hash
#hash
\\!bang
b[[]1].txt
b[1].txt
[!a-s]*
[[:upper:]]*
[^t]*
tail\\ 
tail 
?op.txt
*o*.*t*
报告*
报?.txt
star\\*
star*
sp ace
a/b/../b
/
a//b
[a
[]-]x
**
**/
/**/b
a/*/c
**.txt
PATTERNS
  cd ..

  # --- the hook of CHECK.md, as it stands there
  mkdir bin hooked; ln -s "$fuyuan" bin/fuyuan
  git init -q hooked; cd hooked || exit 2
  awk '/^```sh$/ { on = 1; next } /^```$/ { on = 0 } on' "$recipes" >.git/hooks/pre-commit
  chmod +x .git/hooks/pre-commit
  commit() { PATH=$work/bin:$PATH git -c user.name=n -c user.email=e@example.org commit -qm m >../out 2>../err; code=$?; }
  printf '%s\n' "$text" >good.txt; git add good.txt; commit; exits "hook lets healthy text pass" 0
  mkdir 'sub folder'; printf '%s\n' "$text" "$broken" >'sub folder/bad.txt'; git add .; commit; exits "hook refuses" 1
  check "hook says where" grep -qF 'sub folder/bad.txt:2:1: utf8-as-windows-1252' ../out ../err
  printf '%s\n' "$text" >'sub folder/bad.txt'; commit; exits "hook looks at what is staged" 1
  git add .; commit; exits "hook lets mended text pass" 0
  is "hook: commits" 2 "$(git rev-list --count HEAD)"
  printf '%s\n' "$broken" >good.txt; git rm -q --cached good.txt; commit; exits "hook and a removed file" 0
  cd ..
fi

# --- the filter of the Actions recipe
if command -v jq >/dev/null; then
  filter=$(awk "/jq -r '/ { on = 1; sub(/.*jq -r '/, \"\") } on { done = sub(/'\$/, \"\"); print; if (done) exit }" "$recipes")
  run --json tree/src; is "annotation" \
    "::error file=tree/src/bad.c,line=2,col=6::utf8-as-windows-1252: $broken → $text" "$(jq -r "$filter" out)"
fi

# --- findings that nobody reads to their end are findings
mkdir -p many; for i in {1..300}; do cp tree/src/bad.c many/$i.c; done
(set -o pipefail; "$fuyuan" check many | head -1 >/dev/null); is "closed pipe" 1 $?

run --help; exits "--help" 0; check "--help has examples" grep -q Examples: out
run --bogus x; exits "unknown option" 2

finish
