"""Public expenses that the text states apart: the whole is the sum of its parts by definition, whoever lists them.

三公经费 = abroad + vehicles + reception; vehicles = purchase + operation. Their changes against one base add up the
same way. Source: 财预〔2016〕143号 defines the parts, so a list that names all of them is complete.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from analyzer.amounts import FEN
from analyzer.binding.subjects import clean
from analyzer.concepts.headlines import concept_of
from analyzer.model import Claim, Relation
from analyzer.relations.edits import misprinted, point_shifted, slip_explains
from analyzer.relations.summaries import relation
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.gate import states_a_level
from analyzer.verdicts.mutual import OWN_BASIS

PARTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "three_public": (
        ("abroad", "vehicles", "reception"),
        ("abroad", "vehicle_purchase", "vehicle_operation", "reception"),
    ),
    "vehicles": (("vehicle_purchase", "vehicle_operation"),),
}
"""Concept → the sets of parts that make it up."""
_NEAR = 10
"""How many paragraphs apart a whole and its parts may stand."""
_CAR = 5_000_000
"""Less than any car costs, in 分."""
_MORE = re.compile(r"会议|培训|[两二三四五]费|不含|除|口径")
_SOME = re.compile(r"[省市州县区旗]直|本级|乡镇|街道")
"""Whose expenses are some of all, where those of all are told as well."""

Period = tuple[str, int | None, str, int | None, str]
_Told = Mapping[str, Sequence[Claim]]
"""What is told of each concept."""


def judge_partitions(docket: Docket, claims: Sequence[Claim]) -> None:
    """Add the relations between a public expense and its parts, of levels and of changes on one base."""
    periods: dict[Period, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        concept = concept_of(claim.subject)
        if concept not in _CONCEPTS or _MORE.search(claim.subject):
            continue
        stated = claim.kind in ("level", "change") and claim.unit in FEN and claim.id in docket.figures.amounts
        plain = claim.kind != "level" or states_a_level(docket, claim)
        if (stated and plain) or claim.kind == "flat":
            periods[_period(claim)][concept].append(claim)
    for period, found in periods.items():
        docket.relations.extend(_relations(docket, found))
        if period[0] == "change":
            docket.relations.extend(_of_nothing(docket, found, periods.get(("level", *period[1:3], None, ""), {})))
    docket.relations.extend(_side_by_side(docket, claims))
    docket.relations.extend(_kinds_of_debt(docket, claims))


def _kinds_of_debt(docket: Docket, claims: Sequence[Claim]) -> Iterator[Relation]:
    """“政府债务余额8098.9亿元，增长17.9%；一般债务余额3133.2亿元，专项债务余额4965.7亿元”: the two kinds that there are
    of a debt and of its limit, told once each behind it in one sentence (国发〔2014〕43号)."""
    levels = [c for c in claims if c.kind == "level" and c.id in docket.figures.amounts]
    for place, whole in enumerate(levels):
        of = _DEBT.search(clean(whole.subject))
        if of is None:
            continue
        text, ended = docket.text(whole), f"{docket.text(whole)}。".index("。", whole.end)
        after = [c for c in levels[place + 1 :] if c.paragraph == whole.paragraph and c.end <= ended]
        after = [c for c in after if (c.year, c.stage) == (whole.year, whole.stage) and not c.whole]
        kinds = [
            (kind[1], c) for c in after if (kind := _KIND_OF_DEBT.fullmatch(clean(c.subject))) and kind[2] == of[1]
        ]
        again = any(_DEBT.search(clean(c.subject)) for c in after) or "其中" in text[whole.end : ended]
        if sorted(kind for kind, _ in kinds) == ["一般", "专项"] and not again:
            yield relation("text-list", "list", whole.id, [c.id for _, c in kinds], whole.document)


_DEBT = re.compile("政府(?:法定)?债务(余额|限额)$")
_KIND_OF_DEBT = re.compile("(一般|专项)债务(余额|限额)")


def _of_nothing(docket: Docket, moved: _Told, now: _Told) -> Iterator[Relation]:
    """“三公”经费19.60, less by 1.16; vehicles 18.64, less by 1.16; reception 0.96, less by 0.59: what no sentence tells
    is nothing this year, so that it can only have fallen, and the whole moved by no more than the parts told."""
    for whole, sets in PARTS.items():
        heads, levels = ([*_distinct(docket, of.get(whole, ()))] for of in (moved, now))
        if len(heads) != 1 or len(levels) != 1 or heads[0].current not in ("", levels[0].id):
            continue
        [head], [level] = heads, levels
        for parts in sets:
            told = [part for part in parts if now.get(part)]
            shares = [_beside(docket, level, now[part]) for part in told]
            changes = [_beside(docket, head, moved.get(part, ())) for part in told]
            if len(told) < 2 or len(told) == len(parts) or None in shares or None in changes:
                continue
            amounts = docket.figures.amounts
            rest = amounts[level.id].fen - sum(amounts[c.id].fen for c in shares if c is not None)
            known = [c for c in changes if c is not None and c.kind == "change"]
            if not rest and known and not any(docket.refuted(c) or docket.belied(c) for c in (head, *known)):
                terms = ((-1, head.id), *((1, c.id) for c in known))
                yield Relation(check="text-list", rule="parts", terms=terms, sense=">=", document=head.document)
                break


_CONCEPTS = frozenset({*PARTS, *(part for sets in PARTS.values() for parts in sets for part in parts)})


def _side_by_side(docket: Docket, claims: Sequence[Claim]) -> Iterator[Relation]:
    """“支出合计9620.16万元，基本支出6840.52万元，项目支出2779.64万元”: two halves that follow what they make up without
    a word, where a slip of the pen parts them from it."""
    amounts = docket.figures.amounts
    levels = [c for c in claims if c.kind == "level" and c.unit in FEN and c.id in amounts]
    for head, one, other in zip(levels, levels[1:], levels[2:], strict=False):
        halves = next((h for h in _HALVES if "" != _kind(h, one) != _kind(h, other) != ""), None)
        if halves is None or _kind(halves, head) or one.whole or other.whole:
            continue
        text, same = docket.text(head), {(c.paragraph, c.year, c.stage) for c in (head, one, other)}
        between = (text[head.end : one.start], text[one.end : other.start])
        if len(same) > 1 or not _COMMA.fullmatch(between[0]) or "。" in between[1] or not _SUM.search(head.subject):
            continue
        fens = [amounts[c.id].fen for c in (head, one, other)]
        gap = fens[0] - fens[1] - fens[2]
        if gap and slip_explains(fens, gap):
            yield relation("text-list", "parts", head.id, (one.id, other.id), head.document)


def _kind(halves: re.Pattern[str], claim: Claim) -> str:
    """Which of two halves a figure is by its name, empty where it is neither."""
    found = halves.search(claim.subject)
    return found[1] if found else ""


_HALVES = tuple(map(re.compile, ("(基本|项目)支出", "(一般|专项)债[务券]", "(税收|非税)收入")))
_COMMA = re.compile(r"\s*，[^，。；\d]*")
_SUM = re.compile("支出|收入|债[务券]|限额|余额|利息|本金")


def _period(claim: Claim) -> Period:
    if claim.kind == "level":
        return ("level", claim.year, claim.stage, None, "")
    basis = "同口径" if OWN_BASIS.search(claim.source.text) else ""
    return ("change", claim.year, claim.stage, claim.base_year, claim.base_stage + basis)


def _relations(docket: Docket, found: Mapping[str, Sequence[Claim]]) -> Iterator[Relation]:
    for whole, sets in PARTS.items():
        heads = [*_distinct(docket, found.get(whole, ()))]
        for head in [h for h in heads if not _SOME.search(h.subject)] or heads:
            for parts in sets:
                members = [_beside(docket, head, found.get(part, ())) for part in parts]
                if head.kind == "flat" or None in members or any(docket.belied(m) for m in members if m):
                    continue
                moved = [m for m in members if m is not None and m.kind != "flat"]
                terms = ((1, head.id), *((-1, m.id) for m in moved))
                told = any(docket.refuted(c) for c in (head, *moved))  # its unit, say, is wrong: one fault, one card
                if moved and not told and _sound(docket, head, moved):
                    yield Relation(check="text-list", rule="parts", terms=terms, document=head.document)
                    break
            else:
                yield from _too_many(docket, head, sets[-1], found)


def _too_many(
    docket: Docket, head: Claim, parts: Sequence[str], found: Mapping[str, Sequence[Claim]]
) -> Iterator[Relation]:
    """“三公经费28.01万元…运行维护费23.84万元…接待费7.14万元”: parts that its paragraph tells are no more than the
    whole, whether or not the others are told."""
    amounts = docket.figures.amounts
    members = [_beside(docket, head, found.get(part, ())) for part in parts]
    told = [m for m in members if m is not None and m.id in amounts and m.paragraph == head.paragraph]
    some = [m for m in told if amounts[m.id].fen and not docket.belied(m)]
    fens, whole = [amounts[m.id].fen for m in some], amounts[head.id].fen
    if head.kind != "level" or len(some) < 2 or not 0 < min(fens) <= max(fens) <= whole < sum(fens):
        return
    if not any(map(docket.refuted, (head, *some))):
        terms = ((1, head.id), *((-1, m.id) for m in some))
        yield Relation(check="text-list", rule="parts", terms=terms, sense=">=", document=head.document)


def _distinct(docket: Docket, claims: Sequence[Claim]) -> Iterator[Claim]:
    seen: set[int] = set()
    for claim in claims:
        amount = docket.figures.amounts.get(claim.id)
        if amount is not None and amount.fen not in seen:
            seen.add(amount.fen)
            yield claim


def _beside(docket: Docket, head: Claim, claims: Sequence[Claim]) -> Claim | None:
    """The one figure of a part near its whole; None where there is none, or where it is stated in two ways."""
    near = [c for c in claims if abs(c.paragraph - head.paragraph) <= _NEAR and c.id != head.id]
    values = {docket.figures.amounts[c.id].fen if c.id in docket.figures.amounts else 0 for c in near}
    return near[0] if len(values) == 1 else None


def _sound(docket: Docket, head: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a failing sum could be held against the text: the parts no more than their whole where these are sums
    (but for one with a digit or its point too far), and told in one place. What one paragraph says of an office is no
    part of what another says, maybe of a second."""
    amounts = docket.figures.amounts
    whole = amounts[head.id].fen
    if len({p.paragraph == head.paragraph for p in parts}) > 1 and whole != sum(amounts[p.id].fen for p in parts):
        return False
    more = [amounts[p.id].fen for p in parts if amounts[p.id].fen > whole]
    if head.kind == "change" or not more:
        return True
    meant = more[0] + whole - sum(amounts[p.id].fen for p in parts)
    return len(more) == 1 and meant > 0 and (misprinted(more[0], meant) or point_shifted(more[0], meant))


def complete(claims: Sequence[Claim], gap: int) -> bool:
    """Whether a list of public expenses names all parts of its whole but such as would cost ``gap`` 分; true of every
    other list. A purchase of vehicles that is not named costs more than a gap of less than a car."""
    named = {concept_of(c.subject) for c in claims}
    if not named & _CONCEPTS:
        return True
    if 0 < gap < _CAR and "vehicle_operation" in named:
        named.add("vehicle_purchase")
    return any(set(parts) <= named for sets in PARTS.values() for parts in sets)
