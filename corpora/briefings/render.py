"""Prints an edition as the page a ministry's site would serve: plain text or HTML.

A page is first written with every piece of paratext between marks
(`⟦kind|text⟧`); taking the marks off gives the page and, in document order,
the paratext that gold.json must list.
"""

import re
import textwrap
from dataclasses import dataclass

from templates import TEMPLATES

MARK = re.compile("⟦(\\w+)\\|([^⟧]*)⟧")
INDENT = "\u3000\u3000"


@dataclass
class Page:
    file: str
    encoding: str
    data: bytes
    paratext: list


def mark(kind, text):
    return f"⟦{kind}|{text}⟧"


def finish(marked, write):
    """Takes the marks off; `write` prints a piece of paratext in the page's way."""
    paratext = []

    def take(match):
        kind, text = match.groups()
        if kind == "links":
            paratext.append(("navigation", text))
            return " ".join(f'<a href="#">{write(word)}</a>' for word in text.split(" "))
        paratext.append((kind, text))
        return write(text)

    return MARK.sub(take, marked), paratext


def glue(lang):
    """What stands between two sentences of a paragraph."""
    return "" if lang == "zh" else " "


def text_page(edition):
    """A saved page: paratext lines, then paragraphs with blank lines between them."""
    lines = lambda pieces: "\n".join(mark(kind, text) for kind, text in pieces)
    head = [lines(edition.before)] if edition.before else []
    head.append(lines([("title", edition.title), *edition.after]))
    blocks = head + body_blocks(edition) + ([lines(edition.end)] if edition.end else [])
    text, paratext = finish("\n\n".join(blocks) + "\n", str)
    return Page(f"{edition.lang}.txt", "UTF-8", text.encode("utf-8"), paratext)


def body_blocks(edition):
    indent = INDENT if edition.lang == "zh" else ""
    blocks = []
    for turn in edition.turns:
        for n, sentences in enumerate(turn.paragraphs):
            label = turn.label + edition.colon if n == 0 and turn.label else ""
            blocks.append(indent + label + glue(edition.lang).join(sentences))
            blocks += [mark(kind, text) for kind, text in edition.within(turn, n + 1)]
    return blocks


def html_page(edition):
    template = TEMPLATES[edition.lang]
    slots = {"title": mark("title", edition.title),
             "head-title": template.escape(edition.title),
             "before": boxes(template, edition.before),
             "after": boxes(template, edition.after),
             "body": html_body(template, edition),
             "end": boxes(template, edition.end)}
    marked = re.sub(r"\{\{([\w-]+)\}\}", lambda match: slots[match.group(1)], template.page)
    text, paratext = finish(marked, template.escape)
    data = text.encode(template.codec, errors="xmlcharrefreplace")
    return Page(template.file, template.encoding, template.bom + data, paratext)


def boxes(template, pieces):
    frames = [template.boxes[kind].replace("{}", mark(kind, text)).replace("{links}", mark("links", text))
              for kind, text in pieces]
    return "\n".join(frames)


def html_body(template, edition):
    blocks = []
    for turn in edition.turns:
        for n, sentences in enumerate(turn.paragraphs):
            text = template.escape(glue(edition.lang).join(sentences))
            if turn.role == "answer" and n == 1 and template.link:
                text = linked(template, text)
            label = html_label(template, edition, turn) if n == 0 and turn.label else ""
            frame = template.question if turn.role == "question" else template.paragraph
            blocks.append(wrapped(template, frame.replace("{}", label + text)))
            inside = edition.within(turn, n + 1)
            blocks += [boxes(template, inside)] if inside else []
    return template.between.join(blocks)


def html_label(template, edition, turn):
    """The label in bold with its colon; the space after the colon stays outside."""
    colon = edition.colon.rstrip(" ")
    space = edition.colon[len(colon):]
    return template.label(template.escape(turn.label), template.escape(colon), turn.role) + space


def linked(template, text):
    """Puts a link on the second and third word, as editors like to do."""
    words = text.split(" ")
    if len(words) > 4 and not any("<" in word or "&" in word for word in words[1:3]):
        words[1:3] = [template.link.replace("{}", " ".join(words[1:3]))]
    return " ".join(words)


def wrapped(template, block):
    """Breaks the source line where the template does; a browser shows one space there."""
    if not template.width:
        return block
    return "\n".join(textwrap.wrap(block, template.width, break_long_words=False, break_on_hyphens=False))
