"""A server in a process of its own, on a free port of this machine."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

#: A machine ten times slower than ours starts a server within this.
_SECONDS = 300


def free_port() -> int:
    """Return a port that nothing listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def budgetgraph_serve(folder: Path, *options: str) -> Callable[[int], list[str]]:
    """Return the command that serves a built folder at a port."""
    start = [sys.executable, "-m", "budgetgraph", "serve", str(folder), *options, "--port"]
    return lambda port: [*start, str(port)]


@contextmanager
def served(
    command: Callable[[int], list[str]], *, ready: str = "/-/ready", folder: Path | None = None
) -> Iterator[str]:
    """Start a command at a free port, wait until `ready` answers 200, give the address.

    It works in `folder`, and is stopped at the end. What it complained about is shown where it
    stops by itself.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            command(port),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
        )
        try:
            deadline = time.monotonic() + _SECONDS
            while not _answers(address + ready):
                complaints.seek(0)
                assert process.poll() is None, f"it stopped: {complaints.read().decode()}"
                assert time.monotonic() < deadline, f"no answer within {_SECONDS} seconds"
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=_SECONDS)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, http.client.HTTPException, OSError):
        return False
