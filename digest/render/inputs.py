"""What a page is made of, as one hash of the values that its template is given."""

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any


class Inputs:
    """Hashes values; what has an address of its own, a summary say, is on many pages and is hashed once.

    Values must not change while they are hashed.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, str]] = {}  # by identity; the value is held so that no other takes its place

    def know(self, value: Any, made_of: str) -> None:
        """Takes the hash of what a value is made of, and of nothing else, for its own: a summary's for its view."""
        self._known[id(value)] = value, made_of

    def hashed(self, values: Any) -> str:
        """The same 32 hexadecimal digits for the same values in any process. Raises `TypeError` for a value without form."""
        text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=self._form)
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def _form(self, value: Any) -> Any:
        """A value that JSON does not know, as one that it does."""
        if is_dataclass(value) and not isinstance(value, type):
            kind = type(value)
            if not hasattr(kind, "address"):
                return _parts(kind)(value)
            known = self._known.get(id(value))
            if known is None:
                known = self._known[id(value)] = value, self.hashed(_parts(kind)(value))
            return known[1]
        if isinstance(value, Enum):
            return [type(value).__qualname__, value.value]
        if isinstance(value, AbstractSet):
            return sorted(value)
        if isinstance(value, Mapping):
            return dict(value)
        raise TypeError(f"A {type(value).__qualname__} has no form to be hashed in.")


@cache
def _parts(kind: type) -> Any:
    """What gives the name of a data class and the values of its fields."""
    names = [field.name for field in fields(kind)]
    get = attrgetter(*names) if names else lambda _: ()
    return lambda value: [kind.__qualname__, get(value)]
