"""Questions that are edited while the server runs (`serve --reload`)."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from folder import make_folder_of
from places import ROOT
from starlette.types import Message

from budgetgraph import assets
from budgetgraph.publish.following import Following
from budgetgraph.publish.web.edited import forget, stamp
from budgetgraph.publish.web.site import Settings
from budgetgraph.validate.rules import rules

PATIENCE = 200
#: The list of questions needs no data.
QUAD = b"<urn:s> <urn:p> <urn:o> <urn:g> .\n"


@pytest.fixture
def knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the questions and shapes that may be edited."""
    copy = tmp_path / "checkout"
    for name in assets.FOLDERS:
        shutil.copytree(ROOT / name, copy / name)
    monkeypatch.setattr(assets, "_ROOTS", (copy,))
    yield copy
    monkeypatch.undo()
    forget()


async def until(client: httpx.AsyncClient, path: str, text: str) -> httpx.Response:
    """Ask until the answer holds a text; every answer on the way is a good one."""
    for _ in range(PATIENCE):
        answer = await client.get(path)
        assert answer.status_code == 200
        if text in answer.text:
            return answer
        await asyncio.sleep(0.05)
    raise AssertionError(f"{text} is not in {path}")


async def edited(folder: Path, question: Path) -> None:
    app = Following(folder, Settings(workers=1, reload=True), look=0.02)
    messages: asyncio.Queue[Message] = asyncio.Queue()
    answers: asyncio.Queue[Message] = asyncio.Queue()
    life = asyncio.ensure_future(app({"type": "lifespan"}, messages.get, answers.put))
    await messages.put({"type": "lifespan.startup"})
    await answers.get()
    text = question.read_text("utf-8")
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        before = await until(client, "/questions", "项目")
        question.write_text(text.replace("# title-zh: 项目", "# title-zh: 甲乙丙的项目"), "utf-8")
        after = await until(client, "/questions", "甲乙丙的项目")
        assert after.headers["etag"] != before.headers["etag"]
        # A slip: what was read before is answered until it is mended.
        question.write_text("SELECT", "utf-8")
        await asyncio.sleep(0.3)
        assert (await client.get("/questions")).text == after.text
        question.write_text(text.replace("# title-zh: 项目", "# title-zh: 丁戊己的项目"), "utf-8")
        await until(client, "/questions", "丁戊己的项目")
    await messages.put({"type": "lifespan.shutdown"})
    await life


@pytest.mark.slow
def test_an_edited_question_is_shown_and_a_slip_stops_nothing(
    tmp_path: Path, knowledge: Path
) -> None:
    folder = make_folder_of(tmp_path / "dir", QUAD)
    asyncio.run(edited(folder, knowledge / "queries" / "questions" / "projects.rq"))


def test_every_change_of_a_shape_is_noticed_and_read(knowledge: Path) -> None:
    first = stamp()
    assert stamp() == first
    assert "column-total" in rules()
    for path in (knowledge / "shapes").glob("*.ttl"):
        text = path.read_text("utf-8")
        path.write_text(text.replace('"column-total"', '"sum-of-a-column"'), "utf-8")
    assert stamp() != first
    assert "sum-of-a-column" not in rules(), "what was read stays until it is forgotten"
    forget()
    assert "sum-of-a-column" in rules()
