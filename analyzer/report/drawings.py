"""Figures as part of a page: drawn inline, with a name and a description for who cannot see them, and their data.

Several drawings share a page, so their inner names get the figure's in front; a drawing's style sheet, which would
apply to the whole page, becomes attributes of its root.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from analyzer.plots.shown import METADATA, Shown, shown_in

_BEFORE: Final = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
_STYLE: Final = re.compile(r"<defs><style[^>]*>[^<]*</style></defs>|<style[^>]*>[^<]*</style>")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_ID: Final = re.compile(r'\bid="([^"]+)"')
_HREF: Final = re.compile(r'\b(xlink:href|href)="#([^"]+)"')
_URL: Final = re.compile(r"url\(#([^)]+)\)")
_SIZE: Final = re.compile(r'\s(?:width|height)="[\d.]+pt"')


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure of a page: its name as a file, its title, the drawing as markup, and its data."""

    name: str
    title: str
    markup: Markup
    shown: Shown


def drawing(name: str, title: str, svg: bytes) -> Drawing:
    """The figure ``name`` for a page."""
    text = svg.decode()
    own = re.sub(r"[^\w-]", "-", name)
    drawn = METADATA.sub("", _COMMENT.sub("", _STYLE.sub("", _BEFORE.sub("", text, count=1))))
    drawn = _ID.sub(lambda found: f'id="{own}-{found[1]}"', drawn)
    drawn = _HREF.sub(lambda found: f'{found[1]}="#{own}-{found[2]}"', drawn)
    drawn = _URL.sub(lambda found: f"url(#{own}-{found[1]})", drawn)
    root, rest = drawn.split(">", 1)
    said = f'aria-labelledby="{own}-title"' + (f' aria-describedby="{own}-desc"' if "<desc>" in rest else "")
    rest = rest.replace("<title>", f'<title id="{own}-title">', 1).replace("<desc>", f'<desc id="{own}-desc">', 1)
    root = _SIZE.sub("", root) + f' role="img" {said} stroke-linejoin="round" stroke-linecap="butt">'
    return Drawing(name=name, title=title, markup=Markup(root + rest), shown=shown_in(text))
