"""Say what the program tells its user in the user's language.

The code says every message in English, and `messages.toml` has the same in Chinese. A message is
looked up by its finished text, because many come from another process, or from a report.json that
was written long before: `a.pdf: the file is empty` → `a.pdf: 文件是空的`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from budgetgraph.document.data_file import read_data
from budgetgraph.document.problems import QuestionError

LANGUAGES = ("zh", "en")
#: The variables that tell the language of messages, the strongest first.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_WITHOUT_LANGUAGE = ("C", "POSIX")


def language_of_locale(environment: Mapping[str, str] = os.environ) -> str | None:
    """Give the language that a user's locale asks for: `LANG=zh_CN.UTF-8` → `zh`, any other
    language → `en`; None for a locale without one, such as `C.UTF-8`.
    """
    for name in _VARIABLES:
        locale = environment.get(name)
        if locale:
            return _language_of(locale)
    return None


def _language_of(locale: str) -> str | None:
    if locale.partition(".")[0] in _WITHOUT_LANGUAGE:
        return None
    return "zh" if locale.lower().startswith("zh") else "en"


def problem_in(problem: Exception, language: str | None) -> str:
    """Say what an error says, in one language; without one, in both where both are known."""
    if isinstance(problem, QuestionError) and language:
        return problem.zh if language == "zh" else problem.en
    return message_in(str(problem), language)


def message_in(message: str, language: str | None) -> str:
    """Say a message in one language; one that `messages.toml` does not know stays English.

    What stands before the message (a file, an option) is kept: `b.md: the file is empty` →
    `b.md: 文件是空的`.
    """
    if language != "zh":
        return message
    start = 0
    while True:
        translated = _known(message[start:])
        if translated is not None:
            return message[:start] + translated
        colon = message.find(": ", start)
        if colon < 0:
            return message
        start = colon + 2


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """A message with places for what differs: `{path} is there already`.

    `fixed` are the texts between the places, `names` the names of the places.
    """

    fixed: tuple[str, ...]
    names: tuple[str, ...]
    chinese: str

    @property
    def weight(self) -> int:
        """Tell how much of a message is fixed: of two that fit, the more exact one is meant."""
        return sum(map(len, self.fixed))

    def filled(self, message: str) -> dict[str, str] | None:
        """Give what stands in the places of a message; None for another message.

        `{path} is there already` and `a.toml is there already` → `{"path": "a.toml"}`.
        """
        first, *others = self.fixed
        last = others[-1]
        if not message.startswith(first) or not message.endswith(last):
            return None
        values, at = [], len(first)
        for text in others[:-1]:
            next_at = message.find(text, at)
            if next_at < 0:
                return None
            values.append(message[at:next_at])
            at = next_at + len(text)
        end = len(message) - len(last)
        if end < at:
            return None
        values.append(message[at:end])
        return dict(zip(self.names, values, strict=True))


def _known(message: str) -> str | None:
    """Give the Chinese of a whole message; None where it is not known."""
    exact, templates = _messages()
    if message in exact:
        return exact[message]
    for template in templates:
        values = template.filled(message)
        if values is not None:
            said = {name: _value(value) for name, value in values.items()}
            return template.chinese.format_map(said)
    return None


def _value(value: str) -> str:
    """Say what stands in a place of a message: a reason, several of them, or a name as it is."""
    whole = _known(value)
    if whole is not None:
        return whole
    for comma, chinese_comma in (("; ", "；"), (", ", "，")):
        parts = value.split(comma)
        said = [message_in(part, "zh") for part in parts]
        if said != parts:
            return chinese_comma.join(said)
    return value


@cache
def _messages() -> tuple[Mapping[str, str], tuple[MessageTemplate, ...]]:
    """Read `messages.toml`: messages without places by their text, and the others, the most exact
    first.
    """
    exact: dict[str, str] = {}
    templates = []
    for section in read_data("budgetgraph.document", "messages.toml").values():
        for english, chinese in section.items():
            fixed, names = _cut(english)
            if names:
                templates.append(MessageTemplate(fixed, names, chinese))
            else:
                exact[english] = chinese
    templates.sort(key=lambda template: -template.weight)
    return exact, tuple(templates)


def _cut(english: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Cut a message at its places: `{path} is there` → `("", " is there")` and `("path",)`."""
    first, *others = english.split("{")
    fixed, names = [first], []
    for part in others:
        name, _, text = part.partition("}")
        names.append(name)
        fixed.append(text)
    return tuple(fixed), tuple(names)
