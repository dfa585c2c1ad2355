"""Write customary short names of bodies out in full: 平乡县医保局 → 平乡县医疗保障局."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


def spelled_out(name: str) -> str:
    """Write a name out in full where its ending is a customary short one; else give it as it is.

    A short ending alone names no body: 医保局 stays.
    """
    for short, full in _endings().items():
        if name.endswith(short) and name != short:
            return name.removesuffix(short) + full
    return name


@cache
def _endings() -> dict[str, str]:
    """Give the full ending of each short one."""
    text = resources.files(__package__).joinpath("short_names.toml").read_text("utf-8")
    endings: dict[str, str] = tomllib.loads(text)["ending"]
    return endings
