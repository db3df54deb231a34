"""Judging stated changes in amount: against the base they name, what was carried in, last year's table or document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.amounts import KNOWN_AGAIN, significant
from analyzer.binding.basekinds import wrong_base_year
from analyzer.claims.words.phrases import opening
from analyzer.concepts.headlines import concept_of
from analyzer.model import DATED_PLANS, Claim, Fact, Relation
from analyzer.relations.edits import misprinted, swapped
from analyzer.relations.system import judge
from analyzer.text import bare, bigrams
from analyzer.verdicts.against.ownbasis import OwnBasis, own_bases
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.doubts import misread
from analyzer.verdicts.within.agreement import fits


def judge_changes(docket: Docket, claims: Sequence[Claim]) -> None:
    """Changes in amount: against the stated base, else against last year's figure in a table or document."""
    by_id = {c.id: c for c in claims}
    changes = [c for c in claims if c.kind == "change"]
    for claim in changes:
        _change(docket, claim, by_id)
    _by_usage(docket, changes)


def _by_usage(docket: Docket, changes: Sequence[Claim]) -> None:
    """“比上年” does not say which figure of last year: where changes of a document hold against last year's document,
    that one is meant, and a change that does not hold against it is wrong."""
    held = [c for c in changes if c.id not in docket.loose and not c.base_stage and _held(docket, c)]
    if held and len(held) >= len(docket.loose):
        for claim in changes:
            relation = docket.loose.pop(claim.id, None)
            if relation:
                _by_relation(docket, claim, relation)
    docket.loose.clear()


_ANOTHER = re.compile(r"(?:收入|支出|经费|口径|拨款)$")
_PERIOD = re.compile(r"上年|去年|前年|往年|20\d\d|年初|预算数?|决算|执行|同期|全年|计划|期初")


def _held(docket: Docket, claim: Claim) -> bool:
    verdict = docket.verdicts.get(claim.id)
    return verdict is not None and verdict.rule == "change-difference" and verdict.kind in ("confirmed", "rounding")


def _change(docket: Docket, claim: Claim, by_id: dict[str, Claim]) -> None:
    if claim.id not in docket.figures.amounts:
        docket.abstain(claim, "no-amount")
        return
    if bases := own_bases(docket, claim, by_id):
        _on_own_basis(docket, claim, bases)
        return
    if _ANOTHER.search(claim.base_text) and not _PERIOD.search(claim.base_text):
        docket.abstain(claim, "base-ambiguous")  # “比全部资金口径的本年支出少91.10万元”: another figure of the year
        return
    current, base = by_id.get(claim.current), by_id.get(claim.base) or _stated_base(claim, by_id)
    apart = base is not None and _told_apart(docket, claim, base)
    planned = current is None or "调整" in current.source.text
    moved = bool(_PLAN_MOVED.search(claim.source.text)) and not planned
    if base is not None and moved and not _holds(docket, claim, base):
        docket.abstain(claim, "base-ambiguous")  # “年中追加40.00万元” moves the plan, what was spent is another thing
        return
    vouched = not claim.base or (current is not None and _borne_out(docket, claim, current, by_id))
    swapped_digits = base is not None and base.paragraph == claim.paragraph and _slipped(docket, claim, base)
    if base is not None and apart and vouched and not swapped_digits and not _holds(docket, claim, base):
        base = None  # a level that another paragraph states may be somebody else's: it confirms, it never refutes
    if current and base and current.id in docket.figures.amounts and base.id in docket.figures.amounts:
        relation = _difference(current.id, base.id, claim)
        told = base.paragraph == current.paragraph and base.start < current.start  # “由31.26亿元调整为36.30亿元”
        fails = judge([relation], docket.figures.amounts)[0].kind == "fails"
        meant = _meant(docket, claim, base, by_id) if fails and not told else []
        if meant:
            relation = replace(relation, terms=(*((1, name) for name in meant), *relation.terms[1:]))
        elif fails and _of_another_year(docket, claim, base, by_id):
            docket.misdated.add(claim.id)
        _by_relation(docket, claim, relation)
        return
    if current is None and base is not None and (short := _called_for_short(docket, claim, base, by_id)):
        _by_relation(docket, claim, short)
        return
    if current is not None and _all_of_it(docket, claim, current):
        return
    if wrong_base_year(claim, docket.binder.readings[claim.document].profile):
        docket.abstain(claim, "base-ambiguous")
        return
    if not (opening(claim.base_text) and _from_opening(docket, claim, current, by_id)):
        _by_last_year(docket, claim, current)


def _on_own_basis(docket: Docket, claim: Claim, bases: Sequence[OwnBasis]) -> None:
    """A change that leaves a sum out: wrong where the words say of which year's figure, else where it fits neither."""
    relations = [basis.relation(claim) for basis in bases]
    good = [o.relation for o in judge(relations, docket.figures.amounts) if o.kind != "fails"]
    if good or len(relations) == 1:
        _by_relation(docket, claim, (good or relations)[0])
    else:
        docket.abstain(claim, "base-ambiguous")


def _by_last_year(docket: Docket, claim: Claim, current: Claim | None) -> None:
    """A change against the cell of its base that the words choose."""
    facts = _base_facts(docket, claim, current)
    own = [current.id] if current and current.id in docket.figures.amounts else []
    own += [f.id for f in docket.binder.bind_as(claim, claim.year, claim.stage).strict if f.id not in own]
    options = [(o, f.id) for o in own for f in facts]
    relations = [_difference(o, f, claim, "this-last") for o, f in options]
    outcomes = judge(relations, docket.figures.amounts)
    good = [o.relation for o in outcomes if o.kind != "fails"]
    if good:
        _by_relation(docket, claim, good[0])
    elif relations and claim.base_stage and _of_one_line(docket, current, facts):
        _by_relation(docket, claim, relations[0])
    else:
        if relations and not claim.base_stage and _of_one_line(docket, current, facts):
            docket.loose[claim.id] = relations[0]
        docket.abstain(claim, "base-not-published")


def _called_for_short(docket: Docket, claim: Claim, base: Claim, by_id: dict[str, Claim]) -> Relation | None:
    """“财政对城乡居民医保基金的补助9033.70万元…。对居民医保的补助较2023年的8503.00万元增加530.70万元”: the level of the
    paragraph that lies just so far from the base, up or down, where its name holds most of the short one."""
    amounts, grams = docket.figures.amounts, bigrams(bare(claim.subject))
    if claim.id not in amounts or base.id not in amounts or base.paragraph != claim.paragraph or not grams:
        return None
    apart = {abs(amounts[claim.id].fen), -abs(amounts[claim.id].fen)}
    near = [c for c in by_id.values() if (c.kind, c.paragraph, c.year) == ("level", claim.paragraph, claim.year)]
    near = [c for c in near if c.start < base.start and c.id in amounts and significant(c.value or 0) > KNOWN_AGAIN]
    found = [c for c in near if amounts[c.id].fen - amounts[base.id].fen in apart]
    called = [c for c in found if 2 * len(grams & bigrams(bare(c.subject))) >= len(grams)]
    return _difference(called[0].id, base.id, claim) if len(found) == len(called) == 1 else None


def _difference(now: str, base: str, change: Claim, rule: str = "this-base") -> Relation:
    """“this − base = change”."""
    terms = ((1, now), (-1, base), (-1, change.id))
    return Relation(check="change-difference", rule=rule, terms=terms, document=change.document)


def _all_of_it(docket: Docket, claim: Claim, current: Claim) -> bool:
    """“2024年预算数为85.00万元，上年未安排，净增加85.00万元”: the words tell that there was nothing before."""
    now, moved = (docket.figures.amounts.get(c.id) for c in (current, claim))
    said = current.paragraph == claim.paragraph and _NONE_BEFORE.search(docket.text(claim)[current.end : claim.start])
    if not said or now is None or moved is None or now.fen != moved.fen:
        return False
    docket.rule(claim, "consistent", docket.shown(now.fen, claim.unit, claim.decimals), [current.id], "text")
    return True


_NONE_BEFORE = re.compile(r"(?:上年|去年|20\d\d年)度?(?:预算|决算)?(?:无|没有|未(?:安排|编制|发生|列支))")
_PLAN_MOVED = re.compile(
    r"(?:年中|年内|执行中|过程中)[^，。；\d]{0,4}(?:追加|核增|核减|调[增减整]|压减)|^(?!.*[比较]).*(?:追加|核[增减]|调[增减])"
)
_CLOSING = re.compile(r"(?:年|期)(?:末|终)|^")


def _from_opening(docket: Docket, claim: Claim, current: Claim | None, by_id: dict[str, Claim]) -> bool:
    """“年末结转和结余93.17万元，较年初减少16.06万元”: judged by what the text or this year's table says was carried in.

    One that fits confirms. None refutes unless all that the words name agree and the balance itself stands in a table.
    """
    balance = current or claim
    if balance.id not in docket.figures.amounts:
        return False
    carried = replace(balance, subject=_CLOSING.sub("年初", balance.subject, count=1))
    bound = docket.binder.bind_as(carried, claim.year, claim.stage)
    stated = [c.id for c in by_id.values() if c.kind == "level" and bare(c.subject) == bare(carried.subject)]
    openings = [n for n in (*stated, *(f.id for f in bound.all)) if n in docket.figures.amounts]
    relations = [_difference(balance.id, name, claim, "this-opening") for name in openings]
    holding = [o.relation for o in judge(relations, docket.figures.amounts) if o.kind != "fails"]
    known = docket.verdicts.get(balance.id)
    named = {docket.figures.amounts[f.id].fen for f in bound.strict if f.id in docket.figures.amounts}
    sure = known is not None and known.rule == "text-table" and known.kind == "confirmed" and len(named) == 1
    chosen = holding[:1] or (
        [r for r in relations if docket.figures.amounts[r.terms[1][1]].fen in named] if sure else []
    )
    for relation in chosen[:1]:
        _by_relation(docket, claim, relation)
    return bool(chosen)


def _of_one_line(docket: Docket, current: Claim | None, bases: Sequence[Fact]) -> bool:
    """Whether the line that prints last year's figure prints this year's as the text states it, where it prints one.

    Else the two are of different money: all funds in the text, the general public budget in the table.
    """
    if current is None or current.id not in docket.figures.amounts:
        return True
    for base in bases:
        this_year = [
            f
            for f in docket.figures.rows[base.document, base.table][base.row]
            if (f.measure == base.measure or {f.measure, base.measure} == _WHOLES)
            and f.year == current.year
            and f.id in docket.figures.amounts
        ]
        if not this_year or any(docket.meet(current.id, f.id) for f in this_year):
            return True
    return False


_WHOLES = {"amount", "total"}
"""The one figure of last year, and what this year's columns of basic and project expenditure sum up to."""


def _borne_out(docket: Docket, claim: Claim, level: Claim, by_id: dict[str, Claim]) -> bool:
    """Whether the rate beside a change bears out that its level moved by so much."""
    return any(r.kind == "rate" and r.change == claim.id and fits(docket, level, claim, r) for r in by_id.values())


def _holds(docket: Docket, claim: Claim, base: Claim) -> bool:
    """Whether the change is the difference of its level and ``base``."""
    relation = _difference(claim.current, base.id, claim)
    if any(name not in docket.figures.amounts for _, name in relation.terms):
        return False
    return judge([relation], docket.figures.amounts)[0].kind != "fails"


def _told_apart(docket: Docket, claim: Claim, base: Claim) -> bool:
    """Whether a base stands in another paragraph, or behind a full stop after the change."""
    text = docket.text(claim)
    return base.paragraph != claim.paragraph or (base.start > claim.start and "。" in text[claim.end : base.start])


def _slipped(docket: Docket, claim: Claim, base: Claim) -> bool:
    """Whether two digits swapped in a change, or a slip of the pen in ``base``, alone keep the change from being
    that of its level from ``base``."""
    amounts = docket.figures.amounts
    if any(name not in amounts for name in (claim.current, base.id, claim.id)):
        return False
    now, before, moved = (amounts[name].fen for name in (claim.current, base.id, claim.id))
    at_base = before > 0 < now - moved and misprinted(before, now - moved) and significant(before) >= KNOWN_AGAIN
    return at_base or swapped(abs(moved), abs(now - before))


def _meant(docket: Docket, claim: Claim, base: Claim, by_id: dict[str, Claim]) -> list[str]:
    """The level of the paragraph that the change is exactly right for, where it is not right for the one just named;
    or the last few that make it up (“基本支出1040.79万元，项目支出2588.50万元；与2024年的3511.34万元相比增加…”)."""
    amounts = docket.figures.amounts
    near = [c for c in by_id.values() if c.paragraph == claim.paragraph and c.start < base.start and c.kind == "level"]
    wanted = amounts[base.id].fen + amounts[claim.id].fen
    names = [c.id for c in near if c.id in amounts]
    found = [name for name in names if amounts[name].fen == wanted]
    if not amounts[claim.id].fen:
        return []
    if found:
        return found[-1:]
    runs = (names[-length:] for length in range(2, min(len(names), _LONGEST) + 1))
    return next((run for run in runs if sum(amounts[name].fen for name in run) == wanted), [])


_LONGEST = 6


def _of_another_year(docket: Docket, claim: Claim, base: Claim, by_id: dict[str, Claim]) -> bool:
    """“2023年、2024年、2025年分别为36.00万元、32.50万元和30.00万元，2025年比2024年减少6.00万元”: whether the
    change is exactly right for the level of a third year, which the paragraph prints beside that of the named one."""
    amounts = docket.figures.amounts
    if str(claim.base_year) not in claim.base_text or not amounts[claim.id].fen:
        return False
    wanted = amounts[claim.current].fen - amounts[claim.id].fen
    alike = [c for c in by_id.values() if (c.kind, c.paragraph) == ("level", claim.paragraph) and c.id in amounts]
    alike = [c for c in alike if (c.subject, c.stage) == (base.subject, base.stage)]
    apart = [c for c in alike if c.year not in (None, claim.year, claim.base_year)]
    return any(amounts[c.id].fen == wanted for c in apart)


def _stated_base(claim: Claim, by_id: dict[str, Claim]) -> Claim | None:
    """Last year's level of the same subject, where the paragraph states it apart from the comparison."""
    current = by_id.get(claim.current)
    names = {bare(claim.subject), bare(current.subject) if current else ""}
    found = [
        c for c in by_id.values() if c.kind == "level" and c.year == claim.base_year != claim.year and _named(c, claim)
    ]
    if found and len({(c.value, c.unit) for c in found}) == 1:
        return found[0]
    found = [
        c
        for c in by_id.values()
        if c.kind == "level"
        and c.paragraph == claim.paragraph
        and c.year == claim.base_year
        and c.year != claim.year
        and bare(c.subject) in names
        and not _another_stage(c, claim)
    ]
    return found[0] if len(found) == 1 else None


def _named(level: Claim, change: Claim) -> bool:
    """Whether a level stated elsewhere is of the headline concept that a change is about, in its section's terms."""
    concept = concept_of(change.subject)
    staged = level.stage in ("", change.base_stage, change.stage) and not _another_stage(level, change)
    return bool(concept) and concept_of(level.subject) == concept and staged


def _another_stage(level: Claim, change: Claim) -> bool:
    """Whether a change from what was spent (比2023年执行数) meets a level that is told to be a plan, or the reverse."""
    planned = change.base_stage == "execution" != level.stage and "预算" in level.source.text
    return planned or (level.stage == "execution" != change.base_stage and "预算" in change.base_text)


def _base_facts(docket: Docket, claim: Claim, current: Claim | None) -> list[Fact]:
    reading = docket.binder.readings[claim.document]
    year = claim.base_year or ((reading.profile.year or 0) - 1)
    subject = current or claim
    stage = claim.base_stage or reading.profile.stage
    facts = list(docket.binder.bind_as(subject, year, stage).strict)
    if stage in ("execution", *DATED_PLANS):
        return [fact for fact in facts if fact.stage == stage]  # no other column stands in for one that names it
    return facts


def _by_relation(docket: Docket, claim: Claim, relation: Relation) -> None:
    """Judge a change by the relation “this − base = change”, which is kept."""
    others = [(sign, name) for sign, name in relation.terms if name != claim.id]
    evidence = [name for _, name in others]
    outcome = judge([relation], docket.figures.amounts)[0]
    made = sum(sign * docket.figures.amounts[name].fen for sign, name in others)
    computed = docket.shown(made, claim.unit, max(2, claim.decimals))
    named = all(f"{year}年" in claim.source.text for year in (claim.year, claim.base_year))  # “2025年比2023年增加…”
    if outcome.kind == "fails" and not named and misread(docket, claim, evidence, computed):
        docket.question(claim, "right-of-others", "several-cells", computed, evidence)
        return
    docket.relations.append(relation)
    if outcome.kind == "fails":
        docket.rule(claim, "refuted", computed, evidence, relation.check)
    else:
        docket.rule(claim, "confirmed" if outcome.residual == 0 else "rounding", computed, evidence, relation.check)
