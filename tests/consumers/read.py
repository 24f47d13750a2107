"""Reads what `hexapla export` wrote with the programs that it is for, and compares every
text with the alignments it was made of: read.py FORMAT PAIR ALL ALIGNMENT…

PAIR is an export of English and Chinese, ALL one of all languages. The expected texts are
made here from the JSON of the alignments, without the program.
"""

import csv
import json
import re
import sys
from pathlib import Path

from lxml import etree
from translate.storage.tmx import tmxfile
from translate.storage.xliff2 import Xliff2File

# What XML 1.0 does not allow, written as U+FFFD.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def briefings(files):
    for name in files:
        aligned = json.loads(Path(name).read_text(encoding="utf-8"))
        texts = {
            sentence["id"]: sentence["text"]
            for edition in aligned["editions"].values()
            for turn in edition["turns"]
            for sentence in turn["sentences"]
        }
        yield aligned, texts


def links(files):
    """The links of English and Chinese by their first identifier: both texts."""
    found = {}
    for aligned, texts in briefings(files):
        for first, second, *_ in aligned["sentences"]["pairs"]["en-zh"]:
            if first and second:
                key = f"{aligned['briefing']['id']}.{first[0]}"
                found[key] = (" ".join(map(texts.get, first)), "".join(map(texts.get, second)))
    return found


def groups(files):
    """How many groups have two languages or more."""
    every = (group for aligned, _ in briefings(files) for group in aligned["sentences"]["groups"])
    return sum(sum(map(bool, group["members"].values())) > 1 for group in every)


def read_csv(folder):
    with open(folder / "corpus.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_tsv(folder):
    marks = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}
    plain = lambda cell: re.sub(r"\\[tnr\\]", lambda match: marks[match.group()], cell)
    with open(folder / "corpus.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [{key: plain(value) for key, value in row.items()} for row in rows]


def read_jsonl(folder):
    with open(folder / "corpus.jsonl", encoding="utf-8") as file:
        objects = [json.loads(line) for line in file]
    keys = {tuple(o) + tuple(o["translation"]) for o in objects}
    assert len(keys) == 1, "every object has the same keys"
    return [{"id": o["id"], **o["translation"]} for o in objects]


def read_moses(folder):
    def lines(ending):
        with open(folder / f"corpus.en-zh.{ending}", encoding="utf-8", newline="\n") as file:
            return [line.rstrip("\n") for line in file]

    scores = [float(score) for score in lines("scores")]
    assert all(0 <= score <= 1 for score in scores)
    rows = zip(lines("ids"), lines("en"), lines("zh"), scores, strict=True)
    return [{"id": ids.split("\t")[0].split(" ")[0], "en": en, "zh": zh} for ids, en, zh, _ in rows]


def read_tmx(folder):
    """By translate-toolkit, a source and a target."""
    with open(folder / "corpus.tmx", "rb") as file:
        memory = tmxfile(file, "en", "zh")
    ids = [unit.xmlelement.get("tuid") for unit in memory.units]
    return [{"id": i, "en": str(u.source), "zh": str(u.target)} for i, u in zip(ids, memory.units)]


def read_xliff(folder):
    """By translate-toolkit."""
    store = Xliff2File.parsefile(str(folder / "corpus.en-zh.xlf"))
    return [{"id": u.getid(), "en": str(u.source), "zh": str(u.target)} for u in store.units]


def tmx_in_all_languages(folder, files):
    """By an XML parser, every language: each text under its identifiers."""
    texts = {}
    for aligned, by_id in briefings(files):
        texts.update({f"{aligned['briefing']['id']}.{i}": text for i, text in by_id.items()})
    seen = 0
    for tuv in etree.parse(folder / "corpus.tmx").iter("tuv"):
        ids = tuv.findtext("prop[@type='x-ids']").split(" ")
        assert all(f".{tuv.get(XML_LANG)}." in i for i in ids)
        bare = lambda text: FORBIDDEN.sub("\ufffd", text).replace(" ", "")
        assert bare(tuv.findtext("seg")) == bare("".join(texts[i] for i in ids)), ids
        seen += 1
    print(f"{seen} texts in all languages")


def main(which, pair, everything, *files):
    pair, everything = Path(pair), Path(everything)
    read = {"csv": read_csv, "tsv": read_tsv, "jsonl": read_jsonl, "moses": read_moses, "tmx": read_tmx, "xliff": read_xliff}[which]
    rows, expected = read(pair), links(files)
    assert len(rows) == len(expected), f"{len(rows)} rows, expected {len(expected)}"
    for row in rows:
        texts = expected.pop(row["id"])
        if which in ("tmx", "xliff"):
            texts = tuple(FORBIDDEN.sub("\ufffd", text) for text in texts)
        assert (row["en"], row["zh"]) == texts, f"{row} is not {texts}"
    print(f"{len(rows)} pairs")
    if which not in ("moses", "xliff"):
        assert len(read(everything)) == groups(files)
        print(f"{groups(files)} groups")
    if which == "tmx":
        tmx_in_all_languages(everything, files)


if __name__ == "__main__":
    main(*sys.argv[1:])
