"""Tables from columns: headers with spans, rows by code, two-sided summaries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.seeded.ledger import Ledger
from tests.seeded.style import Style
from tests.specimens.specification import Mark, Part, Place

Row = tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A money column: header path, measure id, and the terms (root, suffix) whose sum it shows."""

    path: tuple[str, ...]
    measure: str
    terms: tuple[tuple[str, str], ...] = ()

    def key(self, code: str) -> str:
        return "+".join(f"{root}:{code}{suffix}" if code else f"{root}{suffix}" for root, suffix in self.terms)


def header(paths: Sequence[tuple[str, ...]]) -> tuple[Row, ...]:
    """Header rows for leaf columns with these ``paths``; neighbours with a common parent share a cell."""
    depth = max(len(path) for path in paths)
    rows: list[list[Place]] = [[] for _ in range(depth)]
    for level in range(depth):
        column = 0
        while column < len(paths):
            path = paths[column]
            if level >= len(path):
                column += 1
                continue
            end = column + 1
            while end < len(paths) and len(path) > level + 1 and paths[end][: level + 1] == path[: level + 1]:
                end += 1
            last = len(path) == level + 1
            rows[level].append(Place(content=path[level], rows=depth - level if last else 1, columns=end - column))
            column = end
    return tuple(tuple(row) for row in rows)


def money(style: Style, ledger: Ledger, key: str, statement: str, row: str, column: str, *, sides: str = "") -> Place:
    """The cell of ``key`` (a sum of ledger keys joined by +); an empty one where the style leaves zero out."""
    fen = sum(ledger[part] for part in key.split("+")) if key else 0
    text = style.amount(fen) if key else ""
    if not text:
        return Place()
    mark = Mark(text=text, role="cell", key=key, unit=style.unit, year=ledger.year, statement=statement, row=row,
                column=column, fen=fen, base=sides, decimals=style.decimals)  # fmt: skip
    return Place(content=mark)


def code_places(style: Style, code: str, width: int) -> list[Place]:
    """The cells of a printed code: one, or one for each of 类 款 项."""
    if not style.split_codes:
        return [Place(content=code)]
    parts = [code[:3], code[3:5], code[5:7]][:width]
    return [Place(content=part) for part in parts]


def code_rows(
    style: Style,
    ledger: Ledger,
    codes: Iterable[tuple[str, str]],
    columns: Sequence[Column],
    statement: str,
    width: int,
) -> tuple[Row, ...]:
    """A row for each (code, name), and the total row first or last as the style has it."""
    body: list[Row] = []
    for code, name in codes:
        cells = [money(style, ledger, column.key(code), statement, code, column.measure) for column in columns]
        body.append((*code_places(style, code, width), Place(content=name), *cells))
    totals = [money(style, ledger, column.key(""), statement, "total", column.measure) for column in columns]
    span = width if style.split_codes else 1
    label: list[Place] = [Place(columns=span), Place(content=style.total_label)]
    if style.total_last:
        label = [Place(content=style.total_label, columns=span + 1)]
    total: Row = (*label, *totals)
    body = [*body, total] if style.total_last else [total, *body]
    return _numbered(style, tuple(body))


def _numbered(style: Style, body: tuple[Row, ...]) -> tuple[Row, ...]:
    if not style.numbered:
        return body
    return tuple((Place(content=str(number)), *row) for number, row in enumerate(body, start=1))


def code_head(style: Style, columns: Sequence[Column], width: int, economic: bool = False) -> tuple[Row, ...]:
    """The header of a code table, with its row of column numbers where the style prints one."""
    kind = "经济" if economic else "功能"
    first = style.heads.get("code", f"{kind}分类科目编码").format(kind=kind)
    name = style.heads.get("name", "科目名称").format(kind=kind)
    paths: list[tuple[str, ...]]
    if style.split_codes:
        paths = [("项目", first, part) for part in ("类", "款", "项")[:width]] + [("项目", name)]
    else:
        paths = [(first,), (name,)]
    rows = header([*([("序号",)] if style.numbered else []), *paths, *(column.path for column in columns)])
    if style.indices:
        count = len(paths) + len(columns)
        start: list[Place] = [Place(content="栏次")]
        if style.numbered:
            start += [Place(content=str(number)) for number in range(1, count + 1)]
        else:
            start = [Place(content="栏次", columns=len(paths))]
            start += [Place(content=str(number)) for number in range(1, len(columns) + 1)]
        rows = (*rows, tuple(start))
    return rows


def two_sided(
    style: Style, left: Sequence[Row], right: Sequence[Row], last: Sequence[tuple[Row, Row]]
) -> tuple[Row, ...]:
    """Income rows beside expenditure rows, the shorter side filled up with blanks, then the closing rows."""
    width = (len(left[0]), len(right[0]))
    body: list[Row] = []
    for number in range(max(len(left), len(right))):
        one = left[number] if number < len(left) else (Place(),) * width[0]
        two = right[number] if number < len(right) else (Place(),) * width[1]
        body.append((*fresh(one), *fresh(two)))
    body += [(*one, *two) for one, two in last]
    return _numbered(style, tuple(body))


def fresh(row: Row) -> Row:
    """The row with objects of its own: a shared object would mean a span."""
    return tuple(Place(content=place.content, rows=place.rows, columns=place.columns) for place in row)


def place(content: Part) -> Place:
    return Place(content=content)
