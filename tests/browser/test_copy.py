"""The site as files: what the server answers elsewhere is answered in the browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tab import Tab

expect = pytest.importorskip(
    "playwright.sync_api", reason="no Playwright: make install EXTRAS=dev,browser"
).expect


def test_search_forms_and_findings_of_a_copy(copied_tab: Callable[..., Tab]) -> None:
    opened = copied_tab()
    page = opened.page
    opened.open("/index.html")
    page.locator("#q").press_sequentially("pxxyl")
    option = page.locator("#q-suggestions option").first
    expect(option).to_have_attribute("value", "平乡县医疗保障局")
    page.locator("#q").press("Enter")
    expect(page.locator(".results a").first).to_have_text("平乡县医疗保障局")
    page.locator(".facets a", has_text="部门预算公开").click()
    expect(page.locator(".results a").first).to_have_text("平乡县医疗保障局2025年部门预算")
    page.locator(".results a").first.click()
    page.locator("section[aria-labelledby=tables] a").first.click()
    expect(page.locator("section:target > h2")).to_be_visible()
    opened.open("/en/questions/projects-citing-document.html")
    page.locator("#p-document").fill("冀财社[2023] 208号")
    page.locator("form.ask button").click()
    expect(page.locator("#answer td").first).to_have_text("冀财社〔2023〕208号")
    opened.open("/questions/spending-by-function.html")
    page.locator("#p-digits").select_option("3")
    page.locator("form.ask button").click()
    expect(page.locator("#answer")).to_contain_text("要在有服务器的站点上回答")
    opened.open("/findings.html#rule=no-such-rule")
    expect(page.locator("tr[data-rule]:visible")).to_have_count(0)
