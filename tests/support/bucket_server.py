"""A server of S3 on this machine, with a bucket, for tests of what is left in one."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

BUCKET = "parts"
_NEEDED = ("s3fs", "moto", "flask", "flask_cors")
#: Made up: the server takes any.
_KEYS = {"AWS_ACCESS_KEY_ID": "anybody", "AWS_SECRET_ACCESS_KEY": "anything"}


@contextmanager
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give the address of an empty bucket, `s3://parts`, which this process reaches and those
    that it starts.

    The test is skipped where there is no such server.
    """
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"no {missing[0]}: pip install .[cluster,s3] 'moto[server]'")
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment
    ) as server:
        assert server.stderr is not None
        told = (re.search(r"http://127\.0\.0\.1:\d+", line) for line in server.stderr)
        address = next(match[0] for match in told if match)
        for name, value in {"AWS_ENDPOINT_URL": address, **_KEYS}.items():
            monkeypatch.setenv(name, value)
        files().mkdir(BUCKET)
        yield f"s3://{BUCKET}"
        server.kill()


def files() -> Any:
    """The buckets, asked anew each time."""
    import s3fs

    return s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
