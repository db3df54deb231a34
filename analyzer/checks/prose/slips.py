"""Slips of the pen that a proof-reader marks: punctuation, unfilled templates, contents pages, units left out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from analyzer.checks import wording
from analyzer.checks.registry import Case, Hit, check
from analyzer.model import Source
from analyzer.text import squeeze

OPPOSITES = "增加|增长|上升|减少|下降|降低|大于|小于|多于|少于|高于|低于"
OPTION = re.compile(
    rf"(?:{OPPOSITES})\s*[（(]\s*或?(?:{OPPOSITES}|持平)\s*[）)]\s*(?=[\d.XＸ×_＿%]|万元|元|预算|决算|年初|全年|的?主要原因|的?原因)"
    rf"|(?<=原因[是为])(?:{OPPOSITES})\s*[（(]\s*(?:{OPPOSITES}|持平)\s*[）)]"
    rf"|(?:{OPPOSITES})\s*[/／]\s*(?:{OPPOSITES})\s*(?=[\d.XＸ×_＿])"
    r"|(?:增加|增长|上升)\s*(?:减少|下降|降低)\s*(?=\d)|(?:减少|下降|降低)\s*(?:增加|增长|上升)\s*(?=\d)"
)
PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9XＸ×])(?:[XＸ×]{2,}|[xｘ]{2,})(?![A-Za-z0-9])|某某(?=[单部局委办市县区])|\[?【(?:单位|部门)名称】"
)
RULED = re.compile(r"[_＿]{2,}\s*(?=万元|元|年|月|日|%|个|辆|人)|(?<=[为共至])\s*[_＿]{2,}")
UNFILLED = re.compile(
    r"(?:占|增加|减少|增长|下降|降低|完成)[ 　\u00a0]+(?:%|％|万元|元)(?=[，。；,;、])|占[%％](?=[，。；,;])"
)
"""A place for a figure that nobody filled: “占 %，比上年减少 万元”."""
INSTRUCTION = re.compile(
    r"[（(][^（）()]{2,60}(?:填写|填列|填报|选填)[）)]"  # an instruction in brackets
    r"|[（(](?:如|若|按|请|没有)[^（）()]{1,40}(?:表述|删除|删去)[）)]"
    r"|请各?(?:单位|部门)?(?:根据|按照?|参照|结合|自行|如实)[^，。；]{0,20}(?:填写|修改|删除|补充|说明)"
    r"|作下述说明"
    r"|[（(](?:单位|部门)名称[）)]|(?<=[局委办院校厅站所会])(?:部门[（(]单位[）)]|单位[（(]部门[）)])"  # both names
    r"|(?<=[:：。；，])列明|列明(?=公务|出国|国内|接待)"  # “list here”
)


@check(
    "template-residue",
    severity="warning",
    zh="模板残留未处理：{quotes}（“增加（减少）”等选项未取舍、XX等占位未填写或填写说明未删除）。",
    en="The template was left unfinished: {quotes}.",
)
def template_residue(case: Case) -> Iterator[Hit]:
    """The published text holds no more options, placeholders or instructions of the blank form.

    A reader can't tell whether a figure rose or fell. Example: 其他支出增加（减少）0 万元; XX局; （如持平作持平表述）.
    """
    found = []
    for line in wording.lines(case):
        if not line.heading:
            found += [wording.at(case, line, *m.span()) for m in OPTION.finditer(line.text)]
        for pattern in (PLACEHOLDER, RULED, UNFILLED, INSTRUCTION):
            found += [wording.at(case, line, *m.span()) for m in pattern.finditer(line.text)]
    found += [wording.in_cell(case, c) for c in wording.cells(case) if PLACEHOLDER.search(c.text)]
    if found:
        yield wording.grouped(found)


@check(
    "contents-page-order",
    severity="warning",
    zh="目录页码倒退：{quotes}，排在后面的内容页码反而更小。",
    en="Page numbers of the contents run backwards: {quotes}.",
)
def contents_page_order(case: Case) -> Iterator[Hit]:
    """Page numbers of a contents page never decrease.

    Where they do the contents were not renewed and lead the reader astray. A list that starts again at 1 is another
    list. Example: “…支出表 17”, then “一、单位职责 16”.
    """
    entries = []
    for line in wording.lines(case):
        if found := wording.LEADER.match(line.text.strip()):
            entries.append((line, found["name"].strip(), int(found["page"])))
    found_places: list[Source] = []
    for (before, name, page), (after, next_name, next_page) in itertools.pairwise(entries):
        if 1 < next_page < page and after.index - before.index < 4:
            found_places.append(wording.at(case, before, 0, 1, f"{name} {page}"))
            found_places.append(wording.at(case, after, 0, 1, f"{next_name} {next_page}"))
    if found_places:
        yield wording.grouped(found_places, [s.text.split()[-1] for s in found_places])


WAN = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*万(?=[，。；、,;）)]|$|合计|其中)")
NAKED = re.compile(
    r"(?:为|安排|增加|减少|共计|合计|金额|支出|收入|预算数?|决算数?|费)\s*(?P<number>\d[\d,]*\.\d{2})(?=[。；，]|$)"
)
MONEY = re.compile(r"预算|资金|经费|支出|收入|拨款|投入|金额|费用|元")


@check(
    "amount-without-unit",
    severity="warning",
    zh="金额缺少计量单位“元”或“万元”：“{section}”部分的{quotes}。",
    en="Amounts without their unit (元, 万元), section “{section}”: {quotes}.",
)
def amount_without_unit(case: Case) -> Iterator[Hit]:
    """An amount names its unit: 万元, not 万, and never nothing.

    Example: 项目总预算1720.00万，其中…; 公务接待费13.95。
    """
    found, figures, sections = [], [], []
    for line in wording.lines(case):
        if (
            ("元" not in line.text and not MONEY.search(line.text))
            or line.heading
            or wording.is_contents(line.paragraph)
        ):
            continue
        for match in [*WAN.finditer(line.text), *NAKED.finditer(line.text)]:
            if _is_amount(line.text, match):
                found.append(wording.at(case, line, *match.span()))
                figures.append(match["number"])
                sections.append(line.section)
    if found:
        named = "、".join(dict.fromkeys(s for s in sections if s)) or "正文"
        yield wording.grouped(found, figures, section=named)


SHARING = re.compile(r"(?:[,，、]|和|与)\s*-?\d[\d.,]*\s*(?:亿元|万元|千元|元)")
"""What follows a figure that shares the unit of the next (“各减少1267.86，2570.97万元”)."""


def _is_amount(text: str, match: re.Match[str]) -> bool:
    """Whether the number is money: “万” needs decimals or a word of money in its clause; a bare one 万元 beside it."""
    if "万" in match[0]:
        near = text[max(0, match.start() - 30) : match.start()]
        return "." in match["number"] or bool(re.search(r"预算|资金|经费|拨款|投入|金额", near))
    before = text[: match.start("number")]
    other = re.search(r"(得分|评分|分值|指数|面积|系数|占比|占|率|比例|比重|温度|里程).{0,4}$", before)
    if SHARING.match(text, match.end("number")):
        return False
    return bool(re.search(r"\d\s*万?元", text)) and not other and not re.search(r"分别|单位[:：为]", before)


DOUBLED = re.compile(r"，{2,}|。{2,}|；{2,}|、{2,}|：{2,}|[，、；：]。|。[，、；：]|，[；、：]|[；、]，|、；|,,+|;;+")


@check(
    "punctuation-doubled",
    severity="note",
    zh="标点重复或连用：{quotes}。",
    en="Doubled punctuation: {quotes}.",
)
def punctuation_doubled(case: Case) -> Iterator[Hit]:
    """Two stops never follow each other.

    Example: “……工作需要。。”, “，；”.
    """
    found = []
    for line in wording.lines(case):
        text = squeeze_marks(line.text)
        found += [wording.at(case, line, *m.span(), text=context(line.text, *m.span())) for m in DOUBLED.finditer(text)]
    found += [wording.in_cell(case, c) for c in wording.cells(case) if DOUBLED.search(c.text) and len(c.text) > 6]
    if found:
        yield wording.grouped(found)


def squeeze_marks(text: str) -> str:
    """Text of the same length in which the dots of an ellipsis are no stops."""
    return re.sub(r"。{3,}|\.{3,}", lambda m: "…" * len(m[0]), text)


def context(text: str, start: int, end: int, around: int = 12) -> str:
    """The characters of ``text`` from ``start`` to ``end``, with some on either side."""
    return text[max(0, start - around) : end + around].strip()


@check(
    "punctuation-section-end",
    severity="note",
    zh="段末标点错误：“{section}”一段以“{mark}”结尾，应为“。”：{quotes}。",
    en="The section “{section}” ends with “{mark}” instead of a full stop: {quotes}.",
)
def punctuation_section_end(case: Case) -> Iterator[Hit]:
    """The last sentence of a section ends with 。

    Example: “其他收入 6.2 万元，占 0.21%；” before the next heading.
    """
    found: dict[str, list[Source]] = {}
    names: dict[str, list[str]] = {}
    for line, following in _ends(case):
        text = line.text.rstrip()
        if text[-1:] in "；;，,、" and not line.heading and len(squeeze(text)) > 12:
            if following and wording.enumerator(line.text) == wording.enumerator(following.text) != "":
                continue
            found.setdefault(text[-1], []).append(_tail(case, line))
            names.setdefault(text[-1], []).append(line.section)
    for mark, places in found.items():
        figures = [n for place in places for n in re.findall(r"\d[\d,]*\.\d+", place.text)]
        named = "、".join(dict.fromkeys(names[mark]))
        yield wording.grouped(places, figures, mark=mark, section=named)


def _ends(case: Case) -> Iterator[tuple[wording.Line, wording.Line | None]]:
    """Paragraphs that a heading (or the end) follows at once, each with that heading."""
    all_lines = wording.lines(case)
    for i, line in enumerate(all_lines):
        following = all_lines[i + 1] if i + 1 < len(all_lines) else None
        if following is None or (following.heading and following.index == line.index + 1):
            yield line, following


def _tail(case: Case, line: wording.Line) -> Source:
    text = line.text.rstrip()
    return line.paragraph.source(case.reading.name, len(text) - 1, len(text), text[-36:])


SENTENCE = re.compile(r"[，,；;].*[，,；;]|[，,].*\d|为\s*\d|共\s*\d|。.{6,}")


@check(
    "punctuation-missing-stop",
    severity="note",
    zh="句末缺少句号“。”：{quotes}（其他同类段落都有句号）。",
    en="A sentence ends without a full stop: {quotes}.",
)
def punctuation_missing_stop(case: Case) -> Iterator[Hit]:
    """A paragraph of sentences ends with a full stop where the others of the document do.

    A sentence without an end may have lost more than its stop.
    Example: “…机关运行经费预算为464.64万元” before a heading.
    """
    sentences = [line for line in wording.lines(case) if _is_sentence(line)]
    stopped = sum(line.text.rstrip()[-1:] in wording.TERMINAL for line in sentences)
    if len(sentences) < 4 or stopped * 10 < len(sentences) * 7:
        return
    found = [_tail(case, line) for line, _ in _ends(case) if _is_sentence(line) and _unstopped(line.text)]
    if found:
        figures = [n for place in found for n in re.findall(r"\d[\d,]*\.\d+", place.text)]
        yield wording.grouped(found, figures)


def _is_sentence(line: wording.Line) -> bool:
    text = squeeze(line.text)
    return (
        not line.heading and not wording.is_contents(line.paragraph) and len(text) > 20 and bool(SENTENCE.search(text))
    )


def _unstopped(text: str) -> bool:
    last = text.rstrip()[-1:]
    return last == "%" or "\u4e00" <= last <= "\u9fff"


FIELD = re.compile(r"[\u4e00-\u9fff]。[\u4e00-\u9fff]{2,6}$")
STRAY = re.compile(r"^\s*[.．。，,、；;：:]\s*[\u4e00-\u9fff]")


@check(
    "punctuation-in-field",
    severity="note",
    zh="表格栏目内标点错误（“。”误作“、”，或以标点开头）：{quotes}（指标值确定依据等栏）。",
    en="Wrong punctuation in a field of a table: {quotes}.",
)
def punctuation_in_field(case: Case) -> Iterator[Hit]:
    """A list of words in a cell is parted by 、, and no cell begins with a stop.

    Example: “工作记录。反馈”; “.按规定进行设备维护…” whose number was lost.
    """
    found = []
    for cell in wording.cells(case):
        text = squeeze(cell.text)
        if (len(text) <= 16 and FIELD.search(text)) or STRAY.search(text):
            found.append(wording.in_cell(case, cell))
    if found:
        yield wording.grouped(found)
