"""Reads the hand-written masters of a briefing and says where one breaks the format."""

import re
from dataclasses import dataclass, field
from pathlib import Path

LANGS = ["ar", "en", "es", "fr", "ru", "zh"]
KINDS = {"navigation", "breadcrumb", "title", "timestamp", "heading", "sidebar",
         "caption", "divider", "footer", "other"}
ROLES = {"q": "question", "a": "answer", "s": "statement"}
KEY = re.compile(r"(x\d+)\.([qas])")
SENTENCE = re.compile(r"\[(\d+\.\d+(?:\+\d+\.\d+)*)\] (\S.*)")
INSIDE = re.compile(r"inside (\w+) (x\d+\.[qas]) (\d+): (.+)")
PARATEXT = re.compile(r"(before|after-title|end) (\w+): (.+)")
SENTENCE_END = re.compile(r"[.?!…。？！؟][\"”“»’)）》」】]*$")


class MasterError(Exception):
    """All faults of the masters of one briefing, one `file:line: what` each."""


@dataclass
class Sentence:
    text: str
    units: list
    paragraph: int
    line: int


@dataclass
class Turn:
    keys: list
    speaker: str
    label: str
    line: int
    sentences: list = field(default_factory=list)

    @property
    def role(self):
        return ROLES[self.keys[0][-1]]

    @property
    def exchanges(self):
        return [key.split(".")[0] for key in self.keys]

    @property
    def paragraphs(self):
        """The sentence texts of each paragraph."""
        count = max((s.paragraph for s in self.sentences), default=-1) + 1
        return [[s.text for s in self.sentences if s.paragraph == n] for n in range(count)]


@dataclass
class Edition:
    lang: str
    path: Path
    title: str = ""
    colon: str = ""
    before: list = field(default_factory=list)
    after: list = field(default_factory=list)
    end: list = field(default_factory=list)
    inside: list = field(default_factory=list)
    turns: list = field(default_factory=list)

    def within(self, turn, paragraph):
        """The paratext that stands after the n-th paragraph (1-based) of a turn."""
        return [(kind, text) for kind, key, n, text, _ in self.inside
                if key in turn.keys and n == paragraph]


@dataclass
class Planted:
    """One row of differences.tsv."""
    kind: str
    level: str
    odd: str
    where: str
    values: dict


@dataclass
class Briefing:
    name: str
    editions: dict
    planted: list

    @property
    def date(self):
        """The date of the briefing, as the Chinese title has it (the plainest to read)."""
        y, m, d = re.search(r"(\d{4})年(\d+)月(\d+)日", self.editions["zh"].title).groups()
        return f"{y}-{int(m):02}-{int(d):02}"


def load(folder):
    """Reads and checks one briefing; raises MasterError with every fault found."""
    faults = []
    editions = {lang: read_edition(lang, folder / "master" / f"{lang}.txt", faults)
                for lang in LANGS}
    check_units(editions, faults)
    planted = read_planted(folder / "differences.tsv", editions, faults)
    if faults:
        raise MasterError("\n".join(faults))
    return Briefing(folder.name, editions, planted)


def read_edition(lang, path, faults):
    edition = Edition(lang, path)
    new_paragraph = False
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        def fault(what):
            faults.append(f"{path}:{number}: {what}")
        if not line.strip():
            new_paragraph = True
        elif line.startswith("== "):
            edition.turns.append(read_turn(line, number, fault))
            new_paragraph = False
        elif line.startswith("["):
            read_sentence(edition, line, number, new_paragraph, fault)
            new_paragraph = False
        elif not edition.turns:
            read_header(edition, line, number, fault)
        else:
            fault(f"neither a turn nor a sentence: {line[:40]}")
    check_edition(edition, faults)
    return edition


def read_header(edition, line, number, fault):
    if line.startswith("title: "):
        edition.title = line[7:]
    elif line.startswith('colon: "') and line.endswith('"'):
        edition.colon = line[8:-1]
    elif match := INSIDE.fullmatch(line):
        kind, key, paragraph, text = match.groups()
        if kind not in KINDS:
            fault(f"unknown kind of paratext: {kind}")
        edition.inside.append((kind, key, int(paragraph), text, number))
    elif match := PARATEXT.fullmatch(line):
        place, kind, text = match.groups()
        if kind not in KINDS:
            fault(f"unknown kind of paratext: {kind}")
        {"before": edition.before, "after-title": edition.after, "end": edition.end}[place].append((kind, text))
    else:
        fault(f"unknown header line: {line[:40]}")


def read_turn(line, number, fault):
    parts = [part.strip(" ") for part in line[3:].split("|")]
    keys = parts[0].split("+")
    if len(parts) != 3 or not all(KEY.fullmatch(key) for key in keys):
        fault("a turn reads `== keys | speaker | label`")
        return Turn(["x0.s"], "", "", number)
    if len({key[-1] for key in keys}) != 1:
        fault("a merged turn has one role")
    return Turn(keys, parts[1], parts[2], number)


def read_sentence(edition, line, number, new_paragraph, fault):
    match = SENTENCE.fullmatch(line)
    if not match or not edition.turns:
        fault("a sentence reads `[units] text` and follows a turn line")
        return
    turn = edition.turns[-1]
    units, text = match.group(1).split("+"), match.group(2).rstrip(" ")
    for unit in units:
        if "x" + unit.split(".")[0] not in turn.exchanges:
            fault(f"unit {unit} in turn {'+'.join(turn.keys)}")
    if not SENTENCE_END.search(text):
        fault("the sentence has no final mark")
    last = turn.sentences[-1].paragraph if turn.sentences else 0
    paragraph = last + 1 if new_paragraph and turn.sentences else last
    turn.sentences.append(Sentence(text, units, paragraph, number))


def check_edition(edition, faults):
    if not edition.title or not edition.colon:
        faults.append(f"{edition.path}:1: title or colon missing")
    keys = [key for turn in edition.turns for key in turn.keys]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        faults.append(f"{edition.path}:1: {key} twice")
    for kind, key, paragraph, _, line in edition.inside:
        turn = next((t for t in edition.turns if key in t.keys), None)
        if turn is None or not 1 <= paragraph <= len(turn.paragraphs):
            faults.append(f"{edition.path}:{line}: no paragraph {paragraph} in {key}")
    for turn in edition.turns:
        if not turn.sentences:
            faults.append(f"{edition.path}:{turn.line}: empty turn")
    check_runs(edition, faults)


def check_runs(edition, faults):
    """A unit that several sentences share must be in neighbours."""
    last = {}
    sentences = [s for turn in edition.turns for s in turn.sentences]
    for position, sentence in enumerate(sentences):
        for unit in sentence.units:
            if last.get(unit, position - 1) != position - 1:
                faults.append(f"{edition.path}:{sentence.line}: unit {unit} again, not beside its first sentence")
            last[unit] = position


def check_units(editions, faults):
    """A unit must stand in the same turn (key) in every edition."""
    homes = {}
    for edition in editions.values():
        for turn in edition.turns:
            for sentence in turn.sentences:
                for unit in sentence.units:
                    keys = {key for key in turn.keys if key.split(".")[0] == "x" + unit.split(".")[0]}
                    home = homes.setdefault(unit, keys)
                    if not home & keys:
                        faults.append(f"{edition.path}:{sentence.line}: unit {unit} is elsewhere in {sorted(home)}")
                    homes[unit] = home & keys or home


def read_planted(path, editions, faults):
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        cells = line.split("\t")
        if len(cells) < 4 or cells[2] not in LANGS:
            faults.append(f"{path}:{number}: want kind, level, odd, where, values, note")
            continue
        kind, level, odd, where, values = (cells + [""])[:5]
        pairs = dict(pair.split("=", 1) for pair in values.split(";")) if kind in ("number", "date") else {}
        rows.append(Planted(kind, level, odd, where, dict(sorted(pairs.items()))))
        check_planted(rows[-1], editions, lambda what: faults.append(f"{path}:{number}: {what}"))
    for edition in editions.values():
        check_order(edition, rows, faults)
    return rows


def check_planted(row, editions, fault):
    if row.kind == "order":
        if not any(row.where in turn.exchanges for turn in editions[row.odd].turns):
            fault(f"{row.odd} has no {row.where}")
        return
    have = [lang for lang, edition in editions.items()
            if any(row.where in s.units for turn in edition.turns for s in turn.sentences)]
    if sorted(row.values) != have:
        fault(f"values for {sorted(row.values)}, but unit {row.where} is in {have}")
    others = {value for lang, value in row.values.items() if lang != row.odd}
    if len(others) != 1 or row.values.get(row.odd) in others:
        fault("the others must agree and the odd one differ")


def check_order(edition, rows, faults):
    """Exchanges are numbered in the common order: only planted ones may be out of it."""
    moved = {row.where for row in rows if row.kind == "order" and row.odd == edition.lang}
    numbers = [int(exchange[1:]) for turn in edition.turns for exchange in turn.exchanges
               if exchange not in moved and turn.role == "question"]
    if numbers != sorted(numbers):
        faults.append(f"{edition.path}:1: exchanges out of order without a planted order difference")
