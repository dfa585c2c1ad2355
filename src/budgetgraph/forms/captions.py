"""Rows of captions: what stands above a table beside its title."""

from __future__ import annotations

from collections.abc import Iterable

from budgetgraph.forms import fold, is_caption, is_furniture
from budgetgraph.forms.column_paths import heads_years


def are_captions(texts: Iterable[str]) -> bool:
    """Tell whether the filled cells of a row are captions and marks of the page, and head no
    columns.

    公开01表, 单位：万元 → True; 2024年, 2025年 → False, for they head columns
    """
    cells = list(texts)
    return bool(cells) and not heads_years(cells) and all(map(_is_caption_or_mark, cells))


def _is_caption_or_mark(text: str) -> bool:
    """Tell whether a text is a caption, or a mark such as 表一; a bare number may be a value."""
    is_number = fold(text).strip("-—").isdigit()
    return is_caption(text) or (is_furniture(text) and not is_number)
