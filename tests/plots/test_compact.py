"""Drawings in fewer bytes: every place stays where it was to a hundredth of a point."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from analyzer import plots
from analyzer.plots.compact import compacted, number, path
from analyzer.plots.style import drawn
from tests.plots.test_plots import DRAW, PANELS

NUMBERS = st.floats(-5000, 5000).map(lambda value: round(value, 6))
POINTS = st.tuples(NUMBERS, NUMBERS)
STEPS = st.one_of(
    st.tuples(st.just("L"), POINTS),
    st.tuples(st.just("Q"), POINTS, POINTS),
    st.tuples(st.just("C"), POINTS, POINTS, POINTS),
)
PIECES = st.tuples(POINTS, st.lists(STEPS, min_size=1, max_size=5), st.booleans())
ARITY = {"m": 2, "l": 2, "h": 1, "v": 1, "q": 4, "c": 6}


def written(pieces: list[tuple[tuple[float, float], list[tuple[object, ...]], bool]]) -> str:
    """Pieces as matplotlib writes a path."""
    lines = []
    for start, steps, closed in pieces:
        lines.append("M {} {} ".format(*start))
        lines += [f"{step[0]} " + " ".join("{} {}".format(*at) for at in step[1:]) + " " for step in steps]  # type: ignore[misc]
        lines += ["z"] if closed else []
    return "\n".join(lines)


def places(told: str) -> list[tuple[float, float]]:
    """The places that a path in relative steps names, read as the standard of SVG has it."""
    tokens = re.findall(r"[mlhvqcz]|-?(?:\d+\.\d+|\d+|\.\d+)", told)
    found: list[tuple[float, float]] = []
    at = start = np.zeros(2)
    kind, n = "", 0
    while n < len(tokens):
        if tokens[n].isalpha():
            kind, n = tokens[n], n + 1
            if kind == "z":
                at = start
                continue
        values = [float(token) for token in tokens[n : n + ARITY[kind]]]
        n += ARITY[kind]
        pairs = {"h": [[values[0], 0.0]], "v": [[0.0, values[0]]]}.get(kind) or np.reshape(values, (-1, 2)).tolist()
        found += [tuple(at + pair) for pair in pairs]
        at = at + pairs[-1]
        if kind == "m":
            start, kind = at, "l"
    return found


@given(st.lists(PIECES, min_size=1, max_size=4))
def test_every_place_of_a_path_stays(pieces: list[tuple[tuple[float, float], list[tuple[object, ...]], bool]]) -> None:
    before = [at for start, steps, _ in pieces for at in (start, *(p for step in steps for p in step[1:]))]
    after = places(path(written(pieces)))
    assert np.allclose(np.array(before, dtype=float), after, atol=0.00501, rtol=0)


@given(st.integers(-(10**6), 10**6))
def test_a_number_is_written_as_short_as_it_can_be(hundredths: int) -> None:
    told = number(hundredths)
    assert float(told) == hundredths / 100
    assert not re.search(r"\.\d*0$|^-?0\.", told)


def figure_of_dots() -> Figure:
    from analyzer.plots.style import canvas

    figure = canvas(3, 3)
    figure.subplots().bar([0], [1], color="#ffffff", edgecolor="#222222", hatch="....")
    return figure


def test_the_dots_of_a_hatch_are_one_shape_in_many_places() -> None:
    svg = plots.svg(drawn(figure_of_dots)()).decode()
    (pattern,) = re.findall(r"<pattern.*?</pattern>", svg)
    assert pattern.count("<path") == 1
    assert pattern.count("<use") > 500
    assert len(pattern) < 40_000


@pytest.mark.parametrize("name", ["implied", "long names", "fifteen years"])
@pytest.mark.parametrize("kind", DRAW)
def test_a_drawing_has_the_same_elements_in_fewer_bytes(name: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from lxml import etree

    figure = DRAW[kind](PANELS[name]())
    after = plots.svg(figure)
    monkeypatch.setattr("analyzer.plots.style.compacted", lambda svg: svg)
    before = plots.svg(figure)
    assert after.decode() == compacted(before.decode())
    assert len(after) < 0.75 * len(before)

    def told(svg: bytes) -> list[tuple[str, str | None]]:
        elements = etree.fromstring(svg).iter(etree.Element)
        return [(str(e.tag), e.get("style")) for e in elements if not str(e.tag).endswith(("}defs", "}path", "}use"))]

    assert told(after) == told(before)
