"""What a disclosure says, free of any file format: paragraphs and tables whose figures are marked.

A figure is a `Mark`, so that a benchmark knows the truth behind each printed token and can spoil exactly one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

Role: TypeAlias = Literal[
    "cell", "level", "base", "change", "rate", "share", "completion", "points", "count", "direction", "flat", "year",
    "name", "reason", "purpose", "organisation", "quantity", "price", "note", "target",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A printed token that states something: ``key`` names the quantity, ``fen`` its exact value where it is money.

    ``unit`` is the unit printed beside it (or standing above its table), ``of`` the whole of a share, ``year`` the
    year that the figure belongs to. ``row`` and ``column`` name the place in a table in the vocabulary of `Ledger`.
    """

    text: str
    role: Role
    key: str = ""
    unit: str = ""
    of: str = ""
    year: int = 0
    base: str = ""
    statement: str = ""
    row: str = ""
    column: str = ""
    fen: int | None = None
    decimals: int = 2


Part: TypeAlias = str | Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A paragraph; ``level`` is its heading level, 0 for running text."""

    parts: tuple[Part, ...]
    level: int = 0

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A cell of a table: its content, and how many rows and columns it covers."""

    content: Part = ""
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        return self.content if isinstance(self.content, str) else self.content.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A statement: its title, the line with the unit, header rows, body rows and the note printed under it.

    ``head`` and ``body`` hold only the cells that begin in a row; `grid` spreads the spans. ``above`` are lines printed
    between title and table (office, budget year). ``label`` is a form number such as 预算01表.
    """

    title: str
    statement: str
    unit: str
    head: tuple[tuple[Place, ...], ...]
    body: tuple[tuple[Place, ...], ...]
    above: tuple[str, ...] = ()
    note: Part = ""
    label: str = ""

    @property
    def width(self) -> int:
        rows = self.head or self.body
        return sum(place.columns for place in rows[0]) if rows else 0


Block: TypeAlias = Prose | Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """A document to be published. ``name`` has no suffix; ``blocks`` stand in reading order."""

    name: str
    organisation: str
    code: str
    year: int
    stage: Literal["budget", "final"]
    scope: Literal["unit", "department"]
    style: str
    blocks: tuple[Block, ...] = field(default_factory=tuple)

    def marks(self) -> Iterator[tuple[Address, Mark]]:
        """Every mark with its address, in reading order."""
        for number, block in enumerate(self.blocks):
            if isinstance(block, Prose):
                for index, part in enumerate(block.parts):
                    if isinstance(part, Mark):
                        yield Address(block=number, row=-1, column=index), part
                continue
            for row, places in enumerate(block.body):
                for column, place in enumerate(places):
                    if isinstance(place.content, Mark):
                        yield Address(block=number, row=row, column=column), place.content
            if isinstance(block.note, Mark):
                yield Address(block=number, row=-2, column=0), block.note

    def mark(self, address: Address) -> Mark:
        """The mark at ``address``; raises KeyError where none stands."""
        block = self.blocks[address.block]
        if isinstance(block, Prose):
            part = block.parts[address.column]
        else:
            part = block.note if address.row == -2 else block.body[address.row][address.column].content
        if isinstance(part, Mark):
            return part
        raise KeyError(address)

    def changed(self, address: Address, text: str) -> Disclosure:
        """The same disclosure with another token printed at ``address``."""
        mark = replace(self.mark(address), text=text)
        block = self.blocks[address.block]
        new: Block
        if isinstance(block, Prose):
            parts = (*block.parts[: address.column], mark, *block.parts[address.column + 1 :])
            new = replace(block, parts=parts)
        elif address.row == -2:
            new = replace(block, note=mark)
        else:
            row = block.body[address.row]
            place = replace(row[address.column], content=mark)
            row = (*row[: address.column], place, *row[address.column + 1 :])
            new = replace(block, body=(*block.body[: address.row], row, *block.body[address.row + 1 :]))
        return replace(self, blocks=(*self.blocks[: address.block], new, *self.blocks[address.block + 1 :]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a mark stands: block, and row and column of a table body (row -1: prose part, row -2: the note)."""

    block: int
    row: int
    column: int


def grid(rows: tuple[tuple[Place, ...], ...]) -> list[list[Place]]:
    """Rows of places with their spans spread: the same object stands in each place that it covers.

    Raises ValueError where the rows do not make a rectangle.
    """
    width = sum(place.columns for place in rows[0]) if rows else 0
    result: list[list[Place | None]] = [[None] * width for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for place in row:
            while column < width and result[number][column] is not None:
                column += 1
            for down in range(place.rows):
                for right in range(place.columns):
                    result[number + down][column + right] = place
    if any(place is None for row in result for place in row):
        raise ValueError("the rows of the table do not make a rectangle")
    return [[place for place in row if place is not None] for row in result]
