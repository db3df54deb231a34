"""The text that elements of a web page show: blanks collapsed, a line where the page breaks the line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

DROPPED = frozenset(
    {"script", "style", "nav", "noscript", "template", "head", "select", "button", "iframe", "svg", "object", "aside",
     "footer"}
)  # fmt: skip
BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "main", "header", "form", "fieldset",
     "center", "blockquote", "pre", "address", "figure", "figcaption", "table", "thead", "tbody", "tfoot", "tr", "td",
     "th", "caption", "body", "html", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
)  # fmt: skip
SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
OUTER = " \t\r\n\f\u00a0\u3000\u200b\ufeff"


def text_of(element: _Element) -> str:
    """The text of a cell: blanks collapsed, a line break where the page breaks the line."""
    from lxml import etree

    pieces: list[str] = []
    skipped = None
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "start" and (inner.tag in DROPPED or (inner is not element and hidden(inner))):
            skipped = inner
            walk.skip_subtree()
            continue
        if inner is not element and (inner.tag in BLOCKS or (inner.tag == "br" and event == "start")):
            pieces.append("\n")
        text = inner.text if event == "start" else inner.tail
        if text and not (event == "end" and inner is element):
            pieces.append(SPACES.sub(" ", text))
        if event == "end" and inner is skipped:
            skipped = None
    lines = (line.strip(OUTER) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def lines_of(element: _Element) -> list[str]:
    """The printed lines of a cell, blank ones too: a column of figures in one cell has a line for each row."""
    from lxml import etree

    lines, current, ended = list[str](), "", False
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        starts = event == "start"
        if inner.tag == "br" and starts:
            lines.append(current)
            current, ended = "", False
        elif inner is not element and inner.tag in BLOCKS:
            if current.strip(OUTER) or (not starts and not ended):
                lines.append(current)
                current = ""
            ended = not starts
        text = inner.text if starts else inner.tail if inner is not element else None
        if text and text.strip(" \t\r\n\f"):
            current += text
            ended = False
    lines = lines if ended and not current.strip(OUTER) else [*lines, current]
    return [SPACES.sub(" ", line).strip(OUTER) for line in lines]


def hidden(element: _Element) -> bool:
    """Not shown, and no table in it: pages with tabs hide the tables of all tabs but one, and those count."""
    style = element.get("style", "").replace(" ", "").lower()
    if "display:none" not in style and element.get("hidden") is None:
        return False
    return next(element.iter("table"), None) is None
