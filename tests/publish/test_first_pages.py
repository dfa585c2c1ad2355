"""What the first visitor would wait for is read before one comes, and delays no other answer."""

from __future__ import annotations

import asyncio
import threading
from functools import partial
from pathlib import Path

import pytest
from small_budgets import source
from test_following import Running, switch

from budgetgraph.pipeline.build import build as whole_build
from budgetgraph.publish.first_pages import PAGES
from budgetgraph.publish.following import Following
from budgetgraph.publish.pages.start_page import page as start_page
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import Settings
from budgetgraph.query import lists

build = partial(whole_build, dumps=False)
pytestmark = pytest.mark.slow


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A built folder with two generations."""
    for number in (1, 2):
        build([str(source(tmp_path, "平乡县水利局", f"{number}31.40"))], tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files of lists that are read."""
    read = list[Path]()

    def noted(path: Path, base: str) -> dict[str, lists.Answer]:
        read.append(path)
        return asked(path, base)

    asked = lists.read
    monkeypatch.setattr(lists, "read", noted)
    return read


async def read_of(reads: list[Path], generation: Path) -> None:
    while generation / lists.NAME not in reads:
        await asyncio.sleep(0.02)


def test_the_lists_of_each_generation_are_read_before_a_page_is_asked_for(
    out: Path, reads: list[Path]
) -> None:
    async def served() -> None:
        first, second = sorted((out / "generations").iterdir())
        switch(out, first)
        app = Following(out, Settings(workers=1), look=0.05)
        async with Running(app) as client:
            await read_of(reads, first)
            switch(out, second)
            await read_of(reads, second)
            while app.now.generation != second:
                await asyncio.sleep(0.02)
            for path in PAGES:
                assert (await client.get(path)).status_code == 200
        assert [path.parent for path in reads] == [first, second], "once each"

    asyncio.run(served())


def test_health_and_readiness_do_not_wait_for_the_lists(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_reading, may_end = threading.Event(), threading.Event()

    def stuck(path: Path, base: str) -> dict[str, lists.Answer]:
        is_reading.set()
        assert may_end.wait(600)
        return asked(path, base)

    asked = lists.read
    monkeypatch.setattr(lists, "read", stuck)

    async def served() -> None:
        async with Running(Following(out, Settings(workers=1))) as client:
            await asyncio.to_thread(is_reading.wait)
            assert (await client.get("/-/health")).text == "ok\n"
            assert (await client.get("/-/ready")).text == "ready\n"
            may_end.set()
            assert (await client.get("/findings")).status_code == 200

    asyncio.run(served())


def test_a_first_page_that_fails_stops_nothing(
    out: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> None:
        raise OSError("no such disk")

    monkeypatch.setattr(start_page, "build_news", broken)
    monkeypatch.setattr(Renderer, "prepare", broken)

    async def served() -> None:
        first, second = sorted((out / "generations").iterdir())
        switch(out, first)
        app = Following(out, Settings(workers=1), look=0.05)
        async with Running(app) as client:
            switch(out, second)
            while app.now.generation != second:
                await asyncio.sleep(0.02)
            assert (await client.get("/")).status_code == 500
            assert (await client.get("/findings")).status_code == 200

    asyncio.run(served())
    told = "not made before it was asked for: no such disk"
    messages = [record.getMessage() for record in caplog.records]
    assert messages.count(f"templates: {told}") == 2, "by each generation"
    assert messages.count(f"/: {told}") == 2
