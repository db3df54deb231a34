"""Repairs of what a statement rests on, where one slip of the pen there explains it."""

from __future__ import annotations

from analyzer.amounts import FEN, Interval, money, parse_number
from analyzer.model import Claim, Repair
from analyzer.relations.edits import edit_between, slips_of
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.percents import HUNDRED


def base_slips(docket: Docket, rate: Claim, base: str, signed: Interval) -> list[Repair]:
    """The one number that makes ``rate`` right as the base, if a single slip turned it into the printed one.

    “43269.3万元 … 2026年3845.49万元，增加17.62%”: 3269.3 makes the rate true, and only a digit too many parts the two.
    ``base`` is the id of the figure, ``signed`` the printed rate in percent.
    """
    now, unit = docket.interval(rate.current), docket.figures.unit(base)
    printed = (
        docket.figures.source(base).text if base in docket.figures.facts else str(docket.figures.claims[base].value)
    )
    known = parse_number(printed)
    if now is None or base == rate.change or unit not in FEN or rate.decimals < 2 or known is None:
        return []
    found = []
    for text in dict.fromkeys(slips_of(printed.replace(",", ""))):
        number = parse_number(text)
        if number is None or number.value <= 0 or number.decimals != known.decimals:
            continue  # a figure is printed to as many digits as it was
        meant = Interval.of(money(number, unit))
        if meant.low > 0 and (now / meant - Interval.exact(1)).scaled(HUNDRED).meets(signed):
            found.append(text)
    if len(found) != 1:
        return []
    [text] = found
    edit = edit_between(printed, text)
    return [Repair(printed=printed, proposed=text, edit=edit, source=docket.figures.source(base), resolves=1)]
