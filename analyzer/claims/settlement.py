"""Weighs all drafts of a document together and makes claims of them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from analyzer.claims.drafts import PLANNED, Ledger
from analyzer.claims.state import Draft, family
from analyzer.claims.words.phrases import Base
from analyzer.model import Claim, Paragraph


def settle(ledger: Ledger, prose: Sequence[Paragraph]) -> tuple[Claim, ...]:
    """Claims in order of reading, with the document's usual base where a comparison names only the year."""
    usual = usual_base(ledger)
    _open_single_parts(ledger)
    _give_unit_to_none(ledger)
    _look_ahead(ledger, prose)
    _base_told_next(ledger, prose)
    _rate_of_adjusted(ledger, prose)
    _part_money_from_counts(ledger)
    contexts = _contexts(ledger.drafts)
    return tuple(
        _claim(ledger, draft, prose[draft.paragraph], usual, context)
        for draft, context in zip(ledger.drafts, contexts, strict=True)
    )


def _contexts(drafts: Sequence[Draft]) -> list[str]:
    """For each draft the account path spoken of before it: a path may leave out the 类 that the one before names."""
    found, spoken, section = [], "", ""
    for draft in drafts:
        if draft.section != section:
            spoken, section = "", draft.section
        found.append(spoken)
        if "类" in draft.topic.subject or len(draft.topic.path) > 1:
            spoken = "".join(draft.topic.path) or draft.topic.subject
    return found


def _open_single_parts(ledger: Ledger) -> None:
    """A list that names one part alone (“收入10万元，其中：财政拨款收入8万元”) cannot be meant to be complete."""
    parts: dict[str, list[Draft]] = {}
    for draft in ledger.drafts:
        if draft.whole:
            parts.setdefault(draft.whole, []).append(draft)
    for members in parts.values():
        if len({member.topic.key for member in members}) == 1:
            for member in members:
                member.partial = True


def _part_money_from_counts(ledger: Ledger) -> None:
    """A change of money is none of what is counted: “项目4个，增加资金612万元，增长6.4%” says nothing of the four."""
    by_id = {draft.id: draft for draft in ledger.drafts}
    for draft in ledger.drafts:
        moved = by_id.get(draft.change) if draft.kind == "rate" else draft if draft.kind == "change" else None
        level = by_id.get(draft.current)
        if moved is not None and level is not None and (_is_money(moved) != _is_money(level)):
            draft.current = draft.base_level = ""


def _is_money(draft: Draft) -> bool:
    return family(draft.unit) == "money"


_NAMED = re.compile(r"的[^，。；：、（）\d]{2,24}")
_THEN = re.compile(r"[^，。；：、（）\d]{4,24}(?:[，,](?:即|计|为|共计|合计)?|[（(])|[，,]?(?:即|计|折合)")


def _look_ahead(ledger: Ledger, prose: Sequence[Paragraph]) -> None:
    """Percentages that stand before what they are of.

    “项目支出（占62.10%）4888.11万元”, “占比98.64%的财政拨款收入1694.23万元”, “88.06%来自一般公共预算，即3373.74万元”;
    “减少（下降9.17%）1.80万元”.
    """
    for first, second in itertools.pairwise(ledger.drafts):
        if first.paragraph != second.paragraph or first.kind not in ("share", "rate"):
            continue
        between = prose[first.paragraph].text[first.end : second.start]
        enclosed = between in (")", "）", "(", "（", "")
        if first.kind == "share" and second.kind == "level":
            alike = first.topic.key == second.topic.key
            if _NAMED.fullmatch(between) or (alike and (enclosed or _THEN.fullmatch(between))):
                first.topic, first.current, first.year, first.stage = second.topic, second.id, second.year, second.stage
                first.whole = second.whole if enclosed and "占" in first.text and not second.partial else ""
        elif first.kind == "rate" and second.kind == "change" and enclosed and not first.change:
            first.change, first.current, first.base_level = second.id, second.current, second.base_level
            first.topic, first.base = second.topic, second.base


def _base_told_next(ledger: Ledger, prose: Sequence[Paragraph]) -> None:
    """“268.40万元，较上年增加25.40万元，上年为243.00万元”: what a change is told from stands behind it."""
    drafts = ledger.drafts
    for place, draft in enumerate(drafts):
        alone = draft.kind == "rate" and not draft.change
        told_of = alone or draft.kind in ("change", "flat")
        if not told_of or draft.base_level or draft.base is None or not draft.current:
            continue
        behind = place + 1
        while behind < len(drafts) and drafts[behind].kind in ("rate", "change"):
            behind += 1
        told = drafts[behind] if behind < len(drafts) else draft
        if told.kind != "level" or told.paragraph != draft.paragraph or _total_of(told) != _total_of(draft):
            continue
        own = told.year == draft.base.year and f"{told.year}年" in told.text  # “…增长7.36%。2022年收、支总计…万元”
        apart = _STOPS.search(prose[draft.paragraph].text, draft.end, told.start) and not own
        planned = (
            told.stage in PLANNED and draft.base.stage == told.stage != draft.stage
        )  # “比预算数减少…（预算数为…）”
        ours = told.id == draft.current or (told.year == draft.year and not planned)
        ours = ours or (ledger.stage == "final" and told.stage in PLANNED and not draft.base.stage)
        if not apart and not ours and draft.base.year in (told.year, None) and draft.base.stage in ("", told.stage):
            draft.base_level = told.id
            for rate in drafts[place + 1 : behind]:
                if rate.change == draft.id:
                    rate.base_level = rate.base_level or told.id


def _total_of(draft: Draft) -> str:
    """What a statement is of: 本年收入合计 and 本年收入 are one."""
    return draft.topic.key.removesuffix("合计") if draft.topic.key in ("收入合计", "支出合计") else draft.topic.key


_ADJUSTED = re.compile("调整后?(?:为|至|到|的?预算)")
_STOPS = re.compile("[。；;]")


def _rate_of_adjusted(ledger: Ledger, prose: Sequence[Paragraph]) -> None:
    """“年初预算36000万元，调减9800万元，调整后为26200万元，下降27.22%”: the rate is that of the adjusted plan."""
    for planned, moved, adjusted, rate in zip(*(ledger.drafts[n:] for n in range(4)), strict=False):
        kinds = (planned.kind, moved.kind, adjusted.kind, rate.kind) == ("level", "change", "level", "rate")
        one = len({(d.paragraph, d.topic.key) for d in (planned, moved, adjusted, rate)}) == 1
        if not kinds or not one or moved.direction != rate.direction or not _ADJUSTED.match(adjusted.text):
            continue
        apart = _STOPS.search(prose[rate.paragraph].text, planned.end, rate.start)
        told = [d.base_level == planned.id or bool(d.base and not d.base.text) for d in (moved, rate)]
        if not apart and all(told):
            rate.current, rate.change, moved.current = adjusted.id, moved.id, adjusted.id
            for draft in (moved, rate):
                draft.base_level, draft.base = planned.id, Base(planned.year, planned.stage, "")


def _give_unit_to_none(ledger: Ledger) -> None:
    """“无…支出” is a sum of nothing in the unit the document speaks in."""
    units = Counter(draft.unit for draft in ledger.drafts if family(draft.unit) == "money")
    for draft in ledger.drafts:
        if draft.none and units:
            draft.unit = units.most_common(1)[0][0]


def usual_base(ledger: Ledger) -> str:
    """The stage that comparisons with another year name most often; final accounts compare with final accounts."""
    stages = Counter(
        draft.base.stage
        for draft in ledger.drafts
        if draft.base is not None and draft.base.stage and draft.base.year != ledger.year
    )
    if stages:
        return stages.most_common(1)[0][0]
    return "final" if ledger.stage == "final" else ""


def _claim(ledger: Ledger, draft: Draft, paragraph: Paragraph, usual: str, context: str) -> Claim:
    base = draft.base or Base(None, "", "")
    stage = base.stage or (usual if draft.base is not None and base.year != ledger.year else "")
    return Claim(
        id=draft.id, document=ledger.document, kind=draft.kind, subject=draft.topic.subject, path=draft.topic.path,
        code=draft.topic.code, year=draft.year, stage=draft.stage,  # type: ignore[arg-type]
        base_year=base.year if draft.base is not None else None, base_stage=stage,  # type: ignore[arg-type]
        base_text=base.text,
        value=draft.value, decimals=draft.decimals, unit=draft.unit, direction=draft.direction, of=draft.of,
        current=draft.current, base=draft.base_level, change=draft.change, whole=draft.whole, partial=draft.partial,
        reason=draft.reason, purpose=draft.purpose, paragraph=draft.paragraph, start=draft.start, end=draft.end,
        section=draft.section, context=context,
        source=paragraph.source(ledger.document, draft.start, draft.end, draft.text),
    )  # fmt: skip
