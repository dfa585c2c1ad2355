"""The feed tells by build what came, changed and went, in both of its formats."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import lxml.etree
import pytest
from folder import make_folder
from starlette.testclient import TestClient

from budgetgraph.publish.app import create_app
from budgetgraph.rdf.iris import BASE
from budgetgraph.store.generations import CURRENT, GENERATIONS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="generations want links")

ATOM = {"a": "http://www.w3.org/2005/Atom"}
STAYS, GOES, COMES = "130532/甲/2025", "130324/乙/2024", "130535/丙&丁/2021"


def note(generation: Path, sources: dict[str, str], seconds: int) -> None:
    """Have the report of a generation name these disclosures with these files."""
    path = generation / "report.json"
    report = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    report["sources"] = [{"disclosure": key, "sha256": sha256} for key, sha256 in sources.items()]
    path.write_text(json.dumps(report), "utf-8")
    os.utime(path, (seconds, seconds))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server over the second of three generations."""
    out = tmp_path_factory.mktemp("feed") / "out"
    now = make_folder(out / GENERATIONS / "b")
    for name in ("a", "c"):
        (out / GENERATIONS / name).mkdir()
    note(out / GENERATIONS / "a", {STAYS: "1", GOES: "2"}, 1_000_000_000)
    note(now, {STAYS: "3", COMES: "4"}, 1_000_086_400)
    note(out / GENERATIONS / "c", {}, 1_000_172_800)
    (out / CURRENT).symlink_to(Path(GENERATIONS) / "b")
    with TestClient(create_app(out)) as found:
        yield found


def test_atom_tells_what_happened(client: TestClient) -> None:
    answer = client.get("/feed")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = lxml.etree.fromstring(answer.content)
    assert feed.findtext("a:updated", namespaces=ATOM) == "2001-09-10T01:46:40Z"
    told = {
        (entry.find("a:category", ATOM).get("term"), entry.findtext("a:summary", namespaces=ATOM))
        for entry in feed.iterfind("a:entry", ATOM)
    }
    thing = f"{BASE}id/disclosure/"
    assert told == {
        ("came", thing + COMES),
        ("changed", thing + STAYS),
        ("went", thing + GOES),
    }
    names = [entry.findtext("a:id", namespaces=ATOM) for entry in feed.iterfind("a:entry", ATOM)]
    assert len(set(names)) == len(names) == 3
    links = [entry.find("a:link", ATOM) for entry in feed.iterfind("a:entry", ATOM)]
    assert [link is None for link in links] == [False, False, True], "what went has no page"


@pytest.mark.parametrize("media_type", ["application/activity+json", "application/ld+json"])
def test_activities_tell_the_same(client: TestClient, media_type: str) -> None:
    told = client.get("/feed", headers={"Accept": media_type}).json()
    assert told["@context"] == "https://www.w3.org/ns/activitystreams"
    assert (told["type"], told["totalItems"]) == ("OrderedCollection", 3)
    items = {one["type"]: one["object"] for one in told["orderedItems"]}
    assert items["Create"]["id"] == f"{BASE}id/disclosure/{COMES}"
    assert items["Update"]["url"].startswith(f"{BASE}page/disclosure/130532/")
    assert items["Delete"]["type"] == "Tombstone"
    assert "url" not in items["Delete"]


def test_without_generations_nothing_happened(tmp_path: Path) -> None:
    with TestClient(create_app(make_folder(tmp_path / "dir"))) as alone:
        assert lxml.etree.fromstring(alone.get("/feed").content).find("a:entry", ATOM) is None
        assert alone.get("/feed?format=activities").json()["orderedItems"] == []


def test_what_older_generations_tell_has_a_tag_of_its_own(tmp_path: Path) -> None:
    """They go while this one is served: what was told stays, and never under another's tag."""
    now = make_folder(tmp_path / "out" / GENERATIONS / "b")
    before = tmp_path / "out" / GENERATIONS / "a"
    before.mkdir()
    note(before, {GOES: "2"}, 1_000_000_000)
    note(now, {COMES: "4"}, 1_000_086_400)
    (tmp_path / "out" / CURRENT).symlink_to(Path(GENERATIONS) / "b")
    with TestClient(create_app(tmp_path / "out")) as first:
        told = [first.get(path) for path in ("/", "/feed")]
        (before / "report.json").unlink()
        before.rmdir()
        again = [first.get(path) for path in ("/", "/feed")]
    with TestClient(create_app(tmp_path / "out")) as second:
        later = [second.get(path) for path in ("/", "/feed")]
    for one, same, other in zip(told, again, later, strict=True):
        assert (one.content, one.headers["etag"]) == (same.content, same.headers["etag"])
        assert one.content != other.content
        assert one.headers["etag"] != other.headers["etag"]
