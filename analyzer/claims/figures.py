"""Makes drafts of figures: decides the kind, the subject, year and stage, and links a figure to those it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from analyzer.claims import phrases, subjects
from analyzer.claims.ledger import Ledger
from analyzer.claims.numerals import Token
from analyzer.claims.phrases import Base, Phrase
from analyzer.claims.state import Draft, Scope, Topic, family
from analyzer.claims.view import View
from analyzer.model import ClaimKind

_KINDS: dict[str, ClaimKind] = {"money": "level", "area": "level", "score": "level", "bare": "level", "count": "count"}
_STRICT = ("不变", "一致", "相同", "相等", "变")
_MONEY_WORDS = re.compile(r"(?:费|费用|经费|支出|收入|预算|决算|资金|补助|拨款|为|总额|金额|合计|共计)$")


@dataclass(slots=True)
class Queue:
    """“分别为 A、B”: the drafts made so far and the topics that the next bare figures belong to."""

    topics: list[Topic]
    last: Draft
    used: int = 1


class Figures:
    """Drafts for the figures of one paragraph after the other."""

    def __init__(self, ledger: Ledger, entity: str) -> None:
        self.ledger, self.entity = ledger, entity
        self.index = 0
        self.section = ""
        self.lead: Topic | None = None
        self.date: int | None = None
        self.queue: Queue | None = None
        self.sentence: list[Draft] = []
        self.spoken = False
        self.joined = ""
        self.left = 0
        self.read_to = 0
        self.compared: Base | None = None
        self.purpose: tuple[str, str] = ("", "")

    def begin(self, index: int, view: View, section: str) -> None:
        if section != self.section:
            self.lead = None
        self.index, self.view, self.section = index, view, section
        self.date, self.queue, self.spoken, self.compared = None, None, False, None
        self.sentence = []

    def end_sentence(self) -> None:
        self.queue, self.sentence = None, []

    def place(self, offset: int) -> int:
        """The printed offset of a place in the view."""
        return self.view.span(offset, offset)[0]

    def named(self, text: str) -> Topic | None:
        """The topic that ``text`` names, None where it names none."""
        return subjects.topic(text, self.entity)

    def note_date(self, text: str) -> None:
        date = phrases.as_of(text, self.ledger.year)
        self.date = date or self.date

    def last_level(self) -> Draft | None:
        """The latest level of this paragraph."""
        found = (d for d in reversed(self.ledger.drafts) if d.kind in ("level", "count") and d.paragraph == self.index)
        return next(found, None)

    # ---- one figure ---------------------------------------------------------------------------------------------------

    def take(self, token: Token, phrase: Phrase, seg: str, scope: Scope, left: int) -> list[Draft]:
        """The drafts that a figure makes: one, none, or one for each subject it is shared by."""
        self.left, self.read_to = left, token.end
        queued = self._queued(token, phrase, seg)
        if queued is not None:
            return [queued]
        if token.kind == "flat":
            return self._flat(token, phrase, scope)
        if token.kind == "direction":
            return self._direction(token, phrase, seg, scope)
        if token.kind == "none":
            return self._none(token, scope)
        if token.kind == "percent":
            return self._percent(token, phrase, seg, scope)
        return self._amount(token, phrase, seg, scope)

    def _draft(self, kind: ClaimKind, token: Token, topic: Topic, scope: Scope, **more: object) -> Draft:
        start, end = self.view.span(token.start, token.end)
        direction = more.pop("direction", "")
        value = token.value
        if kind in ("change", "rate") and value is not None and value < 0:
            value, direction = -value, {"greater": "less", "less": "greater", "": "less"}.get(str(direction), "less")
        draft = Draft(
            id=self.ledger.next_id(), kind=kind, topic=topic, year=self.ledger.year, stage=self.ledger.stage, value=value,
            decimals=token.decimals, unit=token.unit, paragraph=self.index, section=self.section, start=start, end=end,
            text=self.view.quote(self.left, token.end), joined=self.joined,
        )  # fmt: skip
        draft.direction = direction  # type: ignore[assignment]
        for name, value_ in more.items():
            setattr(draft, name, value_)
        self.ledger.add(draft)
        if family(draft.unit) == "money":
            scope.money = topic
        self.sentence.append(draft)
        self.spoken = True
        return draft

    def _subject(self, text: str, scope: Scope) -> Topic:
        """The topic ``text`` names, else the one carried over."""
        named = self.named(scope.prefix + text if scope.prefix and text else text)
        if named is not None:
            scope.focus = named
            return named
        if scope.focus is None:
            scope.focus = self.lead or subjects.topic(self.section, self.entity)
        return scope.focus or Topic("")

    # ---- amounts and counts ---------------------------------------------------------------------------------------------

    def _amount(self, token: Token, phrase: Phrase, seg: str, scope: Scope) -> list[Draft]:
        kind = _KINDS[token.kind]
        if token.kind == "bare" and not self._unitless(token, seg):
            return []
        if phrase.changes and (kind == "level" or phrase.base or scope.pending):
            return [self._change(token, phrase, scope)]
        leader = self._leader(seg)
        if leader and kind == "level":
            return [self._change(token, phrase, scope, leader)]
        if kind == "count":
            return [self._count(token, phrase, seg, scope)]
        if phrase.base and not phrase.changes:
            return [self._base_level(token, phrase, scope)]
        return self._level(token, phrase, seg, scope)

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

    def _change(self, token: Token, phrase: Phrase, scope: Scope, leader: Draft | None = None) -> Draft:
        if not phrase.subject and scope.money is not None and family(token.unit) == "money":
            scope.focus = scope.money
        topic = self._shared_topic(phrase, scope) or self._subject(phrase.subject, scope)
        base = phrase.base or scope.comparison or self.compared or self._usual()
        level = self.ledger.current(topic)
        pending, scope.pending = scope.pending, None
        base = Base(pending.year, pending.stage, "") if pending is not None else self._own_base(base, topic)
        self.compared = base
        before = pending or self.ledger.compared(topic, base.year, base.stage)
        verb = leader.direction if leader else phrase.verb
        if token.value == 0:
            verb = "equal"
        if phrase.gap and not verb and token.value is not None and token.value > 0:
            verb = "greater"
        return self._draft(
            "change", token, topic, scope, direction=verb, base=base, current=level.id if level else "",
            base_level=before.id if before else "", leads=phrase.leads or leader is not None,
        )  # fmt: skip

    def _shared_topic(self, phrase: Phrase, scope: Scope) -> Topic | None:
        """“…，其中A 5万元、B 6万元，较上年增加…”: parts joined by “、” do not take the comparison from the whole."""
        if phrase.subject or not phrase.base or self.joined != "，" or not scope.lists:
            return None
        lst = scope.lists[-1]
        members = [m for m in lst.members if m.kind == "level"]
        head = lst.level
        run = len(members) > 1 and members[-1].joined in ("、", "和", "及")
        same = not lst.colon and len(members) == 1 and head is not None and members[0].value == head.value
        if not (run or same) or lst.topic is None:
            return None
        scope.lists.pop()
        scope.focus = lst.topic
        return lst.topic

    def _usual(self) -> Base:
        year = self.ledger.year
        return Base(None if year is None else year - 1, "", "")

    def _base_level(self, token: Token, phrase: Phrase, scope: Scope) -> Draft:
        topic = self._subject(phrase.subject, scope)
        base = phrase.base or self._usual()
        year = base.year if base.year is not None else self.ledger.year
        draft = self._draft("level", token, topic, scope, year=year, stage=self._stage(base.stage, year), compared=True)
        scope.pending = draft
        scope.comparison = base
        return draft

    def _count(self, token: Token, phrase: Phrase, seg: str, scope: Scope) -> Draft:
        noun = subjects.counted(self.view.text, token.end)
        topic = self.named(noun) if noun else subjects.staff(seg, token.unit)
        if topic is None:
            topic = self._subject(phrase.subject, scope)
        else:
            scope.focus = topic if self.joined != "，" else scope.focus
        unit = "" if noun and token.unit == "个" else token.unit
        self.read_to = token.end + len(noun)
        text = self.view.quote(self.left, self.read_to)
        return self._draft("count", token, topic, scope, year=self._year(seg), unit=unit, stage="", text=text)

    def _level(self, token: Token, phrase: Phrase, seg: str, scope: Scope) -> list[Draft]:
        done = phrases.done_base(seg)
        words = done or seg
        year = self._year(words)
        stage = self._stage(phrases.stage_of(words), year)
        if phrase.each:
            topics = self._each(phrase, scope)
            if phrase.each == "均" and len(topics) > 1:
                return [self._draft("level", token, topic, scope, year=year, stage=stage) for topic in topics]
            if phrase.each == "分别" and len(topics) > 1:
                draft = self._draft("level", token, topics[0], scope, year=year, stage=stage)
                self.queue = Queue(topics, draft)
                return [draft]
        topic = self._sum_of(seg, scope) or self._subject("" if done else phrase.subject, scope)
        draft = self._draft("level", token, topic, scope, year=year, stage=stage)
        if self.purpose[0] == topic.key:
            draft.purpose, self.purpose = self.purpose[1], ("", "")
        if done:
            scope.pending, scope.completing = draft, True
        return [draft]

    def _sum_of(self, seg: str, scope: Scope) -> Topic | None:
        """“…，合计1170.00万”: the list says its own sum again."""
        if not scope.lists or not re.fullmatch(r"[，、；]?(?:以上|上述)?(?:各项)?(?:合计|共计|总计|小计)(?:为|是)?", seg):
            return None
        return scope.lists[-1].topic

    def _year(self, seg: str) -> int | None:
        own = phrases.year_of(seg, self.ledger.year)
        return own or phrases.as_of(seg, self.ledger.year) or self.date or self.ledger.year

    def _stage(self, stage: str, year: int | None) -> str:
        """The stage as the model names it: 年初预算 is a stage of its own only in final accounts of the same year."""
        own = self.ledger.stage
        if not stage:
            return own
        if stage == "initial_budget" and (own != "final" or year != self.ledger.year):
            return "budget"
        if stage == "full_year_budget" and own != "final" and year == self.ledger.year:
            return "budget"
        return stage

    # ---- percentages ------------------------------------------------------------------------------------------------------

    def _percent(self, token: Token, phrase: Phrase, seg: str, scope: Scope) -> list[Draft]:
        if phrase.share_of is not None:
            return self._share(token, phrase, scope)
        if phrase.completion_of is not None:
            return [self._completion(token, phrase.subject, phrase.completion_of, scope)]
        if scope.completing and scope.pending is not None and seg in ("的", "，完成率", ""):
            return [self._completed(token, scope)]
        if phrase.changes:
            return [self._rate(token, phrase, scope)]
        return []

    def _share(self, token: Token, phrase: Phrase, scope: Scope) -> list[Draft]:
        of = phrase.share_of or ""
        whole = scope.lists[-1] if scope.lists else None
        if not of and whole is not None and whole.topic is not None:
            of = whole.topic.subject
        if phrase.each:
            topics = self._each(phrase, scope)
            drafts = [self._one_share(token, topics[0], of, scope)]
            self.queue = Queue(topics, drafts[0])
            return drafts
        return [self._one_share(token, self._subject(phrase.subject, scope), of, scope)]

    def _one_share(self, token: Token, topic: Topic, of: str, scope: Scope) -> Draft:
        level = self.ledger.current(topic)
        return self._draft("share", token, topic, scope, of=of, current=level.id if level else "")

    def _completion(self, token: Token, subject: str, of: str, scope: Scope) -> Draft:
        topic = self._subject(subject, scope)
        year = phrases.base_year(of, self.ledger.year) or self.ledger.year
        base = Base(year, self._stage(phrases.stage_of(of) or "budget", year), of)
        planned, level = self.ledger.planned(topic), self.ledger.current(topic)
        if planned is not None and planned.paragraph == self.index:
            base = Base(year, planned.stage, of) if base.stage == "budget" else base
        return self._draft(
            "completion", token, topic, scope, of=of, base=base, current=level.id if level else "",
            base_level=planned.id if planned and planned.paragraph == self.index else "",
        )  # fmt: skip

    def _completed(self, token: Token, scope: Scope) -> Draft:
        planned, scope.pending, scope.completing = scope.pending, None, False
        assert planned is not None
        level = self.ledger.current(planned.topic)
        return self._draft(
            "completion", token, planned.topic, scope, base=Base(planned.year, planned.stage, ""), of="预算",
            base_level=planned.id, current=level.id if level else "",
        )  # fmt: skip

    def _rate(self, token: Token, phrase: Phrase, scope: Scope) -> Draft:
        topic = self._shared_topic(phrase, scope) or self._subject(phrase.subject, scope)
        change = self.ledger.change(topic, self.index)
        pending, scope.pending = scope.pending, None
        base = phrase.base or (change.base if change else None) or scope.comparison or self.compared or self._usual()
        base = Base(pending.year, pending.stage, "") if pending is not None else self._own_base(base, topic)
        self.compared = base
        if change is not None and (change.base != base or change not in self.sentence):
            change = None
        level = self.ledger.current(topic)
        before = pending or self.ledger.compared(topic, base.year, base.stage)
        return self._draft(
            "rate", token, topic, scope, direction="equal" if token.value == 0 else phrase.verb, base=base,
            change=change.id if change else "", current=level.id if level else "",
            base_level=(change.base_level if change and change.base_level else before.id if before else ""),
        )  # fmt: skip

    # ---- statements without a figure ------------------------------------------------------------------------------------------

    def _flat(self, token: Token, phrase: Phrase, scope: Scope) -> list[Draft]:
        base = phrase.base or scope.comparison
        pending, scope.pending = scope.pending, None
        if pending is not None:
            base = Base(pending.year, pending.stage, "")
        if base is None and (token.word.endswith(_STRICT) or self.compared is None):
            return []
        base = base or self.compared or self._usual()
        topics = self._each(phrase, scope) if phrase.each else []
        shared = self._shared_topic(phrase, scope)
        topics = topics or [shared or self._subject(phrase.subject, scope)]
        return [self._one_flat(token, topic, base, pending, scope) for topic in topics]

    def _one_flat(self, token: Token, topic: Topic, base: Base, pending: Draft | None, scope: Scope) -> Draft:
        base = self._own_base(base, topic)
        if base.year != self.ledger.year or self.ledger.stage == "budget":
            self.compared = base
        level = self.ledger.current(topic)
        before = pending or self._before(topic, base)
        return self._draft(
            "flat", token, topic, scope, direction="equal", base=base, current=level.id if level else "",
            base_level=before.id if before else "",
        )  # fmt: skip

    def _direction(self, token: Token, phrase: Phrase, seg: str, scope: Scope) -> list[Draft]:
        topic = self._subject(phrase.subject, scope)
        right = re.split("大于|小于|等于|高于|低于|多于|少于|超过", self.view.text[token.start : token.end])[-1]
        base = self._own_base(Base(phrases.base_year(right, self.ledger.year), phrases.stage_of(right), right), topic)
        level, before = self.ledger.current(topic), self._before(topic, base)
        return [
            self._draft(
                "direction", token, topic, scope, direction=token.word, base=base, current=level.id if level else "",
                base_level=before.id if before else "",
            )
        ]  # fmt: skip

    def _own_base(self, base: Base, topic: Topic) -> Base:
        """“与预算数持平” in final accounts means the budget of the same year, which the paragraph may have named."""
        if base.year is not None or self.ledger.stage != "final":
            year = base.year if base.year is not None else self._usual().year
            return Base(year, self._stage(base.stage, year) if base.stage else "", base.text)
        planned = self.ledger.planned(topic)
        stage = self._stage(base.stage, self.ledger.year)
        return Base(self.ledger.year, planned.stage if planned and stage == "budget" else stage, base.text)

    def _before(self, topic: Topic, base: Base) -> Draft | None:
        found = self.ledger.compared(topic, base.year, base.stage)
        return found

    def _none(self, token: Token, scope: Scope) -> list[Draft]:
        """“无政府性基金预算财政拨款支出”: a level of zero."""
        topic = self.named(token.word)
        if topic is None or "上年" in self.view.text[max(0, token.start - 8) : token.start]:
            return []
        zero = Token("none", token.start, token.end, value=Decimal(0))
        return [self._draft("level", zero, topic, scope)]

    # ---- several subjects ---------------------------------------------------------------------------------------------------

    def _each(self, phrase: Phrase, scope: Scope) -> list[Topic]:
        """The subjects that 分别 or 均 shares the figure among: those named here, else those of the sentence."""
        named = [t for part in subjects.split(phrase.subject) if (t := self.named(part)) is not None]
        if len(named) > 1:
            return named
        heads = {m.whole for m in self.sentence if m.whole}
        said: dict[str, Topic] = {}
        for draft in self.sentence or self._paragraph():
            if draft.kind in ("level",) and draft.id not in heads and draft.year == self.ledger.year:
                said.setdefault(draft.topic.key, draft.topic)
        return [*said.values()] or [self._subject(phrase.subject, scope)]

    def _paragraph(self) -> list[Draft]:
        return [d for d in self.ledger.drafts[-40:] if d.paragraph == self.index]

    def _queued(self, token: Token, phrase: Phrase, seg: str) -> Draft | None:
        """The next figure after “分别为”: it belongs to the next subject."""
        queue = self.queue
        if queue is None or seg.strip("、，和及与") or token.kind not in ("money", "percent", "count", "bare"):
            return None
        if queue.used >= len(queue.topics):
            return None
        topic, model = queue.topics[queue.used], queue.last
        queue.used += 1
        level = self.ledger.current(topic) if model.kind in ("share", "rate", "change") else None
        draft = self._draft(
            model.kind, token, topic, Scope(), year=model.year, stage=model.stage, base=model.base, of=model.of,
            direction=model.direction, whole=model.whole, partial=model.partial, current=level.id if level else "",
        )  # fmt: skip
        if not model.unit:
            model.unit = draft.unit
        return draft
