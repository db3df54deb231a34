"""A cluster: the bytes of a local run, also when one of its workers is killed in the middle."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.build import called, command, copies, tree

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler of dask with two workers, each a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    start = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", str(port), "--no-dashboard"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard",
              "--no-nanny"]  # fmt: skip
    processes = [subprocess.Popen(start, **quiet)]  # type: ignore[call-overload]
    processes += [subprocess.Popen(worker, **quiet) for _ in range(2)]  # type: ignore[call-overload]
    try:
        yield address, processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def test_a_run_on_a_cluster_that_loses_a_worker_gives_the_bytes_of_a_local_run(
    tmp_path: Path, own_disclosure: Path, scheduler: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = scheduler
    copies(tmp_path / "in", 4)
    (tmp_path / "in" / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    local = called("run", tmp_path / "in", "--out", tmp_path / "local", "--jobs", 2, "--no-cache")
    assert local.returncode == 3, local.stderr
    log = tmp_path / "log.jsonl"
    remote = command("run", tmp_path / "in", "--out", tmp_path / "remote", "--cluster", address, "--no-cache",
                     "--log", log)  # fmt: skip
    with subprocess.Popen(remote, stderr=subprocess.PIPE, text=True) as run:
        until = time.monotonic() + 60
        while not list((tmp_path / "remote").glob(".work/readings/*/*")) and time.monotonic() < until:
            time.sleep(0.05)
        workers[0].send_signal(signal.SIGKILL)
        try:
            _, told = run.communicate(timeout=120)
        finally:
            run.kill()
    assert run.returncode == 3, told
    assert tree(tmp_path / "remote") == tree(tmp_path / "local")
    assert len(log.read_text("utf-8").splitlines()) == 5


def test_a_scheduler_that_is_not_there_is_told_in_one_line(tmp_path: Path, own_disclosure: Path) -> None:
    done = called("run", own_disclosure, "--out", tmp_path, "--cluster", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "no scheduler answers" in done.stderr
    assert "Traceback" not in done.stderr
