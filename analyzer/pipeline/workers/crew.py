"""Many tasks at a time, each on its own: one that crashes, hangs or takes too much memory costs itself alone.

The own pool is pebble's, which ends a worker that takes too long and starts another; the standard library's breaks
whole when one worker dies. Any other executor (threads, a cluster's) may be handed in instead; it gets chunks of tasks,
and brings its own isolation.
"""

from __future__ import annotations

import errno
import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    from pebble import ProcessPool

Task = TypeVar("Task")
Result = TypeVar("Result")

MEMORY = 4 << 30
"""Bytes that one worker may take for a task, where the system can hold it to that."""
CHUNK = 20
"""Tasks in one message to a foreign executor: enough that sending it costs little beside the work."""
AHEAD = 3
"""Tasks in the hands of the pool, a worker: enough to keep it busy, few enough to be held in memory."""
PATIENCE = 60.0
"""How many times its processor time a task may take by the clock: a busy machine must not cost a sound document, so the
limit is of what the task itself takes, and only what waits for ever is ended by the clock. (With eight times, seven of
a thousand were lost at the lowest priority on two processors with sixteen tasks.)"""
TIME_UP = 27
"""The signal that ends a worker whose task took its processor time (SIGPROF)."""
LIFE = 500
"""Tasks after which a worker is replaced, so that what libraries leak is given back."""
COLLECTED = 20_000
"""New objects after which the collector looks for cycles. Readings are many small objects and hardly a cycle: with the
interpreter's 700 a ninth of the time went into looking at them again, and no more memory is used with this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A task that gave no result: its worker died, it took too long, or it raised."""

    kind: Literal["crashed", "timed-out"]
    detail: str


def patience(timeout: float | None) -> float:
    """How long to wait by the clock: as asked for, where somebody asked."""
    return 1.0 if timeout else PATIENCE


class Crew:
    """Workers for the stages of a run.

    ``jobs`` workers (default: one a processor; 0 works in this process, without isolation), ``memory`` bytes for each.
    ``executor``, where given, is used instead. ``warm`` loads what the workers will need before they are forked.
    """

    def __init__(
        self,
        *,
        jobs: int | None = None,
        memory: int | None = MEMORY,
        executor: Executor | None = None,
        warm: Callable[[], None] = lambda: None,
    ) -> None:
        self.jobs = (os.cpu_count() or 1) if jobs is None else jobs
        self.memory = memory
        self.executor = executor
        self.warm = warm
        self._pool: ProcessPool | None = None

    @property
    def inside(self) -> bool:
        """Whether all work is done in this process."""
        return self.executor is None and self.jobs == 0

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    def each(
        self,
        work: Callable[[Task], Result],
        tasks: Iterable[Task],
        *,
        seconds: Callable[[Task], float],
        patience: float = PATIENCE,
        again: Callable[[Task, Lost], Task | None] = lambda task, lost: None,
    ) -> Iterator[tuple[Task, Result | Lost]]:
        """Every task with its result, as they are done. What ``again`` makes of a lost task is tried in its place.

        A task may take ``seconds`` of processor time, and ``patience`` times as many by the clock.
        """
        if self.executor is not None:
            done = _foreign(self.executor, work, list(tasks))
        elif self.inside:
            done = ((task, _here(work, task)) for task in tasks)
        else:
            yield from self._pooled(work, iter(tasks), seconds, patience, again)
            return
        for task, result in done:
            while isinstance(result, Lost) and (other := again(task, result)) is not None:
                task, result = other, self._once(work, other)
            yield task, result

    def _once(self, work: Callable[[Task], Result], task: Task) -> Result | Lost:
        if self.executor is None:
            return _here(work, task)
        return _settled(self.executor.submit(work, task), 0)

    def _pooled(
        self,
        work: Callable[[Task], Result],
        tasks: Iterator[Task],
        seconds: Callable[[Task], float],
        patience: float,
        again: Callable[[Task, Lost], Task | None],
    ) -> Iterator[tuple[Task, Result | Lost]]:
        pool = self._started()
        pending: dict[Future[Result], tuple[Task, float]] = {}

        def hand_over(task: Task) -> None:
            limit = seconds(task)
            future = pool.schedule(timed, args=[work, task, limit], timeout=patience * limit)
            pending[future] = (task, patience * limit)

        while True:
            while len(pending) < AHEAD * self.jobs and (task := next(tasks, None)) is not None:
                hand_over(task)
            if not pending:
                return
            for future in wait(pending, return_when=FIRST_COMPLETED).done:
                task, limit = pending.pop(future)
                result = _settled(future, limit)
                other = again(task, result) if isinstance(result, Lost) else None
                if other is None:
                    yield task, result
                else:
                    hand_over(other)

    def _started(self) -> ProcessPool:
        if self._pool is None:
            from pebble import ProcessPool

            self.warm()
            # Forked workers need no re-import of the user's script, so a plain script without a main guard works.
            forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
            self._pool = ProcessPool(
                max_workers=self.jobs,
                max_tasks=LIFE,
                initializer=_bound,
                initargs=[self.memory, os.getpid()],
                context=multiprocessing.get_context("fork" if forks else "spawn"),
            )
        return self._pool


@contextmanager
def _rarely_collected() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(max(COLLECTED, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _here(work: Callable[[Task], Result], task: Task) -> Result | Lost:
    try:
        with _rarely_collected():
            return work(task)
    except Exception as error:
        if full(error):
            raise
        return Lost(kind="crashed", detail=_told(error))


def _settled(future: Future[Result], limit: float) -> Result | Lost:
    """What a future gave, or why it gave nothing. Raises OSError where the disk is full."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        return Lost(kind="timed-out", detail=f"not done within {limit:g} s")
    except ProcessExpired as error:
        if error.exitcode == -TIME_UP:
            return Lost(kind="timed-out", detail="not done within its processor time")
        return Lost(kind="crashed", detail=f"its worker died (exit code {error.exitcode})")
    except Exception as error:  # whatever else a pool says of one task stays with that task
        if full(error):
            raise
        return Lost(kind="crashed", detail=_told(error))


def full(error: Exception) -> bool:
    """Whether the disk is the trouble and not the task: it ends the run, for every other task would meet it too."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


def _told(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}"[:300].split())


def _bound(memory: int | None, parent: int) -> None:
    """Limit a worker's memory, where the system can; leave the interrupt key to the parent, and end when that ends."""
    import signal

    gc.freeze()  # what was loaded before the fork stays
    gc.set_threshold(COLLECTED)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform.startswith("linux"):
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: even one that hangs in a library ends
        if os.getppid() != parent:  # it was gone before this was set
            os._exit(1)
    if memory and sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def timed(work: Callable[[Task], Result], task: Task, seconds: float) -> Result:
    """Do a task in a worker that ends where the task takes more than ``seconds`` of processor time, as far as the
    system can; the signal's own action ends it inside a library too."""
    import signal

    if sys.platform == "win32":
        return work(task)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return work(task)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


# ---- foreign executors -----------------------------------------------------------------------------------------------


def several(work: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
    """Several tasks at once, for executors where a message costs more than a task."""
    with _rarely_collected():
        return [work(task) for task in tasks]


def _foreign(
    executor: Executor, work: Callable[[Task], Result], tasks: Sequence[Task]
) -> Iterator[tuple[Task, Result | Lost]]:
    """Chunks of tasks on any executor; a chunk that is lost is taken apart, so one bad task costs itself."""
    size = max(1, min(CHUNK, len(tasks) // 8))
    chunks = [tasks[i : i + size] for i in range(0, len(tasks), size)]
    futures: list[Future[Any]] = [executor.submit(several, work, chunk) for chunk in chunks]
    for chunk, future in zip(chunks, futures, strict=True):
        results = _settled(future, 0)
        if not isinstance(results, Lost):
            yield from zip(chunk, results, strict=True)
            continue
        for task in chunk:
            yield task, (results if len(chunk) == 1 else _settled(executor.submit(work, task), 0))
