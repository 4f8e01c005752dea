"""What pages say to programs, as JSON-LD in the words of schema.org; `tests/test_sharing.py` holds it against their definitions."""

from collections.abc import Iterable
from typing import Any, Final

from digest.model import Correction
from digest.render.site import Site
from digest.render.templates import unquoted
from digest.render.values import View

Node = dict[str, Any]
_LONGEST: Final = 110  # characters of a headline
_CONTEXT: Final[Node] = {"@context": "https://schema.org"}


def summary(view: View, site: Site) -> Node:
    """An Article with the article that it is based on, and a Quotation for each direct quotation of somebody named."""
    quotes = [
        _filled(
            "Quotation",
            text=said.text if said.pieces else unquoted(said.text),
            creator=_filled("Person", name=said.name, jobTitle=said.role),
            url=_at(site, f"{view.address}#{said.id}") if said.id else "",
        )
        for said in view.said
        if said.kind == "direct" and said.name
    ]
    based = _filled(
        "NewsArticle",
        url=view.url,
        publisher=_filled("Organization", name=view.source),
        author=[_filled("Person", name=name) for name in view.byline],
    )
    return _CONTEXT | _filled(
        "Article",
        headline=view.title[:_LONGEST],
        description=view.deck,
        inLanguage=view.lang,
        url=_at(site, view.address),
        datePublished=view.day,
        dateModified=view.updated,
        keywords=[name for _, name in view.topics],
        publisher=_publisher(site),
        correction=[
            _filled("CorrectionComment", text=_told(one), datePublished=one.at)
            for one in view.corrections
            if _told(one)
        ],
        isBasedOn=based if len(based) > 1 else None,
        hasPart=quotes,
    )


def collection(kind: str, name: str, address: str, views: Iterable[View], site: Site, **further: str) -> Node:
    """What gathers several summaries: a CollectionPage (a story), a PublicationIssue (an edition)."""
    parts = [
        _filled("Article", headline=v.title[:_LONGEST], url=_at(site, v.address), datePublished=v.day) for v in views
    ]
    return _CONTEXT | _filled(
        kind,
        name=name,
        inLanguage=site.language,
        url=_at(site, address),
        publisher=_publisher(site),
        hasPart=parts,
        **further,
    )


def home(site: Site) -> Node:
    """The WebSite, and how to search it."""
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{site.url}search/?words={{words}}"},
        "query-input": "required name=words",
    }
    return _CONTEXT | _filled(
        "WebSite",
        name=site.name,
        description=site.description,
        inLanguage=site.language,
        url=site.url,
        publisher=_publisher(site),
        potentialAction=action if site.url else None,
    )


def profile(kind: str, name: str, role: str, address: str, site: Site) -> Node:
    """A ProfilePage of a Person or an Organization."""
    entity = _filled(kind, name=name, jobTitle=role if kind == "Person" else "")
    return _CONTEXT | _filled("ProfilePage", url=_at(site, address), inLanguage=site.language, mainEntity=entity)


def _told(one: Correction) -> str:
    """What a correction says, as text."""
    return " ".join(filter(None, (one.why, *(changed.text for changed in one.statements))))


def _publisher(site: Site) -> Node:
    return _filled("Organization", name=site.name, url=site.url)


def _at(site: Site, address: str) -> str:
    """The whole address; "" where the site has none."""
    return site.url + address if site.url else ""


def _filled(kind: str, **values: Any) -> Node:
    """A thing of this type with the values that there are."""
    return {"@type": kind} | {name: value for name, value in values.items() if value}
