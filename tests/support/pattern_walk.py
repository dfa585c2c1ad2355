"""Every regular expression of the package, found by walking it.

Nothing is listed by hand: the modules are imported one by one, and whatever they hold is looked
into (containers, records, what the loaders of data files give). Patterns that are written inside a
call (`re.sub(r"\\s+", …)`) are read off the source.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import dataclasses
import functools
import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any

import budgetgraph

Expression = re.Pattern[str] | re.Pattern[bytes]
Key = tuple[str | bytes, int]

_CALLS = frozenset(
    ["compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"]
)
#: What goes wrong where an expression is computed without the values of its function.
_UNKNOWN = (TypeError, KeyError, NameError, AttributeError, ValueError)
_ANYTHING = frozenset(["search", "fullmatch"])
_LEAVES = (str, bytes, int, float, type(None), type, ModuleType)
#: What a name stands for that only a running function knows: any text will do.
_ANY_TEXT = "x"


@dataclasses.dataclass(frozen=True)
class Found:
    """A pattern, where it was found, how it is asked (the names of methods; `match_at` for a match
    at a place that the code chooses), and whether it was read from a data file.
    """

    expression: Expression
    place: str
    asked: frozenset[str]
    loaded: bool = False


@dataclasses.dataclass(frozen=True)
class Walk:
    """All patterns; and the calls whose pattern only a running function knows (module, line)."""

    found: tuple[Found, ...]
    unread: tuple[tuple[str, int], ...]


@functools.cache
def walk() -> Walk:
    """Walk the package once."""
    modules = [module for name in _names() if (module := _imported(name)) is not None]
    uses = _uses(modules)
    found: dict[Key, Found] = {}
    unread: list[tuple[str, int]] = []
    for module in modules:
        for one in _of_module(module, uses):
            found.setdefault(_key(one.expression), one)
        for one, line in _of_source(module):
            if one is None:
                unread.append((module.__name__, line))
            else:
                found.setdefault(_key(one.expression), one)
    return Walk(tuple(found.values()), tuple(unread))


def _names() -> Iterator[str]:
    for info in pkgutil.walk_packages(budgetgraph.__path__, "budgetgraph."):
        if not info.name.endswith("__main__"):
            yield info.name


def _imported(name: str) -> ModuleType | None:
    """Import a module; None for one of an extra whose packages are not installed."""
    with _without_extras():
        return importlib.import_module(name)
    return None


@contextlib.contextmanager
def _without_extras() -> Iterator[None]:
    """Pass over what cannot be imported because an extra is not installed."""
    try:
        yield
    except ModuleNotFoundError as problem:
        if str(problem.name).startswith("budgetgraph"):
            raise


def _key(expression: Expression) -> Key:
    return expression.pattern, expression.flags


def _uses(modules: Iterable[ModuleType]) -> Mapping[Key, frozenset[str]]:
    """How each pattern that has a name is asked: `_DASHES.fullmatch(line)` → {"fullmatch"}."""
    uses: defaultdict[Key, frozenset[str]] = defaultdict(frozenset)
    for module in modules:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            named = _named(module, node)
            if isinstance(node, ast.Call) and named is not None:
                uses[_key(named)] |= {_method(node)}
    return uses


def _named(module: ModuleType, node: ast.AST) -> Expression | None:
    """The pattern of `_DASHES.fullmatch(…)`."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    owner = node.func.value
    named = vars(module).get(owner.id) if isinstance(owner, ast.Name) else None
    return named if isinstance(named, re.Pattern) else None


def _method(call: ast.Call) -> str:
    assert isinstance(call.func, ast.Attribute)
    has_place = call.func.attr == "match" and len(call.args) > 1
    return "match_at" if has_place else call.func.attr


def _of_module(module: ModuleType, uses: Mapping[Key, frozenset[str]]) -> Iterator[Found]:
    """The patterns of a module's names; one that is called by no name may be asked anything."""
    for name, value in vars(module).items():
        if name.startswith("__"):
            continue
        is_loader = _loads(value)
        # A loader is told by the module that it stands in, not by one that imports it.
        home = value.__module__ if is_loader else module.__name__
        for expression in _inside(value, set()):
            asked = uses.get(_key(expression), _ANYTHING)
            yield Found(expression, f"{home}.{name}", asked, is_loader)


def _loads(value: object) -> bool:
    """Whether it is a function of ours that reads something once: no argument, its result kept."""
    if not isinstance(value, functools._lru_cache_wrapper):
        return False
    if not value.__module__.startswith("budgetgraph"):
        return False
    parameters = inspect.signature(value).parameters.values()
    return all(parameter.default is not parameter.empty for parameter in parameters)


def _inside(value: Any, seen: set[int]) -> Iterator[Expression]:
    if isinstance(value, re.Pattern):
        yield value
    elif not isinstance(value, _LEAVES) and id(value) not in seen:
        seen.add(id(value))
        for part in _parts(value):
            yield from _inside(part, seen)


def _parts(value: Any) -> list[object]:
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(value)
    if dataclasses.is_dataclass(value):
        return [getattr(value, field.name) for field in dataclasses.fields(value)]
    if _loads(value):
        with _without_extras():
            return [value()]
        return []
    is_ours = type(value).__module__.startswith("budgetgraph")
    if not is_ours or not hasattr(value, "__dict__"):
        return []
    return [*vars(value).values(), *_computed_once(value)]


def _computed_once(value: object) -> Iterator[object]:
    """What an object computes when it is first asked: patterns that are compiled late."""
    for name, member in vars(type(value)).items():
        if isinstance(member, functools.cached_property):
            yield getattr(value, name)


def _of_source(module: ModuleType) -> Iterator[tuple[Found | None, int]]:
    """The patterns of the calls of `re` in a module's source, with their lines."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and _is_call_of_re(node.func):
            yield _of_call(module, node), node.lineno


def _is_call_of_re(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr in _CALLS
    )


def _of_call(module: ModuleType, call: ast.Call) -> Found | None:
    """The pattern of one call; None where it cannot be told without running the function."""
    assert isinstance(call.func, ast.Attribute)
    name = call.func.attr
    parameters = list(inspect.signature(getattr(re, name)).parameters)
    given = dict(zip(parameters, call.args, strict=False))
    given.update({word.arg: word.value for word in call.keywords if word.arg})
    try:
        flags = _value(module, given["flags"]) if "flags" in given else 0
    except _UNKNOWN:
        flags = 0
    try:
        expression = re.compile(_value(module, given["pattern"]), flags)
    except _UNKNOWN:
        return None
    return Found(expression, f"{module.__name__}:{call.lineno}", frozenset([name]))


class _Names(dict[str, object]):
    """The names of a module; any other name is some text."""

    def __init__(self, module: ModuleType) -> None:
        super().__init__({**vars(builtins), **vars(module)})

    def __missing__(self, name: str) -> object:
        return _ANY_TEXT


def _value(module: ModuleType, expression: ast.expr) -> Any:
    code = compile(ast.Expression(expression), module.__name__, "eval")
    return eval(code, dict(vars(module)), _Names(module))
