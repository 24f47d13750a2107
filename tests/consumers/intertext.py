"""Reads InterText's files as its editor does: intertext.py EXPORT ALIGNMENT…

The editor cannot be installed from a package, so this is a reader of its own: it finds
documents by the names in the alignment, elements by their identifiers, and
every sentence of both documents in one link.
"""

import re
import sys
from itertools import combinations
from pathlib import Path

from lxml import etree

from read import FORBIDDEN, briefings


def document(path, lang):
    """The sentences by their identifiers, which have two numbers: of the paragraph, and inside it."""
    root = etree.parse(path).getroot()
    assert root.tag == "doc" and root.get("language") == lang and root.get("version") == "00"
    texts = {}
    for p, paragraph in enumerate(root, 1):
        assert paragraph.tag == "p" and paragraph.get("id") == str(p)
        for s, sentence in enumerate(paragraph, 1):
            assert sentence.tag == "s" and sentence.get("id") == f"{p}:{s}"
            texts[sentence.get("id")] = sentence.text
    return texts


def check(folder, aligned, first, second):
    briefing = aligned["briefing"]["id"]
    root = etree.parse(folder / f"{briefing}.{first}-00.{second}-00.alignment.xml").getroot()
    assert root.tag == "linkGrp"
    assert root.get("fromDoc") == f"{briefing}.{first}-00.xml"
    assert root.get("toDoc") == f"{briefing}.{second}-00.xml"
    from_texts = document(folder / root.get("fromDoc"), first)
    to_texts = document(folder / root.get("toDoc"), second)
    links, seen = [], ([], [])
    for link in root:
        to_ids, from_ids = (side.split() for side in link.get("xtargets").split(";"))
        assert link.tag == "link" and link.get("type") == f"{len(to_ids)}-{len(from_ids)}"
        seen[0].extend(from_ids)
        seen[1].extend(to_ids)
        texts = [from_texts[i] for i in from_ids], [to_texts[i] for i in to_ids]
        links.append((*texts, {"man": True, "auto": False}[link.get("status")]))
    number = lambda i: [int(n) for n in re.fullmatch(r"(\d+):(\d+)", i).groups()]
    assert seen[0] == sorted(from_texts, key=number)
    assert sorted(seen[1], key=number) == sorted(to_texts, key=number)
    texts = {
        sentence["id"]: FORBIDDEN.sub("\ufffd", sentence["text"])
        for edition in aligned["editions"].values()
        for turn in edition["turns"]
        for sentence in turn["sentences"]
    }
    beads = aligned["sentences"]["pairs"][f"{first}-{second}"]
    expected = [([texts[i] for i in a], [texts[i] for i in b], bool(more)) for a, b, _, *more in beads]
    assert sorted(links) == sorted(expected), f"{briefing} {first}-{second}"
    return len(links), sum(link[2] for link in links)


def main(folder, *files):
    total = manual = 0
    for aligned, _ in briefings(files):
        for first, second in combinations(sorted(aligned["editions"]), 2):
            links, by_hand = check(Path(folder), aligned, first, second)
            total, manual = total + links, manual + by_hand
    print(f"{total} links, {manual} of them by hand")


if __name__ == "__main__":
    main(*sys.argv[1:])
