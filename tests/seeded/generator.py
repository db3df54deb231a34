# ruff: noqa: E501 - a Chinese character counts as two columns; the lines are no longer than the others
"""Invented disclosures that are exactly right: families of documents that are judged together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from tests.seeded import annexes
from tests.seeded.codes import FIELDS
from tests.seeded.ledger import Ledger, Office, combined, derived, first_year, next_year, office, rounded
from tests.seeded.speech import Voice
from tests.seeded.statements import statements
from tests.seeded.style import Books, Style
from tests.seeded.styles import NAMES, narrative, style
from tests.specimens.specification import Block, Disclosure, Mark, Prose, Sheet

_PLACES = (
    "云岭",
    "清河",
    "锦屏",
    "临江",
    "松泉",
    "安平",
    "望海",
    "柳川",
    "青石",
    "东岳",
    "南浦",
    "北辰湾",
    "西陵渡",
    "白鹭",
    "金沙坪",
)
_LEVELS = ("市", "区", "县", "州")
GRAINS = (1, 100, 10_000, 1_000_000)
"""Smallest steps of the exact amounts in 分: unrounded, whole 元, 0.01 万元, whole 万元."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Documents that belong together: one alone, two years of one office, or a department and its head office."""

    kind: str
    documents: tuple[Disclosure, ...]


def families(seed: int, count: int) -> Iterator[Family]:
    """Families with at least ``count`` documents in all; the same for the same ``seed``."""
    made = number = 0
    while made < count:
        family = make(Random(f"{seed}:{number}"), number)
        yield family
        made += len(family.documents)
        number += 1


def make(
    rng: Random, number: int, kind: str = "", province: str = "", spoil: str = "", place: str = ""
) -> Family:  # fmt: skip
    """The family of ``number``: provinces take turns, the rest is drawn, but for what is named.

    ``spoil`` makes the books themselves wrong, so that every table agrees with every other: ``three below line`` (三公
    less than the 30217 line of basic expenditure), ``department below unit``.
    """
    name = province or NAMES[number % len(NAMES)]
    kind = kind or rng.choice(("alone", "alone", "years", "department"))
    final = rng.random() < 0.4
    year = rng.randint(2020, 2025)
    drawn = rng.choice(_PLACES) + rng.choice(_LEVELS)
    place = place or drawn
    post = rng.choice(sorted(FIELDS))
    grain = rng.choice(GRAINS)
    form = varied(rng, style(name), grain)
    main = office(rng, f"{place}{post}", post, f"{rng.randint(101, 899)}{rng.randint(1, 20):03d}", grain)
    if kind == "department":
        return _department(rng, form, main, year, final=final, number=number, spoil=spoil)
    series = years(rng, main, year, final=final)
    if spoil:
        series[2] = (below_line(series[2][0]), *series[2][1:])
    documents = [_document(rng, form, main, series[2], number, final=final)]
    if kind == "years":
        documents.insert(0, _document(rng, form, main, series[1], number, final=final))
    return Family(kind=kind, documents=tuple(documents))


def varied(rng: Random, form: Style, grain: int) -> Style:
    """The style with the freedoms that offices of one province take: order, totals, separators."""
    if form.unit == "元" and not form.decimals and grain < 100:
        form = replace(form, decimals=2)
    if rng.random() < 0.3:
        form = replace(form, total_last=not form.total_last)
    if rng.random() < 0.2:
        form = replace(form, split_codes=not form.split_codes)
    if rng.random() < 0.2:
        form = replace(form, thousands=not form.thousands)
    return replace(form, tables_first=rng.random() < 0.5)


def below_line(ledger: Ledger) -> Ledger:
    """The ledger with a 公务接待费 of 三公 that is less than its line of basic expenditure."""
    amounts = dict(ledger.amounts)
    gap = amounts["t.reception"] - amounts.get("e:30217", 0) // 3
    amounts["t.reception"] -= gap
    amounts["t"] -= gap
    return replace(ledger, amounts=amounts)


def shrunk(of: Office, ledger: Ledger) -> Ledger:
    """The ledger with half of every amount of every project: less than it was, and right in itself."""
    halved = {
        key: amount // 2 if key[:2] == "j:" or "_income:" in key else amount
        for key, amount in ledger.primitives.items()
    }
    return derived(of, rounded(halved, of.grain), ledger.counts, ledger.year, None)


Year = tuple[Ledger, Ledger, Ledger, Ledger]
"""This year, the year before, the execution of the year before, this year's 年初预算."""


def years(rng: Random, of: Office, year: int, *, final: bool) -> list[Year]:
    """Three years that follow each other."""
    before = first_year(rng, of, year - 3, final=final)
    result = []
    for _ in range(3):
        now = next_year(rng, of, before, final=final)
        execution = next_year(rng, of, before, final=False, shift=0.08, year=before.year)
        initial = next_year(rng, of, now, final=False, shift=0.08, year=now.year)
        result.append((now, before, execution, initial))
        before = now
    return result


def _department(
    rng: Random, form: Style, main: Office, year: int, *, final: bool, number: int, spoil: str = ""
) -> Family:
    """A department's document and that of its head office, in the same year."""
    kind = main.kind
    below = [
        office(rng, f"{main.name}{label}", kind, f"{main.code[:3]}{n:03d}", main.grain)
        for n, label in enumerate(rng.sample(("事务中心", "服务站", "信息中心"), rng.randint(1, 2)), start=30)
    ]
    head = replace(main, name=f"{main.name}（本级）")
    own = years(rng, head, year, final=final)[2]
    series = [own, *(years(rng, each, year, final=final)[2] for each in below)]
    whole = tuple(combined([each[part] for each in series]) for part in range(4))
    if spoil:
        whole = (shrunk(head, own[0]), *whole[1:])
    department = replace(main, code=main.code[:3])
    upper = _document(
        rng, form, department, (whole[0], whole[1], whole[2], whole[3]), number, final=final, department=True
    )
    lower = _document(rng, form, head, own, number, final=final)
    return Family(kind="department", documents=(upper, lower))


def _document(
    rng: Random, form: Style, of: Office, year: Year, number: int, *, final: bool, department: bool = False
) -> Disclosure:
    books = Books(office=of, current=year[0], previous=year[1], execution=year[2], initial=year[3], final=final,
                  scope="department" if department else "unit")  # fmt: skip
    stage = "final" if final else "budget"
    voice = Voice(style=form, books=books, rng=rng)
    name = f"{number:05d}-{form.id}-{books.year}-{stage}-{books.scope}"
    return Disclosure(name=name, organisation=of.name, code=of.code, year=books.year, stage="final" if final else "budget",
                      scope=books.scope, style=form.id, blocks=tuple(_blocks(rng, voice)))  # fmt: skip


def _blocks(rng: Random, voice: Voice) -> Iterator[Block]:
    books = voice.books
    word = f"{books.year}年{'度' if books.final else ''}{books.scope_name}{'决算' if books.final else '预算'}"
    yield Prose(parts=(Mark(text=books.office.name, role="organisation"), Mark(text=word, role="year")), level=1)
    text: list[Block] = [Prose(parts=(f"第一部分 {word}情况说明",), level=2), *narrative(voice.style.id)(voice)]
    tables: list[Block] = [Prose(parts=(f"第二部分 {word}表",), level=2), *statements(voice.style, books)]
    if voice.style.id == "hebei" and not books.final:
        text += _hebei_annexes(rng, voice)
    yield from (tables + text) if voice.style.tables_first else (text + tables)


def _hebei_annexes(rng: Random, voice: Voice) -> list[Block]:
    bought, amount = annexes.procurement(voice, rng)
    owned, value = annexes.assets(voice, rng)
    year = voice.books.year
    level = Mark(text=voice.style.spoken(amount), role="level", key="procurement", unit="万元", fen=amount, year=year)
    stock = Mark(text=voice.style.spoken(value), role="level", key="assets", unit="万元", fen=value, year=year - 1)
    name = voice.books.office.name
    blocks: list[Block] = [Prose(parts=("五、预算绩效信息",), level=3), *annexes.targets(voice, rng)]
    blocks += [Prose(parts=("六、政府采购预算情况",), level=3),
               Prose(parts=(f"{year}年，{name}安排政府采购预算", level, "万元。具体内容见下表。")), bought,
               Prose(parts=("七、国有资产信息",), level=3),
               Prose(parts=(f"{name}上年末固定资产金额为", stock, "万元（详见下表）。")), owned]  # fmt: skip
    return blocks


def texts(disclosure: Disclosure) -> str:
    """The whole disclosure as plain text, for reading by eye."""
    lines = []
    for block in disclosure.blocks:
        if isinstance(block, Sheet):
            lines += [
                f"[{block.title}] {block.unit}",
                *("\t".join(p.text for p in row) for row in (*block.head, *block.body)),
            ]
            lines.append(block.note if isinstance(block.note, str) else block.note.text)
        else:
            lines.append(block.text)
    return "\n".join(lines)
