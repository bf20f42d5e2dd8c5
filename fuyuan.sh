#!/bin/bash
# Everything from a clean checkout on Debian 12: installs what is missing, builds, and runs.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: ./fuyuan.sh COMMAND
  run [ARGUMENTS...]  run fuyuan with these arguments, standard input and output passed through
  test                run all tests; the last line says how many passed and failed
  lint                for developers: clang-format and clang-tidy
Each installs from Debian what is missing (as root, or with sudo) and builds what is out of date.
TEXT
}

root=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
build=$root/build/release

say() { printf 'fuyuan.sh: %s\n' "$*" >&2; }
die() { say "$@"; exit 2; }

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null)" == 'ii ' ]
}

# need PACKAGE...: installs those that are missing.
need() {
  command -v apt-get >/dev/null || return 0  # not Debian: CMake says what it misses
  local missing=() package
  for package; do is_installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "neither root nor sudo: cannot install ${missing[*]}"
    as_root=(sudo)
  fi
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
  say "installing ${missing[*]}"
  "${apt[@]}" update </dev/null >&2
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null >&2
}

# make_target TARGET: builds it; says nothing if there is nothing to do.
make_target() {
  need g++ cmake ninja-build pkg-config libicu-dev libuchardet-dev libcli11-dev libfmt-dev \
    libzstd-dev libsimdjson-dev libtomlplusplus-dev libarchive-dev zlib1g-dev libmd-dev catch2
  mkdir -p "$build"
  (
    flock 9  # two runs in one pipeline must not build at once
    cd "$root"
    if [ ! -e "$build/build.ninja" ]; then
      say "building; the first time takes a few minutes"
      cmake --preset release 9>&- </dev/null >&2
    fi
    cmake --build --preset release --target "$1" --parallel "$(nproc)" 9>&- </dev/null 2>&1 |
      sed -u -e '/^ninja: no work to do/d' -e '/Re-checking globbed directories/d' >&2
  ) 9>"$build.lock"
}

run() {
  make_target fuyuan
  exec "$build/fuyuan" "$@"
}

passed=0
failed=0

# add_up NAME EXIT-CODE PASSED FAILED: a run that died without counts is a failure of its own.
add_up() {
  local name=$1 code=$2 good=${3:-0} bad=${4:-0}
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ] || [ "$good" -eq 0 ]; then
    say "$name ended with exit code $code"
    bad=$((bad + 1))
  fi
  passed=$((passed + good))
  failed=$((failed + bad))
}

# number_before WORDS FILE: the last number that stands before WORDS in FILE.
number_before() { { grep -aoE "[0-9]+ $1" "$2" || true; } | tail -n 1 | cut -d' ' -f1; }

run_catch() {
  local code=0 log=$1
  "$build/tests/fuyuan_tests" </dev/null 2>&1 | tee "$log" || code=$?
  # Catch2, versions 2 and 3: "All tests passed (9 assertions in 5 test cases)" or
  # "test cases: 5 | 4 passed | 1 failed"
  { grep -aE '^(All tests passed|test cases:)' "$log" || true; } | tail -n 1 >"$log.summary"
  if grep -aq '^All' "$log.summary"; then
    add_up fuyuan_tests "$code" "$(number_before 'test cases?' "$log.summary")" 0
  else
    add_up fuyuan_tests "$code" "$(number_before 'passed' "$log.summary")" \
      "$(number_before 'failed( \||$)' "$log.summary")"
  fi
}

run_cli() {
  local code=0 log=$1
  bash "$root/tests/cli/run.sh" "$build/fuyuan" </dev/null 2>&1 | tee "$log" || code=$?
  tail -n 1 "$log" >"$log.summary"
  add_up tests/cli/run.sh "$code" "$(number_before passed "$log.summary")" \
    "$(number_before failed "$log.summary")"
}

run_tests() {
  need git jq tar gzip zip unzip zstd xz-utils bzip2 patch bsdutils  # tests/cli makes archives with them
  make_target all
  local logs
  logs=$(mktemp -d)
  # shellcheck disable=SC2064 # now, not later
  trap "rm -rf '$logs'" EXIT
  run_catch "$logs/catch"
  run_cli "$logs/cli"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}

lint() {
  need clang-format clang-tidy
  make_target all  # for compile_commands.json
  cd "$root"
  local code=0
  find src tests \( -name '*.cpp' -o -name '*.hpp' \) -print0 |
    xargs -0 clang-format --dry-run -Werror || code=1
  find src -name '*.cpp' -print0 |
    xargs -0 -n 1 -P "$(nproc)" clang-tidy -p "$build" --quiet 2>/dev/null || code=1
  return $code
}

case ${1-} in
  run) shift; run "$@" ;;
  test) run_tests ;;
  lint) lint ;;
  -h | --help | help) usage ;;
  *) usage >&2; exit 2 ;;
esac
