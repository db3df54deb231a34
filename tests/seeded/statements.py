# ruff: noqa: E501 - a Chinese character counts as two columns; the lines are no longer than the others
"""The nine statutory statements of an invented office, as tables in the style of its province."""

from __future__ import annotations

from collections.abc import Sequence

from tests.seeded.codes import CLASSES, ECONOMIC, FUNCTIONS
from tests.seeded.layout import Column, Row, code_head, code_rows, header, money, place, two_sided
from tests.seeded.ledger import Ledger
from tests.seeded.style import Books, Style
from tests.specimens.specification import Mark, Place, Sheet

_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
TITLES = {
    "income_expenditure": ("{scope}收支总表", "收入支出决算总表"),
    "income": ("{scope}收入总表", "收入决算表"),
    "expenditure": ("{scope}支出总表", "支出决算表"),
    "appropriation": ("财政拨款收支总表", "财政拨款收入支出决算总表"),
    "general_public_budget": ("一般公共预算支出表", "一般公共预算财政拨款支出决算表"),
    "basic_expenditure": ("一般公共预算基本支出表", "一般公共预算财政拨款基本支出决算表"),
    "government_funds": ("政府性基金预算支出表", "政府性基金预算财政拨款收入支出决算表"),
    "state_capital": ("国有资本经营预算支出表", "国有资本经营预算财政拨款支出决算表"),
    "three_public": ("一般公共预算“三公”经费支出表", "财政拨款“三公”经费支出决算表"),
}
"""Titles of budget and final accounts; a style may have its own."""


def numeral(number: int) -> str:
    """Chinese numeral of 1 to 39."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens - 1] + "十") + (
        _NUMERALS[ones - 1] if ones else ""
    )


def title(style: Style, books: Books, statement: str) -> str:
    """The printed title of ``statement``."""
    pair = style.titles.get(statement, TITLES[statement])
    pattern = pair[1] if books.final else pair[0]
    return pattern.format(y=books.year, scope=books.scope_name)


def statements(style: Style, books: Books) -> list[Sheet]:
    """All nine tables in the statutory order."""
    general = _classification(style, books, "general_public_budget", "g")
    tables = [
        _summary(style, books), _income(style, books), _classification(style, books, "expenditure", "x"),
        _appropriation(style, books), general, basic(style, books),
        _fund(style, books, "government_funds", "f", "政府性基金预算"),
        _fund(style, books, "state_capital", "k", "国有资本经营预算"), three_public(style, books),
    ]  # fmt: skip
    return tables


def sheet(
    style: Style, books: Books, statement: str, head: tuple[Row, ...], body: tuple[Row, ...], note: str = ""
) -> Sheet:
    """A statement with its title, office line and unit."""
    above = tuple(
        line.format(org=books.office.name, code=books.office.code, y=books.year, scope=books.scope_name)
        for line in style.above
    )
    return Sheet(title=title(style, books, statement), statement=statement, unit=style.unit, head=head, body=body,
                 above=above, note=note)  # fmt: skip


def _classes(style: Style, ledger: Ledger, roots: str) -> list[str]:
    """The 类 shown on the expenditure side: all of the form, or those with money."""
    if style.all_classes:
        return list(CLASSES)
    return sorted({code for root in roots for code in ledger.codes(root) if len(code) == 3})


def _summary(style: Style, books: Books) -> Sheet:
    ledger = books.current
    sources = [("general_public", "一般公共预算{f}收入"), ("government_funds", "政府性基金预算{f}收入"),
               ("state_capital", "国有资本经营预算{f}收入"), ("service_income", "事业收入"), ("other_income", "其他收入")]  # fmt: skip
    word = "财政拨款" if books.final else "拨款"
    left = [
        _line(style, ledger, f"{numeral(n)}、{name.format(f=word)}", f"i.{key}", "income_expenditure", key, "income")
        for n, (key, name) in enumerate(sources, start=1)
    ]
    right = [
        _line(style, ledger, f"{numeral(n)}、{CLASSES[code]}", f"x:{code}", "income_expenditure", code, "expenditure")
        for n, code in enumerate(_classes(style, ledger, "x"), start=1)
    ]
    carry = ("年初结转和结余", "年末结转和结余") if books.final else ("上年结转", "年终结转结余")
    grand = ("总计", "总计") if books.final else ("收入总计", "支出总计")
    rows = [(("本年收入合计", "i", "income_current"), ("本年支出合计", "x", "expenditure_current")),
            ((carry[0], "carry_in", "carry_in"), (carry[1], "carry_out", "carry_out")),
            ((grand[0], "i.all", "income_total"), (grand[1], "x.all", "expenditure_total"))]  # fmt: skip
    last = [
        tuple(_line(style, ledger, label, key, "income_expenditure", item, side) for (label, key, item), side in
              zip(pair, ("income", "expenditure"), strict=True))
        for pair in rows
    ]  # fmt: skip
    amount = "决算数" if books.final else "预算数"
    head = _two_headed(style, (("收入", "项目"), ("收入", amount), ("支出", "项目"), ("支出", amount)))
    return sheet(
        style, books, "income_expenditure", head, two_sided(style, left, right, [(one, two) for one, two in last])
    )


def _two_headed(style: Style, paths: tuple[tuple[str, ...], ...]) -> tuple[Row, ...]:
    rows = header([*([("序号",)] if style.numbered else []), *paths])
    if style.numbered:
        rows = (*rows, (place("栏次"), *(place(str(number)) for number in range(1, len(paths) + 1))))
    return rows


def _line(style: Style, ledger: Ledger, label: str, key: str, statement: str, row: str, side: str) -> Row:
    return (place(label), money(style, ledger, key, statement, row, "amount", sides=side))


def _income(style: Style, books: Books) -> Sheet:
    columns = [Column(path=("本年收入合计" if books.final else "合计",), measure="total", terms=(("i", ""),)),
               Column(path=("财政拨款收入",), measure="fiscal", terms=(("i", ".fiscal"),)),
               Column(path=("事业收入",), measure="service_income", terms=(("i", ".service_income"),)),
               Column(path=("其他收入",), measure="other_income", terms=(("i", ".other_income"),))]  # fmt: skip
    codes = books.current.codes("i")
    if not books.final:
        columns[0] = Column(path=("合计",), measure="total", terms=(("i", ""), ("c", "")))
        columns.insert(1, Column(path=("本年收入", "小计"), measure="current_subtotal", terms=(("i", ""),)))
        columns[2:] = [Column(path=("本年收入", *c.path), measure=c.measure, terms=c.terms) for c in columns[2:]]
        columns.append(Column(path=("上年结转",), measure="carry_in", terms=(("c", ""),)))
        codes = sorted(set(codes) | set(books.current.codes("c")))
    return _by_function(style, books, "income", columns, codes)


def _by_function(style: Style, books: Books, statement: str, columns: Sequence[Column], codes: Sequence[str]) -> Sheet:
    named = [(code, FUNCTIONS[code]) for code in codes]
    head = code_head(style, columns, 3)
    return sheet(style, books, statement, head, code_rows(style, books.current, named, columns, statement, 3))


def _classification(style: Style, books: Books, statement: str, root: str) -> Sheet:
    columns = [
        Column(path=("本年支出合计" if books.final and root == "x" else "合计",), measure="total", terms=((root, ""),))
    ]
    if style.three_way and not books.final:
        columns += [Column(path=("基本支出", "小计"), measure="basic", terms=((root, ".basic"),)),
                    Column(path=("基本支出", "人员经费"), measure="personnel", terms=((root, ".personnel"),)),
                    Column(path=("基本支出", "公用经费"), measure="operating", terms=((root, ".operating"),))]  # fmt: skip
    else:
        columns.append(Column(path=("基本支出",), measure="basic", terms=((root, ".basic"),)))
    columns.append(Column(path=("项目支出",), measure="project", terms=((root, ".project"),)))
    return _by_function(style, books, statement, columns, books.current.codes(root))


def _appropriation(style: Style, books: Books) -> Sheet:
    ledger = books.current
    word = "财政拨款" if books.final else "拨款"
    left = [
        _line(style, ledger, f"{numeral(n)}、{name}{word}", f"i.{key}", "appropriation", key, "income")
        for n, (key, name) in enumerate(
            (
                ("general_public", "一般公共预算"),
                ("government_funds", "政府性基金预算"),
                ("state_capital", "国有资本经营预算"),
            ),
            start=1,
        )
    ]
    right = [
        _funds_line(style, ledger, f"{numeral(n)}、{CLASSES[code]}", f":{code}", code)
        for n, code in enumerate(_classes(style, ledger, "gfk"), start=1)
    ]
    carry = ("年初财政拨款结转和结余", "年末财政拨款结转和结余") if books.final else ("上年结转", "年终结转结余")
    grand = ("总计", "总计") if books.final else ("收入总计", "支出总计")
    pairs = [("本年收入合计", "i.fiscal", "income_current", "本年支出合计", "", "expenditure_current"),
             (carry[0], "carry_in", "carry_in", carry[1], "out", "carry_out"),
             (grand[0], "fi.all", "income_total", grand[1], "all", "expenditure_total")]  # fmt: skip
    last = [
        (_line(style, ledger, one, key, "appropriation", item, "income"), _funds_line(style, ledger, two, which, row))
        for one, key, item, two, which, row in pairs
    ]
    names = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
    amount = "决算数" if books.final else "预算数"
    paths = (
        ("收入", "项目"),
        ("收入", amount),
        ("支出", "项目"),
        ("支出", "合计"),
        *(("支出", name) for name in names),
    )
    return sheet(style, books, "appropriation", _two_headed(style, paths), two_sided(style, left, right, last))


def _funds_line(style: Style, ledger: Ledger, label: str, suffix: str, row: str) -> Row:
    """Expenditure of one class (or one closing row) by fund."""
    if suffix == "out":
        keys = ("carry_out", "carry_out", "", "")
    elif suffix == "all":
        keys = ("fx.all", "g+carry_out", "f", "k")
    else:
        keys = (f"fx{suffix}", f"g{suffix}", f"f{suffix}", f"k{suffix}")
    measures = ("total", "general_public", "government_funds", "state_capital")
    cells = (money(style, ledger, key, "appropriation", row, measure, sides="expenditure")
             for key, measure in zip(keys, measures, strict=True))  # fmt: skip
    return (place(label), *cells)


def basic(style: Style, books: Books) -> Sheet:
    """Basic expenditure by economic code: one list, or (final accounts) personnel and operating side by side."""
    ledger = books.current
    codes = [(code, ECONOMIC[code]) for code in ledger.codes("e")]
    if not (books.final and style.triples):
        columns = [Column(path=("合计",), measure="total", terms=(("e", ""),)),
                   Column(path=("人员经费",), measure="personnel", terms=(("e", ".personnel"),)),
                   Column(path=("公用经费",), measure="operating", terms=(("e", ".operating"),))]  # fmt: skip
        head = code_head(style, columns, 2, economic=True)
        return sheet(
            style, books, "basic_expenditure", head, code_rows(style, ledger, codes, columns, "basic_expenditure", 2)
        )
    left = [_triple(style, ledger, code, name) for code, name in codes if code[:3] in ("301", "303")]
    right = [_triple(style, ledger, code, name) for code, name in codes if code[:3] in ("302", "310")]
    blank = left[0][:-1] if left else ()
    span = len(blank)
    last = [
        ((Place(content="人员经费合计", columns=span), money(style, ledger, "g.personnel", "basic_expenditure", "personnel_total", "amount")),
         (Place(content="公用经费合计", columns=span), money(style, ledger, "g.operating", "basic_expenditure", "operating_total", "amount")))
    ]  # fmt: skip
    body: list[Row] = []
    for number in range(max(len(left), len(right))):
        one = left[number] if number < len(left) else tuple(Place() for _ in range(span + 1))
        two = right[number] if number < len(right) else tuple(Place() for _ in range(span + 1))
        body.append((*one, *two))
    body += [(*one, *two) for one, two in last]
    keys = [("经济分类科目编码", part) for part in ("类", "款")] if style.split_codes else [("经济分类科目编码",)]
    paths: list[tuple[str, ...]] = []
    for group in ("人员经费", "公用经费"):
        paths += [(group, *key) for key in keys] + [(group, "科目名称"), (group, "决算数")]
    return sheet(style, books, "basic_expenditure", header(paths), tuple(body))


def _triple(style: Style, ledger: Ledger, code: str, name: str) -> Row:
    codes = [place(code[:3]), place(code[3:])] if style.split_codes else [place(code)]
    return (*codes, place(name), money(style, ledger, f"e:{code}", "basic_expenditure", code, "amount"))


def _fund(style: Style, books: Books, statement: str, root: str, name: str) -> Sheet:
    codes = books.current.codes(root)
    if codes:
        return _classification(style, books, statement, root)
    columns = [
        Column(path=(label,), measure=measure) for label, measure in (("合计", ""), ("基本支出", ""), ("项目支出", ""))
    ]
    head = code_head(style, columns, 3)
    width = sum(cell.columns for cell in head[0])
    blank = (tuple(Place() for _ in range(width)),)
    note = Mark(
        text=f"注：本{books.scope_name}{books.year}年度无{name}财政拨款安排的支出，故本表为空表。",
        role="note",
        key=root,
    )
    empty = sheet(style, books, statement, head, blank)
    return Sheet(
        title=empty.title, statement=statement, unit=style.unit, head=head, body=blank, above=empty.above, note=note
    )


_THREE = (("t", "three_public"), ("t.abroad", "abroad"), ("t.vehicles", "vehicles"), ("t.purchase", "vehicle_purchase"),
          ("t.operation", "vehicle_operation"), ("t.reception", "reception"))  # fmt: skip


def three_public(style: Style, books: Books) -> Sheet:
    """The table of 三公 in the form of the province."""
    if books.final:
        return _three_final(style, books)
    makers = {"rows": _three_rows, "single": _three_single, "years": _three_years}
    return makers[style.three](style, books)


def _three_unit(style: Style) -> Style:
    from dataclasses import replace

    if not style.three_unit:
        return style
    return replace(style, unit=style.three_unit, decimals=2)


def _three_rows(style: Style, books: Books) -> Sheet:
    style = _three_unit(style)
    labels = (
        "“三公”经费小计",
        "一、因公出国（境）费",
        "二、公务用车购置及运维费",
        "其中：公务用车购置费",
        "公务用车运行维护费",
        "三、公务接待费",
    )
    body = tuple(
        (place(label), money(style, books.current, key, "three_public", item, "total"),
         money(style, books.current, key, "three_public", item, "general_public"))
        for label, (key, item) in zip(labels, _THREE, strict=True)
    )  # fmt: skip
    head = header([("项目",), ("合计",), ("一般公共预算财政拨款",)])
    return sheet(style, books, "three_public", head, body)


_NESTED = (("“三公”经费合计",), ("因公出国（境）费",), ("公务用车购置及运行费", "小计"), ("公务用车购置及运行费", "公务用车购置费"),
           ("公务用车购置及运行费", "公务用车运行费"), ("公务接待费",))  # fmt: skip


def _three_row(style: Style, ledger: Ledger, base: str = "", zero: str = "0.00") -> list[Place]:
    from dataclasses import replace

    style = replace(style, zero=zero)
    return [money(style, ledger, key, "three_public", item, "amount", sides=base) for key, item in _THREE]


def _three_single(style: Style, books: Books) -> Sheet:
    style = _three_unit(style)
    top = f"{books.year}年“三公”经费预算数"
    paths = [(top, *path) for path in (("合计",), *_NESTED[1:])]
    cells = _three_row(style, books.current)
    if books.current["agency"]:
        paths.append((f"{books.year}年机关运行经费预算数",))
        cells.append(money(style, books.current, "agency", "three_public", "agency_operating", "amount"))
    return sheet(style, books, "three_public", header(paths), (tuple(cells),))


def _three_years(style: Style, books: Books) -> Sheet:
    style = _three_unit(style)
    extra = (("会议费",), ("培训费",)) if style.heads.get("costs") else ()
    body = []
    for ledger, base in ((books.previous, "previous"), (books.current, "current")):
        cells = _three_row(style, ledger, base)
        if extra:
            cells += [
                money(style, ledger, key, "three_public", key, "amount", sides=base) for key in ("meeting", "training")
            ]
        body.append((place(f"{ledger.year}年"), *cells))
    return sheet(style, books, "three_public", header([("年度",), *_NESTED, *extra]), tuple(body))


def _three_final(style: Style, books: Books) -> Sheet:
    style = _three_unit(style)
    budget, final = _three_row(style, books.initial, "initial"), _three_row(style, books.current, "current")
    if style.three_final == "halves":
        paths = [("预算数", *path) for path in _NESTED] + [("决算数", *path) for path in _NESTED]
        return sheet(style, books, "three_public", header(paths), ((*budget, *final),))
    paths = [(*path, stage) for path in _NESTED for stage in ("预算数", "决算数")]
    cells = tuple(cell for pair in zip(budget, final, strict=True) for cell in pair)
    return sheet(style, books, "three_public", header(paths), (cells,))
