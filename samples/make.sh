#!/bin/bash
# Breaks samples/KIND/restored.txt into broken.txt, one kind of damage each.
# Usage: make.sh FUYUAN [DIR]   Writes DIR/KIND/broken.txt (DIR: this folder).
set -euo pipefail
fuyuan=$(realpath "$1")
cd "$(dirname "$(realpath "$0")")"
target=$(realpath -m "${2:-.}")

# breaks KIND COMMAND...: the command turns restored.txt on its stdin into broken.txt.
breaks() {
  mkdir -p "$target/$1"
  "${@:2}" <"$1/restored.txt" >"$target/$1/broken.txt"
}
fuyuan() { "$fuyuan" "$@"; }

# UTF-16, little-endian, with its mark.
utf16() { printf '\xFF\xFE'; iconv -f utf-8 -t utf-16le; }

# Each line through another channel; every third one stays healthy.
line_by_line() {
  local channels=(identity utf8-as-windows-1252:windows gbk-as-windows-1252:windows
    identity utf8-as-gbk:whatwg traditional
    identity gbk-as-big5:windows gbk-as-euc-kr:windows)
  local i=0 line
  while IFS= read -r line; do
    fuyuan break -c "${channels[i++ % ${#channels[@]}]}" <<<"$line"
  done
}

breaks utf8-as-gbk fuyuan break -c utf8-as-gbk:whatwg
breaks utf8-as-gbk-windows fuyuan break -c utf8-as-gbk:windows
breaks utf8-as-gbk-java fuyuan break -c utf8-as-gbk:java
breaks lost-bytes-ffd fuyuan break -c utf8-as-gbk:python
breaks utf8-as-windows-1252 fuyuan break -c utf8-as-windows-1252:windows
breaks utf8-twice fuyuan break -c utf8-as-windows-1252:windows -c utf8-as-windows-1252:windows
breaks gbk-as-latin1 fuyuan break -c gbk-as-windows-1252:windows
breaks gbk-as-big5 fuyuan break -c gbk-as-big5:windows
breaks gbk-as-euc-kr fuyuan break -c gbk-as-euc-kr:windows
breaks gbk-as-shift-jis fuyuan break -c gbk-as-shift-jis:python
breaks frame-shift fuyuan break -c gbk-frame-shift:drop --seed 1
breaks converted-page fuyuan break -c converted-page --seed 1
breaks traditional fuyuan break -c traditional
breaks raw-gbk fuyuan break -c gb18030
breaks raw-big5 fuyuan break -c traditional -c big5
breaks raw-utf16 utf16
breaks escapes fuyuan break -c entities:named
breaks mixed-lines line_by_line
