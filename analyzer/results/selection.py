"""Which findings a run tells: checks chosen or left out, and findings accepted before. What is left out is counted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final, Literal, TypeAlias

from analyzer.checks.registry import checks
from analyzer.errors import UsageError
from analyzer.model import Finding, Issue

Names: TypeAlias = str | Iterable[str]
"""Ids of checks, or what ids begin with; in one text several with commas between."""
MOST_NAMED: Final = 20
"""Entries of a baseline that are named in a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A finding that is not told: its check was left out, or it was accepted before, for the reason given then."""

    finding: Finding
    why: Literal["ignored", "accepted"]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """``ignored`` are ids of checks whose findings are left out, ``accepted`` ids of findings with the reasons."""

    ignored: frozenset[str] = frozenset()
    accepted: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.ignored or self.accepted)

    @property
    def key(self) -> str:
        """A digest of what is left out: parts of a run are taken up only under the same."""
        told = "\n".join([*sorted(self.ignored), "", *(f"{name} {why}" for name, why in sorted(self.accepted.items()))])
        return hashlib.sha256(told.encode()).hexdigest() if self else ""

    def parted(self, findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[LeftOut, ...]]:
        """The findings that are told, and those that are not."""
        left = {finding.id: self._left_out(finding) for finding in findings}
        kept = tuple(finding for finding in findings if left[finding.id] is None)
        return kept, tuple(one for one in left.values() if one is not None)

    def _left_out(self, finding: Finding) -> LeftOut | None:
        if finding.id in self.accepted:
            return LeftOut(finding=finding, why="accepted", reason=self.accepted[finding.id])
        return LeftOut(finding=finding, why="ignored") if finding.check in self.ignored else None

    def issues(self, left: Iterable[tuple[str, str]]) -> tuple[Issue, ...]:
        """What a run says of its selection, given the (why, id) of all that was left out: how many findings are not
        told, and which accepted ones were not met."""
        pairs = list(left)
        made = []
        ignored, met = sum(why == "ignored" for why, _ in pairs), {name for why, name in pairs if why == "accepted"}
        if pairs:
            parts = [f"{ignored} of checks that were left out"] * bool(ignored)
            parts += [f"{len(met)} that the baseline accepts"] * bool(met)
            detail = f"{len(pairs)} finding{'s' * (len(pairs) > 1)} not told: {', '.join(parts)}"
            made.append(Issue(code="left-out", document="", detail=detail))
        gone = sorted(self.accepted.keys() - met)
        if gone:
            named = ", ".join(gone[:MOST_NAMED]) + (f" and {len(gone) - MOST_NAMED} more" if gone[MOST_NAMED:] else "")
            detail = f"{len(gone)} of the baseline's findings no longer met: {named}; mended, changed, or not read"
            made.append(Issue(code="baseline-gone", document="", detail=detail))
        return tuple(made)

    def options(self) -> dict[str, Any]:
        """The selection as an entry of the manifest; empty where everything is told."""
        made: dict[str, Any] = {"ignored_checks": sorted(self.ignored)} if self.ignored else {}
        return made | ({"accepted": len(self.accepted), "selection_sha256": self.key} if self.accepted else {})


ALL: Final = Selection()


def selection(
    select: Names | None = None, ignore: Names | None = None, accepted: Mapping[str, str] | None = None
) -> Selection:
    """The findings of the checks named by ``select`` (all where None) but not by ``ignore``, without ``accepted`` ones.

    A name is the id of a check or what ids begin with. Raises UsageError for a name that fits no check, naming near
    ones, and where no check is left.
    """
    known = frozenset(checks())
    told = (known if select is None else _fitting(select)) - (frozenset() if ignore is None else _fitting(ignore))
    if not told:
        raise UsageError("no check is left to tell of; select more or ignore less")
    return Selection(ignored=known - told, accepted=dict(accepted or {}))


def _fitting(names: Names) -> frozenset[str]:
    given = [part.strip() for name in ([names] if isinstance(names, str) else names) for part in name.split(",")]
    wanted = [name for name in given if name]
    if not wanted:
        raise UsageError("no check is named; `analyzer explain` lists them")
    return frozenset(found for name in wanted for found in _named(name))


def _named(name: str) -> list[str]:
    known = checks()
    if name in known:
        return [name]
    found = [one for one in known if one.startswith(name)]
    if not found:
        raise UsageError(unknown(name))
    return found


def unknown(name: str) -> str:
    """What is said where no check is called ``name``."""
    near = get_close_matches(name, checks(), n=3)
    near += [one for one in checks() if name in one and one not in near][: 3 - len(near)]
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    return f"no check is called {name!r}; {meant}`analyzer explain` lists them"
