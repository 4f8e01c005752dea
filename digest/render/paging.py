"""Long lists over several pages: the newest are on the first, whose address the list has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One page of a list: its number from 1, of how many, and what is on it."""

    folder: str
    number: int
    of: int
    items: Sequence[Item]

    @property
    def here(self) -> str:
        """The folder of this page: "topics/storm", "topics/storm/2"."""
        return place(self.folder, self.number)

    @property
    def newer(self) -> str:
        """The address of the page before, or ""."""
        return place(self.folder, self.number - 1) + "/" if self.number > 1 else ""

    @property
    def older(self) -> str:
        """The address of the page after, or ""."""
        return place(self.folder, self.number + 1) + "/" if self.number < self.of else ""


def place(folder: str, number: int) -> str:
    """The folder of a page of a list."""
    return folder if number == 1 else f"{folder}/{number}"


def parts(folder: str, items: Sequence[Item], most: int) -> Iterator[Part[Item]]:
    """The pages of a list, `most` items on each; an empty list has one."""
    of = max(1, -(-len(items) // most))
    for number in range(1, of + 1):
        yield Part(folder, number, of, items[(number - 1) * most : number * most])
