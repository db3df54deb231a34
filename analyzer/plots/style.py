"""One look for all plots: a Chinese font that is there on a bare machine, a palette readable in grey, a source line.

Figures are made without pyplot, so nothing is ever shown or kept. ``svg`` and ``png`` write the same bytes for the same
figure on every run.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Final, ParamSpec

from analyzer.plots.compact import compacted
from analyzer.plots.shown import told

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

P = ParamSpec("P")

INK: Final = "#222222"
MUTED: Final = "#6b6b6b"
GRID: Final = "#d9d9d9"
COLOURS: Final = ("#1d3f5e", "#c4593b", "#7fb0d8", "#e8c77b", "#4f7f5b", "#b9a3c9", "#9c2f4a", "#cfd8de")
"""From dark to light in turns, so that neighbours differ in grey print as well."""
HATCH: Final = "////"
"""Laid over figures that are implied rather than printed."""
SALT: Final = "analyzer"


@lru_cache(maxsize=1)
def font() -> str:
    """The family name of the bundled Chinese font, registered with matplotlib on first use."""
    import pylopdf_fonts_zh_cn as fonts
    from matplotlib import font_manager

    path = str(fonts.sans_path())
    font_manager.fontManager.addfont(path)
    return font_manager.FontProperties(fname=path).get_name()


def settings() -> Any:
    """The rc settings under which figures are drawn and saved."""
    return {
        "font.family": [font(), "DejaVu Sans"], "font.size": 10, "axes.unicode_minus": True, "svg.hashsalt": SALT,
        "text.parse_math": False,  # names are drawn as they are printed, dollar signs and all
        "svg.fonttype": "path", "pdf.fonttype": 3, "axes.spines.top": False, "axes.spines.right": False,
        "axes.edgecolor": MUTED, "axes.labelcolor": INK, "text.color": INK, "xtick.color": INK, "ytick.color": INK,
        "axes.titlesize": 13, "axes.titleweight": "normal", "axes.titlelocation": "left", "axes.axisbelow": True,
        "hatch.linewidth": 0.8, "legend.frameon": False, "figure.facecolor": "white", "savefig.facecolor": "white",
    }  # fmt: skip


def drawn(function: Callable[P, Figure]) -> Callable[P, Figure]:
    """Draw a figure under our settings, laid out before it is returned."""

    @wraps(function)
    def within(*args: P.args, **kwargs: P.kwargs) -> Figure:
        import matplotlib as mpl

        with mpl.rc_context(settings()):
            figure = function(*args, **kwargs)
            if (engine := figure.get_layout_engine()) is not None:
                engine.execute(figure)
            figure.set_layout_engine("none")  # laid out: saving it need not do so again
            return figure

    return within


def paled(colour: str) -> str:
    """The colour thinned with white to a third of its strength, so that a hatch of the colour shows on it."""
    from matplotlib.colors import to_hex, to_rgb

    red, green, blue = (1 - 0.35 * (1 - part) for part in to_rgb(colour))
    return to_hex((red, green, blue))


def canvas(width: float, height: float) -> Figure:
    """An empty figure of this size in inches, with its own canvas."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=110, layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def finish(figure: Figure, title: str, source: str) -> Figure:
    """Title above and source line below, both wrapped to the width of the figure."""
    width = figure.get_figwidth()
    figure.suptitle(wrapped(title, int(width * 5.2)), x=0.01, ha="left", fontsize=13)
    figure.supxlabel(wrapped(source, int(width * 8.3)), x=0.01, ha="left", fontsize=8, color=MUTED)
    return figure


def nothing(title: str, message: str) -> Figure:
    """A figure that says that there is nothing to draw."""
    figure = canvas(6.4, 2.4)
    axes = figure.subplots()
    axes.axis("off")
    axes.text(0.5, 0.5, message, ha="center", va="center", color=MUTED)
    return finish(figure, title, "")


def wrapped(text: str, width: int) -> str:
    """The text broken into lines of at most ``width`` Chinese characters (Latin ones count half)."""
    lines, line, used = [], "", 0.0
    for char in text:
        size = 1.0 if ord(char) > 0x2E7F else 0.55
        if used + size > width and line:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + char, used + size
    return "\n".join([*lines, line])


def short(text: str, width: int) -> str:
    """The text cut to ``width`` characters; the middle goes, because names differ at their ends."""
    if len(text) <= width:
        return text
    tail = max(1, (width - 1) // 3)
    return text[: max(1, width - 1 - tail)] + "…" + text[-tail:]


def number(value: float) -> str:
    """A number as a reader likes it: 16,356.02; 9; 0."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace("-", "−") if text not in ("-0", "") else "0"


def signed(value: float) -> str:
    """A number with its sign: +145.46, −7.2, 0."""
    text = number(value)
    return text if text == "0" or text.startswith("−") else f"+{text}"


def money_axis(axes: Axes, label: str, *, axis: str = "y") -> None:
    """Name the unit in words on the money axis, with separators on its ticks and a light grid."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    which = axes.yaxis if axis == "y" else axes.xaxis
    which.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    which.set_major_locator(MaxNLocator(6))
    axes.grid(axis="y" if axis == "y" else "x", color=GRID, linewidth=0.7)
    (axes.set_ylabel if axis == "y" else axes.set_xlabel)(label)
    axes.tick_params(labelfontfamily=font())


def sources(documents: Iterable[str], label: str, note: str = "") -> str:
    """The source line: up to three documents by name, the rest counted."""
    names = sorted({name for name in documents if name})
    shown = "、".join(names[:3]) + (f" …（{len(names)}）" if len(names) > 3 else "")
    return "　".join(part for part in (f"{label}{shown}" if shown else "", note) if part)


def svg(figure: Figure) -> bytes:
    """The figure as SVG; the same bytes each time."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    buffer, before, dpi = io.StringIO(), figure.canvas, figure.dpi
    with mpl.rc_context(settings()):
        try:  # `savefig` would draw once more for a layout that is done
            nothing_more = dict.fromkeys(("Date", "Creator", "Type", "Format"))
            FigureCanvasSVG(figure).print_svg(buffer, metadata=nothing_more)  # type: ignore[no-untyped-call]
        finally:
            figure.set_canvas(before)
            figure.dpi = dpi
    return told(compacted(buffer.getvalue()), figure).encode()


def png(figure: Figure, dpi: int = 144) -> bytes:
    """The figure as PNG; the same bytes each time."""
    return _saved(figure, "png", dpi=dpi, metadata={"Software": None})


def _saved(figure: Figure, kind: str, **how: Any) -> bytes:
    import matplotlib as mpl

    buffer = io.BytesIO()
    with mpl.rc_context(settings()):
        figure.savefig(buffer, format=kind, **how)
    return buffer.getvalue()
