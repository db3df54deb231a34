"""Many documents at a time, each on its own: a document that crashes or hangs its worker costs itself alone.

The pool is pebble's, which ends a worker that takes too long and starts another; the standard library's breaks whole
when one worker dies. Any other executor (threads, a cluster's) may be handed in instead; it brings its own isolation.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from typing import Any, TypeAlias

from analyzer.model import Issue
from analyzer.pipeline.inputs import Input
from analyzer.pipeline.work import Options, Outcome, reading, readings

Progress: TypeAlias = Callable[[str], None]
"""Called with the name of each document when it is done."""

CHUNK = 20
"""Documents in one task of a foreign executor: enough that sending it costs little beside the work."""


def gather(
    items: Sequence[Input],
    options: Options,
    *,
    jobs: int | None = None,
    timeout: float = 300.0,
    memory: int | None = None,
    executor: Executor | None = None,
    progress: Progress = lambda name: None,
) -> list[Outcome]:
    """The outcome of every item, in the order of ``items``.

    ``jobs`` workers (default: one a processor; 0 reads in this process, without isolation), ``timeout`` seconds and
    ``memory`` bytes for one document. ``executor``, where given, is used instead of the pool.
    """
    if executor is not None:
        return _foreign(items, options, executor, progress)
    if jobs == 0:
        return [_told(reading(item, options), progress, item) for item in items]
    return _pooled(items, options, jobs or os.cpu_count() or 1, timeout, memory, progress)


def _told(outcome: Outcome, progress: Progress, item: Input) -> Outcome:
    progress(item.name)
    return outcome


def _pooled(
    items: Sequence[Input], options: Options, jobs: int, timeout: float, memory: int | None, progress: Progress
) -> list[Outcome]:
    from pebble import ProcessPool

    # Forked workers need no re-import of the user's script, so a plain script without a main guard works.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin" else "spawn"
    pool = ProcessPool(
        max_workers=max(1, min(jobs, len(items))),
        initializer=_bound,
        initargs=[memory],
        context=multiprocessing.get_context(method),
    )
    try:
        futures = [pool.schedule(reading, args=[item, options], timeout=timeout) for item in items]
        return _collected(dict(zip(futures, items, strict=True)), lambda f, item: _settled(f, item, timeout), progress)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _collected(
    futures: dict[Future[Outcome], Input], settle: Callable[[Future[Outcome], Input], Outcome], progress: Progress
) -> list[Outcome]:
    done: dict[Input, Outcome] = {}
    for future in as_completed(futures):
        item = futures[future]
        done[item] = settle(future, item)
        progress(item.name)
    return [done[item] for item in futures.values()]


def _settled(future: Future[Outcome], item: Input, timeout: float) -> Outcome:
    """A pool's future as an outcome: a worker that died or was ended becomes an Issue."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        detail = f"{item.name}: not read within {timeout:g} s; split it, or raise the time limit"
        return Issue(code="timed-out", document=item.name, detail=detail)
    except ProcessExpired as error:
        detail = f"{item.name}: its reader died (exit code {error.exitcode}); fetch the file again"
        return Issue(code="crashed", document=item.name, detail=detail)
    except Exception as error:  # whatever else a pool says of one document stays with that document
        return Issue(code="crashed", document=item.name, detail=f"{item.name}: {type(error).__name__}: {error}")


def _bound(memory: int | None) -> None:
    """Limit a worker's own memory, where the system can, and leave the interrupt key to the parent."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if memory and sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


# ---- foreign executors -----------------------------------------------------------------------------------------------


def _foreign(items: Sequence[Input], options: Options, executor: Executor, progress: Progress) -> list[Outcome]:
    """Chunks of documents on any executor; a chunk that fails is taken apart, so one bad document costs itself."""
    size = max(1, min(CHUNK, len(items) // 8))
    chunks = [tuple(items[i : i + size]) for i in range(0, len(items), size)]
    futures: list[Future[Any]] = [executor.submit(readings, chunk, options) for chunk in chunks]
    done: list[Outcome] = []
    for chunk, future in zip(chunks, futures, strict=True):
        done += _unpacked(chunk, future, options, executor)
        for item in chunk:
            progress(item.name)
    return done


def _unpacked(chunk: tuple[Input, ...], future: Future[Any], options: Options, executor: Executor) -> Iterator[Outcome]:
    try:
        yield from future.result()
    except Exception as error:  # the executor lost the task: its documents are tried one by one
        if len(chunk) == 1:
            detail = f"{chunk[0].name}: {type(error).__name__}: {error}"
            yield Issue(code="crashed", document=chunk[0].name, detail=detail)
            return
        for item in chunk:
            yield from _unpacked((item,), executor.submit(readings, (item,), options), options, executor)
