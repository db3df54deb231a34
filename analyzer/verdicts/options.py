"""The ways in which a percentage may be computed, and the verdict where several are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from analyzer.amounts import Interval
from analyzer.model import Claim, Repair
from analyzer.relations.edits import edit_between
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.doubts import misread
from analyzer.verdicts.percents import HUNDRED, percent, printed_percent


@dataclass(frozen=True, slots=True)
class Option:
    """One way to compute a statement: the interval, and the figures (ids) it comes from."""

    interval: Interval
    evidence: tuple[str, ...]
    printed: Fraction | None = None
    """What the figures give as they are printed, where that is not the middle of the interval."""

    @property
    def value(self) -> Fraction:
        """The percentage to show."""
        return self.interval.middle if self.printed is None else self.printed


def ratio(now: Interval, base: Interval, evidence: tuple[str, ...], *, growth: bool = False) -> Option:
    """One amount in percent of another, or by how much it is more."""
    less = 1 if growth else 0
    interval = (now / base - Interval.exact(less)).scaled(HUNDRED)
    return Option(interval, evidence, (now.middle / base.middle - less) * HUNDRED)


def _swapped(claim: Claim, options: Sequence[Option]) -> list[Option]:
    """The only way that computes the printed percentage but for two neighbouring digits swapped (91.86 for 91.68)."""
    printed = percent(Fraction(claim.value or 0), claim.decimals)
    computed = {percent(o.value, claim.decimals): o for o in reversed(options)}
    found = [o for text, o in computed.items() if edit_between(printed, text) == "digits-swapped"]
    return found if claim.decimals > 1 and len(found) == 1 else []


def _part_for(docket: Docket, share: Interval, evidence: Sequence[str]) -> list[Repair]:
    """What the part of a share must be, where it is printed greater than its whole: no share is above 100 %."""
    part, whole = docket.figures.claims.get(evidence[0]), docket.interval(evidence[-1])
    if part is None or whole is None:
        return []
    proposed = docket.shown(round(whole.middle * share.middle / HUNDRED), part.unit, part.decimals)
    edit = edit_between(f"{part.value}", proposed)
    return [Repair(printed=f"{part.value}", proposed=proposed, edit=edit, source=part.source, resolves=1)]


def settle(docket: Docket, claim: Claim, options: Sequence[Option], check: str, strict: bool) -> None:
    """The verdict on a percentage: confirmed or within rounding by one of ``options``, else refuted if ``strict``."""
    if not options:
        docket.abstain(claim, "nothing-to-compare")
        return
    printed = printed_percent(claim)
    good = [o for o in options if o.interval.meets(printed)]
    swapped = [] if strict else _swapped(claim, options)
    told = (good or swapped or options)[0]
    shown = percent(told.value, max(claim.decimals, 2)) + "%"
    value = percent(told.value, claim.decimals)
    if good:
        exact = any(percent(o.value, claim.decimals) == percent(printed.middle, claim.decimals) for o in good)
        docket.rule(claim, "confirmed" if exact else "rounding", shown, told.evidence, check)
    elif strict and misread(docket, claim, told.evidence, value):
        docket.question(claim, "right-of-others", "several-cells", shown, told.evidence)
    elif check == "share" and told.value > HUNDRED and strict:
        docket.refute(claim, check, shown, told.evidence, elsewhere=_part_for(docket, printed, told.evidence))
    elif strict or swapped:
        docket.refute(claim, check, shown, told.evidence, [(value, "")])
    else:
        docket.abstain(claim, "whole-uncertain", shown, told.evidence, doubtful=True)
