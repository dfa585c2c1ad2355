"""Say the help of the commands in Chinese."""

from __future__ import annotations

from functools import cache
from typing import Any

from budgetgraph.document.data_file import read_data


def say_help_in_chinese(command: Any) -> None:
    """Put the help of a command, of its options and of its own commands into Chinese.

    A text that `help.toml` does not have stays English.
    """
    command.help = in_chinese(command.help)
    for parameter in command.params:
        parameter.help = in_chinese(getattr(parameter, "help", None))
    in_english = command.get_help
    command.get_help = lambda context: _with_headings(in_english(context))
    for own in getattr(command, "commands", {}).values():
        say_help_in_chinese(own)


def in_chinese(text: str | None) -> str | None:
    """Give a text of the help in Chinese: `A built folder.` → `构建好的文件夹。`"""
    if text is None:
        return None
    return help_words()["texts"].get(" ".join(text.split()), text)


def _with_headings(text: str) -> str:
    """Put what stands around the texts into Chinese: `Options:` → `选项：`."""
    words = help_words()
    shown = words["texts"]["Show this message and exit."]
    text = text.replace("Show this message and exit.", shown)
    for english, chinese in words["headings"].items():
        text = text.replace(english, chinese)
    return text


@cache
def help_words() -> dict[str, dict[str, str]]:
    """Read the Chinese of the help."""
    return read_data("budgetgraph.cli.talk", "help.toml")
