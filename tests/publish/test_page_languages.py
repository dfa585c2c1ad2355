"""In which language a page answers, and that a reader who has chosen one stays in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from folder import make_folder
from starlette.testclient import TestClient

from budgetgraph.publish.app import create_app
from budgetgraph.publish.web.negotiation import in_language, preferred
from budgetgraph.publish.web.sentences import filled

CHINESE, ENGLISH = '<html lang="zh-CN"', '<html lang="en"'
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
DOCUMENT = "/page/document/冀财社/2023/208"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "zh"),
        ("", "zh"),
        ("*", "zh"),
        ("en", "en"),
        ("en-GB", "en"),
        ("EN-us,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh-Hant-TW,en;q=0.5", "zh"),
        ("en-US,en;q=0.9,zh;q=0.8", "en"),
        ("de,en-US;q=0.7,zh;q=0.3", "en"),
        ("de,fr;q=0.5", "zh"),
        ("en,zh", "en"),
        ("zh,en", "zh"),
        ("en;q=0,zh;q=0.1", "zh"),
        ("en;q=0", "zh"),
        ("english", "zh"),
        (";q=1,,en;q=x", "zh"),
    ],
)
def test_the_browsers_preference(header: str | None, language: str) -> None:
    assert preferred(header) == language


@pytest.mark.parametrize(
    ("address", "localised"),
    [
        ("/page/x", "/page/x?lang=en"),
        ("/page/x#L5", "/page/x?lang=en#L5"),
        ("/search?q=a", "/search?q=a&lang=en"),
        ("/graph/130532/2025.ttl", "/graph/130532/2025.ttl"),
        ("https://example.org/x", "https://example.org/x"),
        ("#", "#"),
    ],
)
def test_an_address_names_the_language(address: str, localised: str) -> None:
    assert in_language(address, "en") == localised
    assert in_language(address, "") == address


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = make_folder(tmp_path_factory.mktemp("built") / "dir")
    with TestClient(create_app(folder)) as opened:
        yield opened


def _page(client: TestClient, path: str, language: str = "") -> httpx.Response:
    asked = {"Accept-Language": language} if language else {}
    return client.get(path, headers={**BROWSER, **asked})


@pytest.mark.parametrize("path", ["/", DOCUMENT, "/search?q=医疗", "/nowhere"])
def test_a_page_follows_the_browser_and_caches_are_told(client: TestClient, path: str) -> None:
    english = _page(client, path, "en-US,en;q=0.9")
    chinese = _page(client, path, "zh-CN,zh;q=0.9")
    assert ENGLISH in english.text
    assert CHINESE in chinese.text
    assert "accept-language" in english.headers["vary"].lower()
    if english.status_code == 200:
        assert english.headers["etag"] != chinese.headers["etag"]
        assert "accept-language" in _again(client, path, english).headers["vary"].lower()


def _again(client: TestClient, path: str, answer: httpx.Response) -> httpx.Response:
    """Ask for a page that the browser holds already."""
    held = {**BROWSER, "Accept-Language": "en-US,en;q=0.9", "If-None-Match": answer.headers["etag"]}
    again = client.get(path, headers=held)
    assert again.status_code == 304
    return again


def test_what_was_chosen_counts_more_than_the_browser(client: TestClient) -> None:
    assert CHINESE in _page(client, "/?lang=zh", "en").text
    assert ENGLISH in _page(client, "/?lang=en", "zh").text
    assert ENGLISH in _page(client, "/?lang=fr", "en").text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ["/", DOCUMENT, "/search?q=医疗", "/findings", "/compare"])
def test_who_chose_a_language_stays_in_it(client: TestClient, path: str, lang: str) -> None:
    """Every link to a page names the language, those to a line of a source too."""
    chosen = f"{path}{'&' if '?' in path else '?'}lang={lang}"
    page = _page(client, chosen, "en" if lang == "zh" else "zh").text
    links = re.findall(r'<a [^>]*href="(/[^"]*)"', page)
    pages = [link for link in links if not re.search(r"^/(?:data|graph|openapi)|\.\w+$", link)]
    pages = [link for link in pages if "format=" not in link]
    assert len(pages) > 10
    lost = [link for link in pages if f"lang={lang}" not in link]
    assert lost == []
    assert f'name="lang" value="{lang}"' in page


def test_without_a_choice_links_have_no_language(client: TestClient) -> None:
    page = _page(client, DOCUMENT, "en").text
    assert ENGLISH in page
    switch = 'href="?lang=zh"'
    assert switch in page
    assert re.findall(r"<a [^>]*lang=en", page) == []


def test_a_redirect_keeps_the_choice(client: TestClient) -> None:
    for path in ("/id/document/冀财社/2023/208?lang=en", "/id/document/冀财社/2023/208?lang=zh"):
        found = client.get(path, headers=BROWSER, follow_redirects=False)
        assert found.status_code == 303
        assert found.headers["location"].endswith(path.partition("?")[2])


@pytest.mark.parametrize(
    ("number", "said"),
    [("1", "1 row was left"), ("0", "0 rows were left"), (21, "21 rows were left")],
)
def test_a_word_fits_its_number(number: object, said: str) -> None:
    assert filled("{n} {n:row was|rows were} left", n=number) == said
