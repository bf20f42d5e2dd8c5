#!/bin/bash
# Tests of the command line: pipes, options, exit codes, errors, files.
# Usage: run.sh FUYUAN   Prints a line for each failed check and, last, the counts.
set -u
fuyuan=$(realpath "$1")
tests=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
unset NO_COLOR

passed=0
failed=0
pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

# check NAME COMMAND...: the command succeeds.
check() { local name=$1; shift; if "$@"; then pass; else fail "$name"; fi; }
# is NAME EXPECTED ACTUAL
is() { if [ "$2" == "$3" ]; then pass; else fail "$1: expected '$2', got '$3'"; fi; }
# run ARGUMENTS...: runs the tool; its output is in out and err, its exit code in $code.
run() { "$fuyuan" "$@" >out 2>err; code=$?; }
exits() { is "$1: exit code" "$2" "$code"; }
says() { if grep -qF -- "$2" err; then pass; else fail "$1: no '$2' in: $(head -c300 err)"; fi; }
silent() { if [ -s err ]; then fail "$1: unexpected: $(head -c300 err)"; else pass; fi; }
one_line() { is "$1: lines on stderr" 1 "$(wc -l <err)"; }

cat >healthy.txt <<'TEXT'
昨天下午，市图书馆举办了一场关于古代文字的讲座，来了两百多位听众。
主讲人介绍了甲骨文的发现过程，并且展示了许多珍贵的照片。
讲座结束以后，大家围着老师提问，直到闭馆才慢慢离开。
TEXT
cat >traditional.txt <<'TEXT'
昨天下午，市圖書館舉辦了一場關於古代文字的講座，來了兩百多位聽眾。
TEXT
broken() { "$fuyuan" break --channel utf8-as-windows-1252 <healthy.txt; }

# --- the pipe
is "simplifies" "安徽新闻" "$(echo 安徽新聞 | "$fuyuan")"
"$fuyuan" <healthy.txt >out 2>err; check "healthy text stays" cmp -s healthy.txt out
silent "healthy text"
run < <(:); exits "empty input" 0
check "empty input gives empty output" test ! -s out
head -c 3000 "$fuyuan" >binary
"$fuyuan" <binary >out; check "binary passes through" cmp -s binary out
printf 'line one\r\nline two' >crlf; "$fuyuan" <crlf >out; check "line ends stay" cmp -s crlf out
"$fuyuan" --to keep <traditional.txt >out; check "--to keep" cmp -s traditional.txt out
run < <(broken); exits "repair" 0; silent "repair is quiet"
check "repairs" cmp -s healthy.txt out
run -v < <(broken); says "-v" "-: restored (utf-8"
run --from gbk --strict --infer 0.5 --mark < <(broken); exits "options of the pipe" 0

# --- round trips through channels that lose nothing
for channel in identity utf8-as-windows-1252 gbk-as-windows-1252 utf8-as-cp437 utf8-as-koi8-r \
    utf8-as-macroman gb18030 big5-as-gbk:python; do
  text=healthy.txt
  [ "$channel" == big5-as-gbk:python ] && text=traditional.txt
  "$fuyuan" <"$text" >want
  "$fuyuan" break --channel "$channel" <"$text" | "$fuyuan" >out
  check "round trip: $channel" cmp -s want out
done
"$fuyuan" break --channel utf8-as-windows-1252 --channel utf8-as-windows-1252 <healthy.txt >twice
broken | "$fuyuan" break --channel utf8-as-windows-1252 >out
check "two channels are applied in turn" cmp -s twice out

# --- escapes
for channel in entities:decimal entities:gbk-named unicode-escapes percent:form-gbk byte-literals:octal \
    quoted-printable:gbk mime-words utf-7 utf-7-imap base64:wrapped hexadecimal:utf16be \
    seven-bit-gb2312:hz-braces; do
  "$fuyuan" break --channel "$channel" <healthy.txt >escaped
  "$fuyuan" <escaped >out; check "nothing but escapes: $channel" cmp -s healthy.txt out
  "$fuyuan" --escapes <escaped >out; check "--escapes: $channel" cmp -s healthy.txt out
  "$fuyuan" explain --json escaped >plan.json
  "$fuyuan" apply --plan plan.json <escaped >out; check "apply: $channel" cmp -s healthy.txt out
done
for text in 'let s = "\u4f60\u597d";' '{"a":"\u4f60\u597d"}' '<p>&#20320;&#22909;</p>' \
    'https://a.example/?q=%E4%BD%A0%E5%A5%BD' 'Subject: =?GB2312?B?xOO6ww==?='; do
  is "escapes that are meant" "$text" "$("$fuyuan" <<<"$text")"
  check "--escapes undoes them: $text" grep -q 你好 <("$fuyuan" --escapes <<<"$text")
done
run fix --escapes healthy.txt; exits "fix --escapes" 0; check "fix --escapes" cmp -s healthy.txt out
run explain escaped; check "explain escapes" grep -q 'seven-bit-gb2312: ' out

# --- wrong usage: exit 2, one line
usage() { local name=$1 word=$2; shift 2; run "$@" </dev/null; exits "$name" 2; one_line "$name"; says "$name" "$word"; }
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
usage "option before a command that lacks it" "does not go with 'break'" --strict break --list
usage "train without output" "--output" train healthy.txt
usage "order of the model" "--order" train -o m --order 7 healthy.txt
usage "apply without plan" "--plan" apply
usage "eval without texts" "FILE" eval
usage "eval of no documents" "--documents" eval --documents 0 healthy.txt
usage "eval of an unknown channel" "no channel with 'nothing'" eval --only nothing healthy.txt

# --- help
for command in "" fix detect explain apply break train model eval; do
  run $command --help </dev/null; exits "help $command" 0; silent "help $command"
  check "help $command has examples" grep -q Examples: out
done
run --version; exits "version" 0; check "version" grep -q '^fuyuan [0-9]' out

# --- bad input: exit 1, one line
bad() { local name=$1 word=$2; shift 2; run "$@" </dev/null; exits "$name" 1; one_line "$name"; says "$name" "$word"; check "$name: no output" test ! -s out; }
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
bad "missing text, eval" "none.txt: No such file" eval none.txt
bad "report that cannot be written" "none/report: No such file" --report none/report
"$fuyuan" <folder >out 2>err; code=$?; exits "folder on stdin" 1; says "folder on stdin" "-: Is a directory"
printf 'ab\377c' >raw
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
fi
"$fuyuan" <healthy.txt >&- 2>err; code=$?; exits "closed output" 1; says "closed output" "standard output"
"$fuyuan" <&- >out 2>err; code=$?; exits "closed input" 1

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
for signal in KILL TERM; do
  for delay in 0.03 0.06 0.1 0.2; do
    for i in {1..150}; do cp old many/$i; done
    "$fuyuan" fix -q -i many & pid=$!
    sleep $delay; kill -$signal $pid 2>/dev/null; wait $pid 2>/dev/null
    torn=0
    for i in {1..150}; do cmp -s old many/$i || cmp -s healthy.txt many/$i || torn=$((torn + 1)); done
    is "$signal after $delay s: torn files" 0 $torn
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

# --- JSON lines
line=$(broken | head -1)
printf '%s\n' "{ \"id\" : 1.0e2, \"text\":\"$line\\n\" ,\"x\":[null,\"\\u0041\"] }" '{"text":"好的"}' \
  '' 'not json' '{"id":3}' '{"text":4}' '{"text":"\ud800"}' >records
printf '{"text":"安徽新聞"}' >>records
run --jsonl <records; exits "--jsonl with bad records" 1
is "--jsonl keeps the rest" "{ \"id\" : 1.0e2, \"text\":\"$(head -1 healthy.txt)\\n\" ,\"x\":[null,\"\\u0041\"] }" "$(sed -n 1p out)"
is "--jsonl passes on bad records" "$(sed -n 2,7p records)" "$(sed -n 2,7p out)"
is "--jsonl without last line end" '{"text":"安徽新闻"}' "$(tail -n +8 out)"
is "--jsonl keeps the number of lines" "$(wc -l <records)" "$(wc -l <out)"
says "--jsonl" "-:4: record passed on"; says "--jsonl" "-:5: "; says "--jsonl" "-:6: "; says "--jsonl" "-:7: "
run --jsonl < <(echo '{"text":"好的"}'); exits "--jsonl" 0; silent "--jsonl"
is "--jsonl --field" '{"text":"聞","a":{"b":"安徽新闻","c":"聞"}}' \
  "$(echo '{"text":"聞","a":{"b":"安徽新聞","c":"聞"}}' | "$fuyuan" --jsonl --field a.b)"
is "--jsonl: a name with a dot" '{"a":{"b":"安徽新聞"},"a.b":"安徽新闻"}' \
  "$(echo '{"a":{"b":"安徽新聞"},"a.b":"安徽新聞"}' | "$fuyuan" --jsonl --field a.b)"
is "--jsonl: escaped names and strings" '{"\u6b63":"\u5b89\u5fbd\u65b0\u95fb"}' \
  "$(echo '{"\u6b63":"\u5b89\u5fbd\u65b0\u805e"}' | "$fuyuan" --jsonl --field 正)"
is "--jsonl: quotes and backslashes" '{"text":"\"\\ 安徽新闻"}' \
  "$(echo '{"text":"\"\\ 安徽新聞"}' | "$fuyuan" --jsonl)"
printf '\xef\xbb\xbf{"text":"安徽新聞"}\r\n' >bom; "$fuyuan" --jsonl <bom >out
printf '\xef\xbb\xbf{"text":"安徽新闻"}\r\n' >want; check "--jsonl: mark and CRLF stay" cmp -s want out
run fix --jsonl -o records.d records; exits "fix --jsonl" 1
says "fix --jsonl" "records:4: "
check "fix --jsonl" test "$(tail -n1 records.d/records)" == '{"text":"安徽新闻"}'
run --jsonl --check <records; exits "--jsonl --check" 1; says "--jsonl --check" "-:8: would change"
# A slow writer gets its answer before it sends the next record.
coproc "$fuyuan" --jsonl
echo '{"text":"安徽新聞"}' >&"${COPROC[1]}"
answer=; read -r -t 20 -u "${COPROC[0]}" answer; is "--jsonl answers at once" '{"text":"安徽新闻"}' "$answer"
eval "exec ${COPROC[1]}>&-"; wait

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
if command -v zstd >zstd.path; then
  zstd -q corpus.txt -o packed.zst
  run model --model one.model packed.zst; exits "zstd" 0
  is "zstd gives the same bits" "$("$fuyuan" model --model one.model corpus.txt | tail -1 | cut -d: -f2)" "$(tail -1 out | cut -d: -f2)"
  head -c 100 packed.zst >cut.zst; run model cut.zst; exits "zstd cut short" 1; says "zstd cut short" "cut.zst: "
fi

# --- scripts of their own: every sample, eval
# add_script NAME: runs it and adds its counts to ours.
add_script() {
  local counts
  bash "$tests/$1" "$fuyuan" >out 2>&1
  head -n -1 out
  counts=$(tail -n 1 out)
  if [[ $counts =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    passed=$((passed + BASH_REMATCH[1])); failed=$((failed + BASH_REMATCH[2]))
  else
    fail "$1: $counts"
  fi
}
add_script samples.sh
add_script eval.sh

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
