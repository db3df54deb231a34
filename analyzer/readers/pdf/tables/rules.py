"""Stage: drawn rules to borders. Pieces are snapped to common positions and merged where they lie end to end."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.readers.pdf.geometry import SNAP, Rule, Rules


def tidy(rules: Rules) -> Rules:
    """The same borders with each position once and every gapless run of pieces as one rule."""
    return Rules(across=_merged(rules.across), down=_merged(rules.down))


def _merged(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    out: list[Rule] = []
    for group in _by_position(sorted(rules)):
        at = _weighted_position(group)
        start, end = None, 0.0
        for rule in sorted(group, key=lambda rule: rule.start):
            if start is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + SNAP:
                end = max(end, rule.end)
            else:
                out.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None:
            out.append(Rule(at, start, end))
    return tuple(rule for rule in out if rule.end - rule.start > SNAP)


def _by_position(rules: Iterable[Rule]) -> Iterable[list[Rule]]:
    """Groups of rules within the snapping distance of their first; a chain cannot creep across a narrow row."""
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > SNAP:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _weighted_position(group: list[Rule]) -> float:
    total = sum(rule.end - rule.start for rule in group) or 1.0
    return sum(rule.at * (rule.end - rule.start) for rule in group) / total
