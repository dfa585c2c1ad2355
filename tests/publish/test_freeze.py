"""The site as files: crawled like a web server's visitor would, and held beside what the living
application answers.
"""

from __future__ import annotations

import asyncio
import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote, urldefrag

import lxml.html
import pytest
from folder import make_folder

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.publish.app import create_app
from budgetgraph.publish.static_site.freeze import COPIED, Frozen, _written, export, freeze
from budgetgraph.publish.static_site.page_of_tables import page_of_tables
from budgetgraph.publish.static_site.parts_of_things import is_page_of_tables, owner
from budgetgraph.publish.static_site.question_answers import is_answered, narrowings
from budgetgraph.publish.web.addresses import Address, read, relative
from budgetgraph.publish.web.in_process import InProcessResponse, get
from budgetgraph.query.questions import bind, load
from budgetgraph.query.search_entries import names
from budgetgraph.rdf.iris import BASE
from budgetgraph.store import Store

#: An address of the server, and the file that stands for it.
FILES = [
    ("/", "index.html"),
    ("/?lang=en", "en/index.html"),
    ("/questions", "questions.html"),
    ("/page/document/%E5%86%80%E8%B4%A2%E7%A4%BE/2023/208", "page/document/冀财社/2023/208.html"),
    ("/page/x/%E6%94%B6%E5%85%A5%2F%E9%A2%84%E7%AE%97%E6%95%B0", "page/x/收入%2F预算数.html"),
    ("/questions/documents.csv?bom=1", "questions/documents/bom=1.csv"),
    (
        "/questions/projects?year=2025&department=%E6%9F%90%E5%B1%80",
        "questions/projects/department=某局&year=2025.html",
    ),
    (
        "/data/project/13053225P00T216100029/2025.ttl?lang=en",
        "data/project/13053225P00T216100029/2025.ttl",
    ),
    ("/ontology?format=ttl&lang=en", "ontology.ttl"),
    ("/questions/documents?format=xlsx&year=2025", "questions/documents/year=2025.xlsx"),
    ("/static/site.css?v=1", "static/site.css"),
    ("/download/", "download/index.html"),
    ("/download/SHA256SUMS", "download/SHA256SUMS"),
]


@pytest.mark.parametrize(("target", "file"), FILES)
def test_an_address_has_a_file(target: str, file: str) -> None:
    found = read(target, Address("/"))
    assert found is not None
    assert found[0].file == file


#: The pages whose script answers what stands behind `#`.
_ANSWERING = {"findings", *load()}

PARTS = [
    ("/page/disclosure/1/x/2025/table/t/7/a", "/page/disclosure/1/x/2025/table", "t/7/a"),
    ("/page/disclosure/1/x/2025/table/t/7", "/page/disclosure/1/x/2025/table", "t/7"),
    ("/page/disclosure/1/x/2025/table/t", "/page/disclosure/1/x/2025/table", "t"),
    ("/page/disclosure/1/x/2025/key-figure/total", "/page/disclosure/1/x/2025", ""),
    ("/page/disclosure/1/x/2025/indicator/1", "/page/disclosure/1/x/2025", ""),
    ("/page/disclosure/1/x/2025/project/2", "/page/disclosure/1/x/2025/project/2", ""),
    (
        "/page/disclosure/1/x/2025/project/2/indicator/1/target",
        "/page/disclosure/1/x/2025/project/2",
        "indicator/1",
    ),
    ("/page/project/1/2025/indicator/1/target", "/page/project/1/2025", "indicator/1"),
    ("/page/document/target/2023/208", "/page/document/target/2023/208", ""),
    ("/page/function/2080505", "/codes", "function/2080505"),
    ("/page/scheme/functions", "/codes", "scheme/functions"),
    ("/page/finding/0123", "/findings", "finding/0123"),
    ("/source/table/a/b/c", "/source/table/a/b/c", ""),
]


@pytest.mark.parametrize(("part", "page", "anchor"), PARTS)
def test_a_part_stands_on_the_page_of_its_owner(part: str, page: str, anchor: str) -> None:
    assert owner(Address(part, lang="en")) == (Address(page, lang="en"), anchor)


def test_an_address_and_its_file_are_one_to_one() -> None:
    assert len(FILES) == 13
    assert len({file for _, file in FILES}) == 13
    long = [Address("/questions/x", (("document", "某" * 300 + end),)).file for end in "ab"]
    assert len(set(long)) == 2
    assert all(len(part.encode()) < 255 for file in long for part in file.split("/"))


def test_links_between_files() -> None:
    page = Address("/page/project/1/2025")
    assert read("https://example.org/x", page) is None
    assert read("#L5", page) is None
    source = read("/source/ab#L5", page)
    assert source is not None
    assert relative(page, *source) == "../../../source/ab.html#L5"
    assert read("?lang=en", page) == (Address("/page/project/1/2025", lang="en"), "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[Address]]:
    """The built folder, the site made of it, and its pages."""
    root = tmp_path_factory.mktemp("frozen")
    folder = make_folder(root / "dir")
    frozen = freeze(folder, root / "site")
    assert frozen.broken == {}
    return folder, root / "site", frozen.pages


def test_no_link_leads_nowhere(site: tuple[Path, Path, list[Address]]) -> None:
    """Every link of every page, and every anchor that a link names, is there."""
    _, out, pages = site
    anchors: dict[Path, set[str]] = {}
    links: list[tuple[Path, str, str]] = []
    for file in sorted(out.rglob("*.html")):
        tree = lxml.html.parse(str(file), parser=lxml.html.HTMLParser(encoding="utf-8")).getroot()
        anchors[file] = set(tree.xpath("//@id"))
        for element, _, link, _ in tree.iterlinks():
            if element.tag != "meta" and not link.startswith(("http://", "https://")):
                links.append((file, *urldefrag(link)))
    assert len(anchors) > len(pages) > 100
    assert len(links) > 3000
    dead = []
    for file, link, fragment in links:
        goal = (
            Path(posixpath.normpath(posixpath.join(file.parent.as_posix(), unquote(link))))
            if link
            else file
        )
        # What is asked of a page whose script answers is no anchor.
        asked = "=" in fragment and goal.stem in _ANSWERING
        known = goal.is_file() and (not fragment or asked or unquote(fragment) in anchors[goal])
        if not known:
            dead.append(f"{file.relative_to(out)} → {link}#{fragment}")
    assert not dead, f"{len(dead)} dead links: {dead[:5]}"


def test_pages_say_what_the_server_says(site: tuple[Path, Path, list[Address]]) -> None:
    """The text of every page is the living page's, word for word."""
    folder, out, pages = site
    app = create_app(folder, COPIED)

    async def answers() -> list[bytes]:
        async with app.router.lifespan_context(app):
            return [await answer(page) for page in pages]

    async def answer(page: Address) -> bytes:
        if is_page_of_tables(page):
            return (await page_of_tables(app, page)).body
        return (await get(app, page.target)).body

    def text(html: bytes) -> str:
        tree = lxml.html.document_fromstring(
            html.decode(), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
        return " ".join(str(tree.text_content()).split())

    other = [
        page.target
        for page, live in zip(pages, asyncio.run(answers()), strict=True)
        if text((out / page.file).read_bytes()) != text(live)
    ]
    assert other == []


def test_every_kind_of_page_is_there_in_both_languages(
    site: tuple[Path, Path, list[Address]],
) -> None:
    _, out, pages = site
    kinds = Counter(
        (page.lang, page.path.split("/")[2]) for page in pages if page.path.startswith("/page/")
    )
    assert {kind for _, kind in kinds} == {
        "department", "disclosure", "project", "document", "division", "unit",
    }  # fmt: skip
    for kind in ("department", "disclosure", "project", "document", "division"):
        assert kinds["zh", kind] == kinds["en", kind] > 0, kind
    assert "/id/" in (out / "404.html").read_text("utf-8")


def test_a_copy_is_small(site: tuple[Path, Path, list[Address]]) -> None:
    """One page for each thing that is visited, and none for a cell, an indicator or a code."""
    _, out, pages = site
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) < 450
    tables = [page for page in pages if page.path.endswith("/table")]
    disclosures = [
        page for page in pages if re.fullmatch(r"/page/disclosure(/[^/]+){3}", page.path)
    ]
    assert 0 < len(tables) <= len(disclosures)
    assert not any("editor" in path.name for path in files)


def test_the_search_of_the_copy_finds_what_the_server_finds(
    site: tuple[Path, Path, list[Address]],
) -> None:
    folder, out, _ = site
    index = json.loads((out / "search.json").read_text("utf-8"))
    things = index["things"]
    every = {name.thing for name in names(Store.open(folder / "store"), BASE)}
    assert len(every) - len(things) < 40  # a project through all years has no page in a copy
    assert all((out / thing[-1].partition("#")[0]).is_file() for thing in things)
    (number,) = [thing for thing in things if thing[0][0] == "冀财社〔2023〕208号"]
    assert number[-1] == "page/document/冀财社/2023/208.html"
    assert index["kinds"][number[1]] == ["公文", "Official document"]
    coded = [thing for thing in things if "13053225P00T216100029" in thing[0]]
    assert [thing[-1] for thing in coded] == ["page/project/13053225P00T216100029/2025.html"]
    facts = [index["shared"][place] for place in coded[0][2:6]]
    assert facts[1:3] == ["平乡县", "2025"]
    assert facts[0].startswith("平乡县")


QUESTIONS = load()
#: They add up over what the form leaves, or compare that, or do not say in a row what was asked.
NOT_ANSWERED = [
    "funding-by-level",
    "targets-that-differ",
    "targets-under-document",
    "where-from",
]


def test_the_forms_that_a_copy_answers() -> None:
    asked = {name: question for name, question in QUESTIONS.items() if question.parameters}
    assert [name for name in asked if not is_answered(asked[name])] == NOT_ANSWERED


@pytest.mark.parametrize("name", [name for name in QUESTIONS if is_answered(QUESTIONS[name])])
def test_a_form_of_a_copy_has_the_answer_of_the_server(
    site: tuple[Path, Path, list[Address]], name: str
) -> None:
    """The rows of the open answer that fit are the rows that the server answers, value by value."""
    folder, out, _ = site
    written = json.loads((out / f"questions/{name}.json").read_text("utf-8"))
    question, store = QUESTIONS[name], Store.open(folder / "store")
    opened = store.select(question.text).rows
    parameters = [parameter.name for parameter in question.parameters]
    assert written["given"].keys() == narrowings(question).keys() <= set(parameters)
    for parameter, given in written["given"].items():
        fits = _HOW[given["how"]]
        values = _typed(given["how"], given["columns"])
        assert values or not opened, parameter
        for text in values:
            fitting = [
                row
                for row, *cells in zip(opened, *given["columns"], strict=True)
                if any(fits(cell, text) for cell in cells)
            ]
            answered = store.select(bind(question, {parameter: text})).rows
            assert Counter(fitting) == Counter(answered), f"{name} {parameter}={text}"


_HOW: dict[str, Callable[[str, str], bool]] = {
    "same": lambda cell, text: cell.casefold() == text.casefold(),
    "holds": lambda cell, text: text in cell,
    "least": lambda cell, text: bool(cell) and Decimal(cell) >= Decimal(text),
}


def _typed(how: str, columns: list[list[str]]) -> list[str]:
    """Choose texts that a person might give to a form: what stands in the columns, or parts."""
    there = sorted({cell for cells in columns for cell in cells if cell})
    if how == "holds":
        return [cell[:2] for cell in there[:2]] + there[-1:]
    return [there[0], there[-1]] if there else []


def test_what_is_called_a_page_is_one(site: tuple[Path, Path, list[Address]]) -> None:
    """A browser gets HTML at every .html: also where the server answers programs with something
    else.
    """
    files = list(site[1].rglob("*.html"))
    assert [
        str(path) for path in files if not path.read_bytes().startswith(b"<!doctype html>")
    ] == []
    assert len(files) > 50
    assert (site[1] / "codes.html") in files


def test_a_folder_with_something_in_it_is_left_alone(
    site: tuple[Path, Path, list[Address]],
) -> None:
    folder, out, _ = site
    with pytest.raises(UnreadableInput, match="not empty"):
        export(folder, out)


def test_a_former_name_leads_to_the_page_of_today(tmp_path: Path) -> None:
    page = Address("/page/document/冀财社/2023/208", lang="en")
    moved = InProcessResponse(301, {"location": "/page/document/130000/冀财社/2023/208"}, b"")
    done = Frozen()
    links = _written(page, moved, tmp_path, done)
    assert [link.file for link in links] == ["en/page/document/130000/冀财社/2023/208.html"]
    text = (tmp_path / page.file).read_text("utf-8")
    assert "url=../../130000/" in text
    assert done.files == 1
    assert done.pages == []
