#!/usr/bin/env python3
"""Makes the pages and the gold alignment of the sample briefings.

    python3 make.py           write <briefing>/pages/* and <briefing>/gold.json
    python3 make.py --check   exit 1 when a file on disk differs, write nothing

Reads <briefing>/master/<lang>.txt and <briefing>/differences.tsv; README.md
describes both. The same masters give the same bytes. A fault in a master is
reported as `file:line: what` and ends the run with exit code 2.
"""

import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from gold import gold  # noqa: E402 (no bytecode beside the sources)
from master import LANGS, MasterError, load  # noqa: E402
from render import html_page, text_page  # noqa: E402

# The briefings whose pages are HTML; the others are saved as plain text.
HTML = {"launch-review"}


def outputs(folder):
    """All files of one briefing as {path: bytes}."""
    briefing = load(folder)
    page = html_page if briefing.name in HTML else text_page
    pages = {lang: page(briefing.editions[lang]) for lang in LANGS}
    files = {folder / "pages" / made.file: made.data for made in pages.values()}
    files[folder / "gold.json"] = dump(gold(briefing, pages)).encode("utf-8")
    return files


def dump(value, depth=0):
    """JSON with one line for whatever is short, so that the gold can be read and diffed."""
    flat = json.dumps(value, ensure_ascii=False)
    if not value or not isinstance(value, (dict, list)) or (depth and len(flat) <= 160):
        return flat + ("" if depth else "\n")
    pad, close = " " * (depth + 1), "\n" + " " * depth
    if isinstance(value, dict):
        rows = [f"{json.dumps(key)}: {dump(item, depth + 1)}" for key, item in value.items()]
        text = "{\n" + ",\n".join(pad + row for row in rows) + close + "}"
    else:
        text = "[\n" + ",\n".join(pad + dump(item, depth + 1) for item in value) + close + "]"
    return text + ("" if depth else "\n")


def stale(folder, files):
    """Files that differ from what the masters give, and pages no master gives."""
    differing = [path for path, data in files.items() if not path.is_file() or path.read_bytes() != data]
    left_over = [path for path in sorted((folder / "pages").glob("*")) if path not in files]
    return differing + left_over


def main(arguments):
    if arguments not in ([], ["--check"]):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    root, failed, differing = Path(__file__).resolve().parent, False, []
    for folder in sorted(path.parent for path in root.glob("*/master")):
        try:
            files = outputs(folder)
        except (MasterError, OSError) as error:
            print(str(error).replace(f"{root}/", ""), file=sys.stderr)
            failed = True
            continue
        differing += stale(folder, files)
        if not arguments:
            write(folder, files)
    for path in differing:
        print(("differs: " if arguments else "wrote: ") + str(path.relative_to(root)))
    return 2 if failed else 1 if arguments and differing else 0


def write(folder, files):
    for path in stale(folder, files):
        if path not in files:
            path.unlink()
            continue
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(files[path])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
