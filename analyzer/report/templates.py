"""The templates, what they may call, and the one script a page carries. Everything printed is escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from analyzer.report.content.answers import sentences
from analyzer.report.content.marked import anchor
from analyzer.report.language import Language, issues, words
from analyzer.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, lang: Language, **values: Any) -> str:
    """A page from a template. A page runs one script, allowed by its digest; any other text is never run."""
    from markupsafe import Markup

    script = _asset("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    shared = {"lang": lang, "w": words(lang), "css": Markup(_asset("style.css")), "version": __version__,
              "script": Markup(script), "script_digest": f"sha256-{digest}"}  # fmt: skip
    return _environment(lang).get_template(template).render(**shared, **values)


@cache
def _asset(name: str) -> str:
    return (files("analyzer") / "assets" / "report" / name).read_text("utf-8")


@cache
def _environment(lang: Language) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("analyzer", "assets/report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    say = words(lang)
    environment.filters |= {
        "anchor": anchor,
        "clip": clip,
        "item": lambda row: item(row, lang),
        "meaning": lambda code: issues(lang).get(code, ""),
        "money": money,
        "sentences": lambda answer: sentences(answer, lang),
        "place": lambda thing: place(thing, say),
        "signed": lambda value: "" if value is None else f"{value:+,.2f}",
        "slug": lambda text: str(text).replace(" ", "-"),
    }
    return environment


def clip(text: object, most: int) -> str:
    """At most ``most`` characters, the rest told by an ellipsis."""
    plain = " ".join(str(text or "").split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def item(row: Mapping[str, Any], lang: Language) -> str:
    """What a change is of: the name of its concept, where it is one (“合计” alone says nothing), else its label."""
    from analyzer.concepts.labels import unnumbered
    from analyzer.plots.words import WORDS, say

    return say(row["concept"], lang) if row["concept"] in WORDS else unnumbered(row["row"] or row["item"])


def money(value: float | None) -> str:
    """An amount in 万元 with separators and two decimals, empty for none."""
    return "" if value is None else f"{value:,.2f}"


def place(thing: Any, say: Mapping[str, str]) -> str:
    """“第 3 页” or “第 381 行” of a record or a value that has a page and a line; empty where neither is known."""
    page, line = (thing.get("page"), thing.get("line")) if isinstance(thing, Mapping) else (thing.page, thing.line)
    if page:
        return say["at_page"].format(page)
    return say["at_line"].format(line) if line else ""
