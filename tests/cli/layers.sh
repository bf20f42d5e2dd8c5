#!/bin/bash
# Tests that the folders of src include only from those before them.
# Usage: layers.sh FUYUAN   Prints a line for each failed check and, last, the counts.
. "$(dirname "$(realpath "$0")")/lib.sh"

# Each includes from itself and from those before it. A file that is named is in no folder.
order='
text charset model channel lattice
restore/plan.hpp restore/options.hpp
restore/measure restore/decode restore/triage restore/reading restore/verdict restore/hypotheses restore/line restore/repair restore/steps
restore archive cli/eval cli
'

# backwards SRC: its includes that point backwards, and files and includes that have no place.
backwards() {
  (cd "$1" && grep -rn --include='*.[ch]pp' '^ *# *include *"' .) |
    ORDER=$order awk '
      function place(path) {
        if (path in rank) return rank[path]
        sub(/\/?[^\/]*$/, "", path)
        return path in rank ? rank[path] : 0
      }
      BEGIN { count = split(ENVIRON["ORDER"], names); for (i = 1; i <= count; ++i) rank[names[i]] = i }
      {
        split($0, quoted, "\"")
        split($0, parts, ":")
        file = substr(parts[1], 3)
        here = place(file)
        there = place(quoted[2])
        if (!here) print file ": has no place in the order"
        else if (!there) print file ":" parts[2] ": " quoted[2] " has no place in the order"
        else if (there > here) print file ":" parts[2] ": " quoted[2] " comes later"
      }'
}

is "order of includes" "" "$(backwards "$here/../../src")"
check "the sources are there" test -e "$here/../../src/restore/restorer.hpp"

mkdir -p src/{text,channel,cli,new} src/restore/{decode,line}
echo '#include "cli/b.hpp"' >src/text/a.hpp
echo '#include "text/a.hpp"' >src/cli/b.hpp
printf '#include <string>\n\n#include "restore/line/d.hpp"\n' >src/restore/decode/c.cpp
printf '#include "restore/decode/c.hpp"\n#include "restore/plan.hpp"\n' >src/restore/line/d.hpp
echo '#include "restore/restorer.hpp"' >src/restore/line/e.cpp
echo '#include "restore/line/d.hpp"' >src/restore/restorer.cpp
echo '#include "text/a.hpp"' >src/new/f.cpp
echo '#include "g.hpp"' >src/channel/g.cpp
is "includes that point backwards" "channel/g.cpp:1: g.hpp has no place in the order
new/f.cpp: has no place in the order
restore/decode/c.cpp:3: restore/line/d.hpp comes later
restore/line/e.cpp:1: restore/restorer.hpp comes later
text/a.hpp:1: cli/b.hpp comes later" "$(backwards src | LC_ALL=C sort)"

finish
