#!/bin/bash
# Tests of wrong usage, help, bad input and output.
# Usage: usage.sh FUYUAN   Prints a line for each failed check and, last, the counts.
. "$(dirname "$(realpath "$0")")/lib.sh"

# --- wrong usage: exit 2, one line
usage "bare file name" "fuyuan fix healthy.txt" healthy.txt
usage "unknown command" "there is no command 'mend'" mend
usage "unknown option" "--stric" --stric
usage "unknown option of a command" "--bogus" fix --bogus healthy.txt
usage "probability above 1" "between 0 and 1" --infer 1.5
usage "probability below 0" "between 0 and 1" --infer=-0.5
usage "probability that is no number" "between 0 and 1" --infer nan
usage "unknown script" "--to" --to zh-TW
usage "unknown charset" "there is no charset 'gbq'" --from gbq
usage "unknown charset of a command" "there is no charset 'gbq'" fix --from gbq healthy.txt
usage "unknown colour" "--color" --color pink
usage "-q and -v" "exclude each other" -q -v
usage "unknown channel" "there is no channel 'nothing'" break --channel nothing
usage "unknown habit" "no habit 'nothing'" break --channel utf8-as-gbk:nothing
usage "unknown habit by option" "no habit 'nothing'" break --channel utf8-as-gbk --habit nothing
usage "no channel" "--channel" break
usage "bad seed" "--seed" break --channel identity --seed x
usage "fix without path" "PATH" fix
usage "several files to one output" "-o DIR" fix healthy.txt traditional.txt
usage "folder to one output" "is a folder" fix .
usage "-o and -i" "exclude each other" fix -i -o out.d healthy.txt
usage "in place of standard input" "standard input" fix -i -
usage "suffix with a slash" "'/'" fix --in-place=/x healthy.txt
usage "--backup without --in-place" "--in-place" fix --backup .bak -o out.d healthy.txt
usage "two suffixes" "the same" fix --in-place=.a --backup .b healthy.txt
usage "--resume without a report" "--report" fix --resume -o out.d healthy.txt
usage "--resume of a dry run" "--resume" fix --resume -n --report r -o out.d healthy.txt
usage "--diff of standard input" "twice" fix --diff -
usage "unknown format" "--format" --format docx
usage "no threads" "--jobs" -j 0
usage "size that is none" "--max-unpacked" fix --max-unpacked much healthy.txt
usage "option before a command that lacks it" "does not go with 'break'" --strict break --list
usage "train without output" "--output" train healthy.txt
usage "order of the model" "--order" train -o m --order 7 healthy.txt
usage "train-masked without output" "--output" train-masked healthy.txt
usage "apply without plan" "--plan" apply
usage "eval without texts" "FILE" eval
usage "eval of no documents" "--documents" eval --documents 0 healthy.txt
usage "eval of an unknown channel" "no channel with 'nothing'" eval --only nothing healthy.txt

# --- help
for command in "" fix check report detect explain apply break train train-masked model eval; do
  run $command --help </dev/null; exits "help $command" 0; silent "help $command"
  check "help $command has examples" grep -q Examples: out
done
for command in "" fix detect; do
  run $command --help; check "help $command: -v" grep -q -- '--verbose  *One line a document' out
done
for command in explain check apply break train train-masked model report eval; do
  run $command --help
  check "help $command: -v is something else there" bash -c '! grep -q "One line a document" out'
  run $command -v --help; exits "help $command: -v is taken" 0
done
run --version; exits "version" 0; check "version" grep -q '^fuyuan [0-9]' out

# --- bad input: exit 1, one line
mkdir folder
bad "missing file" "fuyuan: none.txt: No such file" fix none.txt
bad "unreadable file" "fuyuan: /proc/self/mem: " fix /proc/self/mem
bad "missing file, explain" "none.txt: No such file" explain none.txt
bad "folder, explain" "folder: Is a directory" explain folder
bad "missing file, detect" "none.txt: No such file" detect none.txt
bad "missing plan" "none.json: No such file" apply --plan none.json
bad "missing model" "none.model: No such file" model --model none.model
bad "no model" "healthy.txt: not a model" model --model healthy.txt
bad "missing text, train" "none.txt: No such file" train -o m none.txt
bad "missing text, train-masked" "none.txt: No such file" train-masked -o m none.txt
bad "no model, train-masked" "healthy.txt: not a model" train-masked -o m --model healthy.txt healthy.txt
bad "missing text, eval" "none.txt: No such file" eval none.txt
bad "report that cannot be written" "none/report: No such file" --report none/report
"$fuyuan" <folder >out 2>err; code=$?; exits "folder on stdin" 1; says "folder on stdin" "-: Is a directory"
"$fuyuan" break --channel utf8-as-gbk <raw >out 2>err; code=$?
exits "break of what is not UTF-8" 1; says "break of what is not UTF-8" "(offset 2)"
"$fuyuan" break -c gb18030 -c utf8-as-gbk <healthy.txt >out 2>err; code=$?
exits "break of broken bytes" 1; says "break of broken bytes" "gb18030 gave bytes"

# --- output that goes away
for i in {1..40}; do cat healthy.txt; done | tr -d '\n' >long-line
for i in {1..2000}; do cat healthy.txt; done >long.txt
"$fuyuan" --to keep <long.txt 2>err | head -c1 >/dev/null
is "broken pipe: exit code" 0 "${PIPESTATUS[0]}"; silent "broken pipe"
"$fuyuan" break --channel identity <long.txt 2>err | head -c1 >/dev/null
is "broken pipe, break: exit code" 0 "${PIPESTATUS[0]}"; silent "broken pipe, break"
if [ -e /dev/full ]; then
  "$fuyuan" <healthy.txt >/dev/full 2>err; code=$?
  exits "full disk" 1; says "full disk" "No space left"; one_line "full disk"
  "$fuyuan" fix healthy.txt traditional.txt --report /dev/full -o out.d 2>err; code=$?
  exits "full disk, report" 1; says "full disk, report" "/dev/full"
  rm -rf out.d
  for command in --help --version "fix --help" "break --list"; do
    "$fuyuan" $command >/dev/full 2>err; code=$?
    exits "full disk, $command" 1; says "full disk, $command" "No space left"; one_line "full disk, $command"
  done
fi
"$fuyuan" --help >&- 2>err; code=$?; exits "closed output, help" 1; says "closed output, help" "standard output"
"$fuyuan" <healthy.txt >&- 2>err; code=$?; exits "closed output" 1; says "closed output" "standard output"
"$fuyuan" <&- >out 2>err; code=$?; exits "closed input" 1
(ulimit -f 4; "$fuyuan" fix long.txt healthy.txt -o limited 2>err); code=$?
exits "file above the limit" 1; says "file above the limit" "File too large"
is "file above the limit: the others are done, nothing else stays" healthy.txt "$(ls -A limited)"

# --- threads that the system does not give
if (ulimit -s 1000000000) 2>err; then  # as large a stack as no machine has for a thread
  (ulimit -s 1000000000; "$fuyuan" -j 8 <traditional.txt >out 2>err); code=$?
  exits "no threads" 0; silent "no threads"; check "no threads: text" grep -q 图书馆 out
fi

finish
