"""Write customary short names of bodies out in full: 平乡县医保局 → 平乡县医疗保障局."""

from __future__ import annotations

from functools import cache

from budgetgraph.document.data_file import read_data


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
    endings: dict[str, str] = read_data(__package__, "short_names.toml")["ending"]
    return endings
