"""Reads a TEI corpus with lxml, XInclude expanded, and compares it with the alignment it was
made of, and with the golds: tei.py CORPUS ALIGNMENT GOLD…

ALIGNMENT is what `hexapla align --format json` printed for the same pages. No program of
ours reads the TEI here.
"""

import json
import sys
from pathlib import Path

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def turns(aligned):
    return [turn for edition in aligned["editions"].values() for turn in edition["turns"]]


def links(aligned):
    """How many links join two editions or more, over all of them and of each pair."""
    levels = [aligned[name] for name in ("exchanges", "turns", "sentences")]
    groups = [group["members"].values() for level in levels for group in level["groups"]]
    beads = [bead[:2] for level in levels for pair in level["pairs"].values() for bead in pair]
    return sum(sum(map(bool, sides)) > 1 for sides in groups + beads)


def main(corpus, alignment, *golds):
    tree = etree.parse(Path(corpus) / "corpus.xml")
    tree.xinclude()
    count = lambda name: sum(1 for _ in tree.iter(TEI + name))
    with open(alignment, encoding="utf-8") as file:
        briefings = [json.loads(line) for line in file]
    golden = [json.loads(Path(gold).read_text(encoding="utf-8")) for gold in golds]

    expected = sum(len(turns(aligned)) for aligned in briefings)
    assert count("u") == expected == sum(len(turns(gold)) for gold in golden), f"{count('u')} u, expected {expected}"
    texts = {
        f"{aligned['briefing']['id']}.{sentence['id']}": sentence["text"]
        for aligned in briefings
        for turn in turns(aligned)
        for sentence in turn["sentences"]
    }
    found = {s.get(XML_ID): "".join(s.itertext()) for s in tree.iter(TEI + "s")}
    assert found == texts, "the sentences differ"
    assert len(found) == sum(len(turn["sentences"]) for gold in golden for turn in turns(gold))
    expected = sum(map(links, briefings))
    assert count("link") == expected, f"{count('link')} link, expected {expected}"
    print(f"{count('u')} u, {len(found)} s, {count('link')} link")


if __name__ == "__main__":
    main(*sys.argv[1:])
