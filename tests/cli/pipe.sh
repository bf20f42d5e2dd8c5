#!/bin/bash
# Tests of the pipe: documents, escapes, JSON lines.
# Usage: pipe.sh FUYUAN   Prints a line for each failed check and, last, the counts.
. "$(dirname "$(realpath "$0")")/lib.sh"

# --- the pipe
is "simplifies" "安徽新闻" "$(echo 安徽新聞 | "$fuyuan")"
"$fuyuan" <healthy.txt >out 2>err; check "healthy text stays" cmp -s healthy.txt out
silent "healthy text"
run < <(:); exits "empty input" 0
check "empty input gives empty output" test ! -s out
"$fuyuan" <binary >out; check "binary passes through" cmp -s binary out
printf 'line one\r\nline two' >crlf; "$fuyuan" <crlf >out; check "line ends stay" cmp -s crlf out
for word in keep KEEP; do
  "$fuyuan" --to $word <traditional.txt >out; check "--to $word" cmp -s traditional.txt out
done
is "--to zh-hans" "安徽新闻" "$(echo 安徽新聞 | "$fuyuan" --to zh-hans)"
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

# --- JSON lines
line=$(broken | head -1)
printf '%s\n' "{ \"id\" : 1.0e2, \"text\":\"$line\\n\" ,\"x\":[null,\"\\u0041\"] }" '{"text":"好的"}' \
  '' 'not json' '{"id":3}' '{"text":4}' '{"text":"\ud800"}' >records
printf '{"text":"安徽新聞"}' >>records
run --jsonl --field text <records; exits "--jsonl with bad records" 1
is "--jsonl keeps the rest" "{ \"id\" : 1.0e2, \"text\":\"$(head -1 healthy.txt)\\n\" ,\"x\":[null,\"\\u0041\"] }" "$(sed -n 1p out)"
is "--jsonl passes on bad records" "$(sed -n 2,7p records)" "$(sed -n 2,7p out)"
is "--jsonl without last line end" '{"text":"安徽新闻"}' "$(tail -n +8 out)"
is "--jsonl keeps the number of lines" "$(wc -l <records)" "$(wc -l <out)"
says "--jsonl" "-:4: passed on"; says "--jsonl" "-:5: "; says "--jsonl" "-:6: "; says "--jsonl" "-:7: "
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
printf '{"text":"安徽新闻"}\r\n' >want; check "--jsonl: the mark goes, CRLF stays" cmp -s want out
printf '{"id":%d,"title":"%s","text":"%s"}\n' 1 市图书馆举办一讲座 昨天下午来了两百多位的听众。 2 通知 明天闭馆，请勿前来。 >utf8.jsonl
for charset in gb18030 utf-16le utf-16; do
  run --jsonl --field text < <(iconv -t $charset utf8.jsonl); exits "--jsonl in $charset" 0
  check "--jsonl in $charset" cmp -s out utf8.jsonl
done
"$fuyuan" break -c utf8-as-gbk:windows <utf8.jsonl >swallowed
check "--jsonl: the quotation marks are gone" grep -q '?}' swallowed
run --jsonl <swallowed; exits "--jsonl: swallowed quotation marks" 0
check "--jsonl: swallowed quotation marks" cmp -s out utf8.jsonl
printf '姓名,电话\r\n王小明,138\r\n李小红,139\r\n' >utf8.csv
for charset in gb18030 utf-16le; do
  run --format csv < <(iconv -t $charset utf8.csv); exits "csv in $charset" 0
  check "csv in $charset" cmp -s out utf8.csv
done
run fix --jsonl -o records.d records; exits "fix --jsonl" 1
says "fix --jsonl" "records:4: "
check "fix --jsonl" test "$(tail -n1 records.d/records)" == '{"text":"安徽新闻"}'
run --jsonl --check <records; exits "--jsonl --check" 1; says "--jsonl --check" "-:8: would change"
# What was finished before an input turned out to be bad is there.
{ printf 'id,text\n1,安徽新聞\n2,好的\n'; head -c 9000000 /dev/zero | tr '\0' x; } >long-row.csv
printf 'id,text\n1,安徽新闻\n2,好的\n' >want
for threads in 1 2; do
  run -j $threads --format csv --field text <long-row.csv; exits "a row that is too long" 1
  one_line "a row that is too long"; check "a row that is too long: those before" cmp -s want out
  run fix -j $threads --field text long-row.csv
  check "a row that is too long, fix: those before" cmp -s want out
done
# A slow writer gets its answer before it sends the next record.
coproc "$fuyuan" --jsonl
echo '{"text":"安徽新聞"}' >&"${COPROC[1]}"
answer=; read -r -t 20 -u "${COPROC[0]}" answer; is "--jsonl answers at once" '{"text":"安徽新闻"}' "$answer"
eval "exec ${COPROC[1]}>&-"; wait

finish
