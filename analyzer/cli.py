"""The command line. stdout is data, stderr is progress and messages; no logic lives here.

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage (also an output folder that cannot be written),
3 some documents, or parts of them, could not be read, 130 interrupted. Findings come before parts that were not read,
documents that were not read before both.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analyzer import __version__
from analyzer.console import (
    CLEAN,
    FOUND,
    USAGE,
    Failure,
    analyzed,
    asked,
    fail_on,
    format_option,
    keep_stdout_for_data,
    lang_option,
    leave,
    leave_unread,
    one_line,
    read,
    reading_options,
    show,
    tell,
    told,
    wished,
)

if TYPE_CHECKING:
    from analyzer.pipeline.store import Store


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="analyzer")
@click.option("-v", "--verbose", is_flag=True, help="Log to stderr.")
def main(verbose: bool) -> None:
    """Reads Chinese public-budget disclosures, checks every figure they state, and draws the trends."""
    keep_stdout_for_data()
    if verbose:
        import logging

        logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")


@main.command()
@reading_options
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True, help="Run folder.")
@click.option("--png", is_flag=True, help="Draw each figure as a picture of dots too.")
@click.option("--annotate", is_flag=True, help="Write a copy of each PDF with the findings as notes.")
@lang_option
@fail_on("never")
def run(paths: Sequence[str], out: Path, png: bool, annotate: bool, lang: Any, threshold: str, **reading: Any) -> None:
    """Read the documents at PATH..., judge them, and write the run folder: pages, workbook, figures, data."""
    from analyzer.pipeline import publish
    from analyzer.pipeline.folder import writable
    from analyzer.pipeline.run import summed_up

    with told(), wished(**reading) as wishes:
        writable(out)
        done = publish(paths, out, lang=lang, png=png, annotate=annotate, **wishes)
        tell([*done.unread, *done.notes])
        whole = done.digest
        counts = {"documents": whole.rows["documents"], "figures": whole.facts}
        counts["issues"] = whole.issue_count + len(done.unread)
        click.echo(summed_up(counts, whole.verdicts, whole.severities, lang), err=True)
        click.echo(str(out / "index.html"))
        leave_unread(done.unread)
        leave(whole.severities, threshold)
        leave_unread(whole.issues)


@main.command()
@reading_options
@format_option
def facts(paths: Sequence[str], style: str, **reading: Any) -> None:
    """Print every figure of the tables, with its place."""
    from analyzer import records

    with told():
        corpus, unread = read(paths, **reading)
        show(
            records.fact_records(corpus.facts()),
            style,
            ("document", "page", "line", "table", "row_code", "row", "column", "text", "unit"),
        )
        tell(unread)
        leave_unread((*unread, *(issue for each in corpus.readings for issue in each.extraction.document.issues)))


@main.command()
@reading_options
@format_option
def claims(paths: Sequence[str], style: str, **reading: Any) -> None:
    """Print every numeric statement of the narrative, with its verdict."""
    with told():
        done = analyzed(paths, **reading)
        show(
            done.claim_records,
            style,
            (
                "document",
                "page",
                "line",
                "verdict",
                "kind",
                "subject",
                "value",
                "unit",
                "direction",
                "computed",
                "text",
            ),
        )
        tell(done.unread)
        leave_unread(done.all_issues)


@main.command()
@reading_options
@format_option
@lang_option
@fail_on("error")
def check(paths: Sequence[str], style: str, lang: str, threshold: str, **reading: Any) -> None:
    """Print the faults found, one a line: document:place: severity check: message."""
    with told():
        done = analyzed(paths, **reading)
        if style == "table":
            for row in done.finding_records:
                click.echo(one_line(row, lang))
        else:
            show(done.finding_records, style, ())
        tell(done.unread)
        leave_unread(done.unread)
        leave(Counter(finding.severity for finding in done.all_findings), threshold)
        leave_unread(done.all_issues)


@main.command()
@reading_options
@format_option
def changes(paths: Sequence[str], style: str, **reading: Any) -> None:
    """Print the changes from year to year, with what each contributes to the whole."""
    from analyzer.export import frame_records

    with told():
        done = analyzed(paths, **reading)
        columns = ("entity", "year", "statement", "row", "amount_wan", "base_year", "absolute_wan", "percent", "status")
        show(frame_records(done.changes), style, columns)
        tell(done.unread)
        leave_unread(done.all_issues)


@main.command()
@reading_options
@format_option
@lang_option
def anomalies(paths: Sequence[str], style: str, lang: str, **reading: Any) -> None:
    """Print what deserves a question, most deserving first: at most ten for a hundred units."""
    from analyzer.export import frame_records

    with told():
        done = analyzed(paths, **reading)
        rows = frame_records(done.anomalies)
        if style != "table":
            show(rows, style, ())
        for row in rows if style == "table" else ():
            click.echo(asked(row, lang))
        if not rows:
            click.echo(f"analyzer: {done.silence[lang]}", err=True)
        tell(done.unread)
        leave_unread(done.unread)


@main.command()
@reading_options
@format_option
def series(paths: Sequence[str], style: str, **reading: Any) -> None:
    """Print the headline series: totals, personnel, the three public expenses …, one line a figure."""
    from analyzer.export import frame_records

    with told():
        done = analyzed(paths, **reading)
        show(
            frame_records(done.series), style, ("entity", "year", "stage", "series", "amount_wan", "origin", "document")
        )
        tell(done.unread)
        leave_unread(done.unread)


@main.command()
@reading_options
@click.option("--out", type=click.Path(path_type=Path), default=Path("figures"), show_default=True, help="Folder.")
@click.option("--kind", type=click.Choice(["svg", "png"]), default="png", show_default=True)
def plot(paths: Sequence[str], out: Path, kind: str, **reading: Any) -> None:
    """Draw the trends and print the names of the files drawn."""
    from analyzer.pipeline.folder import save, writable

    with told():
        writable(out)
        done = analyzed(paths, **reading)
        files = done.drawn(kinds=(kind,))
        save(out, files)
        for name in files:
            click.echo(str(out / name))
        tell(done.unread)
        leave_unread(done.all_issues)


@main.group()
def cache() -> None:
    """Readings that are kept from run to run: how many, whether they are sound, and removing those without use."""


cache_option = click.option(
    "--cache", "folder", type=click.Path(file_okay=False, path_type=Path), help="The folder [default: the user's own]."
)


@cache.command("show")
@cache_option
def cache_show(folder: Path | None) -> None:
    """Tell where the readings lie, how many there are and how large, and how many are of use to this version."""
    store = kept_in(folder)
    entries = list(store.entries())
    click.echo(f"{store.folder}: {len(entries)} readings, {sum(e.size for e in entries) / 1e6:.1f} MB")
    click.echo(
        f"{sum(e.current and not e.fault for e in entries)} of use, {sum(bool(e.fault) for e in entries)} unsound"
    )


@cache.command("verify")
@cache_option
def cache_verify(folder: Path | None) -> None:
    """Check every reading, and name those that would not be used; exit code 1 where there are any."""
    faults = [entry for entry in kept_in(folder).entries() if entry.fault]
    for entry in faults:
        click.echo(f"{entry.path}: {entry.fault}")
    sys.exit(FOUND if faults else CLEAN)


@cache.command("prune")
@cache_option
@click.option("--days", type=click.FloatRange(min=0), help="Also remove readings older than this.")
def cache_prune(folder: Path | None, days: float | None) -> None:
    """Remove readings that are unsound or that another version made."""
    count, size = kept_in(folder).prune(days)
    click.echo(f"{count} readings removed, {size / 1e6:.1f} MB")


def kept_in(folder: Path | None) -> Store:
    """The readings in a folder, by default the user’s own."""
    from analyzer.pipeline.store import Store, home

    return Store(folder or home())


@main.command()
@click.argument("name", metavar="CHECK", required=False)
@lang_option
def explain(name: str | None, lang: str) -> None:
    """Tell what CHECK claims, why it matters, and an example; without CHECK, list them all."""
    from analyzer.checks.registry import checks
    from analyzer.doctor import explanation

    known = checks()
    if name is None:
        for item in known.values():
            click.echo(f"{item.id:32} {item.severity:8} {explanation(item).splitlines()[0]}")
    elif name in known:
        item = known[name]
        click.echo(f"{item.id} ({item.severity})\n\n{explanation(item)}\n\n{item.zh if lang == 'zh' else item.en}")
    else:
        from difflib import get_close_matches

        near = get_close_matches(name, known, n=1)
        raise Failure(
            f"no check is called {name!r}; {f'did you mean {near[0]}? ' if near else ''}`analyzer explain` lists them"
        )


@main.command()
def doctor() -> None:
    """Tell whether everything that may be needed is here, and what to install where it is not."""
    from analyzer.doctor import examine

    rows = examine()
    for row in rows:
        click.echo(f"{'ok     ' if row.found else 'missing'}  {row.name:16} {row.note}")
    sys.exit(CLEAN if all(row.found or row.optional for row in rows) else USAGE)


if __name__ == "__main__":
    main()
