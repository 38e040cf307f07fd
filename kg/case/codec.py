"""Frozen values to canonical JSON and back, by their type hints."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(value: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """A value as JSON data: dataclasses and mappings as objects, tuples as arrays, enums as their values.

    Args:
        value: a frozen dataclass of the model, or a part of one.

    Returns:
        What `json.dumps` takes.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: encode(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    return value.value if isinstance(value, Enum) else value


def dumps(value: object) -> str:
    """The canonical JSON text of a value: sorted keys, no blanks, not ASCII-escaped."""
    return json.dumps(encode(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def decode(kind: type[T], data: object) -> T:
    """The value of a dataclass that `encode` has made this data from.

    Args:
        kind: the dataclass.
        data: its JSON data.

    Returns:
        The value.
    """
    value: T = _decoder(cast("Any", kind))(data)
    return value


def loads(kind: type[T], text: str) -> T:
    """The value of a dataclass that `dumps` has made this text from."""
    return decode(kind, json.loads(text))


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type or a type form
    if is_dataclass(kind):
        return _of_dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _optional(_decoder(next(item for item in arguments if item is not NoneType)))
    if origin is tuple:
        return _of_tuple(arguments)
    return _same


def _same(value: object) -> object:
    return value


def _optional(inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else inner(value)


def _of_tuple(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if arguments[-1] is Ellipsis:
        inner = _decoder(arguments[0])
        return lambda value: tuple(map(inner, value))
    each = tuple(map(_decoder, arguments))
    return lambda value: tuple(read(item) for read, item in zip(each, value, strict=True))


def _of_dataclass(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a dataclass
    hints = get_type_hints(kind)
    readers = {item.name: _decoder(hints[item.name]) for item in fields(kind)}
    return lambda data: kind(**{name: readers[name](value) for name, value in data.items()})
