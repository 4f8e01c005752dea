"""What was corrected after it was published: on one page, in a feed, and on the pages that used it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from digest.model import Correction, Page
from digest.render import others
from digest.render.others import Other
from digest.render.paging import parts
from digest.render.templates import Templates
from digest.render.values import View

FOLDER: Final = "corrections"
_A_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction with the summary that it is of, and its number there, the oldest first."""

    of: Other
    lang: str
    correction: Correction
    number: int

    @property
    def place(self) -> str:
        """Where the summary says it."""
        return f"{self.of.address}#correction-{self.number}"


def of_views(views: Iterable[View]) -> list[Corrected]:
    """The corrections of the summaries, the newest first."""
    found = [
        Corrected(others.of(view), view.lang, one, number)
        for view in views
        for number, one in enumerate(reversed(view.corrections), 1)
    ]
    return sorted(found, key=lambda one: (one.correction.at, one.of.address, one.number), reverse=True)


def pages(found: Sequence[Corrected], templates: Templates) -> list[Page]:
    """The page that lists them all; older ones are on further pages."""
    messages = templates.messages
    title, about = messages.gettext("Corrections"), messages.gettext("What was corrected after it was published.")
    return [
        templates.page(
            part.here,
            "corrections.html",
            messages.numbered(title, part.number),
            about,
            is_list=True,
            part=part,
        )
        for part in parts(FOLDER, found, _A_PAGE)
    ]
