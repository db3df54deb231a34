"""What must agree between the statements of one document, and between documents of one organisation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from analyzer.binding.figures import Figures, Key
from analyzer.concepts.places import (
    Place,
    appropriated,
    basic,
    ends,
    general,
    of_fund,
    overview,
    public,
    received,
    spent,
)
from analyzer.concepts.statements import BY_FUND, NESTED
from analyzer.model import Fact, Profile, Reading, Relation
from analyzer.relations.system import judge

PARTS = ("personnel", "operating")
"""What basic expenditure is divided into."""


class View:
    """The facts of one document for its own year and stage."""

    def __init__(self, figures: Figures, reading: Reading) -> None:
        self.figures = figures
        self.document = reading.name
        self.profile: Profile = reading.profile
        self.codes = sorted({f.item_code for f in reading.facts if f.item_code})
        self.statements = {t.statement for t in reading.extraction.tables}
        self.empty = {t.statement for t in reading.extraction.tables if t.empty}

    def cells(self, place: Place) -> list[Fact]:
        """Facts with an amount for the first of the place's measures that has one."""
        year, stage = self.profile.year, self.profile.stage
        for measure in place.measures:
            found = self.figures.find(
                self.document, place.statement, place.item, measure, side=place.side, year=year, stage=stage
            )
            known = [f for f in found if f.id in self.figures.amounts]
            if known:
                return known
        return []

    def cell(self, place: Place) -> Fact | None:
        """The one figure of a place, printed once or more often; None where there is none, or several that differ."""
        found = self.cells(place)
        return found[0] if len({self.figures.amounts[f.id].fen for f in found}) == 1 else None


def _equal(rule: str, a: Fact | None, b: Fact | None, document: str, check: str = "crosswalk") -> Iterator[Relation]:
    if a is not None and b is not None and a.id != b.id:
        yield Relation(check=check, rule=rule, terms=((1, a.id), (-1, b.id)), document=document)


def _agree(view: View, a: Fact | None, b: Fact | None) -> str:
    """The kind of outcome of their equality; empty unless both are known and two."""
    return next((o.kind for o in judge(list(_equal("", a, b, view.document)), view.figures.amounts)), "")


def _at_least(rule: str, a: Fact | None, parts: list[Fact], document: str, check: str) -> Iterator[Relation]:
    if a is not None and parts:
        terms = ((1, a.id), *((-1, p.id) for p in parts))
        yield Relation(check=check, rule=rule, terms=terms, sense=">=", document=document)


def document_relations(figures: Figures, reading: Reading) -> Iterator[Relation]:
    """Every relation between the statements of one document."""
    view = View(figures, reading)
    yield from _totals(view)
    yield from _classes(view)
    yield from _funds(view)
    yield from _basic(view)
    yield from _splits(view)
    yield from _all_funds(view)
    yield from _three_public_lines(view)


def _totals(view: View) -> Iterator[Relation]:
    """收支总表 against 收入总表 and 支出总表; a total may include what was carried over, so either total will do.

    Where neither agrees, the one that its heading names (本年收入合计) is what it should have been.
    """
    for side, total in (("income", received()), ("expenditure", spent())):
        whole = view.cell(total)
        if whole is None:
            continue
        known = ("current", "total") if _OF_THE_YEAR.search(whole.source.column) else ("total", "current")
        options = [view.cell(overview(f"{side}_{end}", side)) for end in known]
        yield from _any(f"{side} totals", whole, options, view)
    for measure in ("basic", "project"):
        pairs = [
            view.cell(spent("total", measure)),
            view.cell(overview(measure, "expenditure")),
        ]
        yield from _equal(measure, pairs[0], pairs[1], view.document)
    for source in ("service_income", "business_income", "superior_subsidy", "subsidiary_remit", "other_income"):
        one = view.cell(overview(source, "income"))
        yield from _equal(source, one, view.cell(received("total", source)), view.document)


_OF_THE_YEAR = re.compile(r"本年|当年")


def _any(
    rule: str, head: Fact, options: list[Fact | None], view: View, also: Iterable[Fact | None] = ()
) -> Iterator[Relation]:
    """Equality of ``head`` with the first option that agrees, else with the first there is; what may ``also`` agree is
    of another scope, so that a difference from it says nothing."""
    relations = [r for o in options for r in _equal(rule, head, o, view.document)]
    others = [r for o in also for r in _equal(rule, head, o, view.document)]
    good = [o.relation for o in judge([*relations, *others], view.figures.amounts) if o.kind != "fails"]
    yield from good[:1] or relations[:1]


def _classes(view: View) -> Iterator[Relation]:
    carried, fund_carried = _without_carry(view, "general_public"), _without_carry(view, "government_funds")
    for code in [c for c in view.codes if len(c) == 3]:
        one = view.cell(overview(code, "expenditure"))
        yield from _equal(f"class {code}", one, view.cell(spent(code)), view.document)
        fiscal = view.cell(appropriated(code, "expenditure", "general_public"))
        if not carried:
            yield from _equal(f"class {code}", fiscal, view.cell(general(code)), view.document)
        fund = view.cell(appropriated(code, "expenditure", "government_funds"))
        if not fund_carried:
            yield from _equal(f"class {code}", fund, view.cell(of_fund("government_funds", code)), view.document)
        if fiscal is None and _only_general(view):
            whole = view.cell(appropriated(code, "expenditure"))
            yield from _equal(f"class {code}", whole, view.cell(general(code)), view.document)


def _without_carry(view: View, fund: str) -> bool:
    """Whether a fund's table lists this year's money only, and the appropriations what was carried over too: its total
    is the fund's income of the year and not what the appropriations spend of it."""
    total = view.cell(of_fund(fund))
    spendings = [view.cell(end) for end in ends("expenditure", fund)]
    of_the_year = [_agree(view, total, view.cell(income)) for income in _of_the_year(fund)]
    agreed = [_agree(view, total, each) for each in spendings]
    return "holds" in of_the_year and "fails" in agreed and "holds" not in agreed


def _of_the_year(fund: str) -> tuple[Place, ...]:
    """The appropriation of the year to a fund; a form without a line for each fund prints that to all of them."""
    return appropriated(fund, "income"), appropriated("income_current", "income")


def _only_general(view: View) -> bool:
    """Whether the appropriation is wholly general public budget: the other two fund tables are known to be empty."""
    total = view.cell(general())
    return any(_agree(view, total, view.cell(end)) == "holds" for end in ends("expenditure"))


def _funds(view: View) -> Iterator[Relation]:
    for fund in BY_FUND:
        table_total = view.cell(of_fund(fund))
        columns = [view.cell(end) for end in ends("expenditure", fund)]
        wider = [*map(view.cell, _of_the_year(fund)), *(view.cell(end) for end in ends("expenditure"))]
        if table_total is not None:  # this year's money alone, or all there is
            yield from _any(f"{fund} total", table_total, columns, view, wider)
        revenue = view.cell(overview(fund, "income"))
        yield from _equal(fund, revenue, view.cell(appropriated(fund, "income")), view.document)
        yield from _equal(fund, revenue, view.cell(received("total", fund)), view.document)
    fiscal = view.cell(overview("fiscal", "income"))
    yield from _equal("fiscal", fiscal, view.cell(received("total", "fiscal")), view.document)
    current = [view.cell(appropriated(item, "income")) for item in ("fiscal", "income_current", "income_total")]
    if fiscal is None:
        fiscal = view.cell(received("total", "fiscal"))
    if fiscal is not None:
        yield from _any("fiscal", fiscal, current, view)


def _basic(view: View) -> Iterator[Relation]:
    """The basic column of the general public budget against the table of basic expenditure and its two parts."""
    column = view.cell(general("total", "basic"))
    whole = view.cell(basic())
    yield from _equal("basic", column, whole, view.document)
    for part in PARTS:
        cell = view.cell(general("total", part))
        yield from _equal(part, cell, _basic_part(view, part), view.document)
    people = view.cell(basic("personnel_total"))
    running = view.cell(basic("operating_total"))
    head = column or view.cell(general("total", "basic"))
    if head and people and running:
        terms = ((1, head.id), (-1, people.id), (-1, running.id))
        yield Relation(check="crosswalk", rule="basic=people+running", terms=terms, document=view.document)


_SPLITS = ("basic", "project", *PARTS)


def _splits(view: View) -> Iterator[Relation]:
    """Statements whose totals are equal divide them alike into basic and project, personnel and operating money."""
    heads = [overview(f"expenditure_{end}", "expenditure") for end in ("total", "current")]
    wholes = [(head, fact) for head in (*heads, spent(), general()) if (fact := view.cell(head))]
    for i, (one, first) in enumerate(wholes):
        for other, second in wholes[i + 1 :]:
            if _agree(view, first, second) != "holds":
                continue
            for measure in _SPLITS:
                pair = [view.cell(replace(head, measures=(measure,))) for head in (one, other)]
                yield from _equal(f"split {measure}", pair[0], pair[1], view.document)
            if other == general():
                yield from _basic_parts(view, one)


def _basic_parts(view: View, head: Place) -> Iterator[Relation]:
    """Where all money is of the general public budget and a statement has as much basic expenditure as its table, both
    divide it alike into personnel and operating money."""
    parts = [(_basic_part(view, part), view.cell(replace(head, measures=(part,)))) for part in PARTS]
    pairs = [(table, cell) for table, cell in parts if table and cell]
    if len(pairs) < len(parts):
        return
    terms = tuple((sign, fact.id) for pair in pairs for sign, fact in zip((1, -1), pair, strict=True))
    alike = Relation(check="crosswalk", rule="basic", terms=terms, document=view.document)
    if judge([alike], view.figures.amounts)[0].kind == "holds":
        for table, cell in pairs:
            yield from _equal("split of basic expenditure", cell, table, view.document)


def _basic_part(view: View, part: str) -> Fact | None:
    """The personnel or the operating money of the table of basic expenditure, a column or a line of it."""
    column = view.cell(basic("total", part))
    return column or view.cell(basic(f"{part}_total"))


def _all_funds(view: View) -> Iterator[Relation]:
    """Line by line, all funds against the general public budget: at least as much, and equal where the totals are.

    Each line of 支出总表 is at least its line of the general public budget; equal totals leave no room.
    """
    columns = ((), ("basic",), ("project",), ("personnel",), ("operating",))
    for wide, narrow in ((spent, general), (received, spent)):
        if narrow is spent and view.profile.stage == "final":
            continue
        same = _agree(view, view.cell(wide()), view.cell(narrow())) == "holds"
        names = f"{wide().statement}{{}}{narrow().statement} {{}}"
        relations: list[Relation] = []
        for code in view.codes:
            for column in columns if narrow is general else columns[:1]:
                one, other = view.cell(wide(code, *column)), view.cell(narrow(code, *column))
                if same:
                    relations += _equal(names.format("=", code), one, other, view.document)
                elif narrow is general and one and other:
                    relations += _at_least(names.format(">=", code), one, [other], view.document, "crosswalk")
        outcomes = judge(relations, view.figures.amounts)
        if sum(o.kind == "fails" for o in outcomes) <= max(2, len(outcomes) // 8):
            yield from relations


def _three_public_lines(view: View) -> Iterator[Relation]:
    """Fiscal 三公 covers basic and project money: no less than the 302xx lines of the basic table; 机关运行 ≤ 公用."""
    lines = (("reception", "30217"), ("vehicle_operation", "30231"), ("abroad", "30212"))
    for item, code in lines:
        part = view.cell(basic(code))
        whole = view.cell(public(item))
        yield from _at_least(f"{item}>={code}", whole, [part] if part else [], view.document, "three-public-lines")


# ---- between documents -----------------------------------------------------------------------------------------------


def pair_relations(figures: Figures, kind: str, one: Reading, other: Reading) -> Iterator[Relation]:
    """Relations between two linked documents, key by key."""
    index: dict[Key, list[Fact]] = defaultdict(list)
    for key, facts in figures.by_key[other.name].items():
        index[_plain(key)] += [f for f in facts if f.id in figures.amounts]
    for key, facts in figures.by_key[one.name].items():
        mates = index.get(_plain(key), [])
        known = [f for f in facts if f.id in figures.amounts]
        if len(known) != 1 or len(mates) != 1:
            continue
        a, b = known[0], mates[0]
        if kind == "prior" and key.year == other.profile.year:
            yield from _equal(f"prior {key.item}", a, b, one.name, "prior-year")
        elif kind == "unit" and key.year == one.profile.year and key.statement in NESTED and key.measure in _ADDITIVE:
            yield from _at_least(f"department>=unit {key.item}", a, [b], other.name, "department-unit")


def _plain(key: Key) -> Key:
    """The key with the one amount of a row and the total of its columns under one name: forms change over the years."""
    return replace(key, measure="total") if key.measure == "amount" else key


_ADDITIVE = frozenset({"amount", "total", "basic", "project", "personnel", "operating", "fiscal"})
