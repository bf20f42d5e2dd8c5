#!/bin/bash
# Tests of break, train, train-masked, model.
# Usage: tools.sh FUYUAN   Prints a line for each failed check and, last, the counts.
. "$(dirname "$(realpath "$0")")/lib.sh"

# --- break
run break --list; exits "break --list" 0; check "break --list" grep -q '^utf8-as-gbk .*UTF-8 read as GBK' out
check "break --list: habits" grep -q 'habits: .*java' out
for i in 1 2; do "$fuyuan" break -c gbk-frame-shift --seed 5 <healthy.txt >shift$i; done
check "break: same seed, same damage" cmp -s shift1 shift2
check "break --habit" cmp -s <("$fuyuan" break -c utf8-as-gbk --habit java <healthy.txt) \
  <("$fuyuan" break -c utf8-as-gbk:java <healthy.txt)

# --- train and model
for i in {1..30}; do cat healthy.txt traditional.txt; done >corpus.txt
options="--min-character 1 --min-bigram 1 --min-trigram 1 --min-fourgram 1"
run train -o one.model $options corpus.txt; exits "train" 0; silent "train"
mkdir elsewhere; cp corpus.txt elsewhere
run train -o two.model $options elsewhere/corpus.txt; check "train is deterministic" cmp -s one.model two.model
run model --model one.model corpus.txt; exits "model" 0
check "model: source" grep -q '^source  *corpus.txt: ' out
check "model: bits" grep -qE '^corpus.txt: [0-9,]+ characters, [0-9.]+ bits a character$' out
run model; exits "built-in model" 0; check "built-in model" grep -q '^size ' out
run model --json healthy.txt; check "model --json" grep -q '"texts":\[{"path":"healthy.txt"' out
bad "train on what is not UTF-8" "raw: not UTF-8 at offset 2" train -o bad.model raw
check "no model of bad text" test ! -e bad.model
options="--model one.model --warm-up 20000 --with-model 5000 --min-character 1"
run train-masked -o one.masked $options corpus.txt; exits "train-masked" 0; silent "train-masked"
run train-masked -v -o two.masked $options corpus.txt; exits "train-masked -v" 0; says "train-masked -v" "warm-up: 100 %"
check "train-masked is deterministic" cmp -s one.masked two.masked
bad "train-masked on what is not UTF-8" "raw: not UTF-8 at offset 2" train-masked -o bad.masked raw
bad "train-masked on little" "too little text" train-masked -o bad.masked healthy.txt
check "no masked model of bad text" test ! -e bad.masked
if command -v zstd >zstd.path; then
  zstd -q corpus.txt -o packed.zst
  run model --model one.model packed.zst; exits "zstd" 0
  is "zstd gives the same bits" "$("$fuyuan" model --model one.model corpus.txt | tail -1 | cut -d: -f2)" "$(tail -1 out | cut -d: -f2)"
  head -c 100 packed.zst >cut.zst; run model cut.zst; exits "zstd cut short" 1; says "zstd cut short" "cut.zst: "
fi

finish
