"""Values of the program as plain ones for the cache, and back: a data class is the list of its fields, in their order."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def plain(value: Any) -> Any:
    """Lists, mappings, text and numbers that encode the value."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return [plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    return value


def back(kind: Callable[..., T], value: Any) -> T:
    """The value of this kind that plain ones encode."""
    made: T = _maker(kind)(value)
    return made


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of the kind from plain ones."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        (one,) = (_maker(part) for part in inner if part is not NoneType)
        return lambda value: None if value is None else one(value)
    if origin is tuple:
        return _tuples(inner)
    if origin is Mapping:
        of = _maker(inner[1])
        return lambda value: {name: of(item) for name, item in value.items()}
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        makers = [_maker(hints[field.name]) for field in fields(kind)]
        return lambda value: kind(*[make(item) for make, item in zip(makers, value, strict=True)])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return lambda value: value


def _tuples(inner: tuple[Any, ...]) -> Callable[[Any], Any]:
    """What makes tuples of these kinds: of any length where the second is an ellipsis."""
    if inner[-1] is Ellipsis:
        each = _maker(inner[0])
        return lambda value: tuple([each(item) for item in value])
    parts = [_maker(part) for part in inner]
    return lambda value: tuple([make(item) for make, item in zip(parts, value, strict=True)])
