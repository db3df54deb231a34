"""What a figure shows, as a table kept with it: written into its SVG for readers who cannot see it, and for pages.

The SVG of a figure carries its title (``<title>``), its data as a sentence (``<desc>``) and as JSON (``<metadata>``),
as the SVG 1.1 recommendation and WAI-ARIA Graphics ask of a drawing that stands alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from analyzer.plots.words import Lang, say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

MOST: Final = 400
"""Rows that a figure's table holds."""
_SAID: Final = 30
"""Rows that the sentence tells."""
METADATA: Final = re.compile(r"<metadata>(.*?)</metadata>", re.DOTALL)
"""Where an SVG of ours keeps its data."""
_ROOT: Final = re.compile(r"(<svg\b[^>]*>)")


@dataclass(frozen=True, slots=True)
class Shown:
    """The data of a figure: the heads of its columns, and its rows as they are read."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


_OF: WeakKeyDictionary[Figure, Shown] = WeakKeyDictionary()


def shows(figure: Figure, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Keep the data of ``figure`` with it."""
    _OF[figure] = Shown(tuple(columns), tuple(tuple(row) for row, _ in zip(rows, range(MOST), strict=False)))


def shows_series(figure: Figure, rows: pd.DataFrame, lang: Lang) -> None:
    """Keep rows of headline series: year, stage, what, how much in 万元, and whether it is implied."""
    from analyzer.plots.style import number

    told = zip(rows["year"], rows["stage"], rows["concept"], rows["wan"], rows["implied"], strict=True)
    columns = (say("year", lang), say("stage", lang), say("item", lang), say("wan", lang), say("origin", lang))
    shows(
        figure,
        columns,
        (
            (str(int(year)), say(str(stage), lang), say(str(concept), lang), number(wan),
             say("implied" if implied else "printed", lang))
            for year, stage, concept, wan, implied in told
        ),
    )  # fmt: skip


def told(svg: str, figure: Figure) -> str:
    """The SVG with title and data of its figure in it."""
    shown = _OF.get(figure)
    title = escape(" ".join(figure.get_suptitle().split()), quote=False)
    head = f"<title>{title}</title>"
    if shown is not None:
        sentence = "；".join(" ".join(cell for cell in row if cell) for row in shown.rows[:_SAID])
        sentence += " …" if len(shown.rows) > _SAID else ""
        kept = json.dumps({"columns": shown.columns, "rows": shown.rows}, ensure_ascii=False, separators=(",", ":"))
        head += f"<desc>{escape(sentence, quote=False)}</desc><metadata>{escape(kept, quote=False)}</metadata>"
    return _ROOT.sub(lambda found: found[1] + head, svg, count=1)


def shown_in(svg: str) -> Shown:
    """The data that an SVG of ours carries; none where it carries none."""
    found = METADATA.search(svg)
    if found is None:
        return Shown((), ())
    kept = json.loads(unescape(found[1]))
    return Shown(tuple(kept["columns"]), tuple(tuple(row) for row in kept["rows"]))
