"""A server over the sample and Debian's Chromium, driven by Playwright.

Without Playwright (the extra `browser`), Chromium, the bundle or axe these tests skip, saying so.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from folder import make_folder
from places import ROOT
from served import budgetgraph_serve, served
from tab import Tab

from budgetgraph.publish.static_site.freeze import freeze
from budgetgraph.publish.web.bundle import bundle

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for the tests of one file.

    Playwright keeps an event loop running in this thread; tests of other files start loops of their
    own, which they could not beside it.
    """
    playwright_api = pytest.importorskip(
        "playwright.sync_api", reason="no Playwright: make install EXTRAS=dev,browser"
    )
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    if bundle() is None:
        pytest.skip("the browser bundle was not built: make bundle")
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.is_file():
        pytest.skip("no axe-core: make bundle")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `budgetgraph serve` over the sample."""
    folder = make_folder(tmp_path_factory.mktemp("browser") / "dir")
    with served(budgetgraph_serve(folder, "--check")) as address:
        yield address


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample's site as files, on a server that knows nothing of them."""
    root = tmp_path_factory.mktemp("copied")
    freeze(make_folder(root / "dir"), root / "site")
    handler = partial(SilentFiles, directory=str(root / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as files:
        Thread(target=files.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{files.server_address[1]}"
        files.shutdown()


class SilentFiles(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def tab(chromium: Browser, server: str) -> Iterator[Callable[..., Tab]]:
    """Opens tabs of the server."""
    with tabs_of(chromium, server) as opened:
        yield opened


@pytest.fixture
def copied_tab(chromium: Browser, copied: str) -> Iterator[Callable[..., Tab]]:
    """Opens tabs of the site as files."""
    with tabs_of(chromium, copied) as opened:
        yield opened


@contextmanager
def tabs_of(chromium: Browser, server: str) -> Iterator[Callable[..., Tab]]:
    """Opens tabs (`width`, `theme`, `script`); afterwards no request has left the host and no
    console has complained.
    """
    tabs: list[Tab] = []

    def opened(width: int = 1280, theme: str = "light", script: bool = True) -> Tab:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            locale="zh-CN",
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        one = Tab(context.new_page(), server)
        one.page.on(
            "request",
            lambda request: (
                None if request.url.startswith(server) else one.outside.append(request.url)
            ),
        )
        one.page.on(
            "console",
            lambda message: (
                one.complaints.append(message.text)
                if message.type in ("error", "warning")
                else None
            ),
        )
        one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
        tabs.append(one)
        return one

    yield opened
    for one in tabs:
        one.page.context.close()
        assert one.outside == []
        assert one.complaints == []
