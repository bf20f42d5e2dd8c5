#!/bin/bash
# Tests of archives, packed files, crawls and tables, made by public tools.
# Usage: archives.sh FUYUAN   Prints a line for each failed check and, last, the counts.
. "$(dirname "$(realpath "$0")")/lib.sh"
broken >old
has() { command -v "$1" >tool.path; }
unchanged() { check "$1" cmp -s "$2" "$3"; }

mkdir -p plain/sub want/sub
cp old plain/a.txt; cp old plain/sub/b.txt; cp healthy.txt plain/c.txt; cp binary plain/d.bin
cp healthy.txt want/a.txt; cp healthy.txt want/sub/b.txt; cp healthy.txt want/c.txt; cp binary want/d.bin
chmod 640 plain/a.txt; ln -s a.txt plain/link; ln -s a.txt want/link
touch -d '2001-02-03 04:05:06' plain/a.txt

# --- tar, and tar packed
declare -A tar_flags=([tar]='' [tar.gz]=-z [tar.zst]=--zstd [tar.xz]=-J [tar.bz2]=-j)
for ending in "${!tar_flags[@]}"; do
  tar -C plain ${tar_flags[$ending]} -cf "p.$ending" a.txt sub c.txt d.bin link
  run fix "p.$ending" -o fixed; exits "$ending" 0; silent "$ending"
  mkdir "x.$ending"; tar -C "x.$ending" ${tar_flags[$ending]} -xf "fixed/p.$ending"; is "$ending can be unpacked" 0 $?
  same "$ending" want "x.$ending"
  is "$ending keeps mode and time" "640 $(stat -c %Y plain/a.txt)" "$(stat -c '%a %Y' "x.$ending/a.txt")"
  run fix "fixed/p.$ending" -o again; unchanged "$ending: what needs nothing stays" "fixed/p.$ending" "again/p.$ending"
done
cp p.tar.gz place.tar.gz; run fix -i --backup .bak place.tar.gz; exits "archive in place" 0
unchanged "archive in place: backup" p.tar.gz place.tar.gz.bak
inode=$(stat -c %i place.tar.gz); run fix -i place.tar.gz
is "archive in place: nothing to do" "$inode" "$(stat -c %i place.tar.gz)"
run fix p.tar -o reported --report report.jsonl
is "report: a line an entry and one for the end" 5 "$(wc -l <report.jsonl)"
check "report: entry" grep -q '^{"path":"p.tar","entry":"sub/b.txt","verdict":"restored"' report.jsonl
check "report: end" grep -q '^{"path":"p.tar","documents":4,"changed":2,"finished":true}$' report.jsonl
run fix --check p.tar; exits "--check of an archive" 1; says "--check of an archive" "p.tar:a.txt: would change"
run fix --diff p.tar; check "--diff of an archive" grep -qx -- "+++ b/p.tar/a.txt" out
check "--diff of an archive: lines" grep -qx -- "+$(head -n1 healthy.txt)" out
run detect p.tar; is "detect: entries" 4 "$(wc -l <out)"
check "detect: an entry" grep -q '^{"path":"p.tar","entry":"a.txt","charset":"utf-8",' out
run explain p.tar; check "explain: an entry" grep -q '^p.tar:a.txt: restored: ' out
"$fuyuan" fix - <p.tar.gz >piped.tar.gz; mkdir piped; tar -C piped -xzf piped.tar.gz; same "an archive through the pipe" want piped

# --- single packed files
for packer in gzip zstd xz bzip2; do
  has $packer || continue
  $packer -qc <old >"one.txt.$packer"
  run fix "one.txt.$packer" -o packed; exits "$packer" 0
  $packer -qdc <"packed/one.txt.$packer" >out; check "$packer" cmp -s healthy.txt out
done
{ gzip -c old; gzip -c traditional.txt; } >members.gz
run fix --to keep members.gz -o packed; check "several gzip members" cmp -s <(cat healthy.txt traditional.txt) <(gzip -dc packed/members.gz)
head -c 200 one.txt.gzip >cut.gz; run fix cut.gz one.txt.gzip -o cut.d; exits "cut short" 1
says "cut short" "cut.gz: "; check "cut short: nothing written" test ! -e cut.d/cut.gz
check "cut short: the others are done" cmp -s healthy.txt <(gzip -dc cut.d/one.txt.gzip)

# --- a zip whose table of contents is cut short
if has zip; then
  zip -q torn.zip old healthy.txt; size=$(stat -c %s torn.zip)
  head -c $((size - 40)) torn.zip >cut.zip; run fix cut.zip torn.zip -o torn; exits "zip cut short" 1
  says "zip cut short" "cut.zip: its table of contents is damaged"
  check "zip cut short: its entries" cmp -s healthy.txt <(unzip -p torn/cut.zip old)
fi

# --- zip with names in GBK
if has zip; then
  gbk() { iconv -f utf-8 -t gbk <<<"$1" | tr -d '\n'; }
  mkdir "$(gbk 图书馆公告)"
  cp old "$(gbk 图书馆公告)/$(gbk 讲座日程安排.txt)"; cp healthy.txt "$(gbk 图书馆公告)/$(gbk 会议记录.txt)"
  LC_ALL=C zip -qr names.zip "$(gbk 图书馆公告)"
  run fix names.zip -o zipped; exits "zip" 0
  mkdir unzipped; (cd unzipped && LC_ALL=C.UTF-8 unzip -q ../zipped/names.zip) >err 2>&1
  check "zip: names" test -e unzipped/图书馆公告/讲座日程安排.txt
  check "zip: text" cmp -s healthy.txt unzipped/图书馆公告/讲座日程安排.txt
  check "zip: the other name" cmp -s healthy.txt unzipped/图书馆公告/会议记录.txt
  (cd plain && zip -qr ../plain.zip .); run fix plain.zip -o zipped; exits "zip of a tree" 0
  mkdir tree; (cd tree && unzip -q ../zipped/plain.zip) >err 2>&1; rm -f tree/link; cp -r want want.zip; rm want.zip/link
  same "zip of a tree" want.zip tree
  (cd plain && printf 'first\n%s\n' "$(gbk 第二个)" | zip -qc ../remarks.zip a.txt c.txt; gbk 整个压缩包 | zip -qz ../remarks.zip)
  run fix remarks.zip -o zipped; exits "zip with comments" 0; silent "zip with comments"
  check "zip with comments: sound" unzip -tqq zipped/remarks.zip
  check "zip with comments: text" cmp -s healthy.txt <(unzip -p zipped/remarks.zip a.txt)
  unzip -z remarks.zip | tail -n +2 >before.z; unzip -z zipped/remarks.zip | tail -n +2 >after.z
  check "zip with comments: of the zip" cmp -s before.z after.z; check "zip with comments: there are some" test -s after.z
  check "zip with comments: of an entry" grep -qx first <(unzip -Zv zipped/remarks.zip | sed 's/^ *//')
  check "zip with comments: of another" grep -qa "$(gbk 第二个)" zipped/remarks.zip
fi

# --- a crawl
record() { # TYPE URL CONTENT-TYPE FILE
  printf 'WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2020-01-02T03:04:05Z\r\n' "$1" "$2"
  printf 'WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>\r\n' "$RANDOM"
  printf 'Content-Type: %s\r\nContent-Length: %d\r\n\r\n' "$3" "$(wc -c <"$4")"
  cat "$4"; printf '\r\n\r\n'
}
response() { # CHARSET FILE
  printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=%s\r\nContent-Length: %d\r\n\r\n' "$1" "$(wc -c <"$2")"
  cat "$2"
}
iconv -f utf-8 -t gbk healthy.txt >page.gbk
response gbk page.gbk >r1; response utf-8 healthy.txt >r2; response utf-8 old >r3
echo 'software: test' >info
for i in 1 2 3; do record response "http://a.example/$i" 'application/http; msgtype=response' r$i >w$i; done
record warcinfo '' application/warc-fields info >w0
cat w0 w1 w2 w3 >crawl.warc
for i in 0 1 2 3; do gzip -c w$i; done >crawl.warc.gz
run fix crawl.warc crawl.warc.gz -o crawled --report crawl.jsonl; exits "warc" 0; silent "warc"
is "warc: three pages back" 3 "$(grep -acF "$(head -n1 healthy.txt)" crawled/crawl.warc)"
check "warc: charset" bash -c '! grep -aq "charset=gbk" crawled/crawl.warc'
is "warc: one member a record" 4 "$(LC_ALL=C grep -aobP '\x1f\x8b\x08' crawled/crawl.warc.gz | wc -l)"
check "warc: gzip is good" gzip -t crawled/crawl.warc.gz
check "warc: other records stay" cmp -s w0 <(head -c "$(wc -c <w0)" crawled/crawl.warc)
run fix -n crawled/crawl.warc crawled/crawl.warc.gz; silent "warc: nothing left to do"
sed 's/^Content-Length: \([0-9]*\)\r$/Content-Length: 9\1\r/' crawl.warc >lying.warc
run fix lying.warc -o crawled; exits "warc with lying lengths" 1; check "warc with lying lengths" test ! -e crawled/lying.warc

# --- tables and JSON by name and content
printf 'id,title,body\r\n1,"%s, ""x""",%s\r\n2,ok,好的\r\n' "$(head -n1 old)" "$(tail -n1 old)" >table.csv
printf '{"a":["%s"],"n":1.50}\n' 安徽新聞 >value.json
printf '{"text":"%s","n": 1}\n{"text":"b"}\n' 安徽新聞 >records
run fix table.csv value.json records -o tables; exits "tables" 0
is "csv" "1,\"$(head -n1 healthy.txt), \"\"x\"\"\",$(tail -n1 healthy.txt)" "$(sed -n 2p tables/table.csv | tr -d '\r')"
is "json" '{"a":["安徽新闻"],"n":1.50}' "$(cat tables/value.json)"
is "jsonl by content" '{"text":"安徽新闻","n": 1}' "$(head -n1 tables/records)"
run fix --field title table.csv -o column; check "csv: one column" grep -qF "$(tail -n1 old)" column/table.csv

# --- hostile
mkdir -p cage/in victim
head -c 120M /dev/zero | tr '\0' '\1' | gzip -9 >bomb.gz  # zeros would be an empty tar
head -c 120M /dev/zero >zeros; tar -cf - zeros | gzip -9 >bomb.tar.gz; rm zeros
for name in bomb.gz bomb.tar.gz; do
  cp $name cage/in/; run fix cage/in/$name -o cage/out; exits "$name" 1; says "$name" "--max-ratio"; one_line $name
  check "$name: nothing written" test ! -e cage/out/$name
done
run fix --max-unpacked 1MB bomb.gz -o cage/out; exits "--max-unpacked" 1; says "--max-unpacked" "--max-unpacked"
echo x >evil; mkdir -p deep; ln -sf ../../victim deep/way
tar -P -cf cage/in/dots.tar --transform 's,^evil$,../../victim/evil,' evil 2>err
tar -P -cf cage/in/absolute.tar --transform "s,^evil\$,$work/victim/evil," evil 2>err
tar -cf cage/in/link.tar deep
for name in dots absolute link; do
  run fix cage/in/$name.tar -o cage/out; exits "hostile: $name" 1; says "hostile: $name" "refused: "
  check "hostile: $name: nothing written" test ! -e cage/out/$name.tar
done
check "hostile: nothing outside" test -z "$(ls -A victim)"
is "no temporary files" "" "$(find . -name '.fuyuan-tmp-*')"
run fix cage/in -o cage/out2; exits "hostile ones among others" 1; says "hostile ones among others" "failed: "

finish
