"""Reads the clauses of a narrative in order and keeps what each figure refers to.

A sentence is a small graph: a level, what it is compared with, the change, its rate, the reason. The subject is named
once and carried over “；” and “。”; brackets and lists open and close around it.
"""

from __future__ import annotations

import re

from analyzer.claims.causes import CHANGES, Reasons
from analyzer.claims.drafts import Ledger
from analyzer.claims.makers.dispatch import Figures
from analyzer.claims.reading import clauses as cuts
from analyzer.claims.reading.clauses import Clause
from analyzer.claims.reading.numerals import Token
from analyzer.claims.reading.sections import Outline
from analyzer.claims.reading.view import View
from analyzer.claims.state import Draft, OpenList, Scope, Topic
from analyzer.claims.trailing import Trails, ends_open, within_item
from analyzer.claims.words import lexicon as wording
from analyzer.claims.words import naming, phrases

_PART = re.compile(
    r"(?!不含|未含|不包括|另|占|比|较|与|同比|即)[^，。；（）\d]{2,20}\d[\d.,]*(?:亿元|万元|千元|元)[，、；]"
    r"|男[^，。；（）\d]{0,5}\d+[人名][，、；]女"
)
_NAMING = "项目名称"
"""“项目名称：X；预算安排规模：65.23万元”: what follows names the topic."""
_OPENS = re.compile(r"(?:（?[一二三四五六七八九十\d]{1,3}[）、.．])?(?P<year>20\d\d)年度?(?![底末初\d])")
"""A paragraph that begins with a year of its own is of that year, whatever heading it stands under."""
_DIVIDED = re.compile(
    r"(?:其中)?(?P<of>[^，。；：、]{0,12}?)(?:[按从][^，。；：、]{2,14}?(?:来?分类?|划分|分类划分|来看|区分|看)"
    rf"|分{wording.KINDS}(?:来?看|为|是)?|按{wording.PLACES}"
    r"|(?:分[为成]?|由(?:以下|下列)?)[两三四五六七八九]个?(?:方面|大?部分|大?类|项)(?:资金|支出)?(?:组成|构成)?)"
)
"""“按资金来源分：”: the parts of the sum just spoken of, divided in one more way."""
_BY_KIND = re.compile(f"分{wording.KINDS}|按{wording.PLACES}")
_ABOVE = 3
"""How many paragraphs above a division what it divides may open one."""
_BY_ACCOUNT = re.compile(r"功能(?:分类|科目)")
_NATURE = re.compile(r"^(?:基本|项目)支出")
_AMONG = re.compile(
    r"^(?:在)?(?P<whole>.{2,40}?)(?:(?:之)?中|(?:主要|具体)?(?:包括|包含)|(?:主要)?用于以下(?:几个)?方面)$"
)
_ACTOR = re.compile(r"^(?:由|在).*(?:的|中)$")
_MONEY = re.compile(r"(?:费|支出|收入|预算|决算|拨款|资金)数?$")
_PLACE = 60
_PATHLIKE = re.compile(r"科目[”\"]?$|[\u4e00-\u9fff）][-/→·][^-/→·，。；]+[-/→·]")
"""An account's path in any syntax: “A-B-C”科目, A/B/C."""
_REPEATED = re.compile(
    r"[，：:]?(?:[与和同较比](?:上年|去年|预算|年初预算|20\d\d年)(?:度)?(?:预算|决算)?数?(?:相比)?)?，?"
)
"""Words before “持平” in a reason that only say the comparison again (“主要原因是与上年持平，无增减变化”)."""
_LEFT_OUT = re.compile(r"[亿万千]?元?(?:均|都|并)?(?:不在其内|不在[其此]列|[未不]包括在内|[未不]包含在内|未计入)")
"""“年初结转178.04万元不在其内”: what the words leave out of the list before it."""
_MOVED = re.compile("(?:收回|上缴|核减|退回|追缴|清退|压减)(?:资金|指标)?")
"""“追加2310.80万元，收回96.40万元，调整后预算5334.90万元”: what was done, not what the sentence goes on about."""
_BEFORE_BASE = re.compile(r"[，；]?(20\d\d)年度?(?=(?:比|较|与|同)(?:上年|去年|上一年))")
_UNREAD = re.compile(r"\d[万亿]?元$")
"""A sum that runs into the percentage after it (“目标33.23亿元101.78%”): what is misprinted says nothing for sure."""


class Narrative:
    """Reads paragraph after paragraph into the ledger."""

    def __init__(self, ledger: Ledger, entity: str) -> None:
        self.ledger = ledger
        self.outline = Outline()
        self.figures = Figures(ledger, entity)
        self.trails = Trails()
        self.reasons = Reasons(ledger, self.figures)
        self.before: Topic | None = None
        self.scopes = [Scope()]

    @property
    def scope(self) -> Scope:
        """The innermost scope that is open."""
        return self.scopes[-1]

    def heading(self, text: str, level: int) -> bool:
        """Whether the paragraph is a heading; it then names the section and the topic of what follows."""
        if not self.outline.take(text, level):
            return False
        self._date(text)
        self.trails.clear()
        return True

    def read(self, index: int, view: View, tokens: list[Token]) -> None:
        """Read one paragraph of prose."""
        self._begin(index, view)
        for clause in cuts.clauses(view.text, tokens):
            self._clause(clause, view)
            words = view.text[clause.start : clause.end]
            opening = (clause.before in ("：", "，") and not words) or words == "其中"
            self._stop(clause, view, opening=opening)
            if clause.after == "；" and cuts.compares(view.text, clause.end + 1):
                self.scope.back_to_head()
            if clause.after == "（" and clause.tokens:
                self._bracket(view.text[clause.end + 1 : clause.end + 80])
        self._end(view)

    def _date(self, text: str) -> None:
        """What a dated heading stands over is of its year, unless it says another."""
        self.outline.date(text, self.ledger.own_year)
        own, opens = self.ledger.own_year, _OPENS.match(text)
        self.ledger.year = own if opens and int(opens["year"]) == own else self.outline.year or own

    # ---- paragraphs and stops ----------------------------------------------------------------------

    def _begin(self, index: int, view: View) -> None:
        self._date(view.text)
        self.before = self.scopes[0].focus or self.before
        self.scopes = [Scope()]
        self.figures.begin(index, view, self.outline.section)
        self.reasons.begin()
        self.divided = False
        continued = self.trails.enter(view.text)
        if continued is not None:
            self.scope.lists.append(continued)
            self.scope.carried = 1
        if view.text.startswith(("其中", "包括")):
            self.scope.focus = self.before

    def _end(self, view: View) -> None:
        self.reasons.close(len(view.text), view, self.scope.focus)
        said = (d for d in self.figures.paragraph() if d.kind == "level" and not d.compared)
        self.trails.leave(view.text, next(said, None))
        if ends_open(view.text) and self.scopes[0].lists:
            self.trails.push(self.scopes[0].lists[-1], view.text)

    def _stop(self, clause: Clause, view: View, *, opening: bool) -> None:
        scope, stop = self.scope, clause.after
        if stop == "（":
            fresh = [lst for lst in scope.lists[-1:] if opening and not lst.members]  # “其中：（1、A；2、B）”
            self.scopes.append(scope.nested(len(self.figures.sentence)))
            self.scope.lists, self.scope.carried = fresh, len(fresh)
        elif stop == "）" and len(self.scopes) > 1:
            for draft in self.figures.sentence[self.scopes.pop().opened_at :]:
                draft.bracketed = True
        elif stop == "；":
            self._semicolon(scope)
        elif stop in ("。", "！"):
            self._sentence(scope, going_on=cuts.begins_next(view.text, clause.end + 1, scope.told))

    def _bracket(self, text: str) -> None:
        """“…费28万元（购置费0万元，运行费28万元）”: sums in brackets after a sum are its parts."""
        if _PART.match(text) and not phrases.opened(text)[1]:
            self._open_list("")

    def _semicolon(self, scope: Scope) -> None:
        scope.suspended = None
        while len(scope.lists) > scope.carried + 1:
            closed = scope.suspended = scope.lists.pop()
            if closed.several:
                scope.focus = closed.topic
        if scope.lists and scope.lists[-1].ended:
            scope.suspended = scope.lists.pop()
            scope.focus = scope.suspended.topic
        scope.prefix, scope.pending, scope.completing = "", None, False
        self.figures.queue = None

    def _sentence(self, scope: Scope, *, going_on: str) -> None:
        while going_on and len(scope.lists) > scope.carried and within_item(scope.lists[scope.carried :], going_on):
            scope.focus = scope.lists.pop().topic
        if going_on and len(scope.lists) > scope.carried:
            scope.prefix, scope.pending, scope.completing = "", None, False
            self.figures.end_sentence()
            return
        closed = next((lst for lst in scope.lists if lst.several), None)
        if closed is not None:
            scope.focus = closed.topic
        if self.figures.spoken:
            scope.lists, scope.carried = [], 0
        scope.suspended = None
        scope.prefix, scope.pending, scope.completing = "", None, False
        self.figures.end_sentence()

    # ---- clauses -----------------------------------------------------------------------------------

    def _clause(self, clause: Clause, view: View) -> None:
        text = view.text[clause.start : clause.end]
        if self.reasons.may_end(clause, text):
            self.reasons.close(clause.start, view, self.scope.focus)
        if text.startswith("等"):
            self._open_end(clause)
        if clause.before == "；":
            self.scope.close_side(text)
        self.reasons.note(clause, text, view, self.scope.focus)
        if text.startswith("由") and re.match(r"[^。]*(?:组成|构成)", view.text[clause.end :]):
            self._open_list("由")
        if clause.tokens:
            self._figures(clause, view)
        elif text:
            self._wordless(clause, text, view)

    def _open_end(self, clause: Clause) -> None:
        if self.scope.lists:
            closed = self.scope.lists.pop()
            closed.leave_open()
            if clause.tokens or closed.several:
                self.scope.focus = closed.topic

    def _wordless(self, clause: Clause, text: str, view: View) -> None:
        """A clause without a figure: it may name the topic, the comparison or the date of what follows."""
        scope = self.scope
        if self.reasons.purpose_from is not None and clause.after == "：" and wording.DIVIDES.fullmatch(text):
            self.reasons.close(clause.start, view, scope.focus)
        if self.reasons.open:
            return
        found = phrases.comparison(text, self.ledger.year)
        if found:
            scope.comparison = found[0]
            named = self.figures.named(text[: found[1]])
            scope.focus = named or scope.focus
            return
        self.figures.note_date(text)
        among = _AMONG.match(text)
        if among:
            self.figures.date = phrases.year_of(text, self.ledger.year) or self.figures.date
        if among and self._among(among["whole"]):
            return
        divided = _DIVIDED.fullmatch(text) if clause.after in ("：", "，") else None
        if divided:
            self.scope.back_to_head()
            told = self._told(divided["of"])
            again, self.divided = self.divided, True
            if again and not told and not scope.lists and clause.before == "。":
                return  # a second division of what the first one left unnamed
            told = told or self._divided_above(text)
            scope.focus = told.topic if told else self.figures.named(divided["of"]) or scope.focus
            head = scope.focus or self.before
            if _BY_ACCOUNT.search(text) and head is not None and _NATURE.search(head.subject):
                scope.focus = Topic("支出")  # accounts divide all expenditure, not the basic or the projects' alone
            else:
                self._open_list(text, colon=clause.after == "：")
            return
        rest, opener = phrases.opened(text)
        if text == "分别为" and clause.after == "：" and not view.text[clause.end + 1 : clause.end + 2].isdigit():
            rest, opener = "", text  # “共安排5个项目，分别为：A228.87万元、…”, and no “A、B分别为：1万元、2万元”
        if opener and clause.after in ("：", "，", "。", "", "（"):
            self._open_list(opener, colon=clause.after == "：")
            text = rest if clause.after == "（" else text
        if _ACTOR.match(text):
            scope.prefix += text
        self._topic(clause, text, view)

    def _divided_above(self, text: str) -> Draft | None:
        """What “分税种看”, “分级次看” divide: the taxes told above, or what the paragraph or one above opens with."""
        if not _BY_KIND.match(naming.without_number(text)):
            return None
        if "税种" in text:
            return self.ledger.whole(Topic("税收收入"))
        opening: dict[int, Draft] = {}
        for draft in self.ledger.drafts:
            if draft.kind in ("level", "count") and self.figures.index - draft.paragraph <= _ABOVE:
                opening.setdefault(draft.paragraph, draft)
        own = opening.pop(self.figures.index, None)
        return own or next((d for _, d in sorted(opening.items(), reverse=True) if not d.whole), None)

    def _among(self, words: str) -> bool:
        topic, level = self.figures.named(words), self._told(words)
        topic = topic or (level.topic if level is not None else None)
        if topic is None or (level is None and not _MONEY.search(words)):
            return False
        self.scope.lists.append(OpenList(topic, level, [], partial=False, colon=True))
        return True

    def _told(self, words: str) -> Draft | None:
        """The level that was told of what ``words`` name, one side of a budget among them (本年支出)."""
        return self.ledger.whole(self.figures.named(words) or (Topic(words) if phrases.side(words) else None))

    def _topic(self, clause: Clause, text: str, view: View) -> None:
        named = view.text.endswith(f"{_NAMING}：", 0, clause.start)
        starts, spoken = clause.before in ("", "。", "；"), text
        alone = starts and clause.after in ("。", "") and cuts.ENUMERATED.match(text)
        headed = (
            starts
            and clause.after == "："
            and not wording.FIELD.fullmatch(text)
            and not phrases.opened(text)[1]
            and not text.endswith(_NAMING)
        )
        pathlike = starts and bool(_PATHLIKE.search(text))
        singled = starts and clause.after == "，" and text.startswith("其中") and _MONEY.search(text)
        if text.startswith("全部为") and clause.before == "，" and self.figures.sentence:
            return  # “三公”经费3.92万元，全部为公务接待费，较上年…: what is told next is of either
        text = wording.ALL_OF_IT.sub("", text)
        text = text.removeprefix("其中") if singled else text
        if not (
            singled
            or (
                clause.after == "，"
                and (len(text) < len(spoken) or self.figures.shared(clause))
                and (_MONEY.search(text) or "的是" in spoken)
            )
            or (starts and clause.after == "，" and cuts.names_item(view.text, clause))
            or named
            or pathlike
            or phrases.path_of(text)
            or ((alone or headed or clause.after == "（") and len(text) <= _PLACE)
        ):
            return
        topic = self.figures.named(text)
        if topic is None and headed and (side := phrases.side(text)):
            topic = Topic(side)  # “2、支出：884.42万元”
        if topic is not None:
            self.scope.focus = topic
            self.figures.lead = topic

    def _open_list(self, opener: str, *, colon: bool = False) -> None:
        scope = self.scope
        focus = scope.focus or (self.before if not self.figures.spoken else None)
        level = self.ledger.whole(focus)
        changes = self.ledger.changes(focus, self.figures.index)
        if level is None:
            level = self.figures.of_another_stage(focus) or (None if changes else self.figures.last_level())
            focus = level.topic if level else focus
        partial = opener.startswith(wording.OPEN_LISTS) and "以下" not in opener
        scope.lists.append(OpenList(focus, level, changes, partial, colon, self.figures.beside(level)))

    def _figures(self, clause: Clause, view: View) -> None:
        start = clause.start
        head = cuts.made_of(view.text, clause)
        if head is not None:
            self.scope.focus = self.figures.named(head) or self.scope.focus
            self._open_list("由")
        elif (level := self._told(of := cuts.includes(view.text, clause))) is not None:
            self.scope.focus, start = level.topic, start + len(of)
        elif self._told(of := cuts.amid(view.text, clause)) and self._among(of):
            start += len(of) + 1
        for token in clause.tokens:
            if self._figure(clause, token, start, view):
                start = self.figures.read_to
        tail = view.text[start : clause.end]
        if tail.startswith("等"):
            self._open_end(clause)
        if clause.after in ("：", "，") and (opener := phrases.opened(tail)[1]).startswith("其中"):
            self._open_list(opener, colon=clause.after == "：")  # “减少28%其中：…”
        if clause.after == "（" and tail[:1] in ("和", "及", "与") and (topic := self.figures.named(tail[1:])):
            self.scope.focus = topic  # “基本支出（占64.66%）4211.60万元和项目支出（占35.90%）…”
        heads = tail == "中" or (not tail and clause.after == "：")  # “农林水专项12480万元中，…”
        last = self.figures.sentence[-1] if self.figures.sentence and heads else None
        if last is not None and last.kind in ("level", "count") and not last.compared:
            self.scope.focus = last.topic
            self._open_list("", colon=True)
        found = phrases.comparison(tail, self.ledger.year) if tail else None
        if found and not self.reasons.at(start):
            self.scope.comparison = found[0]

    def _figure(self, clause: Clause, token: Token, start: int, view: View) -> bool:
        """Read a figure; False where it states nothing, so that it stays part of the words before the next."""
        scope, figures = self.scope, self.figures
        aside = bool(wording.EXCLUDED.search(view.text, 0, clause.end)) and not self.reasons.at(token.start)
        reasoning, focus = self.reasons.at(token.start), scope.focus
        if reasoning:
            start = max(start, self.reasons.reason_from or 0)
        seg = view.text[max(start, token.start - phrases.LONG) : token.start]
        if token.kind in ("direction", "none") and reasoning:
            return False
        if token.kind == "percent" and _UNREAD.search(seg):
            return False
        if token.kind == "flat" and reasoning and not _REPEATED.fullmatch(seg):
            return False
        dated = _BEFORE_BASE.match(seg)  # “2023年度比上年增长2.95%” in a text on 2024
        phrase = phrases.phrase(
            seg, year=int(dated[1]) if dated else self.ledger.year, percent=token.kind == "percent",
            after_base=scope.pending is not None, listed=phrases.listed(view.text, token.end),
        )  # fmt: skip
        opened = bool(phrase.opener) and not (figures.queue and not phrase.subject)
        first = start == clause.start
        if opened:
            if first and clause.before == "；":
                self.scope.back_to_head()
            self._open_list(phrase.opener)
        listed = seg.startswith("、")
        figures.joined = "、" if listed else clause.before if first else (seg[:1] if seg[:1] in "和及" else "")
        figures.left = start
        drafts = figures.take(token, phrase, seg, scope, clause.start if first or start != clause.start else start)
        for draft in drafts:
            while scope.lists and scope.lists[-1].ended_by(draft):
                scope.lists.pop()
            if scope.suspended is not None and (scope.suspended.completed_by(draft) or scope.suspended.names(draft)):
                scope.suspended.admit(draft)
                continue
            for lst in scope.lists[-1:]:
                if not _LEFT_OUT.match(view.text, token.end):
                    lst.admit(draft)
            if self.reasons.reason_from is not None and draft.kind in CHANGES:
                draft.reason = ""
        moved = focus is not None and any(_MOVED.fullmatch(draft.topic.subject) for draft in drafts)
        if reasoning or moved or (aside and focus is not None):
            scope.focus = focus  # what is excluded and what a reason counts is not what the sentence goes on about
        if opened and not drafts:
            scope.lists.pop()
        return bool(drafts)
