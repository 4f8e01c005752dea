"""The feed of the digest, as Atom (RFC 4287) and as RSS 2.0: the newest summaries, with their points."""

from collections.abc import Sequence
from datetime import date
from html import escape
from xml.sax.saxutils import escape as xml
from xml.sax.saxutils import quoteattr

from digest.model import Static
from digest.render.site import Site
from digest.render.views import Point, View

_NEWEST = 30


def files(shown: Sequence[View], site: Site) -> list[Static]:
    """feed.xml (Atom) and rss.xml. Their dates are the summaries' own: a build changes nothing by itself."""
    newest = [view for view in shown if len(view.day) == len("2026-09-14")][:_NEWEST]
    return [Static("feed.xml", _atom(newest, site)), Static("rss.xml", _rss(newest, site))]


def _clean(text: str) -> str:
    """Without the characters that XML 1.0 does not allow."""
    return "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
    )


def _told(point: Point) -> str:
    """A point, with whom its pronouns and bare names mean: in a feed nothing else tells."""
    return " ".join([point.text, *(f"[{words}: {name}]" for words, name in point.resolved)])


def _points(view: View) -> str:
    items = "".join(f"<li>{escape(_told(point))}</li>" for point in view.points)
    original = f'<p><a href="{escape(view.url)}">{escape(view.source or "The original")}</a></p>' if view.url else ""
    return f"<p>{escape(view.deck)}</p><ul>{items}</ul>{original}"


def _atom(newest: Sequence[View], site: Site) -> str:
    updated = f"{newest[0].day}T00:00:00Z" if newest else "1970-01-01T00:00:00Z"
    entries = "".join(
        f"<entry><title>{xml(_clean(v.title))}</title><link href={quoteattr(site.url + v.address)}/><id>{xml(site.url + v.address)}</id>"
        f"<updated>{v.day}T00:00:00Z</updated><author><name>{xml(_clean(v.source or site.name))}</name></author>"
        f'<content type="html">{xml(_clean(_points(v)))}</content></entry>\n'
        for v in newest
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{xml(_clean(site.name))}</title><subtitle>{xml(_clean(site.description))}</subtitle>"
        f'<link href={quoteattr(site.url)}/><link rel="self" href={quoteattr(site.url + "feed.xml")}/><id>{xml(site.url or "urn:digest")}</id>'
        f"<updated>{updated}</updated>\n{entries}</feed>\n"
    )


def _rss(newest: Sequence[View], site: Site) -> str:
    items = "".join(
        f"<item><title>{xml(_clean(v.title))}</title><link>{xml(site.url + v.address)}</link><guid>{xml(site.url + v.address)}</guid>"
        f"<pubDate>{_rfc822(v.day)}</pubDate><description>{xml(_clean(_points(v)))}</description></item>\n"
        for v in newest
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"<title>{xml(_clean(site.name))}</title><link>{xml(site.url)}</link><description>{xml(_clean(site.description))}</description>\n{items}</channel></rss>\n"
    )


def _rfc822(day: str) -> str:
    """Midnight of a day as RFC 822 writes it, in English whatever the machine speaks."""
    found = date.fromisoformat(day)
    weekday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[found.weekday()]
    name = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[found.month - 1]
    return f"{weekday}, {found.day:02} {name} {found.year} 00:00:00 GMT"
