"""The HTML templates of the launch review: one a language, each with its own habits.

`{{slot}}` is filled from the master, `⟦kind|text⟧` is a piece of paratext of
the site itself, and `{}` in a frame is where its content goes (`{links}`: the
same with a link on each word). What a browser does not show (head, script,
style, comments) has no mark. All sites, boxes and questions are invented; the
traps are those of real pages.
"""

from templates.eastern import ARABIC, CHINESE, RUSSIAN
from templates.western import ENGLISH, FRENCH, SPANISH

TEMPLATES = {"ar": ARABIC, "en": ENGLISH, "es": SPANISH, "fr": FRENCH, "ru": RUSSIAN, "zh": CHINESE}
