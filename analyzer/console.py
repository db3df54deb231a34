"""What the commands of the command line share: options, exit codes, messages, and how they leave."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analyzer.errors import AnalyzerError

if TYPE_CHECKING:
    from analyzer.model import Corpus, Issue
    from analyzer.pipeline import Run
    from analyzer.records import Record

RANK = {"error": 0, "warning": 1, "note": 2}
MOST_TOLD = 100
"""Issues on the terminal."""
CLEAN, FOUND, USAGE, UNREAD, INTERRUPTED = 0, 1, 2, 3, 130

TIMEOUT = "Seconds for one document, and a document for a family [default: by their size]."
CACHE = "Keep readings in this folder [default: the user's cache folder]."
CLUSTER = "Address of a dask scheduler whose workers share this machine's folders (needs the cluster extra)."

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


format_option = click.option(
    "--format", "style", type=click.Choice(["table", "json", "jsonl", "csv"]), default="table", show_default=True,
    help="How the data is printed.",
)  # fmt: skip
lang_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of messages and pages."
)


def fail_on(default: str) -> Callable[[Command], Command]:
    """The option that makes findings an exit code."""
    return click.option(
        "--fail-on", "threshold", type=click.Choice(["error", "warning", "never"]), default=default, show_default=True,
        help="Exit with 1 when there are findings of this severity or a higher one.",
    )  # fmt: skip


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
    *,
    jobs: int | None,
    timeout: float | None,
    ocr: bool,
    cache: Path | None,
    no_cache: bool,
    follow: bool,
    cluster: str | None,
    log: Path | None,
) -> Iterator[dict[str, Any]]:
    """The options of a command as what `analyze` and `publish` take."""
    from analyzer.pipeline import Options
    from analyzer.pipeline.store import home

    kept = None if no_cache else cache or home()
    made = {"jobs": jobs, "timeout": timeout, "follow": follow, "log": log, "options": Options(ocr=ocr, cache=kept)}
    if cluster is None:
        yield made
        return
    from analyzer.pipeline.cluster import workers

    with workers(cluster) as executor:
        yield {**made, "executor": executor}


def analyzed(paths: Sequence[str], **reading: Any) -> Run:
    """The run over what the arguments name."""
    from analyzer.pipeline import analyze

    with wished(**reading) as wishes:
        return analyze(paths, **wishes)


def read(paths: Sequence[str], **reading: Any) -> tuple[Corpus, tuple[Issue, ...]]:
    """The readings of what the arguments name, and what could not be read."""
    from analyzer.pipeline import inputs, read_all

    with wished(**reading) as wishes:
        return read_all(inputs(paths, follow=wishes.pop("follow")), **wishes)


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
