"""An organisation in a few lines, for the index: how its money changed, and its gravest contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from analyzer.report.content.answers import Answer, answers, brief
from analyzer.report.content.gravity import by_severity
from analyzer.report.content.questions import headlines
from analyzer.report.content.views import Unit
from analyzer.report.language import Language, words
from analyzer.results.outcome import Results

WORST: Final = 2
"""Contradictions told of an organisation."""
MOST: Final = 12
"""Organisations told of on the index; all of them stand in its table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """A finding in one line; ``id`` is its anchor on the page of the organisation."""

    id: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What is told of an organisation. ``errors`` and ``warnings`` are counts, ``money`` its largest figure in 万元."""

    entity: str
    slug: str
    told: tuple[str, ...]
    worst: tuple[Worst, ...]
    errors: int
    warnings: int
    money: float = 0.0

    @property
    def rank(self) -> tuple[float, ...]:
        """Most errors first, then most warnings, then most money."""
        return (-self.errors, -self.warnings, -self.money)


def gist(results: Results, unit: Unit, lang: Language) -> Gist:
    """The gist of one organisation in one language."""
    found = answers(headlines(results, unit, lang), unit)
    told = [(answer, said) for answer in found if (said := brief(answer, lang))]
    grave = [row for row in by_severity(unit.findings) if row["severity"] != "note"]
    return Gist(
        entity=unit.entity,
        slug=unit.slug,
        told=tuple(_told(answer, said, lang, named=len(told) > 1) for answer, said in told),
        worst=tuple(
            Worst(id=row["id"], severity=row["severity"], message=row["message"][lang]) for row in grave[:WORST]
        ),
        errors=unit.severities["error"],
        warnings=unit.severities["warning"],
        money=max((change.now for answer in found for change in answer.changes), default=0.0),
    )


def _told(answer: Answer, said: Sequence[str], lang: Language, *, named: bool) -> str:
    """The answer on one line; ``named`` where it has to say whose and of which year it is."""
    say = words(lang)
    head = f"{answer.entity} · {answer.year} · {say.get(answer.stage, answer.stage)}{say['colon']}" if named else ""
    return head + " ".join(said)


def worst_first(gists: Iterable[Gist]) -> tuple[Gist, ...]:
    """Those that the index tells of."""
    return tuple(sorted(gists, key=lambda one: (*one.rank, one.entity, one.slug))[:MOST])
