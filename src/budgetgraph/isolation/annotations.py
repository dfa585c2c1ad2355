"""Tell whether a value is of the type that an annotation names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Set
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

_Test = Callable[[Any], bool]


def fits(value: object, annotation: object) -> bool:
    """Tell whether a value, and everything that it holds, is what an annotation names.

    `("a", "b")` fits `tuple[str, ...]`. Of a record its class is asked for, not its fields.
    """
    return _test(annotation)(value)


@cache
def result_of(function: Callable[..., object]) -> object:
    """Give the annotation of what a function returns; anything where it has none."""
    return get_type_hints(function).get("return", object)


@cache
def _test(annotation: Any) -> _Test:
    """Make the test of an annotation. TypeError where there is none."""
    if annotation in (Any, object) or isinstance(annotation, TypeVar):
        return _anything
    if annotation is None:
        return _kind_of(type(None))
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is None:
        return _kind_of(annotation)
    if origin in (UnionType, Union):
        return _one_of(arguments)
    if origin is Literal:
        return lambda value: value in arguments
    return _generic(origin, arguments)


def _generic(origin: type, arguments: tuple[Any, ...]) -> _Test:
    """Make the test of a class with its parts: `dict[str, int]` is `dict` with two of them."""
    if issubclass(origin, Mapping):
        return _mapping(origin, *map(_test, arguments))
    if issubclass(origin, tuple) and arguments[-1:] != (...,):
        return _in_places(tuple(map(_test, arguments)))
    if issubclass(origin, Collection):
        return _all_alike(origin, _test(arguments[0]))
    return _kind_of(origin)


def _anything(value: object) -> bool:
    return True


def _kind_of(kind: type) -> _Test:
    """Make the test of a class; a whole number is a `float`, too, and a truth value no number."""
    kinds: tuple[type, ...] = (kind, int) if kind is float else (kind,)
    if kind in (int, float):
        return lambda value: isinstance(value, kinds) and not isinstance(value, bool)
    return lambda value: isinstance(value, kinds)


def _one_of(annotations: tuple[Any, ...]) -> _Test:
    """Make the test of several annotations; most values are of one of the bare classes."""
    bare = frozenset(each for each in annotations if isinstance(each, type))
    tests = tuple(map(_test, annotations))
    return lambda value: type(value) in bare or any(test(value) for test in tests)


def _mapping(origin: type, key: _Test, value: _Test = _anything) -> _Test:
    """Make the test of a mapping."""

    def test(given: Any) -> bool:
        is_mapping = isinstance(given, (dict, origin))
        return is_mapping and all(map(key, given)) and all(map(value, given.values()))

    return test


def _in_places(tests: tuple[_Test, ...]) -> _Test:
    """Make the test of a tuple that has its own type in each place."""

    def test(given: Any) -> bool:
        if not isinstance(given, tuple) or len(given) != len(tests):
            return False
        return all(of_place(value) for of_place, value in zip(tests, given, strict=True))

    return test


def _all_alike(origin: type, each: _Test) -> _Test:
    """Make the test of a collection; text is none here, though each of its characters is text."""
    is_set = issubclass(origin, Set)

    def test(given: Any) -> bool:
        is_one = isinstance(given, origin) and not isinstance(given, (str, bytes))
        return is_one and isinstance(given, Set) == is_set and all(map(each, given))

    return test
