"""What a process has made in its last build, for the next one: `mkdocs serve` makes again only what has changed.

A value is remembered as long as each build asks for it, so that no more is held than the last build needed.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Recall:
    """Values by their kind and by what they are made of; none before a build has begun. They must not be changed by whoever has them."""

    def __init__(self) -> None:
        self._under: object = None
        self._begun = False
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def begin(self, under: object) -> None:
        """Begins a build; what was made under something else, other settings say, is forgotten."""
        self._before = self._now if self._under == under else {}
        self._under, self._now, self._begun = under, {}, True

    def named(self, kind: str, name: Hashable, make: Callable[[], T]) -> T:
        """The value that is made of all that its name says."""
        if not self._begun:
            return make()
        found = self._now.get((kind, name))
        if found is None:
            found = self._before.get((kind, name))
            if found is None:
                found = make()
            self._now[kind, name] = found
        made: T = found
        return made

    def of(self, kind: str, source: object, make: Callable[[], T]) -> T:
        """The value that is made of this very object, which is held with it."""
        held, made = self.named(kind, id(source), lambda: (source, make()))
        if held is not source:
            made = make()
            self._now[kind, id(source)] = source, made
        return made

    def same(self, kind: str, name: Hashable, value: T) -> T:
        """The value that had this name in the last build, if it is equal; so what is made of it can be found again."""
        if not self._begun:
            return value
        before = self._before.get((kind, name))
        found = before if before == value else value
        self._now[kind, name] = found
        return found
