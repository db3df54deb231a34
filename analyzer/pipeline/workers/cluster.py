"""Workers of a dask cluster as an executor. They must see the same folders as this machine, under the same paths."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from analyzer.errors import UsageError
from analyzer.version import install

PATIENCE = 60
"""Seconds to wait for the first worker."""


@contextmanager
def workers(address: str) -> Iterator[Executor]:
    """The workers behind the scheduler at ``address`` (``tcp://host:8786``, or the file that a scheduler wrote).

    Raises UsageError where the extra ``cluster`` is missing or nobody answers. A worker that dies takes its tasks to
    another; a task that kills several is given up and tried apart (see `crew`).
    """
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(f"--cluster needs the extra: {install('cluster')}") from None
    try:
        where = {"scheduler_file": address} if address.endswith(".json") else {"address": address}
        client: Any = Client(**where, timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UsageError(f"{address}: no scheduler answers ({error}); start one, or check the address") from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close()
        raise UsageError(f"{address}: the scheduler has no workers; start some, or wait for them") from error
    try:
        yield client.get_executor(pure=False)
    finally:
        client.close()
