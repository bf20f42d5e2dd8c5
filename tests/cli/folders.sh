#!/bin/bash
# Tests of fix over folders: patterns, names, diffs, dry runs, threads, progress.
# Usage: folders.sh FUYUAN   Prints a line for each failed check and, last, the counts.
. "$(dirname "$(realpath "$0")")/lib.sh"
broken >old

# --- patterns
mkdir -p site/skip/deep site/a/skip site/b
for file in site/x.txt site/x.html site/skip/y.txt site/skip/deep/y.txt site/a/skip/z.txt site/b/x.txt; do
  cp old $file
done
taken() { (cd "$1" && find . -type f | sort | tr '\n' ' '); }
run fix --include '*.html' site -o p1; is "--include" "./site/x.html " "$(taken p1)"
run fix --include '*.html' --include 'b/*' site/ -o p2; is "--include twice" "./b/x.txt ./x.html " "$(taken p2)"
run fix --exclude 'skip/' site/ -o p3; is "--exclude folders" "./b/x.txt ./x.html ./x.txt " "$(taken p3)"
run fix --exclude 'a/skip' --exclude 'x.*' site/ -o p4
is "--exclude a path and names" "./skip/deep/y.txt ./skip/y.txt " "$(taken p4)"
run fix --include '*.none' site/x.txt -o p5; is "what is named is taken" "./x.txt " "$(taken p5)"
run detect --include 'y.*' site; is "detect --include" 2 "$(wc -l <out)"

# --- the output folder, the report and backups are no inputs
cp -r site own
(cd own && "$fuyuan" fix . -o out --report report.jsonl) 2>err; code=$?
exits "-o and --report inside the folder" 0
check "the report is no input" test ! -e own/out/report.jsonl
is "the output is no input" 6 "$(find own/out -type f | wc -l)"
cp -r site twice; run fix -i --backup .bak twice; run fix -i --backup .bak twice
is "backups are no inputs" 6 "$(find twice -name '*.bak' | wc -l)"
check "backups stay" cmp -s old twice/x.txt.bak

cp -r site same; run fix same -o same; exits "-o is the input folder" 1
says "-o is the input folder" "same: is the folder that is written to"
(cd same && "$fuyuan" fix . -o .) 2>err; code=$?
exits "-o . in the folder itself" 1; says "-o . in the folder itself" ".: is the folder"
same "-o is the input folder: nothing written" site same

# --- diffs
mkdir notes
{ seq 20; head -n1 old; seq 20; tail -n1 old; seq 3; } >notes/mixed
cp healthy.txt notes/healthy; cp old notes/old; cp binary notes/binary
printf 'one line without end: %s' "$(head -n1 old)" >notes/'no end'
for channel in utf8-as-gbk:windows traditional:s2t; do
  "$fuyuan" break --channel ${channel%:s2t} <healthy.txt >notes/${channel%%:*} 2>err || rm notes/${channel%%:*}
done
cp -r notes before
run fix --diff notes; exits "--diff" 0; silent "--diff"; mv out changes
same "--diff writes nothing" before notes
check "--diff shows lines" grep -qx -- "-$(head -n1 old)" changes
check "--diff shows what they become" grep -qx -- "+$(head -n1 healthy.txt)" changes
check "--diff: healthy files" bash -c '! grep -q notes/healthy changes'
run fix notes -o fixed; exits "after --diff" 0
if command -v patch >patch.path; then
  cp -r notes patched; (cd patched && patch -s -p2 <../changes) >err 2>&1; code=$?
  exits "patch takes the diff" 0; same "patch and fix do the same" fixed/notes patched
fi
run fix --diff --check notes; exits "--diff --check" 1
cp notes/healthy only; run fix --diff only; exits "--diff of healthy text" 0; check "--diff of healthy text" test ! -s out

# --- names
gbk() { iconv -f utf-8 -t gbk <<<"$1" | tr -d '\n'; }
mkdir -p "names/$(gbk 图书馆周末公告)" names/plain
cp old "names/$(gbk 图书馆周末公告)/$(gbk 讲座日程安排表.txt)"
cp healthy.txt "names/$(gbk 会议记录第一册.txt)"
cp old names/plain/a.txt
cp -r names names.before
run fix -n -i --names names; exits "--names -n" 0; says "--names -n" "would be named 图书馆周末公告"
same "--names -n changes nothing" names.before names
run fix --check --names names/plain; exits "--check --names of what needs restoring" 1
run fix --names names -o named; exits "--names -o" 0
check "--names -o" cmp -s healthy.txt named/names/图书馆周末公告/讲座日程安排表.txt
run fix -i --names names --report names.jsonl; exits "--names -i" 0
same "--names: the same in place" named/names names
check "--names: reported" grep -q '"name":"图书馆周末公告"}$' names.jsonl
run fix --check --names names; exits "--names once more" 0
# Nothing is replaced by a new name.
mkdir taken; cp healthy.txt taken/会议记录第一册.txt; cp traditional.txt "taken/$(gbk 会议记录第一册.txt)"
run fix -i --names --to keep taken; check "--names replaces nothing" cmp -s healthy.txt taken/会议记录第一册.txt
check "--names loses nothing" cmp -s traditional.txt "taken/$(gbk 会议记录第一册.txt)"

# --- a few thousand files, one thread and two
mkdir -p many
"$fuyuan" break --channel utf8-as-gbk:question <healthy.txt >v1
"$fuyuan" break --channel gb18030 <healthy.txt >v2
cp traditional.txt v3
for d in {1..44}; do
  mkdir many/$d
  for i in {1..50}; do
    case $((i % 8)) in 0) cat v1 ;; 1) cat v2 ;; 2) cat v3 ;; 3) cat old ;; *) cat healthy.txt ;; esac
    echo "$d $i"
  done | split -l 4 -d -a 3 - many/$d/
done
printf '{"text":"%s"}\n' 安徽新聞 好的 >many/1/x.jsonl; echo 'no record' >>many/1/x.jsonl
for j in 1 2; do
  run fix -j $j many -o jobs$j --report jobs$j.jsonl; exits "-j $j" 1
  is "-j $j: lines on stderr" 2 "$(wc -l <err)"; says "-j $j" "many/1/x.jsonl:3: passed on"
  sed -E 's/"milliseconds":[0-9.]+//' jobs$j.jsonl >jobs$j.report
done
same "-j 1 and -j 2 give the same bytes" jobs1 jobs2
same "-j 1 and -j 2 give the same report" jobs1.report jobs2.report
check "a few thousand files" test "$(find jobs2 -type f | wc -l)" -ge 2000
says "the summary names failures" "failed: many/1/x.jsonl:3"

# --- progress: only on a terminal
run fix many/1 many/2 -o quiet; check "no progress without a terminal" bash -c '! grep -q % err'
if command -v script >script.path; then
  terminal() { script -qec "stty cols 150; \"$fuyuan\" fix $*" terminal.log </dev/null >terminal.out 2>&1; tr '\r' '\n' <terminal.log >terminal.lines; }
  terminal many many/1/x.jsonl -i -n
  check "progress: bar, files, rate, time left, counts" \
    grep -qE '\[#*\.*\] +[0-9]+ %  [0-9]+/[0-9]+ files  .*/s  [0-9]+:[0-9]{2} left  [0-9]+ ' terminal.lines
  terminal -q many -o quiet; check "no progress with -q" bash -c '! grep -q % terminal.lines'
  terminal -v many -o quiet; check "no progress with -v" bash -c '! grep -q " % " terminal.lines'
  check "-v: plain lines" grep -q '^fuyuan: many/1/000: ' terminal.lines
fi

finish
