"""Sums of money, areas and counts: levels, changes, and the level that a comparison names."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from analyzer.amounts import FEN
from analyzer.claims.makers.drafting import LAST_YEAR_WAS
from analyzer.claims.makers.sharedyears import Periods
from analyzer.claims.reading.numerals import Token
from analyzer.claims.state import Draft, Scope, Topic, family
from analyzer.claims.words import naming, phrases, wholes
from analyzer.claims.words import topics as subjects
from analyzer.claims.words.lexicon import Direction
from analyzer.claims.words.phrases import Base, Phrase
from analyzer.model import ClaimKind

_KINDS: dict[str, ClaimKind] = {"money": "level", "area": "level", "score": "level", "bare": "level", "count": "count"}
_MONEY_WORDS = re.compile(r"(?:费|费用|经费|支出|收入|预算|决算|资金|补助|拨款|为|总额|金额|合计|共计)$")
_NEAR = 24
"""Characters before a bracket in which the year it is of is named."""
_BRACKETED_BASE = re.compile(r"[与和同较比](?P<base>(?:20\d\d年|上年|去年)度?[^，。；（]{0,6})（$")
_FROM = re.compile(r"(?:由|从)(?:原来)?(?P<base>[^，；。由从]{0,14})$")
_SWELLS = re.compile(r"(?:同比)?(?:增长|下降|上升|降低|增幅|降幅)(?:了|为)?")
_THAN = re.compile(r"比(?P<other>[\u4e00-\u9fff“”（）]{2,20}?)(?P<word>[多少高低])出?(?:了)?$")
_MORE = re.compile(r"[，,]?(?:净)?(?:增加|减少)(?:了)?")
"""“在职26人，增加2人”: by how much what was just counted changed."""
_AGAINST = re.compile("[，,；]?[比较与由从]")
_SIDE_TOTAL = re.compile(r"(?P<of>.{0,20}?)(?P<side>(?:本年)?收入|(?:本年)?支出)(?:总计|合计|总额|总数)?")
_MONEY_OF = re.compile(r"(?:拨款|预算|基金|经营|资金)$")
_PLAN_MOVED = re.compile(r"(?:相应)?(?:地)?(?:调整|调增|调减|核增|核减|追加|追减)(?:到|至|为)")
"""A figure that is adjusted is the year's own plan, where no words say otherwise."""
_ITS_PLAN = re.compile("(?:年初|调整后?|全年)的?预算|预算数")
_OWN_PLAN = re.compile(r"年初|原(?:定|来)?(?:预算|计划)|(?:年初)?(?:批准|批复)|预算|计划")
"""What was planned for the year itself: “由年初预算的A调整为B”."""
_TO = re.compile(
    r"(?:相应|进一步|逐步)?(?:地)?(?:增加|增长|提高|上升|扩大|上涨|减少|下降|降低|压减|压缩|下调|上调|调整|调增|调减|核增|核减|追加|追减|变动|变化|变|增|升|涨|减|降|压|调)?"
    r"(?:了)?(?:到|至|为|成)(?:了)?(?:(?:今年|本年|当年|20\d\d年)度?(?:预算|决算)?数?的?)?"
)


_PLAN_IS = re.compile(r"预算数?(?:安排)?(?:为|是)?\d[\d.,]*\S{1,2}$")
_ADJUSTED_TO = re.compile("(?:调整|追加|调增|调减)后?(?:为|至|到)$")


class Amounts(Periods):
    """Drafts for figures with a unit of money, area or number."""

    def _amount(self, token: Token, phrase: Phrase, seg: str, scope: Scope) -> list[Draft]:
        kind = _KINDS[token.kind]
        if phrase.changes and wholes.cut(seg):
            phrase = replace(phrase, changes=False, verb="", subject="核减资金")
        words = seg.lstrip("、，") if token.kind == "score" and not (phrase.changes or phrase.subject) else ""
        if words and not phrase.opener:
            full = self.sentence[-1].topic.subject if words == "得" and self.sentence else ""
            topic = Topic(full.removesuffix("满分") if full.endswith("满分") else words)
            return [self._draft("level", token, topic, scope)]  # “预算执行9.2分” tells no stage
        if not seg and self.joined == "）" and (before := self._moved_before(token)) is not None:
            return self._change(token, before, scope)
        if self._respective(token, seg):
            return []
        if seg in ("", "的") and kind == "level" and token.kind != "bare" and self._beyond() is not None:
            return [self._plan(token, self.sentence[-1], scope)]
        if token.kind == "bare" and phrase.each and phrases.listed(self.view.text, token.end):
            token = replace(token, kind="money")  # its unit stands behind the last of the list
        if token.kind == "bare":
            unit = phrases.unit_of_change(self.view.text[token.end : token.end + 24]) if phrase.base else ""
            if not unit and not self._unitless(token, seg):
                return []
            token = replace(token, unit=unit)
        of = wholes.part_of(seg, self.view.text[token.end :]) if kind in ("level", "count") else ""
        if of:
            return [self._whole_of(token, of, scope)]
        if kind == "level" and wholes.passed(seg, self.view.text[token.end : token.end + 12]):
            return self._level(token, phrase, seg, scope)
        than = _THAN.search(seg) if kind == "level" and not phrase.base else None
        if than and than["other"][-1:] not in "万亿元%":
            return [self._more_than(token, seg[: than.start()], than, scope)]
        moved = self._moving(token, phrase, seg, scope)
        if moved is not None:
            return [moved]
        told = [d.unit for d in self.sentence[-1:] if not _AGAINST.match(d.text)]
        more = kind == "count" and told == [token.unit] and bool(_MORE.fullmatch(seg))
        if phrase.changes and (kind == "level" or phrase.base or scope.pending or more):
            return self._change(token, phrase, scope)
        leader = self._leader(seg)
        if leader and kind == "level":
            return self._change(token, phrase, scope, leader)
        if kind == "count":
            return [self._count(token, phrase, seg, scope)]
        if phrase.base and not phrase.changes:
            return [self._base_level(token, phrase, scope)]
        return self._level(token, phrase, seg, scope)

    def _moved_before(self, token: Token) -> Phrase | None:
        """“比上年减少（下降9.17%）1.80万元”: the phrase of a change whose rate stands between its verb and its size."""
        words = self.view.text[: token.start - 1].rpartition("（")[0]
        words = re.split("[，。；：]", words)[-1]
        found = phrases.phrase(words[-phrases.LONG :], year=self.ledger.year, percent=False)
        return found if found.changes and found.verb else None

    def _whole_of(self, token: Token, of: str, scope: Scope) -> Draft:
        """“…2871万元，占往来款余额7410.30万元的38.74%”: the whole of a share, stated between part and share."""
        kind = "count" if token.kind == "count" else "level"
        part = next((d for d in reversed(self.sentence) if d.kind == kind), None)
        whole = self._draft(kind, token, self.named(naming.clean(of)) or Topic(of), scope)  # type: ignore[arg-type]
        self.parted = part, whole
        return whole

    def _respective(self, token: Token, seg: str) -> bool:
        """“各是4125.49，4143.91万元”: the second of two figures that no words share out states nothing for sure."""
        before = self.view.text[max(0, token.start - 2) : token.start]
        return self.queue is None and not seg and len(before) == 2 and before[0].isdigit() and before[1] in "，、"

    def signless(self, token: Token, seg: str) -> bool:
        """“增加1133.95万元，增长13.95。”: a rate whose percent sign was forgotten, right after its change."""
        last = self.sentence[-1] if self.sentence else None
        beside = last is not None and last.kind == "change" and self.joined == "，" and not last.leads
        ends = token.end == len(self.view.text) or self.view.text[token.end] in "，；。）"
        return beside and ends and bool(_SWELLS.fullmatch(seg))

    def _moving(self, token: Token, phrase: Phrase, seg: str, scope: Scope) -> Draft | None:
        """“由上年的17916元增加到21360元”: the level compared with, then the level itself."""
        left = _FROM.search(seg)
        if left and _TO.match(self.view.text, token.end):
            topic = self._subject(naming.clean(seg[: left.start()]), scope)
            planned = _OWN_PLAN.match(left["base"]) or (
                not left["base"] and _PLAN_MOVED.match(self.view.text, token.end)
            )
            year = phrases.base_year(left["base"], self.ledger.year)
            year = year or (self.ledger.year if planned else self._usual().year)
            stage = "initial_budget" if planned else self._stage(phrases.stage_of(left["base"]), year)
            scope.pending = self._draft("level", token, topic, scope, year=year, stage=stage, compared=True)
            return scope.pending
        if scope.pending is not None and _TO.fullmatch(seg):
            before, scope.pending = scope.pending, None
            reached = self._draft("level", token, before.topic, scope)
            self.moved = (before, reached)
            return reached
        return None

    def _unitless(self, token: Token, seg: str) -> bool:
        """“公务接待费13.95。”: money whose unit was forgotten, not one of a row of table cells."""
        text = self.view.text
        ends = token.end == len(text) or text[token.end] in "，；。、）"
        return bool(token.decimals) and ends and bool(_MONEY_WORDS.search(seg))

    def _leader(self, seg: str) -> Draft | None:
        """“增加A 5万元、B 6万元”: the change whose verb also governs this figure."""
        last = self.sentence[-1] if self.sentence else None
        go_on = self.joined == "、" or self.joined in ("和", "及")
        return last if last is not None and last.leads and go_on and last.kind == "change" else None

    def _change(self, token: Token, phrase: Phrase, scope: Scope, leader: Draft | None = None) -> list[Draft]:
        if not phrase.subject and family(token.unit) == "money" and self._counted(scope.focus):
            scope.focus = scope.money or scope.focus
        named = phrase.base or scope.comparison or self.compared or self._usual()
        pending = self._pending(phrase, scope) or (None if phrase.base else self._beside()) or self._started(phrase)
        pending = pending or self._plan_missed(phrase)
        verb = leader.direction if leader else phrase.verb

        def one(token: Token, topic: Topic) -> Draft:
            base = pending.as_base() if pending else self._own_base(named, topic)
            self.compared = base
            direction: Direction = "equal" if token.value == 0 else verb or "greater"
            level = self.ledger.current(topic)
            if phrase.gap and not phrase.verb and token.value and token.value > 0:
                direction = _direction(level, pending)
            leads = phrase.leads or leader is not None
            links = self._links(topic, base, pending)
            return self._draft("change", token, topic, scope, direction=direction, base=base, leads=leads, **links)

        return self._shared_out(token, phrase, scope, one)

    def _more_than(self, token: Token, left: str, than: re.Match[str], scope: Scope) -> Draft:
        """“货物类比服务类多942.70万元”: the difference of two figures of the text."""
        topic = self.named(naming.clean(phrases.opened(left)[0])) or scope.focus or Topic("")
        now, other = self.ledger.current(topic), self.ledger.current(self.named(than["other"]))
        base = Base(self.ledger.year, self.ledger.stage, than["other"])
        return self._draft(
            "change", token, topic, scope, direction="greater" if than["word"] in "多高" else "less", base=base,
            current=now.id if now else "", base_level=other.id if other else "",
        )  # fmt: skip

    def _beyond(self) -> Draft | None:
        """The direction just named: “低于年初预算1986万元” names the plan, the figure is its size."""
        last = self.sentence[-1] if self.sentence else None
        return last if last is not None and last.kind == "direction" and last.base is not None else None

    def _plan(self, token: Token, order: Draft, scope: Scope) -> Draft:
        """The plan that is passed or not reached; a small figure is by how much: “决算数大于预算数54.53万元”."""
        level = self.ledger.current(order.topic)
        alike = level is not None and level.value and token.value and FEN.get(level.unit) == FEN.get(token.unit)
        if level is not None and alike and 2 * abs(token.value or Decimal(0)) < abs(level.value or Decimal(0)):
            return self._draft(
                "change", token, order.topic, scope, direction=order.direction, base=order.base, current=level.id,
                year=level.year,
            )  # fmt: skip
        stage, year = "initial_budget" if "年初" in order.text else "full_year_budget", order.year
        if order.base is not None and order.base.year not in (None, order.year):
            year = order.base.year  # “低于上年的19.46万元”
            stage = self._stage(order.base.stage, year)
        draft = self._draft("level", token, order.topic, scope, year=year, stage=stage, compared=True)
        order.base_level = draft.id
        return draft

    def _started(self, phrase: Phrase) -> Draft | None:
        """“由年初的83200万元调整为97400万元，调增14200万元”: the level that was moved from, right after both."""
        before, reached = self.moved or (None, None)
        last = self.sentence[-1] if self.sentence else None
        return before if reached is not None and reached is last and not phrase.base and not phrase.subject else None

    def _plan_missed(self, phrase: Phrase) -> Draft | None:
        """“完成预算41111万元的85.0%，短收6188万元”: what is short is short of the plan just named."""
        if not phrase.of_plan or (phrase.base and (phrase.base.year or not phrase.base.stage)):
            return None
        told = (d for d in reversed(self.sentence) if d.kind == "level")
        return next((d for d in told if d.compared or _PLAN_IS.search(d.text)), None)

    def _beside(self) -> Draft | None:
        """The level just named that is not the current one: what a plain difference is taken from."""
        last = self.sentence[-1] if self.sentence else None
        if last is None or last.kind != "level":
            return None
        return last if (last.year, last.stage) != (self.ledger.year, self.ledger.stage) else None

    def _base_level(self, token: Token, phrase: Phrase, scope: Scope) -> Draft:
        topic = self._shared_topic(phrase, scope) or self._subject(phrase.subject, scope)
        base = phrase.base or self._usual()
        year = base.year if base.year is not None else self.ledger.year
        draft = self._draft("level", token, topic, scope, year=year, stage=self._stage(base.stage, year), compared=True)
        draft.spoken = base.text
        scope.pending = draft
        scope.comparison = base
        return draft

    def _count(self, token: Token, phrase: Phrase, seg: str, scope: Scope) -> Draft:
        noun = subjects.counted(self.view.text, token.end)
        topic = self.named(noun) if noun else subjects.staff(seg, token.unit)
        if topic is None:
            topic = self._back_to_head(seg, scope) or self._subject(phrase.subject, scope)
        else:
            scope.focus = topic if self.joined != "，" else scope.focus
        unit = "" if noun and token.unit == "个" else token.unit
        self.read_to = token.end + len(noun)
        text = self.view.quote(self.left, self.read_to)
        head = self.last_count() if seg.endswith("的") and not noun else None
        lst = scope.lists[-1].level if scope.lists else None
        listed = lst if lst is not None and lst.kind == "count" and lst.paragraph == self.index else None
        year = listed.year if listed is not None and not self.dated(seg) else self._year(seg)  # “2024年末12辆，其中…”
        draft = self._draft("count", token, topic, scope, year=year, unit=unit, stage="", text=text)
        if head is not None and head.unit == unit:
            draft.elliptic, draft.whole = True, head.id
        return draft

    def _back_to_head(self, seg: str, scope: Scope) -> Topic | None:
        """“受理60件，其中来信38件、来访22件，上年为47件”: behind a run of “、” last year's figure is the whole's."""
        lst = scope.lists[-1] if scope.lists and LAST_YEAR_WAS.fullmatch(seg) else None
        if lst is None or lst.topic is None or len(lst.members) < 2 or lst.members[-1].joined not in ("、", "和", "及"):
            return None
        scope.lists.pop()
        scope.focus = lst.topic
        return lst.topic

    def _level(self, token: Token, phrase: Phrase, seg: str, scope: Scope) -> list[Draft]:
        done = wholes.done_base(seg, self.view.text[token.end : token.end + 12])
        words = done or seg
        year, stage = self._period(words, scope)
        periods = self._periods(phrase, seg)
        if periods:
            return self._by_period(token, phrase, scope, periods)
        if phrase.each:
            return self._shared_out(
                token, phrase, scope, lambda t, topic: self._draft("level", t, topic, scope, year=year, stage=stage)
            )
        topic = (
            self._sum_of(seg, scope)
            or self._other_side(phrase, scope)
            or self._subject("" if done else phrase.subject, scope)
        )
        topic = self._of_the_same_money(self._back_to_head(seg, scope) or topic)
        plan = self.sentence[-1] if self.sentence and _ADJUSTED_TO.search(seg) else None
        if plan is not None and plan.topic.key == topic.key and plan.stage in ("initial_budget", "budget"):
            stage = self._stage("full_year_budget", year)  # “年初预算为1048.0亿元，执行中…调整为1086.3亿元”
        draft = self._draft("level", token, topic, scope, year=year, stage=stage)
        if self.purpose[0] == topic.key:
            draft.purpose, self.purpose = self.purpose[1], ("", "")
        if done:
            draft.compared = True
            scope.pending, scope.completing = draft, True
        elif stage == "budget" and _ITS_PLAN.search(seg) and self._done(topic, year):
            draft.compared = True  # “收入完成189426万元，为预算的101.8%。年初预算数为186000万元。其中：…”
        elif not seg and self.joined == "（":
            self._in_brackets(draft, scope)
        return [draft]

    def _done(self, topic: Topic, year: int | None) -> bool:
        """Whether the paragraph has told what was done of a plan."""
        own = (d for d in self.paragraph() if d.kind == "level" and d.topic.key == topic.key and d.year == year)
        return any("完成" in d.text or "执行" in d.text for d in own)

    def _in_brackets(self, draft: Draft, scope: Scope) -> None:
        """“与2021年度（1860.35万元）相比，增加…”: the level of the year before, in brackets after its name."""
        base = _BRACKETED_BASE.search(self.view.text, max(0, draft.start - _NEAR), draft.start)
        year = phrases.base_year(base["base"], self.ledger.year) if base else None
        if base and year is not None:
            draft.year, draft.compared, scope.pending = year, True, draft

    def _of_the_same_money(self, topic: Topic) -> Topic:
        """“财政拨款收入总计1194.94万元，支出总计1194.94万元”: the second side is of the money that the first names."""
        last = self.sentence[-1] if self.sentence else None
        own = _SIDE_TOTAL.fullmatch(topic.subject)
        first = _SIDE_TOTAL.fullmatch(last.topic.subject) if last is not None and last.kind == "level" else None
        if (
            own is None
            or first is None
            or own["of"]
            or not _MONEY_OF.search(first["of"])
            or own["side"] == first["side"]
        ):
            return topic
        return replace(topic, subject=first["of"] + topic.subject)

    def _sum_of(self, seg: str, scope: Scope) -> Topic | None:
        """“…，合计1170.00万”: the list says its own sum again."""
        if not scope.lists or not re.fullmatch(
            r"[，、；]?(?:以上|上述)?(?:各项)?(?:合计|共计|总计|小计)(?:为|是)?", seg
        ):
            return None
        return scope.lists[-1].topic


def _direction(now: Draft | None, before: Draft | None) -> Direction:
    """Of a bare difference (“差值为”), which has no sign of its own: what both figures say, if both are named; of
    nothing to something, too."""
    if now is None or before is None or now.value is None or before.value is None or now.unit != before.unit:
        return ""
    return "less" if now.value < before.value else "greater"
