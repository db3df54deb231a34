"""The checks explained, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.checks.explained import explanation
from analyzer.checks.registry import checks
from analyzer.model import Severity
from analyzer.report.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A check as the legend shows it: its message with gaps, what it claims, and why with an example."""

    id: str
    severity: Severity
    template: str
    lead: str
    rest: tuple[str, ...]


def legend(ids: Iterable[str], lang: Language) -> tuple[Entry, ...]:
    """The entries of these checks in alphabetical order; unknown ids are left out."""
    wanted = set(ids)
    return tuple(_entry(item.id, lang) for item in checks().values() if item.id in wanted)


def _entry(name: str, lang: Language) -> Entry:
    item = checks()[name]
    lead, *rest = explanation(item, lang)
    template = re.sub(r"\{\w+\}", "…", item.zh if lang == "zh" else item.en)
    return Entry(id=item.id, severity=item.severity, template=template, lead=lead, rest=tuple(rest))
