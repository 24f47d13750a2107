"""Has OPUS' own reader read the XCES of `hexapla export`: opus.py OPUS_READ EXPORT ALIGNMENT…

For each pair `opus_read` writes what it finds as plain text, offline, from the folder; the
lines are compared with the alignments.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import combinations
from pathlib import Path

from read import FORBIDDEN, briefings


def expected(files, pair):
    """Both texts of each link, in the way in which opus_read puts sentences together."""
    found = []
    for aligned, texts in briefings(files):
        for sides in aligned["sentences"]["pairs"].get(pair, []):
            line = lambda ids: FORBIDDEN.sub("\ufffd", " ".join(texts[i] for i in ids))
            found.append(tuple(map(line, sides[:2])))
    return found


def read(program, folder, pair):
    first, second = pair.split("-")
    links = folder / "xml" / f"{pair}.xml"
    with tempfile.TemporaryDirectory() as work:
        out = [Path(work) / name for name in "ab"]
        command = [program, "-d", "corpus", "-s", first, "-t", second, "-r", "v1", "-p", "raw"]
        command += ["-af", str(links), "-dl", str(folder / "xml"), "-wm", "moses", "-w", *map(str, out)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        sides = [path.read_bytes().decode("utf-8").split("\n")[:-1] for path in out]
    return list(zip(*sides, strict=True))


def main(program, folder, *files):
    folder, total = Path(folder), 0
    langs = sorted({lang for aligned, _ in briefings(files) for lang in aligned["editions"]})
    for pair in map("-".join, combinations(langs, 2)):
        pairs, links = read(program, folder, pair), expected(files, pair)
        assert len(pairs) == len(links) > 0, f"{pair}: {len(pairs)} pairs, expected {len(links)}"
        wrong = Counter(links) - Counter(pairs)
        assert not wrong, f"{pair}: {wrong}"
        total += len(pairs)
    for aligned, texts in briefings(files):
        for lang in aligned["editions"]:
            document = folder / "xml" / lang / f"{aligned['briefing']['id']}.xml"
            there = document.read_text(encoding="utf-8").count("<s id=")
            assert there == sum(i.startswith(f"{lang}.") for i in texts), document
    print(f"{total} pairs in {len(langs)} languages")


if __name__ == "__main__":
    main(*sys.argv[1:])
