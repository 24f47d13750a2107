"""Reads verticals as their specification has them: vertical.py EXPORT ALIGNMENT…

Neither NoSketch Engine nor the Corpus Workbench can be installed from a package, so this is a
reader of its own: it puts every sentence together again from tokens, glue and spaces, finds
every link in the tables of both directions and in the beads, and checks that registry files
name what is there.
"""

import html
import re
import sys
from itertools import combinations
from pathlib import Path

from read import FORBIDDEN, briefings

TAG = re.compile(r"</?([a-z]+)((?: [a-z]+=\"[^\"<>]*\")*)(/?)>")
ATTRIBUTE = re.compile(r" ([a-z]+)=\"([^\"]*)\"")


def read_vertical(path):
    """The sentences in order: identifier, text, identifier of the turn, its speaker, the briefing."""
    sentences, open_structures, tokens = [], [], 0
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file:
            line = line.rstrip("\n")
            tag = TAG.fullmatch(line)
            if not tag:
                assert not line.startswith("<") and line.strip() == line and "\t" not in line, line
                assert open_structures == ["doc", "u", "p", "s"], line
                text += (between if between is not None else " " if text else "") + html.unescape(line)
                between, tokens = None, tokens + 1
                continue
            name, attributes, empty = tag.groups()
            attributes = {key: html.unescape(value) for key, value in ATTRIBUTE.findall(attributes)}
            if empty:
                assert open_structures[-1] == "s" and between is None, line
                assert name in ("g", "sp"), line
                codes = attributes["c"].split(" ") if name == "sp" else []
                between = "".join(chr(int(code[2:], 16)) for code in codes)
            elif line.startswith("</"):
                assert open_structures.pop() == name, line
                if name == "s":
                    sentences.append((ids["s"]["id"], text + (between or ""), ids["u"], ids["doc"]))
            else:
                open_structures.append(name)
                if name == "doc":
                    ids = {}
                ids[name] = attributes
                if name == "s":
                    text, between = "", None
    assert not open_structures
    return sentences, tokens


def check_texts(sentences, lang, files):
    expected = []
    for aligned, _ in briefings(files):
        briefing = aligned["briefing"]
        for turn in aligned["editions"][lang]["turns"]:
            who = {"id": f"{briefing['id']}.{turn['id']}", "who": turn.get("speaker", ""), "role": turn["role"]}
            doc = {"id": briefing["id"], "lang": lang, "date": briefing.get("date", "")}
            for sentence in turn["sentences"]:
                text = FORBIDDEN.sub("\ufffd", sentence["text"])
                expected.append((f"{briefing['id']}.{sentence['id']}", text, who, doc))
    assert len(sentences) == len(expected)
    for found, wanted in zip(sentences, expected):
        assert found == wanted, f"{found} is not {wanted}"


def read_table(path, lens):
    """The links as pairs of lists of numbers; every number stands in one row."""
    links, seen, last = [], ([], []), -1
    for row in path.read_text(encoding="ascii").splitlines():
        cells = []
        for cell in row.split("\t"):
            assert re.fullmatch(r"-1|\d+(,\d+)?", cell), row
            numbers = [int(n) for n in cell.split(",")]
            cells.append([] if numbers == [-1] else list(range(numbers[0], numbers[-1] + 1)))
        assert len(cells) == 2 and cells != [[], []], row
        for side, cell in zip(seen, cells):
            side.extend(cell)
        if cells[0]:
            assert cells[0][0] == last + 1, f"{path}: {row}"
            last = cells[0][-1]
        if all(cells):
            links.append(cells)
    for side, n in zip(seen, lens):
        assert sorted(side) == list(range(n)), path
    return links


def check_pair(folder, first, second, ids, files):
    """Both tables and the beads hold the links of the pair, and nothing else."""
    pair, expected = f"{first}-{second}", set()
    for aligned, _ in briefings(files):
        for a, b, *_ in aligned["sentences"]["pairs"][pair]:
            if a and b:
                full = lambda side: tuple(f"{aligned['briefing']['id']}.{i}" for i in side)
                expected.add((full(a), full(b)))
    lens = [len(ids[first]), len(ids[second])]
    named = lambda lang, numbers: tuple(ids[lang][n] for n in numbers)
    there = read_table(folder / f"corpus.{pair}.align", lens)
    assert {(named(first, a), named(second, b)) for a, b in there} == expected
    back = read_table(folder / f"corpus.{second}-{first}.align", lens[::-1])
    assert {(named(first, a), named(second, b)) for b, a in back} == expected
    head, *beads = (folder / f"corpus.{pair}.beads").read_text(encoding="ascii").splitlines()
    assert head == f"CORPUS_{first.upper()}\tCORPUS_{second.upper()}\ts\t{{id}}"
    beads = [tuple(tuple(side.split(" ")) for side in bead.split("\t")) for bead in beads]
    assert len(beads) == len(expected) and set(beads) == expected
    return len(expected)


def check_registry(folder, lang, langs):
    text = (folder / "registry" / f"corpus_{lang}").read_text(encoding="utf-8")
    value = lambda key: re.search(rf'^{key} "([^"]*)"$', text, re.M).group(1)
    assert (folder / value("VERTICAL")).is_file()
    others = [other for other in langs if other != lang]
    assert value("ALIGNED").split(",") == [f"corpus_{other}" for other in others]
    assert value("ALIGNDEF").split(",") == [f"corpus.{lang}-{other}.align" for other in others]
    assert all((folder / name).is_file() for name in value("ALIGNDEF").split(","))
    assert value("ALIGNSTRUCT") == "s" and value("ENCODING") == "UTF-8"
    assert text.count("{") == text.count("}")
    structures = re.findall(r"^STRUCTURE (\w+)", text, re.M)
    assert structures == ["doc", "u", "p", "s", "g", "sp"]


def main(folder, *files):
    folder = Path(folder)
    langs = sorted({lang for aligned, _ in briefings(files) for lang in aligned["editions"]})
    ids, words = {}, 0
    for lang in langs:
        sentences, tokens = read_vertical(folder / f"corpus.{lang}.vert")
        check_texts(sentences, lang, files)
        check_registry(folder, lang, langs)
        ids[lang], words = [sentence[0] for sentence in sentences], words + tokens
    links = sum(check_pair(folder, a, b, ids, files) for a, b in combinations(langs, 2))
    print(f"{words} tokens, {sum(map(len, ids.values()))} sentences, {links} links")


if __name__ == "__main__":
    main(*sys.argv[1:])
