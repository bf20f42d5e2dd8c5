#!/bin/bash
# Tests of interrupted runs: whatever moment a run is killed at, nothing is lost or torn, and
# --resume leads to what an uninterrupted run leads to.
# Usage: resume.sh FUYUAN   Prints a line for each failed check and, last, the counts.
. "$(dirname "$(realpath "$0")")/lib.sh"

"$fuyuan" break --channel utf8-as-gbk:question <healthy.txt >lossy
mkdir -p tree/a tree/b
for i in {1..120}; do
  { [ $((i % 3)) == 0 ] && cat healthy.txt || cat lossy; echo $i; } >tree/a/$i.txt
done
for i in {1..20}; do
  for k in {1..40}; do printf '{"id":%d,"text":"%s"}\n' $k 安徽新聞; done >tree/b/$i.jsonl
done
tar -C tree -cf tree/b/packed.tar a
{ for i in {1..4000}; do cat lossy; done; } >tree/b/long.txt
head -c 100000 tree/b/long.txt >tree/b/long && mv tree/b/long tree/b/long.txt
lines() { sed -E 's/"milliseconds":[0-9.]+//' "$1" | LC_ALL=C sort; }
run fix tree -o want --report want.jsonl; exits "uninterrupted" 0
cp -r want/tree want.placed; lines want.jsonl >want.lines

# sums FOLDER FIND-TESTS...: a line a file, what is in it and its name.
sums() { (cd "$1" && shift && find . -type f ! -name '.fuyuan-tmp-*' "$@" -exec md5sum {} + | LC_ALL=C sort); }
{ sums tree; sums want.placed; } | LC_ALL=C sort -u >whole
# How many files are neither what they were nor what they are to become.
torn() { sums "$1" ! -name '*.bak' | LC_ALL=C comm -23 - whole | wc -l; }
sums tree >originals

killed_after() { local delay=$1 pid; shift; "$fuyuan" fix -q "$@" 2>err & pid=$!; sleep "$delay"; kill -KILL $pid 2>/dev/null; wait $pid 2>/dev/null; }

for delay in 0.02 0.06 0.12 0.25 0.5; do
  rm -rf out.d placed r1 r2; cp -r tree placed

  killed_after $delay tree -o out.d --report r1
  [ -e out.d/tree ] && is "-o, killed after $delay s: torn files" 0 "$(torn out.d/tree)"
  killed_after $delay tree -o out.d --report r1 --resume
  run fix -q tree -o out.d --report r1 --resume; exits "-o, resumed after $delay s" 0
  same "-o, resumed after $delay s" want out.d
  lines r1 >got; same "-o, resumed after $delay s: report" want.lines got

  killed_after $delay -i --backup .bak placed --report r2
  is "in place, killed after $delay s: torn files" 0 "$(torn placed)"
  is "in place, killed after $delay s: files lost" 142 "$(find placed -type f ! -name '.fuyuan-tmp-*' ! -name '*.bak' | wc -l)"
  run fix -q -i --backup .bak placed --report r2 --resume; exits "in place, resumed after $delay s" 0
  is "in place, resumed after $delay s: wrong backups" 0 \
    "$(sums placed -name '*.bak' | sed 's/\.bak$//' | LC_ALL=C comm -23 - originals | wc -l)"
  find placed -name '*.bak' -delete
  same "in place, resumed after $delay s" want.placed placed
done

# A finished run has nothing left to do; a last line without end counts for nothing.
run fix -v -i placed --report r2 --resume; exits "nothing left" 0; says "nothing left" "were done before"
head -c -20 r1 >r3; lines_before=$(wc -l <r3)
run fix -v tree -o out.d --report r3 --resume; exits "torn report" 0
check "torn report: the rest is kept" test "$(wc -l <r3)" -ge "$lines_before"
lines r3 >got; same "torn report" want.lines got
rm out.d/tree/a/1.txt; run fix -q tree -o out.d --report r3 --resume
same "a result that is gone is made again" want out.d
bad "resuming what is no report" "line 1" fix tree -o out.d --report healthy.txt --resume
check "what is no report stays" grep -q 昨天 healthy.txt

finish
