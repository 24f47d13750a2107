"""Makes a saved alignment hard to export: hard.py GOLD OUT.

Every text that a format could break is put before a sentence that is alone in its link,
in English and in Chinese: markup, quotes, marks of direction, spaces that do not
break, fullwidth and astral characters, separators of other systems, control characters. One of
the links was set by a person.
"""

import json
import sys

HARD = [
    "a < b && \"c\" > 'd' ]]> &amp; <seg>",
    "\u200fقال: «نعم»\u200e (7)\u061c؛ \u2067١٢٪\u2069",
    "12\u00a0000\u202f€ — « oui »\u2009!",
    "ＡＢＣ，１２％\u3000（全角）",
    "𝒳 𠮷 😀 e\u0301 é",
    "line\u2028separator\u0085next",
    "back\\slash \\t, comma; \"\"twice\"\"",
    "=1+1",
    "bell\u0007 escape\u001b[0m \ufffe\uffff",
]


def main(gold: str, out: str) -> None:
    with open(gold, encoding="utf-8") as file:
        aligned = json.load(file)
    aligned["briefing"]["id"] = "b-hard"
    texts = {
        sentence["id"]: sentence
        for edition in aligned["editions"].values()
        for turn in edition["turns"]
        for sentence in turn["sentences"]
    }
    alone = [b for b in aligned["sentences"]["pairs"]["en-zh"] if len(b[0]) == len(b[1]) == 1]
    assert len(alone) > len(HARD)
    for hard, (first, second, _) in zip(HARD, alone):
        for name in (first[0], second[0]):
            texts[name]["text"] = hard + texts[name]["text"]
    alone[0].append("manual")
    with open(out, "w", encoding="utf-8") as file:
        json.dump(aligned, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
