"""Show a query to a reader: its header and its comments in the reader's language.

The files of the questions are written in English, with titles in both languages. What a page shows
of them is the same SPARQL; only the comments differ.
"""

from __future__ import annotations

from functools import cache
from itertools import dropwhile, groupby

from budgetgraph.document.data_file import read_data
from budgetgraph.query.parameters import declared
from budgetgraph.query.query_header import FIELD


def in_language(query: str, language: str) -> str:
    """Give a query with the comments of one language, `zh` or `en`.

    Of a question that is all comments: the header becomes its title, the question and a line for
    each parameter; a comment over several lines becomes one line in Chinese. A comment that has no
    Chinese (a reader's own) stays.
    """
    lines = query.splitlines()
    body = list(dropwhile(FIELD.fullmatch, lines))
    header = lines[: len(lines) - len(body)]
    written = [said for line in header for said in _of_header(line, language)]
    written += _in_chinese(body) if language == "zh" else body
    return "\n".join(written) + "\n"


def _of_header(line: str, language: str) -> list[str]:
    """Give what a line of the header says in one language: one line, or none."""
    field = FIELD.fullmatch(line)
    if field is None or field["key"] == "columns":
        return []
    if field["key"] == "param":
        parameter = declared(field["value"])
        colon = "：" if language == "zh" else ": "
        return [f"# {parameter.name}{colon}{parameter.described(language)}"]
    return [f"# {field['value']}"] if field["key"].endswith(f"-{language}") else []


def _in_chinese(lines: list[str]) -> list[str]:
    """Give lines of a query with each comment of its own lines in Chinese."""
    written: list[str] = []
    for is_comment, together in groupby(lines, key=lambda line: line.lstrip().startswith("# ")):
        block = list(together)
        written += _said_in_chinese(block) if is_comment else block
    return written


def _said_in_chinese(block: list[str]) -> list[str]:
    """Give the lines of a comment as one line in Chinese, or as they are where it has none."""
    chinese = _catalogue().get(words_of(block))
    indent = block[0][: -len(block[0].lstrip())]
    return block if chinese is None else [f"{indent}# {chinese}"]


def words_of(block: list[str]) -> str:
    """Put the lines of a comment together: `  # To` and `  # the fen.` are `To the fen.`."""
    return " ".join(line.strip().removeprefix("# ") for line in block)


@cache
def _catalogue() -> dict[str, str]:
    """Read the Chinese of the comments by their English."""
    known: dict[str, str] = read_data("budgetgraph.query", "query_comments.toml")["chinese"]
    return known
