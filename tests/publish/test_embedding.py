"""Pictures and tables for other sites, and a department's years side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files

import lxml.html
import pytest
from folder import make_folder
from jinja2 import Environment
from sample import sample_disclosure
from starlette.testclient import TestClient

from budgetgraph.mapping import nquads
from budgetgraph.publish.app import create_app
from budgetgraph.publish.pages.descriptions import Section
from budgetgraph.publish.pages.money.overview import Accounts, DisclosureMoney, ReadAmount
from budgetgraph.publish.pages.money.year_panels import HEIGHT, YearPanel, year_panels

DEPARTMENT = "department/130532/平乡县医疗保障局"
SITE = ("frame-ancestors *", "frame-ancestors 'none'")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The sample, with the paper of the year before beside it."""
    before = nquads(replace(sample_disclosure(), fiscal_year=2024))
    folder = make_folder(tmp_path_factory.mktemp("embedding") / "dir", more=before)
    with TestClient(create_app(folder), follow_redirects=False) as opened:
        yield opened


def test_the_code_holds_any_name() -> None:
    """A title with a quotation mark stays inside its attribute when the code is pasted."""
    template = Environment(autoescape=True).from_string(
        "<pre>&lt;iframe title=&quot;{{ name|forceescape|forceescape }}&quot;&gt;</pre>"
    )
    pasted = str(lxml.html.fromstring(template.render(name='a "b" <c>')).text)
    frame = lxml.html.fromstring(pasted)
    assert frame.get("title") == 'a "b" <c>'
    thing = (files("budgetgraph.publish") / "templates" / "thing.html").read_text("utf-8")
    assert "title=&quot;{{ name|forceescape|forceescape }}&quot;" in thing


def panels(totals: dict[str, dict[str, int]]) -> tuple[YearPanel, ...]:
    """The panels of disclosures named by their years: `{"2024": {"revenue": 100}}`."""
    rows = tuple({"disclosure": year, "year": int(year[:4])} for year in totals)
    money = {
        year: DisclosureMoney(
            {
                measure: ReadAmount(Decimal(yuan), "urn:figure", None)
                for measure, yuan in of_year.items()
            },
            (),
        )
        for year, of_year in totals.items()
    }
    return year_panels(Section(rows, False, ""), Accounts(money, "", ""))


def test_all_pictures_have_one_scale() -> None:
    drawn = panels(
        {"2024": {"revenue": 1000, "basic": 250}, "2025": {"revenue": 500, "basic": 1000}}
    )
    assert [panel.measure for panel in drawn] == ["revenue", "basic"]
    heights = {(panel.measure, bar.year): bar.height for panel in drawn for bar in panel.bars}
    assert heights["revenue", "2024"] == heights["basic", "2025"]
    assert heights["revenue", "2025"] == pytest.approx(heights["revenue", "2024"] / 2, abs=0.1)
    assert heights["basic", "2024"] == pytest.approx(heights["revenue", "2024"] / 4, abs=0.1)
    bottoms = {round(bar.y + bar.height) for panel in drawn for bar in panel.bars}
    assert len(bottoms) == 1
    assert bottoms.pop() < HEIGHT


def test_years_stand_in_their_order_and_a_gap_stays_empty() -> None:
    drawn = panels({"2025": {"revenue": 3}, "2023": {"revenue": 1}, "2024": {"basic": 2}})
    revenue = drawn[0]
    assert [bar.year for bar in revenue.bars] == ["2023", "2025"]
    assert revenue.bars[1].x > revenue.bars[0].x + 2 * revenue.bars[0].width


def test_plan_and_spending_of_one_year_are_told_apart() -> None:
    drawn = panels(
        {"2023": {"revenue": 1}, "2024": {"revenue": 2}, "2024/final-accounts": {"revenue": 3}}
    )
    assert [bar.is_actual for bar in drawn[0].bars] == [False, False, True]


@pytest.mark.parametrize(("years", "shown"), [(1, 0), (2, 2), (6, 6), (7, 6)])
def test_one_year_is_no_picture_and_seven_are_too_many(years: int, shown: int) -> None:
    drawn = panels({str(2019 + number): {"revenue": 5} for number in range(years)})
    assert sum(len(panel.bars) for panel in drawn) == shown
    if shown:
        assert drawn[0].bars[-1].year == str(2018 + years)


def test_nothing_but_zeros_is_no_picture() -> None:
    assert panels({"2024": {"revenue": 0}, "2025": {"revenue": 0}}) == ()


def test_a_department_shows_its_years_as_pictures_and_as_a_table(client: TestClient) -> None:
    for address in (f"/page/{DEPARTMENT}", f"/embed/{DEPARTMENT}"):
        tree = lxml.html.document_fromstring(client.get(address).text)
        pictures = tree.xpath("//figure[@class='panel']//*[name()='svg']")
        assert len(pictures) >= 2
        table = str(tree.xpath("string(//table[contains(@class, 'figures')])"))
        for picture in pictures:
            amounts = picture.xpath(".//*[name()='text' and @class='amount']/text()")
            assert len(amounts) == 2
            assert all(amount in table for amount in amounts)
            assert "2024" in picture.get("aria-label")


def test_only_what_is_embedded_may_be_framed(client: TestClient) -> None:
    for path in (DEPARTMENT, "document/冀财社/2023/208", "disclosure/130532/平乡县医疗保障局/2025"):
        framed, page = client.get(f"/embed/{path}"), client.get(f"/page/{path}")
        assert framed.status_code == page.status_code == 200
        assert SITE[0] in framed.headers["content-security-policy"]
        assert SITE[1] in page.headers["content-security-policy"]
        assert "script" not in framed.text
        assert "x-frame-options" not in framed.headers


def test_the_code_on_a_page_names_the_page_to_frame(client: TestClient) -> None:
    page = lxml.html.document_fromstring(client.get(f"/page/{DEPARTMENT}?lang=en").text)
    code = str(page.xpath("string(//pre[contains(@class, 'embed')])"))
    address = re.search(r'src="http://testserver([^"]+)"', code)
    assert address is not None
    framed = client.get(address[1])
    assert framed.status_code == 200
    assert 'lang="en"' in framed.text
    assert "Data and sources" in framed.text


def test_other_things_have_nothing_to_embed(client: TestClient) -> None:
    assert client.get("/embed/division/130532").status_code == 404
    assert client.get("/embed/department/nobody").status_code == 404
    page = client.get("/page/division/130532")
    assert page.status_code == 200
    assert "iframe" not in page.text
