"""Plots: they say what the panel holds, keep to their figure, write the same bytes, and survive odd panels."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from analyzer import panel, plots
from analyzer.anomalies.statistics.simulation import simulate
from analyzer.changes import changes
from analyzer.errors import UsageError
from analyzer.plots.style import COLOURS, number, short, signed, wrapped
from tests.panel.synthetic import one_disclosure, simple

DRAW: dict[str, Callable[[pd.DataFrame], Figure]] = {
    "three_public": plots.three_public, "costs": plots.costs, "composition": plots.composition,
    "waterfall": plots.waterfall, "dumbbell": plots.dumbbell, "heat": plots.heat, "multiples": plots.multiples,
    "peers": plots.peers,
}  # fmt: skip


def texts(figure: Figure) -> list[str]:
    return [t.get_text() for t in figure.findobj(Text) if isinstance(t, Text) and t.get_text() and t.get_visible()]


def undrawn(figure: Figure) -> set[int]:
    """Tick labels beyond the ends of their axis, which matplotlib keeps but does not draw."""
    found = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in axis.get_major_ticks():
                if not low - 1e-9 <= tick.get_loc() <= high + 1e-9:
                    found |= {id(tick.label1), id(tick.label2)}
    return found


def year(entity: str, when: int, factor: float, **more: str) -> pd.DataFrame:
    rows = [("expenditure", "total", "total", f"{100 * factor:.2f}"), ("expenditure", "total", "basic",
        f"{40 * factor:.2f}"),
            ("expenditure", "total", "project", f"{60 * factor:.2f}"), ("expenditure", "205", "total",
                f"{30 * factor:.2f}"),
            ("expenditure", "208", "total", f"{70 * factor:.2f}"),
            ("basic_expenditure", "total", "personnel", f"{30 * factor:.2f}"),
            ("basic_expenditure", "total", "operating", f"{10 * factor:.2f}"),
            ("three_public", "three_public", "amount", f"{5 * factor:.2f}"),
            ("three_public", "vehicle_operation", "amount", f"{3 * factor:.2f}"),
            ("three_public", "reception", "amount", f"{2 * factor:.2f}")]  # fmt: skip
    return panel.build(simple(entity, when, rows, **more))


def long_name() -> str:
    return "某某省某某市某某区人民政府某某街道社区党群服务和城市综合运行管理中心（原某某街道网格化管理中心）"


PANELS: dict[str, Callable[[], pd.DataFrame]] = {
    "empty": lambda: panel.join([]),
    "one year": lambda: year("甲", 2023, 1.0),
    "two years": lambda: panel.join([year("甲", 2022, 1.0), year("甲", 2023, 1.3)]),
    "a missing year": lambda: panel.join([year("甲", 2020, 1.0), year("甲", 2022, 1.2), year("甲", 2023, 1.3)]),
    "budget and final": lambda: panel.join([year("甲", 2022, 1.0), year("甲", 2022, 0.9, stage="final"),
        year("甲", 2023, 1.1)]),
    "all zero": lambda: panel.join([year("甲", 2022, 0.0), year("甲", 2023, 0.0)]),
    "negative": lambda: panel.join([year("甲", 2022, -1.0), year("甲", 2023, 1.0)]),
    "long names": lambda: panel.join([year(long_name(), y, y / 2022) for y in range(2021, 2025)]),
    "implied": lambda: panel.build(one_disclosure()),
    "fifteen years": lambda: panel.join([year("甲", y, y - 2000) for y in range(2010, 2025)]),
    "a hundred units": lambda: simulate(100, 3, seed=1)[0],
}  # fmt: skip


@pytest.mark.parametrize("name", PANELS)
@pytest.mark.parametrize("kind", DRAW)
def test_every_plot_survives_every_panel(name: str, kind: str) -> None:
    """A figure comes back, no text leaves it, and matplotlib warns of nothing (missing glyphs, failed layouts)."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = DRAW[kind](PANELS[name]())
        figure.draw_without_rendering()
    assert isinstance(figure, Figure)
    width, height = figure.bbox.width, figure.bbox.height
    hidden = undrawn(figure)
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        if text.get_text() and text.get_visible() and id(text) not in hidden:
            box = text.get_window_extent()
            assert box.x0 >= -2 and box.x1 <= width + 2 and box.y0 >= -2 and box.y1 <= height + 2, text.get_text()  # noqa: PT018


@pytest.mark.parametrize("kind", ["three_public", "costs", "waterfall", "dumbbell", "peers"])
@pytest.mark.parametrize("name", ["two years", "implied", "fifteen years", "long names"])
def test_tick_labels_do_not_overlap(name: str, kind: str) -> None:
    figure = DRAW[kind](PANELS[name]())
    figure.draw_without_rendering()
    for axes in figure.axes:
        for labels in (axes.get_xticklabels(), axes.get_yticklabels()):
            shown = [t for t in labels if t.get_text() and t.get_visible() and id(t) not in undrawn(figure)]
            boxes = [t.get_window_extent() for t in shown]
            assert not any(a.overlaps(b) for a, b in combinations(boxes, 2))


def test_nothing_is_shown_or_kept() -> None:
    import matplotlib.pyplot as plt

    before = plt.get_fignums()
    settings = dict(matplotlib.rcParams)
    plots.three_public(PANELS["two years"]())
    assert plt.get_fignums() == before
    assert dict(matplotlib.rcParams) == settings


def test_same_panel_same_bytes() -> None:
    table = PANELS["implied"]()
    for kind in ("svg", "png"):
        first, second = (plots.render(plots.three_public(table), kind) for _ in range(2))
        assert first == second
    assert b"<dc:date>" not in plots.svg(plots.waterfall(table))


def test_render_refuses_other_kinds() -> None:
    with pytest.raises(UsageError, match="svg or png"):
        plots.render(Figure(), "gif")


def test_three_public_tells_what_is_implied() -> None:
    """The implied year is marked, its items hatched, what is not itemised called so."""
    figure = plots.three_public(PANELS["implied"]())
    said = "\n".join(texts(figure))
    for word in ("2022\n预算\n（推算）", "12.48", "11.77", "3.48", "金额（万元）", "来源：one.txt", "未分项"):
        assert word in said
    bars = [bar for container in figure.axes[0].containers for bar in container.get_children()]
    hatched = [bar for bar in bars if getattr(bar, "get_hatch", lambda: None)()]
    assert len(hatched) == 2


def test_waterfall_names_what_made_the_change() -> None:
    said = texts(plots.waterfall(changes(PANELS["implied"]())))
    for word in ("5,478.66", "+145.46", "−7.2", "+10,428", "16,356.02", "2022 预算（推算）", "2023 预算"):
        assert word in said


def test_english_words() -> None:
    said = texts(plots.three_public(PANELS["two years"](), lang="en"))
    assert "amount (10,000 yuan)" in said
    assert not any("万元" in text for text in said)


def test_colours_differ_in_grey() -> None:
    """Neighbours in the palette are at least a tenth of the grey scale apart."""
    from matplotlib.colors import to_rgb

    grey = [0.299 * r + 0.587 * g + 0.114 * b for r, g, b in map(to_rgb, COLOURS)]
    assert all(abs(a - b) >= 0.1 for a, b in pairwise(grey))


def test_peers_highlight_one_unit() -> None:
    table = PANELS["a hundred units"]()
    figure = plots.peers(table, "模拟单位007")
    assert any("模拟单位007" in text for text in texts(figure))


def test_figures_of_a_run() -> None:
    table = PANELS["two years"]()
    found = plots.figures(table, changes(table))
    assert set(found) == {"three-public", "costs", "composition", "waterfall", "dumbbell"}
    assert all(isinstance(figure.canvas, FigureCanvasAgg) for figure in found.values())
    assert plots.figures(PANELS["empty"]()) == {}


def test_numbers_and_words() -> None:
    assert [number(v) for v in (16356.02, 9.0, -7.2, -0.001, 0.0)] == ["16,356.02", "9", "−7.2", "0", "0"]
    assert [signed(v) for v in (1.5, -1.5, 0.0)] == ["+1.5", "−1.5", "0"]
    assert short("某某街道办事处第一中心", 8) == "某某街道办…中心"
    assert wrapped("一二三四五", 2) == "一二\n三四\n五"


def test_cost_per_head_from_the_documents_themselves() -> None:
    """Staff that the panel counts divides personnel cost without being asked to."""
    base = year("甲", 2024, 1)
    staff = base.iloc[:1].assign(concept="staff", amount_fen=None, value="15", unit="人", item="实有人员")
    words = " ".join(texts(plots.costs(panel.join([base, staff]))))
    assert "2 万元/人" in words or "2\u2009万元/人" in words or "人均" in words, words


def test_codes_without_a_printed_name_bear_that_of_the_lists() -> None:
    both = panel.join([year("甲", 2023, 1), year("甲", 2024, 1.5)])
    assert any("教育支出" in text.replace("\n", "") for text in texts(plots.dumbbell(both)))
    assert any("教育支出" in text.replace("\n", "") for text in texts(plots.waterfall(changes(both))))


@pytest.mark.parametrize("kind", DRAW)
def test_an_unknown_unit_is_an_error_that_names_near_ones(kind: str) -> None:
    table = panel.join([year("甲市财政局", 2022, 1.0), year("甲市财政局", 2023, 1.3), year("甲市审计局", 2023, 1.0)])
    if kind == "multiples":
        return
    with pytest.raises(UsageError, match="甲市财政局"):
        DRAW[kind](table, entity="甲市财政厅局")  # type: ignore[call-arg]


def test_small_amounts_are_not_rounded_away() -> None:
    table = panel.join(
        [panel.build(simple("甲", when, [("expenditure", "total", "total", "0.95")])) for when in (1, 2)]
    )
    said = texts(plots.multiples(table.assign(year=table["year"] + 2020)))
    assert "0.95" in said


def test_the_budget_of_the_beginning_is_not_drawn_beside_the_same_budget() -> None:
    table = panel.join([year("甲", 2022, 1.0), year("甲", 2022, 1.0, stage="initial_budget")])
    assert sum("2022" in text for text in texts(plots.three_public(table)) if "\n" in text) == 1


@pytest.mark.parametrize("name", ["implied", "budget and final", "fifteen years"])
def test_the_figures_of_a_unit_share_its_series_and_are_those_drawn_alone(name: str) -> None:
    table = PANELS[name]()
    (entity,) = set(table["entity"])
    found = plots.unit_figures(table, entity)
    for kind, draw in (("three-public", plots.three_public), ("costs", plots.costs)):
        assert plots.svg(found[kind]) == plots.svg(draw(table, entity))


def test_three_lines_of_code_chart_the_three_public_expenses() -> None:
    """The series alone are enough for a chart: no row stands twice."""
    from analyzer import series

    table = panel.join([year("甲", when, when / 2022) for when in range(2020, 2024)])
    rows = series.select(series.build(table), "three_public", entity="甲", stage="budget")
    axes = rows.plot(x="year", y="amount_wan")
    assert np.asarray(axes.lines[0].get_xdata()).tolist() == [2020, 2021, 2022, 2023]
