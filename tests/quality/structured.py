#!/usr/bin/env python3
"""Tables, markup, code and the like: how many of their lines come back.

Usage: structured.py FUYUAN FOLDER [DOCUMENTS [CHANNEL:HABIT...]]
FOLDER has the held-out texts dev.zh-hans.*.txt, a paragraph a line. Their sentences and phrases are
put into DOCUMENTS (default 20) files of each kind, 25 lines each, which are broken and restored. A
row for each channel: per cent of the lines with Chinese in them that are in the result exactly.
"""

import glob
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

LINES = 25
CHANNELS = [
    "gb18030", "utf8-as-windows-1252", "gbk-as-windows-1252", "gbk-as-big5:windows",
    "utf8-as-gbk:windows",
    "utf8-as-gbk:java", "utf8-as-gbk:whatwg", "utf8-as-gbk:question", "gbk-as-shift-jis:windows",
    "utf8-as-shift-jis:windows",
]
CODE = [
    "    } else {", "  return out;", "if (count > limit) {", "for (int i = 0; i < size; ++i) {",
    "};", "void reset();", "x = compute(a, b);", "#include <vector>", "    total += values[at];",
]


def is_chinese(text):
    return all("\u4e00" <= c <= "\u9fff" for c in text)


class Maker:
    """Makes one line after another of each kind."""

    def __init__(self, texts, seed):
        self.random = random.Random(seed)
        self.sentences = [s for s in re.split("[。！？\n]", texts)
                          if 4 <= len(s) <= 30 and all(ord(c) > 127 for c in s)]
        self.phrases = [s for s in re.split(r"[。！？，；：、“”《》（）\s]", texts)
                        if 2 <= len(s) <= 6 and is_chinese(s)]

    def sentence(self):
        return self.random.choice(self.sentences)

    def phrase(self):
        return self.random.choice(self.phrases)

    def number(self, most):
        return self.random.randrange(1, most)

    def code(self, _):
        comment = "  // " + self.sentence() if self.random.random() < 0.4 else ""
        return self.random.choice(CODE) + comment

    def csv(self, row):
        return f'{row},{self.phrase()},"{self.sentence()}",{self.number(99)}.5,{self.phrase()}'

    def sql(self, _):
        return (f"INSERT INTO `news` VALUES ({self.number(9999)},'{self.phrase()}',"
                f"'{self.sentence()}','2009-0{self.number(9)}-1{self.number(9)}');")

    def html(self, _):
        return (f'<li><a href="/n/{self.number(9999)}.html" title="{self.phrase()}">'
                f"{self.sentence()}</a><span>[2008-1{self.number(3)}-0{self.number(9)}]</span>"
                "</li>")

    def json(self, _):
        return (f'{{"id": {self.number(9999)}, "title": "{self.sentence()}", '
                f'"tags": ["{self.phrase()}", "{self.phrase()}"], "n": null}}')

    def log(self, _):
        return (f"2011-05-{self.number(28):02} 12:{self.number(59):02}:07 [INFO] "
                f"user={self.number(999)} msg={self.sentence()} cost={self.number(900)}ms")

    def ini(self, _):
        line = self.random.choice(["[%s]", "%s=1", "name=%s", "; %s", "path=C:\\%s\\bin"])
        return line % self.phrase()

    def srt(self, row):
        return f"{row + 1}\n00:00:{row:02},000 --> 00:00:{row:02},900\n{self.sentence()}\n"

    def menu(self, _):
        return f'<li><a href="/n/{self.number(9999)}.html">{self.phrase()}</a></li>'

    def table(self, _):
        return (f"<tr><td>{self.phrase()}</td><td>{self.number(99)}</td>"
                f"<td>{self.phrase()}</td></tr>")


KINDS = [Maker.code, Maker.csv, Maker.sql, Maker.html, Maker.json, Maker.log, Maker.ini, Maker.srt,
         Maker.menu, Maker.table]


def run(command, text):
    return subprocess.run(command, input=text, capture_output=True, check=False).stdout


def count_lines(fuyuan, channel, document):
    """How many lines with Chinese there are, and how many of them come back."""
    broken = run([fuyuan, "break", "-c", channel], document.encode())
    restored = set(run([fuyuan, "-q"], broken).decode("utf-8", "replace").split("\n"))
    lines = [line for line in document.split("\n") if not line.isascii()]
    return len(lines), sum(line in restored for line in lines)


def main():
    fuyuan, folder = sys.argv[1:3]
    documents = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    texts = "\n".join(open(path, encoding="utf-8").read()
                      for path in sorted(glob.glob(folder + "/dev.zh-hans.*.txt")))
    print("| damage |", " | ".join(kind.__name__ for kind in KINDS), "|")
    print("|---|" + "---:|" * len(KINDS))
    for channel in sys.argv[4:] or CHANNELS:
        row = []
        for kind in KINDS:
            maker = Maker(texts, 5)
            made = ["\n".join(kind(maker, i) for i in range(LINES)) + "\n"
                    for _ in range(documents)]
            with ThreadPoolExecutor() as pool:
                counts = list(pool.map(lambda text: count_lines(fuyuan, channel, text), made))
            row.append(f"{100 * sum(c[1] for c in counts) / sum(c[0] for c in counts):.1f}")
        print(f"| {channel} |", " | ".join(row), "|", flush=True)


if __name__ == "__main__":
    main()
