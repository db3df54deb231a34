"""Words: known misspellings, names that differ by one character, and two terms for one thing in one document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from analyzer.checks import wording
from analyzer.checks.registry import Case, Hit, check
from analyzer.model import Paragraph, Repair, Source
from analyzer.text import squeeze

Place = tuple[str, Source]
"""A printed text without blanks and its source."""


@wording.per_document
def texts(case: Case) -> list[Place]:
    """Every paragraph and every row of every table with its place; cells are told apart by “|”."""
    name = case.reading.name
    result: list[Place] = []
    for block in case.reading.extraction.document.blocks:
        if isinstance(block, Paragraph):
            result.extend(_lines(name, block))
            continue
        for row in block.rows:
            printed = list({id(c): c for c in row if c is not None and c.text}.values())
            if printed:
                first = printed[0]
                joined = "|".join(squeeze(c.text) for c in printed)
                result.append((joined, Source(document=name, page=first.page, line=first.line, text=joined)))
    return result


def _lines(name: str, paragraph: Paragraph) -> Iterator[Place]:
    """A paragraph as a whole, placed on the page where it begins."""
    text = squeeze(paragraph.text)
    if text:
        yield text, Source(document=name, page=paragraph.page, line=paragraph.line, text=paragraph.text)


@wording.per_document
def _whole(case: Case) -> str:
    """All of the texts, one to a line."""
    return "\n".join(text for text, _ in texts(case))


def quoted(place: Place, start: int, end: int) -> Source:
    """The source of one match, quoting a few characters around it."""
    text, source = place
    shown = text[max(0, start - 8) : end + 8]
    return Source(document=source.document, page=source.page, line=source.line, text=shown)


@check(
    "typo",
    severity="note",
    zh="错别字：{quotes}；应为{right}。",
    en="Misspelt: {quotes}; should read {right}.",
)
def typo(case: Case) -> Iterator[Hit]:
    """Words that this kind of document is known to misspell, from assets/vocabulary/typos.csv.

    Example: 财政拔款 for 财政拨款, 公务车用车 for 公务用车, 社区事物 for 社区事务.
    """
    found: list[Source] = []
    right: list[str] = []
    repairs = []
    whole = _whole(case)
    for row in wording.rows("typos"):
        for place in texts(case) if row["wrong"] in whole else ():
            start = place[0].find(row["wrong"])
            if start >= 0:
                source = quoted(place, start, start + len(row["wrong"]))
                found.append(source)
                right.append(f"“{row['right']}”")
                repairs.append(Repair(printed=row["wrong"], proposed=row["right"], edit="spelling", source=source))
    if found:
        hit = wording.grouped(found, right="、".join(dict.fromkeys(right)))
        yield Hit(sources=hit.sources, values=hit.values, repair=tuple(repairs[:6]))


DOUBLED = re.compile(
    r"(?<!目)的的|(?<![因作成行])为为|20\d\d年年(?![初末底中终度])|[亿万]元[亿万]?元|了了|对对(?!应)"
    r"|主要原因[是为系]?主要[是为系]|主要主要|(?:主要[是为系]){2}|原因[是为][是为](?!了)"
)


@check("typo-doubled-word", severity="note", zh="文字重复：{quotes}。", en="A word is doubled: {quotes}.")
def doubled_word(case: Case) -> Iterator[Hit]:
    """A small word printed twice is a slip of typing.

    Example: “保障单位运转的的支出”, “2024年年度”.
    """
    found = [quoted(place, *m.span()) for place in texts(case) for m in DOUBLED.finditer(place[0])]
    if found:
        yield wording.grouped(found)


@check(
    "typo-in-name",
    severity="note",
    zh="名称疑有错字：“{variant}”与通用写法“{term}”只差一字：{quotes}。",
    en="“{variant}” differs from “{term}” by one character: {quotes}.",
)
def typo_in_name(case: Case) -> Iterator[Hit]:
    """A name that stands once and differs by one character from one that stands often is misspelt.

    Compared are the names the document itself puts in quotes, its offices, and the fixed terms of the genre.
    Example: 五项一金 beside “五险一金”.
    """
    whole = _whole(case)
    allowed = frozenset(row["term"] for row in wording.rows("terms")) | {r["variant"] for r in wording.rows("terms")}
    for term in sorted(_names(case, whole)):
        for variant, count in Counter(_near(term, whole)).items():
            if variant in allowed or count * 3 > whole.count(term):
                continue
            found = [quoted(p, i, i + len(variant)) for p in texts(case) if (i := p[0].find(variant)) >= 0]
            if found:
                yield wording.grouped(found, variant=variant, term=term)


COMMON = re.compile(r"(收入|支出|预算|决算|经费|资金|费用|工作|项目|管理|事务|单位|部门|拨款|结余)$")


def _names(case: Case, whole: str) -> set[str]:
    """Names of at least four characters that the document uses at least three times."""
    quotes = {q for q in re.findall(r"“([\u4e00-\u9fff]{4,12})”", whole) if len(q) > 5 or not COMMON.search(q)}
    fixed = {row["term"] for row in wording.rows("terms") if len(row["term"]) > 5} | {case.reading.profile.entity}
    return {name for name in quotes | fixed if len(name) >= 4 and whole.count(name) >= 3}


def _near(term: str, whole: str) -> Iterator[str]:
    """The strings of equal length in ``whole`` that differ from ``term`` in one inner character.

    One half of such a string equals the half of the term, so that only its occurrences are looked at.
    """
    half = len(term) // 2
    for part, offset in ((term[:half], 0), (term[half:], half)):
        for match in re.finditer(re.escape(part), whole):
            start = match.start() - offset
            window = whole[start : start + len(term)] if start >= 0 else ""
            odd = [(a, b) for a, b in zip(term, window, strict=False) if a != b]
            if len(window) == len(term) and len(odd) == 1 and _misspelt(term, window, *odd[0]):
                yield window


def _misspelt(term: str, window: str, right: str, wrong: str) -> bool:
    """Whether one character for another is a slip: both Chinese, neither a numeral, not at either end."""
    numerals = "一二三四五六七八九十百千万上下本前后年月日"
    chinese = "\u4e00" <= wrong <= "\u9fff" and "\u4e00" <= right <= "\u9fff"
    inner = window[0] == term[0] and window[-1] == term[-1]
    return chinese and inner and right not in numerals and wrong not in numerals


ACCOUNT = re.compile(r"(^|\|)30[23]\|?\d\d\|")
"""A row of an economic account, whose name is fixed by the classification whatever the document says elsewhere."""


@check(
    "terms-inconsistent",
    severity="note",
    zh="用语前后不一致：既写“{variant}”，又写“{term}”（规范用语）：{quotes}。",
    en="Two terms for one thing, “{variant}” and “{term}”: {quotes}.",
)
def terms_inconsistent(case: Case) -> Iterator[Hit]:
    """One thing has one name throughout a document, above all in the titles of statutory tables.

    Pairs are in assets/vocabulary/terms.csv. Example: 政府基金预算 in a title, 政府性基金预算 everywhere else;
    上缴上级支出 explained, 上解上级支出 in the table.
    """
    places = [place for place in texts(case) if not ACCOUNT.search(place[0])]
    whole = "\n".join(text for text, _ in places)
    for row in wording.rows("terms"):
        term, variant = row["term"], row["variant"]
        if variant not in whole:
            continue
        odd = [quoted(p, i, i + len(variant)) for p in places if (i := _find(p[0], variant, term)) >= 0]
        usual = [quoted(p, i, i + len(term)) for p in places if (i := p[0].replace("|", "").find(term)) >= 0]
        if odd and usual and not _is_date(row["meaning"], odd):
            fewer, more = (odd, usual) if len(odd) <= len(usual) else (usual, odd)
            yield wording.grouped([*fewer[:16], *more[:2]], term=term, variant=variant)


def _find(text: str, variant: str, term: str) -> int:
    """Where ``variant`` stands and is no part of ``term``."""
    if variant in term:
        text = text.replace(term, "\0" * len(term))
    return text.find(variant)


def _is_date(meaning: str, odd: list[Source]) -> bool:
    """截止 is right of a deadline; only “截止2024年…” in place of 截至 is odd."""
    return meaning == "until" and not any(re.search(r"截止(到|至)?20\d\d年", source.text) for source in odd)
