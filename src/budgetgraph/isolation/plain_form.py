"""Write values as bytes and read them back in a form that runs no code.

A process that reads what strangers wrote may be taken over by it, and then sends what it likes. So
its answers are no pickles, which name functions to call. They are JSON, in which a list begins with
what it stands for, and behind it the bytes of the answer:

    Note("empty", "no rows", None) → ["record", "budgetgraph.document.problems:Note", "empty", …]

Records are filled without their constructor, and only with what their fields are annotated with.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import fields, is_dataclass
from decimal import Decimal, DecimalException
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

from budgetgraph.isolation.annotations import fits

_OURS = __name__.partition(".")[0]
#: So many bytes before an answer tell how long its JSON is.
_SIZE = 8
_PLAIN = frozenset({str, int, float, bool, type(None)})
#: What bytes of any kind may raise where they are read.
_FAULTS = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    StopIteration,
    DecimalException,
)


class NoAnswer(Exception):
    """A value that cannot be written, or bytes that are no answer of ours."""


def to_bytes(value: object) -> bytes:
    """Write a value. NoAnswer names the type that has no form."""
    pieces: list[bytes] = []
    text = json.dumps(_form(value, pieces), ensure_ascii=False, separators=(",", ":"))
    content = text.encode("utf-8", "surrogatepass")
    return b"".join((len(content).to_bytes(_SIZE), content, *pieces))


def from_bytes(message: bytes, expected: object = object) -> Any:
    """Read a value that fits the annotation `expected`: `tuple[str, ...]`.

    NoAnswer where the bytes are none, or are one of another type.
    """
    try:
        end = _SIZE + int.from_bytes(message[:_SIZE])
        form = json.loads(message[_SIZE:end].decode("utf-8", "surrogatepass"))
        reading = _Reading(message, end)
        value = reading.value(form)
    except _FAULTS as fault:
        raise NoAnswer(f"{type(fault).__name__}: {fault}") from None
    if reading.at != len(message):
        raise NoAnswer("bytes behind its end")
    require(value, expected)
    return value


def require(value: object, expected: object) -> None:
    """NoAnswer for a value that does not fit an annotation."""
    if not fits(value, expected):
        raise NoAnswer(f"a {type(value).__name__}, which was not asked for")


def _form(value: object, pieces: list[bytes]) -> object:
    """Give the JSON of a value; bytes go to the pieces."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind in (tuple, list):
        return [kind.__name__, *_forms(value, pieces)]
    if kind is Decimal:
        return ["Decimal", str(value)]
    if isinstance(value, bytes):
        pieces.append(value)
        return ["bytes", len(value)]
    return _form_of_other(value, pieces)


def _form_of_other(value: object, pieces: list[bytes]) -> object:
    """Give the JSON of a value of another class than those that most are of."""
    kind = type(value)
    if is_dataclass(kind):
        held = [getattr(value, name) for name in _types_of(kind)]
        return ["record", _name(kind), *_forms(held, pieces)]
    for wanted, write in _WRITERS.items():
        if isinstance(value, wanted):
            return write(value, pieces)
    raise NoAnswer(f"{kind.__module__}.{kind.__qualname__} has no plain form")


def _pairs(value: Mapping[object, object], pieces: list[bytes]) -> object:
    return ["dict", *_forms([part for pair in value.items() for part in pair], pieces)]


def _error(value: Exception, pieces: list[bytes]) -> object:
    names = list(_names_of_error(type(value)))
    return ["error", names, *_forms([value.args, vars(value)], pieces)]


#: What writes a value of one of these classes, or of one that is made from it; the first that fits.
_WRITERS: dict[type, Callable[[Any, list[bytes]], object]] = {
    Enum: lambda value, _: ["enum", _name(type(value)), value.name],
    str: lambda value, _: str.__str__(value),
    Mapping: _pairs,
    frozenset: lambda value, pieces: ["frozenset", *_forms(value, pieces)],
    Set: lambda value, pieces: ["set", *_forms(value, pieces)],
    Path: lambda value, _: ["Path", str(value)],
    Exception: _error,
}


def _forms(values: Any, pieces: list[bytes]) -> Any:
    """Give the JSON of several values; most have nothing but plain ones."""
    if _PLAIN.issuperset(map(type, values)):
        return values
    return [value if type(value) in _PLAIN else _form(value, pieces) for value in values]


def _name(kind: type) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"


def _names_of_error(kind: type) -> Iterator[str]:
    """Name the classes of an error, nearest first, as far as the other side may know them."""
    for each in kind.__mro__:
        if issubclass(each, Exception) and each.__module__.partition(".")[0] in (_OURS, "builtins"):
            yield _name(each)


class _Reading:
    """One answer as it is read; `at` is where its next bytes stand."""

    def __init__(self, message: bytes, at: int) -> None:
        self._message = message
        self.at = at

    def value(self, form: Any) -> Any:
        """Give the value of its JSON."""
        if type(form) is not list:
            return form
        return _READERS[form[0]](self, form[1:])

    def values(self, forms: list[Any]) -> list[Any]:
        if list not in map(type, forms):
            return forms
        read = self.value
        return [read(form) if type(form) is list else form for form in forms]

    def piece(self, forms: list[Any]) -> bytes:
        """Take the next bytes."""
        (size,) = forms
        start, self.at = self.at, self.at + size
        if size < 0 or self.at > len(self._message):
            raise ValueError("bytes that are not there")
        return self._message[start : self.at]

    def pairs(self, forms: list[Any]) -> dict[Any, Any]:
        values = iter(self.values(forms))
        return dict(zip(values, values, strict=True))

    def record(self, forms: list[Any]) -> object:
        """Fill a record without running any code of its class."""
        kind = _class(forms[0], is_dataclass)
        made = object.__new__(kind)
        types = _types_of(kind)
        for (name, expected), value in zip(types.items(), self.values(forms[1:]), strict=True):
            if not fits(value, expected):
                raise TypeError(f"{kind.__name__}.{name} is a {type(value).__name__}")
            object.__setattr__(made, name, value)
        return made

    def error(self, forms: list[Any]) -> Exception:
        """Make an error without running its constructor: of the nearest class known here."""
        names, *rest = forms
        arguments, held = self.values(rest)
        kind = next(_class(name, _is_error) for name in names if _is_loaded(name))
        made: Exception = kind.__new__(kind, *arguments)
        vars(made).update(held)
        return made


_READERS: dict[str, Callable[[_Reading, list[Any]], Any]] = {
    "bytes": _Reading.piece,
    "tuple": lambda reading, forms: tuple(reading.values(forms)),
    "list": _Reading.values,
    "dict": _Reading.pairs,
    "set": lambda reading, forms: set(reading.values(forms)),
    "frozenset": lambda reading, forms: frozenset(reading.values(forms)),
    "Decimal": lambda _, forms: Decimal(*forms),
    "Path": lambda _, forms: Path(*forms),
    "enum": lambda _, forms: _class(forms[0], _is_enum)[forms[1]],
    "record": _Reading.record,
    "error": _Reading.error,
}


def _is_enum(kind: type) -> bool:
    return issubclass(kind, Enum)


def _is_error(kind: type) -> bool:
    return issubclass(kind, Exception)


def _is_loaded(name: str) -> bool:
    return name.partition(":")[0] in sys.modules


def _class(name: str, is_wanted: Callable[[type], bool]) -> Any:
    """Find a class of ours, or an error of Python's, in what is loaded already."""
    module, _, path = name.partition(":")
    found: Any = sys.modules[module]
    for part in path.split("."):
        found = vars(found)[part]
    is_ours = module.partition(".")[0] == _OURS
    is_known = is_ours or (module == "builtins" and is_wanted is _is_error)
    if not (is_known and isinstance(found, type) and is_wanted(found)):
        raise TypeError(f"{name} is no record of ours")
    return found


@cache
def _types_of(kind: type) -> dict[str, object]:
    """Give the names of the fields of a record, each with its annotation."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
