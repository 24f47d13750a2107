"""What a template consists of."""

import html
from dataclasses import dataclass, field
from typing import Callable


def plain_escape(text):
    return html.escape(text, quote=False)


def bold_label(text, colon, role):
    return f"<strong>{text}{colon}</strong>"


@dataclass
class Template:
    file: str
    page: str
    boxes: dict
    codec: str = "utf-8"
    encoding: str = "UTF-8"
    bom: bytes = b""
    question: str = "<p>{}</p>"
    paragraph: str = "<p>{}</p>"
    between: str = "\n"
    link: str = ""
    width: int = 0
    escape: Callable = plain_escape
    label: Callable = field(default=bold_label)
