"""Name the stages of reading whose results can be shown."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """`read` gives the document, `recognise` its tables and sections, `parse` the disclosure."""

    read = "read"
    recognise = "recognise"
    parse = "parse"
