"""Workers: the limit of a task is of its own processor time, so that a busy machine costs no sound document."""

from __future__ import annotations

import time

import pytest

from analyzer.pipeline.workers.crew import Crew, Lost


def busy(seconds: float) -> str:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return "done"


def waiting(seconds: float) -> str:
    time.sleep(seconds)
    return "done"


@pytest.fixture(scope="module")
def crew() -> object:
    with Crew(jobs=1) as made:
        yield made


def test_what_waits_for_the_machine_is_done_though_its_seconds_are_over(crew: Crew) -> None:
    assert list(crew.each(waiting, [1.5], seconds=lambda _: 1.0)) == [(1.5, "done")]


def test_what_takes_more_than_its_processor_time_is_ended(crew: Crew) -> None:
    ((_, lost),) = crew.each(busy, [30.0], seconds=lambda _: 0.5)
    assert lost == Lost(kind="timed-out", detail="not done within its processor time")


def test_what_waits_for_ever_is_ended_by_the_clock(crew: Crew) -> None:
    ((_, lost),) = crew.each(waiting, [99.0], seconds=lambda _: 0.5, patience=2.0)
    assert lost == Lost(kind="timed-out", detail="not done within 1 s")


def test_the_time_of_a_task_is_not_that_of_the_next(crew: Crew) -> None:
    done = list(crew.each(busy, [0.4] * 4, seconds=lambda _: 1.0))
    assert [result for _, result in done] == ["done"] * 4
