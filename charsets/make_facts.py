#!/usr/bin/env python3
"""Writes t2s.tsv, t2s_words.tsv, s2t.tsv and readings.tsv beside this script.

    python3 charsets/make_facts.py

Input: the Unihan files of Debian's unicode-data (/usr/share/unicode) and the dictionaries of
libopencc-data (/usr/share/opencc, printed by opencc_dict of the package opencc). Nothing else is
read, so the same packages give the same files. What the sources leave out, and where text shows
them to be misleading, is in the hand-made lists below.
"""

import bz2
import collections
import pathlib
import re
import subprocess

UNICODE = pathlib.Path("/usr/share/unicode")
OPENCC = pathlib.Path("/usr/share/opencc")
HERE = pathlib.Path(__file__).resolve().parent

# ---- made by hand ---------------------------------------------------------------------------

# Traditional character -> Simplified candidates that no source gives. They go after the others, or
# before them where the entry starts with "<". They are about usage, not about form, so they do not
# take part in s2t.tsv and lend no readings.
EXTRA = {
    "沈": "沈沉", "甚": "甚什", "妳": "<你妳", "帳": "账", "彿": "佛", "巿": "市巿", "旳": "的旳",
    "吋": "寸吋", "呎": "尺呎", "痲": "麻", "褔": "福", "曁": "暨", "汚": "污", "愼": "慎",
    "甁": "瓶", "顚": "颠", "屛": "屏", "玆": "兹", "茍": "苟", "櫺": "棂", "醡": "榨", "凟": "渎",
    "姙": "妊", "坵": "丘", "値": "值", "倂": "并", "硏": "研", "傚": "效", "崐": "昆",
    "搧": "扇", "漥": "洼", "舖": "铺", "砲": "炮", "撚": "捻撚", "祂": "他祂", "姪": "侄",
    "餘": "馀", "獃": "呆", "鎔": "熔", "呌": "叫", "壻": "婿", "幺": "幺么", "么": "么幺", "覆": "<复", "籤": "签",
    "彷": "<仿", "鬨": "哄", "擡": "抬", "勳": "勋", "喒": "咱", "賸": "剩", "堦": "阶",
    "覩": "睹", "鬬": "斗", "薰": "薰熏", "繐": "穗", "鮎": "鲇鲶", "慾": "欲", "僱": "雇", "欬": "咳", "荅": "答荅",
    "煠": "炸煠",
}

# Candidates the sources give that are never right.
REFUSED = {
    ("後", "後"), ("儘", "侭"), ("餬", "𫗫"), ("麽", "幺"), ("吒", "咤"), ("抬", "擡"), ("妳", "奶"),
    ("菑", "甾"),
}

# Key -> the candidate to put first, where the sources disagree with usage.
FIRST = {"著": "着", "乾": "干", "藉": "借", "衹": "只", "祇": "只", "鍾": "钟", "薹": "薹"}

# A character is taken to belong to one script only where it is not among its own candidates. These
# are the characters of which counts in text (some 90 million characters of Simplified, 12 million
# of Traditional) say otherwise: "only" is at least some 40 times rarer, per character of text, in
# the other script; "shared" occurs there more than in a stray quotation.
TRADITIONAL_ONLY = "於徵瞭昇菸蒐夥叡甦陞醣坵瑯毘澣櫂釐摺祕氾"
TRADITIONAL_SHARED = "牠衹纔峯濛硃唄渢璿訢噁"
# Of these OpenCC's words do not tell. 於 is a surname there, and a preposition before everything
# that may be a given name; 變徵 are notes of music, and 改變徵收; 覆盤 is 复盘 today.
NEVER_IN_WORDS = "於徵覆"
# Words that characters make by chance where 乾 is 干, and 藉 is 借: 葡萄乾紅豆, 吹乾造型.
CHANCE_WORDS = set("乾元 乾圖 乾宅 乾斷 乾旦 乾曜 乾盛世 乾紅 乾縣 乾象 乾造 乾道 康乾 乾嘉 藉甚 藉藉 甚鉅".split())
SIMPLIFIED_ONLY = "种据万确价几广适极党愿胜筑丰荐苹叶厂挂蜡虫丑朴夸吁淀痴腊柜痹帘蝎腌"
SIMPLIFIED_SHARED = "冲霉雇庄肴虱麽苧"

# Readings that Unihan does not give, 〇 not being an ideograph there.
READINGS = {"〇": ["líng"]}

# ---- sources --------------------------------------------------------------------------------


def unihan(name):
    """{property: {character: value}} of one Unihan file."""
    found = collections.defaultdict(dict)
    with bz2.open(UNICODE / f"Unihan_{name}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, key, value = line.rstrip("\n").split("\t")
                found[key][chr(int(code[2:], 16))] = value
    return found


def code_points(value):
    return [chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]+)", value)]


def opencc_words(name):
    """{key: [values]} of one OpenCC dictionary."""
    text = subprocess.run(
        ["opencc_dict", "-i", OPENCC / f"{name}.ocd2", "-o", "/dev/stdout", "-f", "ocd2", "-t",
         "text"], check=True, capture_output=True, encoding="utf-8").stdout
    rows = (line.split("\t") for line in text.splitlines() if "\t" in line)
    return {key: values.split() for key, values in rows}


def opencc(name):
    """{character: [characters]} of one OpenCC dictionary, phrases left out."""
    return {key: values for key, values in opencc_words(name).items() if len(key) == 1}


def package_version(name):
    return subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version}", name], check=True,
                          capture_output=True, encoding="utf-8").stdout


def in_tables(char):
    """The tables hold 〇, Extension A and the URO: what two or three bytes of GBK and Big5 reach."""
    return char == "〇" or "\u3400" <= char <= "\u9fff"


# ---- script ---------------------------------------------------------------------------------


class Script:
    """The relation between Traditional and Simplified characters."""

    def __init__(self):
        variants = unihan("Variants")
        mappings = unihan("OtherMappings")
        # The character set of the 1980 standard and the list of 2013: what Simplified text is
        # written with. The latter holds forms such as 乾 and 於 for one meaning, or for names.
        self.simplified = set(mappings["kGB0"]) | set(mappings["kTGH"])
        self.common = set(mappings["kGB0"])
        self.legacy = self.common | set(mappings["kBigFive"]) | set(mappings["kGB1"])
        self.st = opencc("STCharacters")
        self.ts = opencc("TSCharacters")
        self.regional = [opencc("TWVariants"), opencc("HKVariants")]
        self.unihan_simplified = {k: code_points(v) for k, v in
                                  variants["kSimplifiedVariant"].items()}
        self.unihan_traditional = {k: code_points(v) for k, v in
                                   variants["kTraditionalVariant"].items()}
        self.unihan_variants = {}
        for kind in ("kZVariant", "kSemanticVariant"):
            for key, value in variants[kind].items():
                self.unihan_variants.setdefault(key, []).extend(code_points(value))
        self.reading = {char: value.split()[0]
                        for char, value in unihan("Readings")["kMandarin"].items()}
        self.core = self.core_candidates()
        self.t2s = self.candidates()
        self.s2t = self.traditional()

    def core_candidates(self):
        """Conversion proper: OpenCC and Unihan, both ways round."""
        found = collections.defaultdict(dict)  # used as ordered sets
        for key, values in self.ts.items():
            found[key].update(dict.fromkeys(values))
        for key, values in sorted(self.unihan_simplified.items()):
            found[key].update(dict.fromkeys(values))
        for value, keys in sorted(self.st.items()):
            for key in keys:
                found[key][value] = None
        # Taiwan and Hong Kong: a standard form T that is written V there.
        for table in self.regional:
            for standard, written in sorted(table.items()):
                goals = list(found.get(standard, {}))
                for form in written:
                    if goals and form != standard:
                        found[form].update(dict.fromkeys(goals))
                    elif not goals and form in self.simplified:
                        found[standard][form] = None
                    elif not goals and standard in self.simplified:
                        found[form][standard] = None
        return {key: list(values) for key, values in found.items()}

    def plausible(self, key, value):
        return in_tables(value) and (value in self.simplified) and (key, value) not in REFUSED

    def candidates(self):
        result = {}
        for key, values in self.core.items():
            kept = [v for v in values if self.plausible(key, v)]
            if not any(v != key for v in kept):
                # A rare pair; better than nothing.
                kept += [v for v in values if in_tables(v) and v != key
                         and (key, v) not in REFUSED][:1]
            if key in self.simplified and key not in kept and (key, key) not in REFUSED:
                kept.append(key)
            result[key] = kept
        self.add_variants(result)
        for key, text in EXTRA.items():
            extra = list(text.lstrip("<"))
            old = result.get(key, [])
            merged = extra + old if text.startswith("<") else old + extra
            result[key] = list(dict.fromkeys(merged))
        for key, value in FIRST.items():
            result[key] = list(dict.fromkeys([value] + result[key]))
        return {key: values for key, values in sorted(result.items())
                if in_tables(key) and any(v != key for v in values)}

    def words(self):
        """{Traditional word: Simplified word}, where it tells about a character that stays as it is
        in some words: 瞭解 is 了解, 瞭望 is 瞭望."""
        result = {}
        for word, values in sorted(opencc_words("TSPhrases").items()):
            simplified = values[0]
            pairs = list(zip(word, simplified))
            if len(word) != len(simplified) or any(c in NEVER_IN_WORDS for c in word):
                continue
            if word in CHANCE_WORDS:
                continue
            if any(b not in self.t2s.get(a, [a]) for a, b in pairs):
                continue
            if any(a in self.t2s.get(a, []) and (a == b or a in TRADITIONAL_ONLY)
                   for a, b in pairs):
                result[word] = simplified
        return result

    def add_variants(self, result):
        """Forms that neither standard has (敎, 畧, 瑯), from Unihan's variants. The form itself
        stays a candidate, for names. What is read otherwise is another word that some dictionary
        likens to it: 雝 (yōng) is no 簌 (sù)."""
        for key, variants in sorted(self.unihan_variants.items()):
            if key in self.simplified or key in result or key not in self.legacy:
                continue
            goals = {}
            for variant in variants:
                for goal in [variant] + self.core.get(variant, []):
                    if (goal in self.common and goal not in self.core and (key, goal) not in REFUSED
                            and self.reading.get(goal) == self.reading.get(key)):
                        goals[goal] = None
            if len(goals) == 1:  # more than one: not the same character, only the same meaning
                result[key] = list(goals) + [key]

    def traditional(self):
        """Simplified -> Traditional: OpenCC's order, then Unihan's, then the inverse of t2s."""
        taken_over = {form for table in self.regional for forms in table.values() for form in forms}
        found = collections.defaultdict(dict)
        for key, values in self.st.items():
            found[key].update(dict.fromkeys(values))
        for key, values in sorted(self.unihan_traditional.items()):
            # Unihan counts a form among the Traditional ones where it stands in Big5, though it is
            # never used (体, 个); OpenCC is more choosy.
            # What OpenCC does not know, a converter leaves as it is if it may.
            if key in values and not found[key]:
                found[key][key] = None
            found[key].update(dict.fromkeys(v for v in values if v in self.legacy and v != key))
        for value, keys in sorted(self.core.items()):
            for key in keys:
                if value != key and value in self.legacy and key in self.t2s.get(value, []):
                    if not found[key]:
                        found[key][key] = None  # converters leave it as it is
                    found[key][value] = None
        result = {}
        for key, values in sorted(found.items()):
            kept = [v for v in values if in_tables(v)]
            if in_tables(key) and any(v != key for v in kept):
                if key in taken_over and key not in kept:
                    kept.append(key)  # 群, 峰: what Taiwan or Hong Kong write
                result[key] = kept
        return result

    def links(self, char):
        """The characters that are `char` in the other script."""
        own = self.core.get(char, []) + self.st.get(char, [])
        return [c for c in dict.fromkeys(own) if c != char]


def only_column(key, values, only, shared):
    """The third column, where the rule does not hold."""
    if key in only and key in values:
        return "\tonly"
    if key in shared and key not in values:
        return "\tshared"
    return ""


# ---- readings -------------------------------------------------------------------------------


def reading_sources():
    """[{character: [readings]}], the customary first, the exhaustive last."""
    data = unihan("Readings")

    def by_place(value):
        return [r for item in value.split() for r in item.split(":")[-1].split(",")]

    def by_count(value):
        return re.findall(r"([^\s()]+)\(\d+\)", value)

    def table(name, parse):
        return {char: parse(value) for char, value in data[name].items()}

    return [table("kMandarin", lambda v: v.split()[:1]), table("kHanyuPinlu", by_count),
            table("kMandarin", str.split), table("kTGHZ2013", by_place),
            table("kXHC1983", by_place), table("kHanyuPinyin", by_place)]


def all_readings(script):
    *customary, exhaustive = reading_sources()
    chars = {c for source in (*customary, exhaustive) for c in source}
    other = collections.defaultdict(dict)
    for char in list(chars):
        for link in script.links(char):
            other[char][link] = None
            other[link][char] = None
    result = {}
    for char in sorted(c for c in chars | set(other) if in_tables(c)):
        found = {}
        for source in customary:
            found.update(dict.fromkeys(source.get(char, [])))
        # The other script's readings, but not the antiquated ones: 幹 is not read like 乾's 干.
        for link in sorted(other[char]):
            for source in customary:
                found.update(dict.fromkeys(source.get(link, [])))
        found.update(dict.fromkeys(exhaustive.get(char, [])))
        if found and char >= "\u4e00":
            result[char] = list(found)
    return READINGS | result


# ---- writing --------------------------------------------------------------------------------


def write(name, about, rows):
    path = HERE / name
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for line in about:
            out.write(f"# {line}\n")
        out.writelines(rows)
    print(f"{name}: {len(rows)} rows, {path.stat().st_size} bytes")


def main():
    script = Script()
    made = "Made by charsets/make_facts.py from " + " and ".join(
        package_version(p) for p in ("unicode-data", "libopencc-data")) + "."
    write("t2s.tsv", [
        "Traditional character, Simplified candidates (the usual one first), exception.",
        made,
        "From OpenCC TSCharacters, STCharacters inverted, TWVariants and HKVariants; Unihan",
        "kSimplifiedVariant, kZVariant, kSemanticVariant; and the lists in the script.",
        "A key that is not its own candidate never stands in Simplified text; the third column",
        "(only, shared) marks the keys of which that is wrong.",
    ], [f"{k}\t{' '.join(v)}{only_column(k, v, TRADITIONAL_ONLY, TRADITIONAL_SHARED)}\n"
        for k, v in script.t2s.items()])
    write("t2s_words.tsv", [
        "Traditional word, the same in Simplified characters.",
        made,
        "From OpenCC TSPhrases: words of characters that stay as they are in some of them.",
    ], [f"{k}\t{v}\n" for k, v in script.words().items()])
    write("s2t.tsv", [
        "Simplified character, Traditional candidates (that of a converter that goes character by",
        "character first), exception.",
        made,
        "From OpenCC STCharacters, Unihan kTraditionalVariant, and t2s.tsv inverted.",
        "A key that is not its own candidate never stands in Traditional text; the third column",
        "(only, shared) marks the keys of which that is wrong.",
    ], [f"{k}\t{' '.join(v)}{only_column(k, v, SIMPLIFIED_ONLY, SIMPLIFIED_SHARED)}\n"
        for k, v in script.s2t.items()])
    write("readings.tsv", [
        "Character, Mandarin readings, the most usual first.",
        made,
        "From Unihan kMandarin, kHanyuPinlu, kTGHZ2013, kXHC1983, kHanyuPinyin; a character also",
        "has the customary readings of its forms in the other script.",
    ], [f"{k}\t{' '.join(v)}\n" for k, v in all_readings(script).items()])


if __name__ == "__main__":
    main()
