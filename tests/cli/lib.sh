# Shared by the tests of the command line; each sources it, makes its checks and ends with `finish`.
# It begins in an empty folder of its own, with a few texts in it.
set -u
fuyuan=$(realpath "$1")
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
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

head -c 3000 "$fuyuan" >binary
printf 'ab\377c' >raw

# usage NAME WORD ARGUMENTS...: exit 2 and one line with WORD in it.
usage() { local name=$1 word=$2; shift 2; run "$@" </dev/null; exits "$name" 2; one_line "$name"; says "$name" "$word"; }
# bad NAME WORD ARGUMENTS...: exit 1, one line with WORD in it and no output.
bad() { local name=$1 word=$2; shift 2; run "$@" </dev/null; exits "$name" 1; one_line "$name"; says "$name" "$word"; check "$name: no output" test ! -s out; }
# same NAME A B: two folders or files are the same, names and bytes.
same() { if diff -r --no-dereference "$2" "$3" >differences; then pass; else fail "$1: $(head -c300 differences)"; fi; }

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}
