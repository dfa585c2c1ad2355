"""What people do in a browser, from the first search to the line of the source, with keyboard,
input method and without scripts.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tab import Tab

expect = pytest.importorskip(
    "playwright.sync_api", reason="no Playwright: make install EXTRAS=dev,browser"
).expect

NUMBER = "冀财社[2023]208号"
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  const add = (list) => { for (const entry of list.getEntries()) sum += entry.value; };
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 500);
})"""


def test_from_a_search_to_the_line(tab: Callable[..., Tab]) -> None:
    """Search a number in any spelling, its document, a project that it pays for, a figure, the line
    where it stands.
    """
    one = tab()
    one.open("/")
    page = one.page
    page.locator("#q2").fill(NUMBER)
    page.locator("#q2").press("Enter")
    page.locator(".results a").first.click()
    expect(page.locator("h1")).to_have_text("冀财社〔2023〕208号")
    page.locator("section[aria-labelledby=projects] td.wide a").first.click()
    expect(page.locator(".kind")).to_contain_text("项目")
    page.locator("section[aria-labelledby=amounts] a.where").first.click()
    expect(page).to_have_url(re.compile(r"/source/[0-9a-f]{64}#L\d+$"))
    line = page.url.rpartition("#")[2]
    expect(page.locator(f"tr#{line}")).to_be_in_viewport()
    expect(page.locator(f"tr#{line} .became a").first).to_be_attached()


def test_every_figure_of_a_table_leads_to_its_line(tab: Callable[..., Tab]) -> None:
    one = tab()
    one.open("/page/disclosure/130532/平乡县医疗保障局/2025/table/revenue_expenditure_summary")
    figures = one.page.locator("table.figures.cells td:not(.code) a")
    assert figures.count() > 3
    assert [
        link
        for link in figures.evaluate_all("all => all.map((a) => a.getAttribute('href'))")
        if not re.search(r"#L\d+$", link)
    ] == []


def test_a_query_in_the_editor(tab: Callable[..., Tab]) -> None:
    """Typed with completion by a Chinese label, run by keyboard, answered in place; sorted, drawn,
    and the address is the link to share.
    """
    one = tab()
    one.open("/sparql")
    page = one.page
    editor = page.locator(".cm-content")
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(
        "SELECT ?name (COUNT(?i) AS ?n) WHERE { ?p bg:hasIndicator ?i ; skos:prefLabel ?name ; a 项"
    )
    page.keyboard.type("目")
    option = page.locator(".cm-tooltip-autocomplete li", has_text="bg:Project").first
    expect(option).to_be_visible()
    option.click()
    page.keyboard.insert_text(" } GROUP BY ?name ORDER BY ?name")
    expect(editor).to_contain_text("a bg:Project }")
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n")
    page.keyboard.press("Control+Enter")
    rows = page.locator("#results table.answers tbody tr")
    expect(rows.first).to_be_visible()
    assert rows.count() > 1
    assert "query=" in page.url, "the address is the link to share"
    page.locator("#results th button.sort").last.click()
    expect(page.locator("#results th").last).to_have_attribute("aria-sort", "ascending")
    counts = [int(text) for text in page.locator("#results tbody td:last-child").all_inner_texts()]
    assert counts == sorted(counts)
    page.locator("#results details summary").first.click()
    expect(page.locator("#results figure svg path").first).to_be_attached()
    href = page.locator("#results a", has_text="csv").get_attribute("href")
    assert (
        page.request.get(one.server + str(href)).text().removeprefix("\ufeff").startswith("name,n")
    )


WHOLE_FLOW = """figure => {
  const box = figure.querySelector(".canvas").getBoundingClientRect();
  const inside = (part) => part.left >= box.left - 1 && part.right <= box.right + 1;
  const texts = [...figure.querySelectorAll("svg text")];
  const bars = figure.querySelectorAll("svg path");
  return {
    clipped: figure.querySelectorAll("svg [clip-path]").length,
    texts: texts.length,
    bars: bars.length,
    outside: texts.filter((text) => !inside(text.getBoundingClientRect())).length,
  };
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_a_flow_is_whole_from_the_first_moment(tab: Callable[..., Tab], width: int) -> None:
    """No part of it grows in, and every name stands inside the picture."""
    one = tab(width=width)
    one.page.emulate_media(reduced_motion="no-preference")
    one.open("/page/document/冀财社/2023/208")
    figure = one.page.locator("figure[data-chart=flow]")
    expect(figure.locator("svg text").first).to_be_attached()
    drawn = figure.evaluate(WHOLE_FLOW)
    # The document, a department, two projects, and the three streams between them.
    assert drawn["texts"] >= 4
    assert drawn["bars"] >= 7
    assert drawn["clipped"] == 0
    assert drawn["outside"] == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_a_box_has_a_name_that_can_be_read_or_none(tab: Callable[..., Tab], width: int) -> None:
    """A lone character of a name tells nobody anything."""
    one = tab(width=width)
    one.open("/page/disclosure/130532/平乡县医疗保障局/2025")
    figure = one.page.locator("figure[data-chart=tree]").first
    expect(figure.locator("svg text").first).to_be_attached()
    texts = figure.locator("svg text").all_text_contents()
    assert max(map(len, texts)) >= 4
    assert not [text for text in texts if len(text.strip("…")) < 2]


def test_an_input_method_writes_each_character_once(tab: Callable[..., Tab]) -> None:
    one = tab()
    one.open("/sparql")
    page = one.page
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    devtools = page.context.new_cdp_session(page)
    for text in ("y", "yi", "yib"):
        devtools.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
    devtools.send("Input.insertText", {"text": "医保"})
    expect(page.locator(".cm-content")).to_have_text("医保")
    assert page.locator("#query").input_value() == "医保"


def test_a_question_as_csv(tab: Callable[..., Tab]) -> None:
    one = tab()
    one.open("/questions/projects-citing-document")
    page = one.page
    page.locator("#p-document").fill(NUMBER)
    page.locator(".ask button").click()
    expect(page.locator("table.answers tbody tr").first).to_be_visible()
    shown = page.locator("table.answers tbody tr").count()
    href = page.get_by_role("link", name="csv", exact=True).get_attribute("href")
    rows = list(csv.DictReader(page.request.get(one.server + str(href)).text().splitlines()))
    assert len(rows) == shown > 0
    assert {row["number"] for row in rows if "number" in row} <= {"冀财社〔2023〕208号"}


def test_a_search_suggests_what_there_is(tab: Callable[..., Tab]) -> None:
    one = tab()
    one.open("/")
    one.page.locator("#q").press_sequentially("平乡县医")
    option = one.page.locator("#q-suggestions option").first
    expect(option).to_have_attribute("value", re.compile("^平乡县医"))


def test_a_picture_can_be_saved(tab: Callable[..., Tab], tmp_path: Path) -> None:
    one = tab()
    one.open("/")
    for name, begins in [("SVG", b"<svg "), ("PNG", b"\x89PNG")]:
        with one.page.expect_download() as saved:
            one.page.locator(".files button", has_text=name).first.click()
        file = tmp_path / saved.value.suggested_filename
        saved.value.save_as(file)
        assert file.read_bytes().startswith(begins)
    ElementTree.parse(tmp_path / "budgetgraph.svg")


def test_dark_as_the_system_has_it_and_as_it_is_chosen(tab: Callable[..., Tab]) -> None:
    one, paper = tab(theme="dark"), "getComputedStyle(document.body).backgroundColor"
    one.open("/")
    dark = one.page.evaluate(paper)
    button = one.page.locator("button.theme")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    light = one.page.evaluate(paper)
    assert light != dark
    one.open("/questions")
    assert one.page.evaluate(paper) == light, "the choice stays"


def test_the_keyboard_reaches_the_content_first(tab: Callable[..., Tab]) -> None:
    one = tab()
    one.open("/questions")
    one.page.keyboard.press("Tab")
    expect(one.page.locator("a.skip")).to_be_focused()
    one.page.keyboard.press("Enter")
    one.page.keyboard.press("Tab")
    expect(one.page.locator("main .list a").first).to_be_focused()


def test_the_editor_is_no_trap(tab: Callable[..., Tab]) -> None:
    one = tab()
    one.open("/sparql")
    one.page.locator(".cm-content").click()
    one.page.keyboard.press("Tab")
    expect(one.page.locator("form.query button").first).to_be_focused()


def test_nothing_jumps(tab: Callable[..., Tab]) -> None:
    """The layout does not shift when pictures and the editor arrive (a good value is below 0.1)."""
    paths = (
        "/",
        "/sparql",
        "/page/department/130532/平乡县医疗保障局",
        "/compare?department=130532/平乡县医疗保障局",
    )
    shifts = {}
    for path in paths:
        one = tab()
        one.open(path)
        shifts[path] = one.page.evaluate(SHIFTS)
    assert len(shifts) == 4
    assert {path: shift for path, shift in shifts.items() if shift >= 0.1} == {}


def test_plain_html_is_enough(tab: Callable[..., Tab]) -> None:
    """Without scripts: a query by the form, a table, no control that does nothing."""
    one = tab(script=False)
    one.open("/sparql")
    page = one.page
    page.locator("textarea").fill("SELECT ?s WHERE { ?s ?p ?o } LIMIT 3")
    page.locator("form.query button").first.click()
    expect(page.locator("table.answers tbody tr")).to_have_count(3)
    expect(page.locator("button.theme")).to_be_hidden()
    one.open("/")
    expect(page.locator(".canvas").first).to_be_hidden()
