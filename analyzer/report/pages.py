"""Templates and the values they are filled with. Everything printed is escaped; figures are embedded as images."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from analyzer.report.language import Language, words
from analyzer.report.legend import legend
from analyzer.report.questions import cards, headlines, silence
from analyzer.report.views import OUTCOMES, SEVERITIES, VERDICTS, Unit, by_severity, counted, units
from analyzer.results import Results
from analyzer.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment

TOP: Final = 12
"""Findings on the index page."""
FIGURES_SHOWN: Final = 6
"""Figures on the index page."""
TITLES: Final = {"units": "multiples"}
"""Kinds of figures whose title stands under another word."""
FILES: Final = ("findings.xlsx", "data/panel.csv", "data/panel.parquet", "data/datapackage.json", "data/changes.csv",
                "data/series.csv", "data/anomalies.csv", "data/facts.jsonl", "data/claims.jsonl",
                "data/findings.jsonl", "data/issues.jsonl", "data/relations.jsonl", "manifest.json")  # fmt: skip


def pages(
    results: Results, figures: Mapping[str, bytes], owners: Mapping[str, str], lang: Language
) -> dict[str, bytes]:
    """Every page by its path in the run folder.

    ``figures`` are SVG images by name; ``owners`` tells the organisation of each, those of nobody show on the index.
    """
    by_owner: dict[str, list[tuple[str, str]]] = {}
    for name in figures:
        by_owner.setdefault(owners.get(name, ""), []).append((_kind(name), name))
    shown = units(results, by_owner)
    made = {"index.html": _index(results, shown, figures, by_owner.get("", []), lang)}
    for unit in shown:
        made[f"units/{unit.slug}.html"] = _unit(results, unit, figures, lang)
    return {path: text.encode() for path, text in made.items()}


def _index(
    results: Results,
    shown: Sequence[Unit],
    figures: Mapping[str, bytes],
    common: Sequence[tuple[str, str]],
    lang: Language,
) -> str:
    ranked = by_severity(results.finding_records)
    serious = [row for row in ranked if row["severity"] != "note"]
    top = (serious or ranked)[:TOP]
    drawn = [*common, *(pair for unit in shown for pair in unit.figures)][:FIGURES_SHOWN]
    used = {row["check"] for row in results.finding_records} | {row["check"] for row in results.relation_records}
    return _render(
        "index.html.j2",
        lang,
        units=shown,
        summary=_summary(results, lang),
        severities=counted((f["severity"] for f in results.finding_records), SEVERITIES),
        verdicts=counted((c["verdict"] for c in results.claim_records), VERDICTS),
        outcomes=counted((r["outcome"] for r in results.relation_records), OUTCOMES),
        counts=_counts(results),
        unread=results.unread,
        issues=[issue for issue in results.all_issues if issue not in results.unread],
        top=top,
        more=len(ranked) - len(top),
        cards=cards(results, lang),
        silence=results.silence[lang],
        figures=_embedded(drawn, figures, lang),
        legend=legend(used, lang),
        files=FILES,
        manifest=results.manifest,
    )


def _unit(results: Results, unit: Unit, figures: Mapping[str, bytes], lang: Language) -> str:
    claims = [(verdict, [c for c in unit.claims if c["verdict"] == verdict]) for verdict in VERDICTS]
    return _render(
        "unit.html.j2",
        lang,
        unit=unit,
        findings=by_severity(unit.findings),
        cards=[card for card in cards(results, lang) if card["document"] in {r.name for r in unit.readings}],
        silence=silence(results, unit, lang),
        series=headlines(results, unit, lang),
        claims=claims if unit.claims else [],
        figures=_embedded(unit.figures, figures, lang),
    )


def _summary(results: Results, lang: Language) -> str:
    say = words(lang)
    counts = {
        "documents": len(results.readings),
        "figures": len(results.fact_records),
        "claims": len(results.claim_records),
        "findings": len(results.finding_records),
    }
    return say["comma"].join(f"{count} {say[key]}" for key, count in counts.items())


def _counts(results: Results) -> dict[str, dict[str, int]]:
    """Figures, findings by severity and refuted claims of each document."""
    counts = {r.name: {"figures": 0, "refuted": 0, **dict.fromkeys(SEVERITIES, 0)} for r in results.readings}
    for row in results.fact_records:
        counts[row["document"]]["figures"] += 1
    for row in results.claim_records:
        counts[row["document"]]["refuted"] += row["verdict"] == "refuted"
    for row in results.finding_records:
        counts[row["document"]][row["severity"]] += 1
    return counts


# ---- figures ---------------------------------------------------------------------------------------------------------


def _kind(name: str) -> str:
    """The kind of a figure from its name: “three-public-2” is a “three-public”."""
    head, _, tail = name.rpartition("-")
    return head if tail.isdigit() else name


def _embedded(drawn: Sequence[tuple[str, str]], figures: Mapping[str, bytes], lang: Language) -> list[dict[str, str]]:
    """Title and data address of each figure: a page can be sent by mail and still shows them."""
    from analyzer.plots.words import say

    return [
        {
            "name": name,
            "title": say(TITLES.get(kind, kind.replace("-", "_")), lang),
            "uri": f"data:image/svg+xml;base64,{base64.b64encode(figures[name]).decode()}",
        }
        for kind, name in drawn
    ]


# ---- templates -------------------------------------------------------------------------------------------------------


def _render(template: str, lang: Language, **values: Any) -> str:
    from markupsafe import Markup

    environment = _environment(lang)
    loader = environment.loader
    assert loader is not None
    css = loader.get_source(environment, "style.css")[0]
    shared = {"lang": lang, "w": words(lang), "css": Markup(css), "version": __version__}
    return environment.get_template(template).render(**shared, **values)


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
        "clip": clip,
        "item": lambda row: item(row, lang),
        "money": money,
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
    from analyzer.plots.words import WORDS, say
    from analyzer.vocabulary import unnumbered

    return say(row["concept"], lang) if row["concept"] in WORDS else unnumbered(row["row"] or row["item"])


def money(value: float | None) -> str:
    return "" if value is None else f"{value:,.2f}"


def place(thing: Any, say: Mapping[str, str]) -> str:
    """“第 3 页” or “第 381 行” of a record or a value that has a page and a line; empty where neither is known."""
    page, line = (thing.get("page"), thing.get("line")) if isinstance(thing, Mapping) else (thing.page, thing.line)
    if page:
        return say["at_page"].format(page)
    return say["at_line"].format(line) if line else ""
