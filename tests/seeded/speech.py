# ruff: noqa: E501 - a Chinese character counts as two columns; the lines are no longer than the others
"""Sentences from templates: `Voice.say` turns tokens into marked figures.

Tokens: ``{y}`` this year, ``{p}`` last year, ``{org}``, ``{self}`` (本单位 / 本部门), ``{L:key}`` a level, ``{P:key}`` last
year's level, ``{A:key}`` the 年初预算 of final accounts, ``{S:key/whole}`` a share, ``{C:key}`` a completion (``{K:key}``
with its words), ``{V:key}`` a whole comparison (change and rate, or flat), ``{W:key}`` the same with its reason (``{V:key@name}`` names its subject), ``{R:key}`` a comparison by rate
alone, ``{X:key}`` 小于/大于/等于, ``{N:key}`` a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from tests.seeded.codes import FUNCTIONS
from tests.seeded.ledger import Ledger
from tests.seeded.style import Books, Style, Wording, percent
from tests.specimens.specification import Mark, Part, Prose

_TOKEN = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_SELDOM = 0.08
"""How often a comparison is told as a move from one figure to the other."""
_MORE = ("人员经费增加", "新增专项工作任务", "社保缴费基数提高", "项目支出安排增加", "按规定新增工作经费")
_LESS = ("厉行节约压减支出", "项目支出安排减少", "部分项目到期减少支出", "人员减少相应减少支出", "压减一般性支出")
PURPOSES = {
    "行政运行": "保障机关正常运转的人员和日常公用支出", "住房公积金": "按规定为职工缴纳住房公积金", "购房补贴": "发放购房补贴",
    "机关事业单位基本养老保险缴费支出": "缴纳职工基本养老保险", "机关事业单位职业年金缴费支出": "缴纳职工职业年金",
    "行政单位医疗": "缴纳职工基本医疗保险", "事业单位医疗": "缴纳职工基本医疗保险", "行政单位离退休": "离退休人员相关支出",
    "事业单位离退休": "离退休人员相关支出", "公务员医疗补助": "缴纳公务员医疗补助", "死亡抚恤": "发放死亡人员抚恤金",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Speaks of ``books`` in ``style``; ``rng`` chooses among reasons."""

    style: Style
    books: Books
    rng: Random

    @property
    def wording(self) -> Wording:
        return (self.style.final_wording or self.style.wording) if self.books.final else self.style.wording

    def base(self, wording: Wording) -> Ledger:
        return {"previous": self.books.previous, "execution": self.books.execution, "initial": self.books.initial}[
            wording.against
        ]

    def prose(self, template: str, level: int = 0) -> Prose:
        """A paragraph from ``template``."""
        return Prose(parts=tuple(self.say(template)), level=level)

    def say(self, template: str, wording: Wording | None = None) -> Iterator[Part]:
        """The parts of ``template``: plain text and marks."""
        at = 0
        for token in _TOKEN.finditer(template):
            yield template[at : token.start()]
            yield from self._token(token[1], token[2] or "", wording or self.wording)
            at = token.end()
        yield template[at:]

    def _token(self, name: str, key: str, wording: Wording) -> Iterator[Part]:
        books = self.books
        plain = {"y": str(books.year), "p": str(books.year - 1), "kept": str(books.year - (not books.final)),
                 "org": books.office.name, "self": f"本{books.scope_name}", "scope": books.scope_name}  # fmt: skip
        if name in plain:
            yield plain[name]
        elif name in "LPAZ":
            ledger = {"L": books.current, "P": books.previous, "A": books.initial, "Z": books.execution}[name]
            yield self.level(key, ledger, role="level" if name in "LA" else "base")
            yield self.style.text_unit
        elif name == "S":
            yield from self.share(*key.split("/"))
        elif name in ("C", "K"):
            yield from self.completion(key, "完成年初预算的" if name == "K" else "")
        elif name in ("V", "W"):
            key, _, subject = key.partition("@")
            yield from self.comparison(key, _about(wording, subject), reason=name == "W")
        elif name == "R":
            yield from self.rate_alone(key, wording)
        elif name == "X":
            yield from self.order(key)
        elif name == "N":
            number = str(books.current.counts.get(key, 0))
            yield Mark(text=number, role="count", key=key, year=books.year, decimals=0)

    def level(self, key: str, ledger: Ledger, role: str = "level") -> Mark:
        fen = ledger[key]
        book = {id(self.books.current): "current", id(self.books.initial): "initial"}.get(id(ledger), "previous")
        return Mark(text=self.style.spoken(fen), role="level" if role == "level" else "base", key=key, fen=fen,
                    unit=self.style.text_unit, year=ledger.year, base=book)  # fmt: skip

    def share(self, key: str, whole: str) -> Iterator[Part]:
        """占…的12.34%: of a whole that is zero nothing can be said, so nothing is."""
        current = self.books.current
        text = percent(current[key], current[whole], self.style.rate_decimals) if current[whole] else "0.00"
        yield Mark(text=text, role="share", key=key, of=whole, unit="%", year=self.books.year)
        yield "%"

    def completion(self, key: str, words: str) -> Iterator[Part]:
        """完成年初预算的96.90%; of a budget that is zero it says that there was none."""
        current, initial = self.books.current[key], self.books.initial[key]
        if not initial:
            yield "年初未安排预算" if words else "0%"
            return
        yield words
        text = percent(current, initial, self.style.rate_decimals)
        yield Mark(text=text, role="completion", key=key, unit="%", year=self.books.year)
        yield "%"

    def comparison(self, key: str, wording: Wording, reason: bool) -> Iterator[Part]:
        """“比上年预算增加12.34万元，增长1.20%，主要原因是…”, or the words for no change."""
        now, then = self.books.current[key], self.base(wording)[key]
        change = self.style.spoken(abs(now - then))
        if now == then or not change.strip("0.,"):
            yield from self.say_plain(wording.flat, wording, key)
            return
        if then and self.rng.random() < _SELDOM:
            yield from self._moved(key, now, then, wording)
            return
        yield from self.say_plain(wording.base, wording, key)
        yield Mark(text=wording.more if now > then else wording.less, role="direction", key=key, year=self.books.year)
        yield Mark(text=change, role="change", key=key, fen=abs(now - then), unit=self.style.text_unit,
                   year=self.books.year, base=wording.against)  # fmt: skip
        yield self.style.text_unit
        if then:
            yield wording.join
            yield from self._rate(key, now, then, wording.up if now > then else wording.down)
            yield "）" if wording.join == "（" else ""
        else:
            yield Mark(text=wording.no_base, role="note", key=key, column="no base", year=self.books.year)
        if reason:
            yield f"，{wording.reason}"
            yield self.cause(now > then, key)

    def _moved(self, key: str, now: int, then: int, wording: Wording) -> Iterator[Part]:
        """“由上年的4.00万元减少到3.00万元，降幅25.00%”."""
        yield "由上年的"
        yield self.level(key, self.base(wording), role="base")
        yield self.style.text_unit
        yield Mark(text="增加" if now > then else "减少", role="direction", key=key, year=self.books.year)
        yield f"到{self.style.spoken(now)}{self.style.text_unit}，{'增幅' if now > then else '降幅'}"
        text = percent(abs(now - then), then, self.style.rate_decimals)
        yield Mark(text=text, role="rate", key=key, unit="%", year=self.books.year)
        yield "%"

    def cause(self, more: bool, key: str) -> Mark:
        """A reason that agrees with the direction."""
        return Mark(text=self.rng.choice(_MORE if more else _LESS), role="reason", key=key, year=self.books.year)

    def rate_alone(self, key: str, wording: Wording) -> Iterator[Part]:
        """“比2023年预算执行数减少57.14%”."""
        now, then = self.books.current[key], self.base(wording)[key]
        if now == then or not then:
            if now == then:
                yield from self.say_plain(wording.flat, wording, key)
            return
        yield from self.say_plain(wording.base, wording, key)
        yield from self._rate(key, now, then, wording.more if now > then else wording.less)

    def _rate(self, key: str, now: int, then: int, word: str) -> Iterator[Part]:
        yield Mark(text=word, role="direction", key=key, year=self.books.year, column="rate")
        yield Mark(text=percent(abs(now - then), then, self.style.rate_decimals), role="rate", key=key, unit="%",
                   year=self.books.year)  # fmt: skip
        yield "%"

    def order(self, key: str) -> Iterator[Part]:
        """决算数小于预算数 / 大于 / 等于, as the printed figures have it."""
        now, then = self.books.current[key], self.books.initial[key]
        same = self.style.spoken(now) == self.style.spoken(then)
        word = "与预算数持平" if same else "小于预算数" if now < then else "大于预算数"
        yield Mark(text=word, role="flat" if same else "direction", key=key, year=self.books.year, column="order")

    def say_plain(self, template: str, wording: Wording, key: str) -> Iterator[Part]:
        """A phrase of the wording, in which ``{P}`` stands for last year's level of ``key``."""
        at = 0
        for token in _TOKEN.finditer(template):
            yield template[at : token.start()]
            if token[1] == "p":
                year = str(self.books.year - 1)
                yield Mark(text=year, role="year", key=key, column="base", base=wording.against, year=self.books.year)
            elif token[1] == "P":
                yield self.level(key, self.base(wording), role="base")
                yield self.style.text_unit
            else:
                yield from self._token(token[1], "", wording)
            at = token.end()
        yield template[at:]

    def path(self, code: str, pattern: str = "{}（类）{}（款）{}（项）") -> Part:
        """The names of 类, 款 and 项 of ``code``."""
        names = (FUNCTIONS[code[:digits]] for digits in (3, 5, 7))
        return Mark(text=pattern.format(*names), role="name", key=code)

    def purpose(self, code: str) -> Mark:
        name = FUNCTIONS[code]
        parent = FUNCTIONS[code[:5]]
        text = PURPOSES.get(name) or (
            f"{name}方面的支出" if parent in name or len(name) > 4 else f"{parent}{name}方面的支出"
        )
        return Mark(text=text, role="purpose", key=code)


def _about(wording: Wording, subject: str) -> Wording:
    """The wording with its subject said: “与上年相比，支出合计减少…”, “支出合计比上年减少…”."""
    if not subject:
        return wording
    base = wording.base + subject if wording.base.endswith("，") else subject + wording.base
    return replace(wording, base=base, flat=subject + wording.flat)
