"""Derives gold.json: what a perfect alignment of the six editions looks like.

Everything follows from the units and turn keys of the masters. Two sentences
of two editions correspond when they share a unit, two turns when they share a
key; a bead is a connected component over two editions, a group one over all.
"""

from itertools import combinations

from master import LANGS


def gold(briefing, pages):
    """The whole object; `pages` has file name, encoding and paratext of each edition."""
    editions = briefing.editions
    levels = {"exchanges": exchange_items(editions), "turns": turn_items(editions),
              "sentences": sentence_items(editions)}
    result = {"hexapla": "gold", "briefing": {"id": f"b-{briefing.date}", "date": briefing.date},
              "editions": {lang: edition_json(editions[lang], pages[lang], briefing.date) for lang in LANGS}}
    for level, items in levels.items():
        result[level] = {"groups": groups(items), "pairs": pairs(items)}
    result["differences"] = differences(briefing)
    return result


def edition_json(edition, page, date):
    return {"source": page.file, "encoding": page.encoding, "title": edition.title, "date": date,
            "turns": [turn_json(edition.lang, n, turn) for n, turn in enumerate(edition.turns, 1)],
            "paratext": [{"kind": kind, "text": text} for kind, text in page.paratext]}


def turn_json(lang, number, turn):
    result = {"id": f"{lang}.u{number}", "role": turn.role, "label": turn.label}
    if turn.speaker:
        result["speaker"] = turn.speaker
    result["sentences"] = [
        {"id": f"{lang}.u{number}.s{n}", "text": sentence.text, "paragraph": sentence.paragraph}
        for n, sentence in enumerate(turn.sentences, 1)]
    return result


# Items: for each language a list of (name, shared marks) in document order.

def exchange_items(editions):
    """Exchange k is the k-th question turn with everything up to the next one."""
    items = {}
    for lang, edition in editions.items():
        items[lang] = []
        for turn in edition.turns:
            if turn.role == "question":
                items[lang].append((len(items[lang]), set()))
            if items[lang]:
                items[lang][-1][1].update(turn.exchanges)
    return items


def turn_items(editions):
    return {lang: [(n, set(turn.keys)) for n, turn in enumerate(edition.turns)]
            for lang, edition in editions.items()}


def sentence_items(editions):
    return {lang: [(f"{lang}.u{t}.s{s}", set(sentence.units))
                   for t, turn in enumerate(edition.turns, 1)
                   for s, sentence in enumerate(turn.sentences, 1)]
            for lang, edition in editions.items()}


def components(items):
    """Connected components of items that share a mark, as {lang: [positions]}.

    What no other edition has stands alone, even where two sentences of one
    edition share a unit: a link is between editions.
    """
    parent = {}

    def find(node):
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    nodes = [(lang, n) for lang in items for n in range(len(items[lang]))]
    for lang, n in nodes:
        for mark in sorted(items[lang][n][1]):
            parent[find(("mark", mark))] = find((lang, n))
    found = {}
    for lang, n in nodes:
        found.setdefault(find((lang, n)), {}).setdefault(lang, []).append(n)
    # Nodes come language by language in document order, so components are
    # already ordered by their first member in the first language that has one.
    return [part for whole in found.values() for part in alone(whole)]


def alone(part):
    if len(part) > 1:
        return [part]
    return [{lang: [n]} for lang, positions in part.items() for n in positions]


def groups(items):
    return [{"members": {lang: [items[lang][n][0] for n in part.get(lang, [])] for lang in items},
             "confidence": 1} for part in components(items)]


def pairs(items):
    result = {}
    for a, b in combinations(LANGS, 2):
        parts = components({a: items[a], b: items[b]})
        result[f"{a}-{b}"] = [[[items[a][n][0] for n in part.get(a, [])],
                               [items[b][n][0] for n in part.get(b, [])], 1] for part in parts]
    return result


# Differences: left-out and added matter is derived, the rest was planted.

def differences(briefing):
    found = missing_exchanges(briefing) + missing_turns(briefing) + missing_sentences(briefing)
    found += [planted(briefing, row) for row in briefing.planted]
    found.sort(key=lambda pair: pair[0])
    return [difference for _, difference in found]


def verdict(have, lack):
    """Kind and odd editions: the minority is odd; a tie counts as addition."""
    return ("omission", lack) if len(lack) < len(have) else ("addition", have)


def difference(kind, level, odd, at, values=None):
    result = {"kind": kind, "level": level, "odd": odd, "at": at}
    if values:
        result["values"] = values
    result["confidence"] = 1
    return result


def order(mark):
    """Sort key of `x3`, `x3.q` or `3.4`: exchange, then place inside it."""
    exchange, _, rest = mark.lstrip("x").partition(".")
    return int(exchange), int(rest) if rest.isdigit() else {"": 0, "s": 0, "q": 0, "a": 1}[rest]


def turn_ids(briefing, test):
    at = {lang: [f"{lang}.u{n}" for n, turn in enumerate(edition.turns, 1) if test(turn)]
          for lang, edition in briefing.editions.items()}
    return {lang: ids for lang, ids in at.items() if ids}


def missing(briefing, level, marks, has):
    """Differences of whole exchanges or turns that not every edition has."""
    found = []
    for mark in sorted(marks, key=order):
        at = turn_ids(briefing, lambda turn: has(turn, mark))
        concerned = [lang for lang in LANGS if level == "exchange" or has_exchange(briefing, lang, mark)]
        lack = [lang for lang in concerned if lang not in at]
        if lack:
            kind, odd = verdict(list(at), lack)
            found.append(((*order(mark), 0, kind), difference(kind, level, odd, at)))
    return found


def has_exchange(briefing, lang, key):
    return any(key.split(".")[0] in turn.exchanges for turn in briefing.editions[lang].turns)


def missing_exchanges(briefing):
    marks = {exchange for edition in briefing.editions.values() for turn in edition.turns
             for exchange in turn.exchanges}
    return missing(briefing, "exchange", marks, lambda turn, mark: mark in turn.exchanges)


def missing_turns(briefing):
    marks = {key for edition in briefing.editions.values() for turn in edition.turns for key in turn.keys}
    return missing(briefing, "turn", marks, lambda turn, mark: mark in turn.keys)


def unit_homes(briefing):
    """For each unit in order: its turn key, and the sentences that render it."""
    homes = {}
    for lang, edition in briefing.editions.items():
        for t, turn in enumerate(edition.turns, 1):
            for s, sentence in enumerate(turn.sentences, 1):
                for unit in sentence.units:
                    keys, at = homes.setdefault(unit, (set(turn.keys), {}))
                    keys &= set(turn.keys)
                    at.setdefault(lang, []).append((f"{lang}.u{t}.s{s}", set(sentence.units)))
    return {unit: homes[unit] for unit in sorted(homes, key=order)}


def missing_sentences(briefing):
    """Runs of neighbouring units that the same editions lack inside a turn.

    A unit that every other edition merges into a sentence with counterpart
    leaves no sentence unaligned, so it is no difference of sentences.
    """
    homes, runs = unit_homes(briefing), []
    for unit, (keys, at) in homes.items():
        key = next(key for key in sorted(keys) if key.split(".")[0] == "x" + unit.split(".")[0])
        concerned = [lang for lang in LANGS
                     if any(key in turn.keys for turn in briefing.editions[lang].turns)]
        lack = [lang for lang in concerned if lang not in at]
        mark = (key, *verdict([lang for lang in LANGS if lang in at], lack)) if lack else (key, "")
        if runs and runs[-1][0] == mark:
            runs[-1][1].append(unit)
        else:
            runs.append((mark, [unit]))
    return [entry for mark, units in runs if len(mark) == 3 and (entry := run_difference(homes, mark, units))]


def run_difference(homes, mark, units):
    _, kind, odd = mark
    at, alone = {}, False
    for unit in units:
        for lang, sentences in homes[unit][1].items():
            for name, rendered in sentences:
                alone = alone or rendered <= set(units)
                if name not in at.setdefault(lang, []):
                    at[lang].append(name)
    at = {lang: at[lang] for lang in LANGS if lang in at}
    return ((*order(units[0]), 1, kind), difference(kind, "sentence", odd, at)) if alone else None


def planted(briefing, row):
    if row.kind == "order":
        at = turn_ids(briefing, lambda turn: row.where in turn.exchanges)
        return (*order(row.where), 0, row.kind), difference(row.kind, row.level, [row.odd], at)
    sentences = unit_homes(briefing)[row.where][1]
    at = {lang: [name for name, _ in sentences[lang]] for lang in LANGS if lang in sentences}
    return (*order(row.where), 1, row.kind), difference(row.kind, row.level, [row.odd], at, row.values)
