"""Faults in what the narrative says of changes, rates, shares and completions, and between documents."""

from __future__ import annotations

from random import Random

from tests.seeded.faults import Case, any_slip, numbers, spoiled, spoken, value
from tests.seeded.generator import Family
from tests.seeded.injector import kind, same_block
from tests.seeded.style import YUAN, percent, printed
from tests.seeded.typos import slips
from tests.specimens.specification import Address, Disclosure, Mark

_FLIP = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "上升": "下降", "降低": "增长",
         "小于预算数": "大于预算数", "大于预算数": "小于预算数"}  # fmt: skip


def _level(document: Disclosure, address: Address, key: str) -> tuple[Address, Mark] | None:
    """The level that the sentence states of ``key``."""
    found = [pair for pair in same_block(document, address, key, ("level",)) if pair[1].base != "initial"]
    return found[0] if found else None


def _base(document: Disclosure, address: Address, key: str) -> bool:
    """Whether the sentence states the base too."""
    return bool(same_block(document, address, key, ("base",)))


def _sure(family: Family, document: Disclosure, address: Address, key: str) -> bool:
    """Whether more than the change and the rate themselves speaks of last year's amount."""
    change = same_block(document, address, key, ("change",))
    linked = (
        family.kind == "years" and document is family.documents[-1] and bool(change) and change[0][1].base == "previous"
    )
    return _base(document, address, key) or (linked and key in ("x", "g", "t", "i", "x.basic", "x.project"))


def _percents(document: Disclosure, rng: Random, role: str) -> list[tuple[Address, Mark]]:
    places = list(spoken(document, role))
    rng.shuffle(places)
    return places


def _rate(now: int, change: int, more: bool) -> float:
    then = now - change if more else now + change
    return 100 * change / then if then > 0 else 0.0


@kind("rate")
def rate(family: Family, rng: Random) -> Case | None:
    """A rate that the change and the amounts do not give."""
    for number in numbers(family, rng):
        document = family.documents[number]
        for address, mark in _percents(document, rng, "rate"):
            change = same_block(document, address, mark.key, ("change",))
            stated = _base(document, address, mark.key) and _level(document, address, mark.key)
            if not stated and (not change or not _level(document, address, mark.key)):
                continue
            about = [pair[1] for pair in (*change[:1], stated or None, _level(document, address, mark.key)) if pair]
            room = max((_haze(each, float(mark.text) + 100 * (each is not about[0])) for each in about), default=0.05)
            wrong = _wrong_percent(rng, mark, room)
            if wrong:
                sure = _sure(family, document, address, mark.key)
                return spoiled(family, number, {address: wrong}, "rate", decidable=sure, repairable=True)
    return None


def _haze(mark: Mark, points: float) -> float:
    """By how many points a percentage of ``points`` may be off because ``mark`` is rounded as it is printed."""
    step = YUAN[mark.unit] / 10 ** len(mark.text.partition(".")[2])
    return 3 * points * step / mark.fen if mark.fen else 0.05


def _wrong_percent(rng: Random, mark: Mark, room: float) -> str | None:
    """A percentage off by more than ``room`` points, five printed digits and a hundredth of itself."""
    step = 10.0 ** -len(mark.text.partition(".")[2])
    least = max(room, 5 * step, abs(float(mark.text)) / 100)
    options = [w for k in ("replaced", "swapped", "dropped", "shifted") for w in slips(mark.text, k)]
    options = [w for w in options if abs(float(w) - float(mark.text)) > least]
    return rng.choice(options) if options else None


@kind("direction")
def direction(family: Family, rng: Random) -> Case | None:
    """增加 for 减少 beside a rate or a base that says otherwise."""
    for number in numbers(family, rng):
        document = family.documents[number]
        for address, mark in _percents(document, rng, "direction"):
            changes = same_block(document, address, mark.key, ("change", "rate"))
            others = [m for _, m in same_block(document, address, mark.key, ("direction",)) if m.column != "order"]
            told = mark.column == "order" or _base(document, address, mark.key) or len(others) == 2
            clear = mark.column == "order" or (changes and (changes[0][1].fen or 10**9) > 500_000)
            if told and clear and mark.text in _FLIP:
                edits = {address: _FLIP[mark.text]}
                sure = mark.column == "order" or _base(document, address, mark.key)
                return spoiled(family, number, edits, "direction", decidable=sure, repairable=True)
    return None


@kind("share")
def share(family: Family, rng: Random) -> Case | None:
    """占…的%: a share that the two amounts do not give."""
    return _quotient(family, rng, "share")


@kind("completion")
def completion(family: Family, rng: Random) -> Case | None:
    """完成年初预算的%: a completion that the two amounts do not give."""
    return _quotient(family, rng, "completion")


def _quotient(family: Family, rng: Random, role: str) -> Case | None:
    for number in numbers(family, rng):
        document = family.documents[number]
        for address, mark in _percents(document, rng, role):
            level = _level(document, address, mark.key)
            stated = role == "share" or [
                m for _, m in same_block(document, address, mark.key, ("level",)) if m.base == "initial"
            ]
            if not level or not level[1].fen or not stated or float(mark.text) in (0.0, 100.0):
                continue
            wrong = _wrong_percent(rng, mark, _haze(level[1], float(mark.text)))
            if wrong:
                return spoiled(family, number, {address: wrong}, role, decidable=True, repairable=True)
    return None


@kind("change")
def change(family: Family, rng: Random) -> Case | None:
    """A change that does not lead to the stated base, or not to the stated rate."""
    for number in numbers(family, rng):
        document = family.documents[number]
        for address, mark in _percents(document, rng, "change"):
            rates = same_block(document, address, mark.key, ("rate",))
            level = _level(document, address, mark.key)
            if not level or not rates or not mark.fen or mark.fen < 2_000_000:
                continue
            words = same_block(document, address, mark.key, ("direction",))
            wrong = any_slip(rng, mark, ("replaced", "swapped", "dropped", "doubled"))
            if not wrong or not words:
                continue
            more = words[0][1].text in ("增加", "增长", "上升")
            new = _rate(level[1].fen or 0, value(wrong, mark.unit), more)
            step = 10.0 ** -len(rates[0][1].text.partition(".")[2])
            if abs(new - float(rates[0][1].text)) > 6 * step + _haze(mark, new) + _haze(level[1], 100.0):
                sure = _sure(family, document, address, mark.key)
                return spoiled(family, number, {address: wrong}, "change", decidable=sure, repairable=True)
    return None


@kind("base year")
def base_year(family: Family, rng: Random) -> Case | None:
    """比2024年预算 in a text of 2024."""
    for number in numbers(family, rng):
        document = family.documents[number]
        places = [(a, m) for a, m in spoken(document, "year") if m.column == "base"]
        if places:
            address, mark = rng.choice(places)
            return spoiled(family, number, {address: str(mark.year)}, "base year", decidable=True)
    return None


@kind("zero base")
def zero_base(family: Family, rng: Random) -> Case | None:
    """增长100% from nothing."""
    for number in numbers(family, rng):
        document = family.documents[number]
        places = [(a, m) for a, m in spoken(document, "note") if m.column == "no base"]
        if places:
            address, _ = rng.choice(places)
            return spoiled(family, number, {address: "，增长100.00%"}, "zero base", decidable=True)
    return None


@kind("prior year")
def prior_year(family: Family, rng: Random) -> Case | None:
    """Change, rate and base agree with each other but not with last year's document."""
    if family.kind != "years":
        return None
    document = family.documents[1]
    earlier = {m.key for _, m in family.documents[0].marks() if m.role in ("cell", "level")}
    for address, mark in _percents(document, rng, "change"):
        level = _level(document, address, mark.key)
        if (
            mark.base != "previous"
            or mark.key not in earlier
            or mark.key not in ("x", "g", "t", "x.basic", "x.project", "i")
        ):
            continue
        if not level or not mark.fen or mark.fen < 1_000_000:
            continue
        edits = _other_base(document, address, mark, level[1].fen or 0)
        if edits:
            return spoiled(family, 1, edits, "prior year", decidable=False)
    return None


def _other_base(document: Disclosure, address: Address, mark: Mark, now: int) -> dict[Address, str] | None:
    """The comparison as it would be with another amount last year."""
    words = same_block(document, address, mark.key, ("direction",))
    more = bool(words) and words[0][1].text in ("增加", "增长", "上升")
    new = (mark.fen or 0) + 3_000_000
    then = now - new if more else now + new
    if then <= 0:
        return None
    edits = {address: printed(new, mark.unit, 2, "," in mark.text)}
    near = range(address.column - 4, address.column + 5)
    for place, rated in same_block(document, address, mark.key, ("rate",)):
        if place.column in near:
            edits[place] = percent(new, then, len(rated.text.partition(".")[2]))
    for place, base in same_block(document, address, mark.key, ("base",)):
        if place.column in near:
            edits[place] = printed(then, base.unit, 2, "," in base.text)
    return edits
