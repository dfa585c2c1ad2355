"""The server follows the pointer of a built folder: no request fails, and none mixes generations."""

from __future__ import annotations

import asyncio
import os
import sys
from collections import defaultdict
from functools import partial
from pathlib import Path

import httpx
import pytest
from small_budgets import source
from starlette.types import Message

from budgetgraph.pipeline.build import build as whole_build
from budgetgraph.publish.following import Following
from budgetgraph.publish.web.site import Settings
from budgetgraph.store.generations import CURRENT, generation_of

build = partial(whole_build, dumps=False)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="builds want links and locks"),
]

NAMES = ("平乡县水利局", "平乡县教育局")
COUNT = "/sparql?query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%3Fs%20%3Fp%20%3Fo%7D&format=csv"
PATHS = (
    "/", COUNT, "/search?q=平乡县&format=json", "/download/report.json", "/download/graph.nq.gz",
    "/findings?format=json", "/questions/coverage?format=csv", "/catalog?format=ttl",
)  # fmt: skip


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A built folder with two generations that say different things."""
    for number, name in enumerate(NAMES, start=1):
        path = source(tmp_path, name, f"{number}31.40")
        build([str(path)], tmp_path / "out")
    return tmp_path / "out"


def switch(out: Path, generation: Path) -> None:
    """Turn the pointer, as a build does."""
    link = out / ".link-test"
    link.symlink_to(f"generations/{generation.name}")
    link.replace(out / CURRENT)


class Running:
    """The application between the start and the end of a server."""

    def __init__(self, app: Following) -> None:
        self.app = app
        self._in: asyncio.Queue[Message] = asyncio.Queue()
        self._out: asyncio.Queue[Message] = asyncio.Queue()

    async def __aenter__(self) -> httpx.AsyncClient:
        self._life = asyncio.ensure_future(
            self.app({"type": "lifespan"}, self._in.get, self._out.put)
        )
        await self._in.put({"type": "lifespan.startup"})
        await self._out.get()
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url="http://test", timeout=600)

    async def __aexit__(self, *_: object) -> None:
        await self._in.put({"type": "lifespan.shutdown"})
        await self._life


async def ask(
    client: httpx.AsyncClient, times: int, bodies: dict[tuple[str, str], set[bytes]]
) -> None:
    for number in range(times):
        path = PATHS[number % len(PATHS)]
        answer = await client.get(path)
        assert answer.status_code == 200, (path, answer.text)
        bodies[path, answer.headers["etag"]].add(answer.content)


async def switched_under_load(out: Path) -> dict[tuple[str, str], set[bytes]]:
    first, second = sorted((out / "generations").iterdir())
    app = Following(out, Settings(workers=1), look=0.05)
    bodies: dict[tuple[str, str], set[bytes]] = defaultdict(set)
    async with Running(app) as client:
        asking = [asyncio.ensure_future(ask(client, 40, bodies)) for _ in range(4)]
        for generation in (first, second, first, second):
            switch(out, generation)
            while app.now.generation != generation:
                await asyncio.sleep(0.05)
            await ask(client, len(PATHS), bodies)
        await asyncio.gather(*asking)
        assert app.now.in_hand == 0
    return bodies


def test_no_request_fails_or_mixes_generations_while_the_pointer_turns(out: Path) -> None:
    bodies = asyncio.run(switched_under_load(out))
    assert {path for path, _ in bodies} == set(PATHS)
    for path in PATHS:
        answers = [found for (asked, _), found in bodies.items() if asked == path]
        assert [len(found) for found in answers] == [1, 1], "two generations, one body for each tag"


def test_a_generation_that_cannot_be_served_is_not(
    out: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The one before goes on, and the log says why."""

    async def damaged() -> None:
        app = Following(out, Settings(workers=1), look=0.05)
        before = app.now.generation
        async with Running(app) as client:
            (out / "generations" / "damaged").mkdir()
            switch(out, out / "generations" / "damaged")
            while not caplog.records:
                await asyncio.sleep(0.05)
            assert (await client.get(COUNT)).status_code == 200
            assert app.now.generation == before

    asyncio.run(damaged())
    assert [record.getMessage().startswith(str(out)) for record in caplog.records] == [True]
    assert "is not served" in caplog.text


def test_a_served_generation_is_not_removed(out: Path, tmp_path: Path) -> None:
    app = Following(out, Settings(workers=1))
    served = app.now.generation
    try:
        build([str(tmp_path / f"{NAMES[-1]}.txt")], out, keep=1)
        build([str(tmp_path / f"{name}.txt") for name in NAMES], out, keep=1)
        assert os.path.isdir(served)
    finally:
        app.now.close()
    build([str(tmp_path / f"{NAMES[0]}.txt")], out, keep=1)
    assert served == generation_of(out) or not served.exists()
