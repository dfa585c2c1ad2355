"""The mark that begins an entry of a list: `一、` `（二）` `3.` `（1）` `4)` `①`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _data() -> dict[str, Any]:
    folder = resources.files("budgetgraph.document")
    return tomllib.loads(folder.joinpath("list_marks.toml").read_text("utf-8"))


def _pattern(*sections: str) -> re.Pattern[str]:
    data = _data()
    numeral, number = f"[{data['numerals']}]{{1,3}}", "[0-9０-９]{1,2}"
    forms = [form for section in sections for form in data[section]]
    written = "|".join(forms).replace("{n}", numeral).replace("{d}", number)
    return re.compile(rf"\A\s*+(?:{written})\s*+")


@cache
def _numbered() -> re.Pattern[str]:
    return _pattern("numbered")


@cache
def _any() -> re.Pattern[str]:
    return _pattern("numbered", "parts")


def is_entry(text: str) -> bool:
    """Tell whether a list mark leads the text: `（一）收入` and `1、车辆`, but not `1.5万元`."""
    return _numbered().match(text) is not None


def without_mark(text: str) -> str:
    """Give the text behind its list mark: `（一）收入` → `收入`."""
    match = _numbered().match(text)
    return text[match.end() :] if match else text


def opens_paragraph(text: str) -> bool:
    """Tell whether a line begins a paragraph of its own, by its list mark or as a part of the text:
    `一、`, `第二部分`, `注：`, `•`.
    """
    return _any().match(text) is not None
