"""Templates and the values they are filled with. Everything printed is escaped; figures are drawn inline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from analyzer.model import Issue
from analyzer.report.content.answers import SHOWN, answers, undecided
from analyzer.report.content.digest import MOST_ISSUES, Digest, Line, digest
from analyzer.report.content.gravity import by_severity
from analyzer.report.content.legend import legend
from analyzer.report.content.marked import passages
from analyzer.report.content.questions import cards_of, headlines, silence
from analyzer.report.content.strips import copy_of, exhibits
from analyzer.report.content.views import VERDICTS, Unit, units
from analyzer.report.drawings import Drawing, drawing
from analyzer.report.language import Language, words
from analyzer.report.templates import render
from analyzer.results.outcome import Results

FIGURES_SHOWN: Final = 6
"""Figures on the index page."""
LINES: Final = 1000
"""Documents on the index page; beyond that those with most errors stand there, and ``data/documents.csv`` has all."""
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
    whole = digest(results, shown, lang)
    common = by_owner.get("", [])
    whole = replace(whole, figures=(*common, *whole.figures), rows={"documents": len(whole.lines)})
    asked = Asked(cards=tuple(cards_of(results.anomalies, lang)), silence=results.silence[lang])
    index = index_page(whole, results.unread, results.manifest, figures, lang, asked=asked)
    return {"index.html": index, **unit_pages(results, shown, figures, lang)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The questions that a run raises, over all its organisations, or why it raises none."""

    cards: tuple[Mapping[str, Any], ...] = ()
    silence: str = ""


def unit_pages(
    results: Results, shown: Iterable[Unit], figures: Mapping[str, bytes], lang: Language, copies: Iterable[str] = ()
) -> dict[str, bytes]:
    """The page of each unit by its path in the run folder; ``copies`` are the paths of annotated documents there."""
    kept = frozenset(copies)
    return {f"units/{unit.slug}.html": _unit(results, unit, figures, lang, kept).encode() for unit in shown}


def index_page(
    whole: Digest,
    unread: Sequence[Issue],
    manifest: Mapping[str, Any],
    figures: Mapping[str, bytes],
    lang: Language,
    files: Sequence[str] = FILES,
    *,
    asked: Asked,
) -> bytes:
    """The index of a run. ``figures`` are the images it may show, ordered by ``whole.figures``; ``files`` its links.

    Where a run has more than a page can hold, the page says how many are left out and where they stand.
    """
    shown = _index_units(whole.lines)
    drawn = [pair for pair in whole.figures if pair[1] in figures][:FIGURES_SHOWN]
    inputs = manifest.get("inputs", ())
    return render(
        "index.html.j2",
        lang,
        units=shown,
        summary=_summary(whole, lang),
        severities=whole.severities,
        verdicts=whole.verdicts,
        outcomes=whole.outcomes,
        reasons=whole.reasons,
        counts={line.name: line.counts for line in whole.lines},
        cut=whole.rows["documents"] - len(whole.lines),
        unread=unread[:MOST_ISSUES],
        unread_cut=max(0, len(unread) - MOST_ISSUES),
        issues=whole.issues,
        issues_cut=whole.issue_count - len(whole.issues),
        gists=whole.gists,
        gists_cut=max(0, len({(line.profile.entity, line.slug) for line in whole.lines}) - len(whole.gists)),
        top=whole.top,
        more=whole.findings - len(whole.top),
        cards=asked.cards,
        silence=asked.silence,
        figures=_embedded(drawn, figures, lang),
        legend=legend(whole.checks, lang),
        files=files,
        manifest={"libraries": {}, **manifest, "inputs": inputs[:LINES]},
        inputs_cut=max(0, len(inputs) - LINES),
    ).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexUnit:
    """An organisation on the index, with its documents."""

    entity: str
    slug: str
    readings: tuple[Line, ...]

    @property
    def rank(self) -> tuple[Any, ...]:
        """Most errors first, then most warnings, then most money."""
        faults = [-sum(line.counts.get(kind, 0) for line in self.readings) for kind in ("error", "warning")]
        return (*faults, -max((line.total_wan or 0.0 for line in self.readings), default=0.0), self.entity)


def _index_units(lines: Iterable[Line]) -> list[IndexUnit]:
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.profile.entity, line.slug), []).append(line)
    made = [IndexUnit(entity=entity, slug=slug, readings=tuple(own)) for (entity, slug), own in groups.items()]
    return sorted(made, key=lambda unit: unit.rank)


def _unit(results: Results, unit: Unit, figures: Mapping[str, bytes], lang: Language, copies: frozenset[str]) -> str:
    claims = [(verdict, [c for c in unit.claims if c["verdict"] == verdict]) for verdict in VERDICTS]
    own = {reading.name for reading in unit.readings}
    found = [finding for finding in results.all_findings if finding.document in own]
    series = headlines(results, unit, lang)
    return render(
        "unit.html.j2",
        lang,
        unit=unit,
        answers=answers(series, unit),
        contradictions=SHOWN,
        exhibits=exhibits(results.readings, found),
        copies={name: copy_of(name) for name in own if copy_of(name) in copies},
        undecided=undecided(unit.claims),
        passages=passages(results, unit.readings),
        findings=by_severity(unit.findings),
        cards=[card for card in cards_of(results.anomalies, lang) if card["document"] in own],
        silence=silence(results, unit, lang),
        series=series,
        claims=claims if unit.claims else [],
        figures=_embedded(unit.figures, figures, lang),
    )


def _summary(whole: Digest, lang: Language) -> str:
    say = words(lang)
    counts = {
        "documents": whole.rows["documents"],
        "figures": whole.facts,
        "claims": whole.claims,
        "findings": whole.findings,
    }
    return say["comma"].join(f"{count} {say[key]}" for key, count in counts.items())


# ---- figures ---------------------------------------------------------------------------------------------------------


def _kind(name: str) -> str:
    """The kind of a figure from its name: “three-public-2” is a “three-public”."""
    head, _, tail = name.rpartition("-")
    return head if tail.isdigit() else name


def _embedded(drawn: Sequence[tuple[str, str]], figures: Mapping[str, bytes], lang: Language) -> list[Drawing]:
    """The drawings of a page, inline: a page can be sent by mail and still shows them."""
    from analyzer.plots.words import say

    return [drawing(name, say(TITLES.get(kind, kind.replace("-", "_")), lang), figures[name]) for kind, name in drawn]
