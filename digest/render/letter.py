"""An edition as a letter: the HTML and the plain text of an e-mail, with links to the site."""

from dataclasses import dataclass

from digest.render import plain
from digest.render.editions import Front
from digest.render.site import Site
from digest.render.templates import Templates


@dataclass(frozen=True, slots=True)
class Letter:
    """An edition as an e-mail; the styles are still in the head of `html`."""

    edition: str
    subject: str
    html: str
    text: str


def letter(front: Front, templates: Templates, site: Site, unsubscribe: str = "") -> Letter:
    """The letter of an edition; `unsubscribe` is the address of its reader's way out, "" for none."""
    named = plain.line(front.name)
    subject = f"{plain.line(site.name)}: {named}"
    if front.lead and not front.edition.title:
        subject = f"{plain.line(site.name)}: {plain.line(front.lead.head.title)}"
    values = {"front": front, "subject": subject, "unsubscribe": unsubscribe, "link": lambda to: site.url + to}
    html, text = (plain.text(templates.text(name, **values)) for name in ("letter.html", "letter_text.html"))
    return Letter(front.edition.id, subject, html, f"{text}\n")
