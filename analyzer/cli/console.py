"""What the commands of the command line share: options, exit codes, messages, and how they leave."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from analyzer.errors import AnalyzerError

if TYPE_CHECKING:
    from analyzer.model import Corpus, Issue
    from analyzer.pipeline import Run
    from analyzer.results.records import Record

RANK = {"error": 0, "warning": 1, "note": 2}
MOST_TOLD = 100
"""Issues on the terminal."""
CLEAN, FOUND, USAGE, UNREAD, INTERRUPTED = 0, 1, 2, 3, 130

TIMEOUT = "Seconds for one document, and a document for a family [default: by their size]."
CACHE = "Keep readings in this folder [default: the user's cache folder]."
CLUSTER = "Address of a dask scheduler whose workers share this machine's folders (needs the cluster extra)."
SELECT = "Tell only findings of these checks: ids, or what they begin with (`analyzer explain` lists them)."
IGNORE = "Tell no findings of these checks."
BASELINE = "Tell no findings that are in this one: an earlier run folder, its findings.jsonl, or a list of ids."

Command = Callable[..., None]


class Failure(click.ClickException):
    """A one-line message on stderr and the exit code for usage."""

    exit_code = USAGE

    def show(self, file: Any = None) -> None:
        """Tell the failure on stderr in one line."""
        click.echo(f"analyzer: {self.message}", err=True)


def reading_options(command: Command) -> Command:
    """What every command that reads documents takes."""
    options = (
        click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
        click.option("--name", metavar="FILE", help="What the document is called that PATH - reads [default: stdin]."),
        click.option("--jobs", type=click.IntRange(min=0), help="Documents read at a time [default: one a processor]."),
        click.option("--timeout", type=click.FloatRange(min=1), help=TIMEOUT),
        click.option("--ocr", is_flag=True, help="Recognise pages without text (needs the ocr extra)."),
        click.option("--cache", type=click.Path(file_okay=False, path_type=Path), help=CACHE),
        click.option("--no-cache", is_flag=True, help="Keep no readings for the next run."),
        click.option("--follow", is_flag=True, help="Follow links that lead out of a folder."),
        click.option("--cluster", metavar="ADDRESS", help=CLUSTER),
        click.option("--log", type=click.Path(dir_okay=False, path_type=Path), help="Write a JSON line a document."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def formats(*more: str) -> Callable[[Command], Command]:
    """The option that chooses how records are printed; ``more`` are forms that only this command has."""
    return click.option(
        "--format", "style", type=click.Choice(["table", "json", "jsonl", "csv", *more]), default="table",
        show_default=True, help="How the data is printed.",
    )  # fmt: skip


format_option = formats()
lang_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of messages and pages."
)


def fail_on(default: str) -> Callable[[Command], Command]:
    """The option that makes findings an exit code."""
    return click.option(
        "--fail-on", "threshold", type=click.Choice(["error", "warning", "never"]), default=default, show_default=True,
        help="Exit with 1 when there are findings of this severity or a higher one.",
    )  # fmt: skip


def selecting_options(command: Command) -> Command:
    """What every command that tells findings takes."""
    options = (
        click.option("--select", metavar="CHECK,…", multiple=True, shell_complete=check_names, help=SELECT),
        click.option("--ignore", metavar="CHECK,…", multiple=True, shell_complete=check_names, help=IGNORE),
        click.option("--baseline", type=click.Path(path_type=Path), help=BASELINE),
    )
    for option in reversed(options):
        command = option(command)
    return command


def check_names(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """Completion of the ids of checks, also behind a comma."""
    from analyzer.checks.registry import checks

    done, comma, name = typed.rpartition(",")
    return [f"{done}{comma}{known}" for known in checks() if known.startswith(name)]


@contextmanager
def told() -> Iterator[None]:
    """Errors made on purpose become one line on stderr; an interrupt becomes exit code 130."""
    try:
        yield
    except AnalyzerError as error:
        raise Failure(str(error)) from error
    except KeyboardInterrupt:
        click.echo("analyzer: interrupted; nothing was changed, the same command goes on from here", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; there is nobody left to tell
        sys.exit(CLEAN)


@contextmanager
def wished(
    paths: Sequence[str],
    *,
    jobs: int | None,
    timeout: float | None,
    ocr: bool,
    cache: Path | None,
    no_cache: bool,
    follow: bool,
    cluster: str | None,
    log: Path | None,
    name: str | None,
    **chosen: Any,
) -> Iterator[dict[str, Any]]:
    """The options of a command as what `analyze` and `publish` take; with ``paths``, where “-” is standard input."""
    from analyzer.pipeline import Options
    from analyzer.pipeline.readings.store import home

    if "-" in paths and cluster is not None:
        raise Failure("standard input is not on the cluster's machines; name a file that they see")

    kept = None if no_cache else cache or home()
    made: dict[str, Any] = {
        "jobs": jobs,
        "timeout": timeout,
        "follow": follow,
        "log": log,
        "options": Options(ocr=ocr, cache=kept),
    }
    made |= {key: value or None for key, value in chosen.items()}
    with standing(paths, name) as made["paths"]:
        if cluster is None:
            yield made
            return
        from analyzer.pipeline.workers.cluster import workers

        with workers(cluster) as executor:
            yield {**made, "executor": executor}


@contextmanager
def standing(paths: Sequence[str], name: str | None) -> Iterator[list[str]]:
    """The paths, with a file called ``name`` that holds standard input in the place of “-”."""
    if "-" not in paths:
        if name is not None:
            raise Failure("--name is for standard input, and no PATH is -; files keep their own names")
        yield list(paths)
        return
    called = Path(name or "stdin").name
    if paths.count("-") > 1:
        raise Failure("standard input can be read once; name - once")
    if called in ("", ".."):
        raise Failure(f"--name {name!r} names no file; give a file name, such as budget.pdf")
    with TemporaryDirectory(prefix="analyzer-") as folder:
        file = Path(folder) / called
        with file.open("wb") as out:
            shutil.copyfileobj(sys.stdin.buffer, out)
        yield [str(file) if path == "-" else path for path in paths]


def analyzed(paths: Sequence[str], **reading: Any) -> Run:
    """The run over what the arguments name."""
    from analyzer.pipeline import analyze

    with wished(paths, **reading) as wishes:
        return analyze(**wishes)


def read(paths: Sequence[str], **reading: Any) -> tuple[Corpus, tuple[Issue, ...]]:
    """The readings of what the arguments name, and what could not be read."""
    from analyzer.pipeline import inputs, read_all

    with wished(paths, **reading) as wishes:
        return read_all(inputs(wishes.pop("paths"), follow=wishes.pop("follow")), **wishes)


def keep_stdout_for_data() -> None:
    """What compiled libraries print to file descriptor 1 (a solver's remarks) goes to stderr; ours stays on stdout."""
    try:
        if sys.stdout.fileno() != 1:
            return
    except (OSError, ValueError):
        return
    sys.stdout.flush()
    ours = os.fdopen(os.dup(1), "w", encoding=sys.stdout.encoding, errors=sys.stdout.errors, newline="\n")
    os.dup2(2, 1)
    sys.stdout = ours


def show(rows: Sequence[Record], style: str, columns: Sequence[str]) -> None:
    """Print rows in the style that is asked for."""
    from analyzer.export import printed

    sys.stdout.write(printed(rows, style, columns))


def sarif_text(run: Run, lang: str, paths: Sequence[str], follow: bool) -> str:
    """The findings of a run in SARIF, with where the documents lie, so that an editor can open them."""
    from analyzer.export import json_text, sarif
    from analyzer.pipeline import UNREAD

    found = addresses([path for path in paths if path != "-"], follow)
    return json_text(sarif(run.finding_records, run.issue_records, lang, UNREAD, found)).decode()


def addresses(paths: Sequence[str], follow: bool) -> dict[str, str]:
    """The URI of each file by its name in the run: relative below the working folder, as CI and editors want it."""
    from urllib.parse import quote

    from analyzer.pipeline import inputs

    made, here = {}, Path.cwd()
    for item in inputs(paths, follow=follow) if paths else ():
        path = item.path.absolute()
        if not item.place:
            below = path.is_relative_to(here)
            made[item.name] = quote(os.fsencode(path.relative_to(here))) if below else path.as_uri()
    return made


def one_line(row: Record, lang: str) -> str:
    """A finding as document:place: severity check: message."""
    place = (
        f"第{row['page']}页"
        if row["page"] and lang == "zh"
        else f"p{row['page']}"
        if row["page"]
        else row["line"] or ""
    )
    from analyzer.text import printable

    return printable(f"{row['document']}:{place}: {row['severity']} {row['check']}: {row['message'][lang]}")


def asked(row: Record, lang: str) -> str:
    """An anomaly in one line: its rank, whose it is, the question, and where the figure stands."""
    question = row["question" if lang == "zh" else "question_en"]
    place = f" p{row['page']}" if row["page"] else ""
    return f"{row['rank']}. {row['entity']}: {question} [{row['document']}{place}]"


def tell(issues: Sequence[Issue]) -> None:
    """Name troubles on stderr, the first of them in full."""
    from analyzer.text import printable

    for issue in issues[:MOST_TOLD]:
        click.echo(f"analyzer: {printable(issue.detail)}", err=True)
    if len(issues) > MOST_TOLD:
        click.echo(f"analyzer: and {len(issues) - MOST_TOLD} more; data/issues.jsonl has them all", err=True)


def leave_unread(issues: Sequence[Issue]) -> None:
    """Exit with 3 where a document, or a part of one, could not be read."""
    from analyzer.pipeline import PARTLY
    from analyzer.pipeline import UNREAD as codes

    if any(issue.code in codes or issue.code in PARTLY for issue in issues):
        sys.exit(UNREAD)


def leave(severities: Mapping[str, int], threshold: str) -> None:
    """Exit with 1 where a finding is as severe as the threshold, or more."""
    if threshold != "never" and any(n and RANK[kind] <= RANK[threshold] for kind, n in severities.items()):
        sys.exit(FOUND)
