"""Percentages: shares, completions and rates. A percentage that is none of them states nothing here."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from analyzer.amounts import parse_chinese
from analyzer.claims.drafts import PLANNED
from analyzer.claims.makers.queues import Queue
from analyzer.claims.makers.sharing import Sharing
from analyzer.claims.reading.numerals import Token
from analyzer.claims.state import Draft, Scope, Topic, family
from analyzer.claims.words import phrases, topics, wholes
from analyzer.claims.words.phrases import Base, Phrase
from analyzer.model import DATED_PLANS

_DONE = re.compile(r"[，；]?(?:已|共|实际)?完成(?:了|率)?")
"""“年初预算数3485.12万元，完成112.88%”: of the plan just stated."""
_ANOTHER_PLAN = re.compile(r"[、，和及]?(?P<of>(?:年初|全年|调整后?)预算数?)的")
_BEFORE = re.compile(r"）-?[\d,.]+(?:亿|万|千)?元")
_BEHIND = re.compile(r"（-?[\d,.]+(?:亿|万|千)?元）")
_GOES = re.compile(
    r"(?:(?:即|计)-?[\d.,]+(?:亿|万|千)?元)?(?:来自|投向|用于|源自|来源于|集中在|投入)(?:了)?(?P<to>[^，。；：、（）\d]{2,20})(?=[，。；（])"
)
"""What a percentage is the share of, where it stands behind it."""
_FROM = re.compile(r"的?(?:比重|比例|占比|份额)?[由从](?:上年|上年度|去年|20\d\d年度?)?的?$")
_TO = re.compile(r"(?:下降|降低|降|上升|升|提高|提升|增加|增长|减少|回落|扩大)(?:到|至|为)")
"""A share that moved from one year to the next."""
_GREATEST = re.compile(r"(?:占比|比例|比重|份额)最?[高大多低小]，(?:为|达到?|是)$")
_NOUN = 10
"""Characters before a bracket in which the noun of its percentage stands."""
_ADJUSTED = re.compile(r"调增|调减|核增|核减|上调|下调|调整")
"""Verbs that move a plan."""


_LAST_YEARS = re.compile("^[，；]?(?:上年|去年)(?:同期)?(?:的)?(?:占比|比重|比例)")
_FORMULA = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{1,6}率)（(?P<of>[^（）\d]{2,20}[/÷][^（）\d]{2,20})(?:[×*]100%)?）(?:为|是|达到?)?$"
)
"""A rate with what it is computed of in brackets behind its name."""
_SAID = 60
"""Characters before a percentage in which its name and formula stand."""


_YEARS_SHARE = re.compile(r"^[，；]?(?P<year>20\d\d)年度?[^，。；\d]{0,12}(?:占比|比重|比例)")
_LATER_YEARS = re.compile("(?:后|此后|其后)([两三四五])年")
_CALLED = 3
"""Characters with which a figure of the sentence that is not its last is called again."""


class Percentages(Sharing):
    """Drafts for percentages."""

    def _percent(self, token: Token, phrase: Phrase, seg: str, scope: Scope) -> list[Draft]:
        beside = self.sentence[-1] if self.sentence else None
        if _TO.fullmatch(seg) and beside is not None and beside.kind == "share" and _FROM.search(beside.of):
            return [self._moved_share(token, beside, scope)]
        if _GREATEST.search(self.view.text[max(0, token.start - _NOUN) : token.start]):
            phrase = replace(phrase, share_of="")  # “城乡社区支出所占份额最大，为35.56%”
        if phrase.share_of is not None:
            return self._share(token, phrase, scope)
        if phrase.completion_of is not None:
            if _CRITERION.match(self.view.text, token.end):
                return []
            again = self._once_more(token, phrase) if phrase.each == "分别" else []
            if again:  # “预算执行率依次为92.43%、98.20%”: of those whose plans and spending were just shared out
                self.queue = Queue(again, lambda token, topic: self._completion(token, phrase, seg, scope, topic))
                return [self.queue.take(token)]
            return [self._completion(token, phrase, seg, scope)]
        if _DONE.fullmatch(seg) and any(d.kind == "level" and d.stage in PLANNED for d in self.sentence):
            return [self._completion(token, replace(phrase, subject="", completion_of="预算"), seg, scope)]
        if self.parted is not None and seg == "的":
            return [self._share_of(token, *self.parted, scope)]
        if wholes.cut(seg):
            return [self._draft("share", token, Topic("核减资金"), scope)]
        if phrase.ratio:
            return [self._ratio(token, phrase, scope)]
        if scope.completing and scope.pending is not None and seg in ("的", "，完成率", ""):
            return [self._completed(token, scope)]
        if phrase.changes:
            return self._rate(token, phrase, scope, seg)
        if (goes := _GOES.match(self.view.text, token.end)) and (part := self.named(goes["to"])) is not None:
            scope.focus = part  # “88.06%来自一般公共预算，即3373.74万元”: of what was told of before, in whatever words
            return [self._draft("share", token, part, scope)]
        plan = _ANOTHER_PLAN.fullmatch(seg)
        if plan and beside is not None and beside.kind == "completion":  # “完成年初预算的101%、全年预算的98%”
            return [self._completion(token, replace(phrase, subject="", completion_of=plan["of"]), seg, scope)]
        if formula := _FORMULA.search(self.view.text, max(0, token.start - _SAID), token.start):
            topic = Topic(formula["noun"])  # “资金到位率（实际到位/调整预算）98.26%”
            return [self._draft("completion", token, topic, scope, of=formula["of"])]
        bracketed = self.joined == "（" and not seg
        if bracketed and (rate := self._named_before(token)) is not None:
            return self._rate(token, rate, scope, seg)
        if bracketed and beside is not None and beside.kind == "change":
            return self._rate(token, replace(phrase, verb=beside.direction, changes=True, rate=True), scope, seg)
        if phrase.subject and _BEHIND.match(self.view.text, token.end):  # “农林水支出71.65%（4461.37万元）”
            return [self._draft("share", token, self._subject(phrase.subject, scope), scope)]
        alone = bracketed and self.view.text[token.end : token.end + 1] == "）"  # “教育支出2630.25万元（75.73%）”
        if alone and beside is not None and beside.kind == "level" and (self.queue or beside.topic == scope.focus):
            return [self._draft("share", token, beside.topic, scope, current=beside.id)]
        if bracketed and scope.focus is not None and _BEFORE.match(self.view.text, token.end):
            return [self._draft("share", token, scope.focus, scope)]  # “其他收入（0.95%）41.35万元”
        return []

    def _moved_share(self, token: Token, before: Draft, scope: Scope) -> Draft:
        """“占总收入的比重由上年的21.31%降为18.39%”: the second is the share of this year, the first no share of it."""
        of = _FROM.sub("", before.of)
        draft = self._draft("share", token, before.topic, scope, of=of, current=before.current)
        before.of, before.current, before.year = of, "", (before.year or 0) - 1 or None
        return draft

    def _named_before(self, token: Token) -> Phrase | None:
        """“增幅（16.04%）”: the phrase of a rate whose noun stands before the bracket."""
        words = self.view.text[max(0, token.start - _NOUN) : token.start - 1]
        found = phrases.phrase(words, year=self.ledger.year, percent=True)
        return replace(found, subject="", base=None) if found.rate else None

    def _ratio(self, token: Token, phrase: Phrase, scope: Scope) -> Draft:
        """“整改率81.25%”: a percentage that a noun of its own names; of what, only figures near by can tell."""
        topic = self.named(phrase.subject) or self._subject("", scope)
        return self._draft("completion" if phrase.ratio == "completion" else "share", token, topic, scope)

    def _share_of(self, token: Token, part: Draft | None, whole: Draft, scope: Scope) -> Draft:
        """“占往来款余额7410.30万元的38.74%”: the whole is stated within."""
        self.parted = None
        topic = part.topic if part is not None else whole.topic
        return self._draft(
            "share", token, topic, scope, of=whole.topic.subject, current=part.id if part else "", whole=whole.id
        )

    def _share(self, token: Token, phrase: Phrase, scope: Scope) -> list[Draft]:
        of = phrase.share_of or ""
        whole = scope.lists[-1] if scope.lists else None
        if not of and phrase.subject and self.joined == "；":
            of = next((d.of for d in self.sentence if d.kind == "share"), "")  # “A占收入的86.44%，…；B占9.87%”
        if not of and whole is not None and whole.topic is not None:
            of = whole.topic.subject
        wholes = topics.split(of) if phrase.each == "分别" and not phrase.subject else []
        wholes = wholes if len(wholes) == self._percentages(token) > 1 else []
        left = iter(wholes)

        past = self._of_the_year(token)

        def one(token: Token, topic: Topic) -> Draft:
            if past:  # “上年占比为46.43%”: of what was told of last year, and of its whole
                before = next((d for d in self.ledger.recent(topic, "level") if d.year == past), None)
                return self._draft("share", token, topic, scope, year=past, current=before.id if before else "")
            level = self.ledger.current(topic) or self._just_told(topic)
            if level is not None and level.kind == "count" and _SUM.search(of):  # “优的9个，涉及资金…，占支出总额的…”
                level = next((d for d in reversed(self.sentence) if d.kind == "level" and d.topic == topic), None)
            return self._draft("share", token, topic, scope, of=next(left, of), current=level.id if level else "")

        if wholes and scope.focus is not None:  # “占全国财政支出和GDP的比重分别为10.0%和3.3%”
            self.queue = Queue([scope.focus] * len(wholes), one)
            return [self.queue.take(token)]
        return self._shared_out(token, phrase, scope, one)

    def _of_the_year(self, token: Token) -> int | None:
        """The other year that the words of a share name (“上年占比为…”, “2023年基本支出占比为…”)."""
        own = self.ledger.year
        words = self.view.text[self.left : token.start]
        if not own:
            return None
        if _LAST_YEARS.search(words):
            return own - 1
        named = _YEARS_SHARE.search(words)
        return int(named["year"]) if named and int(named["year"]) != own else None

    def _just_told(self, topic: Topic) -> Draft | None:
        """“税收收入完成42.18亿元，税收占比为81.6%”: the level just told, by the beginning of its name; or the one
        of the sentence that begins so (“货物类采购支出386.12万元、服务类采购支出…，货物类占63.1%”)."""
        levels = [d for d in self.sentence if d.kind == "level"]
        named = [d for d in levels if len(topic.subject) > 1 and d.topic.subject.startswith(topic.subject)]
        last = bool(named) and named[-1] is levels[-1]
        return named[-1] if last or (len(named) == 1 and len(topic.subject) >= _CALLED) else None

    def _completion(
        self, token: Token, phrase: Phrase, seg: str, scope: Scope, shared_out: Topic | None = None
    ) -> Draft:
        of, own = phrase.completion_of or "", self.dated(seg) or self.ledger.year
        if _OVERALL.fullmatch(phrase.subject) and any(
            _SPENT.search(d.text) for d in self.sentence if d.kind == "level"
        ):
            phrase = replace(phrase, subject="")
        if past := self._of_the_past(phrase, seg):
            plan, spent = past
            return self._draft("completion", token, spent.topic, scope, year=spent.year, of=of, base=plan.as_base(),
                               current=spent.id, base_level=plan.id)  # fmt: skip
        alone = not phrase.subject and not self.sentence and of == "预算" and shared_out is None
        shared = self._shared_topic(phrase, scope)
        other = shared_out or shared or self._other_side(phrase, scope)
        topic = Topic("预算执行率") if alone else other or self._subject(phrase.subject, scope)
        year = phrases.base_year(of, self.ledger.year) or own
        base = Base(year, self._stage(phrases.stage_of(of) or "budget", year), of)
        planned = self.ledger.planned(topic, base.stage)
        level = self._spent(topic, planned, own)
        if level is not None and own not in (level.year, self.ledger.year):
            level = None  # “2024年执行率96.8%” in the budget of 2025 is not of its figures
        if level is None and (pair := self._plan_and_done(phrase, planned)):
            planned, level = pair
        if planned is not None and planned.paragraph == self.index:
            base = Base(year, planned.stage, of) if base.stage == "budget" else base
        return self._draft(
            "completion", token, topic, scope, year=own, of=of, base=base, current=level.id if level else "",
            base_level=planned.id if planned and planned.paragraph == self.index and _one_plan(planned, base) else "",
        )  # fmt: skip

    def _plan_and_done(self, phrase: Phrase, planned: Draft | None) -> tuple[Draft, Draft] | None:
        """The plan and what came of it where these were told last, in either order (“政府采购预算760.00万元，实际采购
        金额728.53万元，采购执行率95.86%”; “就业32560人，年度目标30000人，…”); or the plan of a side that stands right
        before, and the level of that side that the paragraph told first (“财政拨款支出A。支出年初预算B，…”)."""
        last = self.sentence[-2:]
        aimed = [bool(_AIM.search(d.text)) for d in last]
        alike = len({(d.kind, family(d.unit), d.year) for d in last}) == 1 and last[0].kind in ("level", "count")
        if len(last) == 2 and alike and sum(aimed) == 1 and any(phrase.subject in d.text for d in last):
            return (last[0], last[1]) if aimed[0] else (last[1], last[0])
        if planned is None or (side := _SIDE_PLAN.fullmatch(planned.topic.subject)) is None:
            return None
        told = [d for d in self.paragraph() if d.kind == "level" and d.stage == self.ledger.stage]
        own = [d for d in told if d.topic.subject.endswith(side[1]) and d.year == self.ledger.year]
        return (planned, own[0]) if len(told) == len(own) == 1 else None

    def _of_the_past(self, phrase: Phrase, seg: str) -> tuple[Draft, Draft] | None:
        """Plan and spending of another year, just stated: “2024年预算数210万元，实际支出189.42万元，执行率90.20%”."""
        levels = [d for d in self.sentence if d.kind == "level"][-2:]
        if phrase.subject or phrase.completion_of != "预算" or self.dated(seg) or len(levels) < 2:
            return None
        plan, spent = levels
        alike = plan.topic.key == spent.topic.key and plan.year == spent.year != self.ledger.year
        return (plan, spent) if alike and spent.stage == "execution" != plan.stage else None

    def _spent(self, topic: Topic, planned: Draft | None, own: int | None) -> Draft | None:
        """The sum that was spent: the one just stated beside the plan, of the ``own`` year if there is one, else the
        subject's; never a count."""
        plans = PLANNED if self.ledger.stage == "final" else DATED_PLANS
        same = (d for d in reversed(self.sentence) if d.kind == "level" and d.topic.key == topic.key)
        beside = [d for d in same if d.stage not in plans and d is not planned and family(d.unit) == "money"]
        level = next((d for d in beside if d.year == own), beside[0] if beside else None)
        level = level or self.ledger.current(topic)
        return level if level is not None and level.kind == "level" else None

    def _completed(self, token: Token, scope: Scope) -> Draft:
        planned, scope.pending, scope.completing = scope.pending, None, False
        assert planned is not None
        level = self.ledger.current(planned.topic)
        return self._draft(
            "completion", token, planned.topic, scope, base=Base(planned.year, planned.stage, ""), of="预算",
            base_level=planned.id, current=level.id if level else "",
        )  # fmt: skip

    def _year_by_year(self, token: Token, phrase: Phrase, scope: Scope, seg: str) -> list[Draft]:
        """“分别为3.96万元、3.42万元和2.87万元，后两年依次下降13.64%、16.08%”: a rate for each of the later years."""
        later = _LATER_YEARS.search(seg) if phrase.each else None
        count = (parse_chinese(later[1]) or 0) if later else 0
        told = self.queue.made if self.queue is not None else [d for d in self.paragraph() if d.kind == "level"]
        told = told[-count - 1 :]
        steps = [(after.year or 0) - (before.year or 0) for before, after in itertools.pairwise(told)]
        if not count or steps != [1] * count or len({d.topic.key for d in told}) > 1:
            return []
        pairs = itertools.pairwise(told)

        def one(token: Token, topic: Topic) -> Draft:
            before, now = next(pairs)
            return self._draft(
                "rate", token, topic, scope, direction=phrase.verb, base=before.as_base(), current=now.id,
                base_level=before.id, year=now.year,
            )  # fmt: skip

        self.queue = Queue([told[0].topic] * count, one)
        return [self.queue.take(token)]

    def _rate(self, token: Token, phrase: Phrase, scope: Scope, seg: str) -> list[Draft]:
        if in_turn := self._year_by_year(token, phrase, scope, seg):
            return in_turn
        pending = self._pending(phrase, scope)
        found = phrase.base or scope.comparison or self.compared or self._usual()

        def one(token: Token, topic: Topic) -> Draft:
            change = self.ledger.change(topic, self.index)
            beside = change if change is not None and change in self.sentence and phrase.base is None else None
            if beside is not None and self._compared_since(beside, token, scope):
                beside = None
            if beside is not None and _ADJUSTED.search(beside.text) and not _ADJUSTED.search(seg):
                beside = (
                    None  # “调增48600万元，增长18.3%”: the plan is moved by so much, what it grows by is another thing
                )
            base = self._own_base(found, topic)
            if pending is not None:
                base = pending.as_base()
            elif beside is not None and beside.base is not None:
                base = beside.base
            self.compared = base
            links = self._links(topic, base, pending)
            if beside is not None and beside.base_level:
                links["base_level"] = beside.base_level
            if beside is not None and beside.current and not links["current"]:
                links |= {"current": beside.current, "year": beside.year}
            direction = "equal" if token.value == 0 else phrase.verb
            return self._draft(
                "rate", token, topic, scope, direction=direction, base=base, change=beside.id if beside else "", **links
            )

        return self._shared_out(token, phrase, scope, one)

    def _compared_since(self, change: Draft, token: Token, scope: Scope) -> bool:
        """“比预算短收28万元；与上年相比，增长3.95%”: whether another base was announced after a change."""
        base = scope.comparison
        said = self.view.text.rfind(base.text, 0, token.start) if base is not None and base.text else -1
        return said >= 0 and self.place(said) >= change.end and base != change.base


_SUM = re.compile("(?:支出|收入|资金|经费|预算|拨款)(?:总额|总数|合计|总计)?$")
"""Words of a whole that is money."""
_OVERALL = re.compile(r"(?:综合|总体|整体|平均|资金)+(?:预算)?")
"""“综合执行率95.87%”: of the plan and the spending just told."""
_SPENT = re.compile(r"执行数|支出数?|决算|支付")
_CRITERION = re.compile(r"(?:及?以[上下])?的(?:项目|单位|部门|有|共)")
"""“执行率达到100%的项目3个”: what is counted, no statement of its own."""


_SIDE_PLAN = re.compile("(支出|收入)(?:年初|全年|调整)?预算")
_AIM = re.compile("(?<!一般公共)(?<!基金)(?<!资本经营)预算|计划|目标|任务")
"""Words of a figure that was planned; 一般公共预算 names a kind of money."""


def _one_plan(stated: Draft, named: Base) -> bool:
    """Whether a stated plan may be the one that is named: 年初预算 is not 全年预算."""
    return {stated.stage, named.stage} != set(DATED_PLANS)
