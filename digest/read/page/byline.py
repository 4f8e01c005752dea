"""Who wrote it: people as the page states them, cleaned of "By", roles and outlets. No name rather than a wrong one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml.etree import _Element

from digest.read.page.stated import Stated, kinds, plain
from digest.read.page.walk import Piece

# "By Mara Ellison", "Von: Jonas Reed", "Written by Tamsin Rook", "Text: …"
_BY = re.compile(
    r"^\W*(?:(?:written|posted|published|reviewed|reported|words|story|text|report|article|geschrieben|ein artikel|ein beitrag|artikel|veröffentlicht)\s+)?"
    r"(?:by|von|par|por|di|da|door|av|af|autor(?:in|en)?|author|tekst|text|words|redaktion|auteur|interview|text und interview|escribe|blog beitrag von|ein artikel von)\b\s*:?\s+",
    re.IGNORECASE,
)
# what follows the names: "| Northern Courier", " - Staff writer", "(dpa)", ", Published …", "@handle"
_BEHIND = re.compile(
    r"\s*(?:[|•·(\[@]|\s[-–—]\s|\s/\s?\w+ (?:online|news)|,?\s(?:published|twitter\b|updated|veröffentlicht|für |for the |in |aus |am |on |at )\b).*$",
    re.IGNORECASE,
)
_NAMES = (
    r"(?P<names>[^\W\d_][\w.'’-]+(?:\s(?:(?:de|da|von|van|der|del|la|y|und|and|et|&)\s)?[A-ZÀ-ÞŁŚŠŽ][\w.'’-]*){0,5})"
)
# "By Mara Ellison", "Ein Artikel von Jonas Reed", "Author: Tamsin Rook" in a line of its own
_SAYS = re.compile(
    r"^(?:\W{0,5}|.{0,24}\d.{0,24}\W|(?:[Ee]in |[Bb]log )?(?:[Aa]rtikel|[Bb]eitrag|[Ss]tory|[Pp]osted|[Ww]ritten|[Pp]ublished|[Rr]eport|[Kk]ommentar|[Ii]nterview) )(?:[Bb]y|BY|[Vv]on|VON|Par|par|Por|POR|Door|Autor(?:in)?|Author|Text)\b\s?:?\s{0,3}(?=[A-ZÀ-ÞŁŚŠŽ])"
    + _NAMES
    + r"(?=\s*(?:$|[,|•·(\[–—/]|-\s|\d|on\b|am\b|le\b|vom\b|[Pp]ublished|[Uu]pdated))"
)
# "Posted 11 April 2018 by Mara Ellison", "von Mara am 7.8.2013"
_DATED = re.compile(
    r"^(?:posted|veröffentlicht|published|geschrieben|written|verfasst|eingestellt|gepostet|(?=von .{2,40} am \d))(?:\b.{0,50}\b|)(?:by|von|par|por)\s(?-i:(?=[A-ZÀ-ÞŁŚŠŽ]))"
    + _NAMES,
    re.IGNORECASE,
)
# the label of a value that names the author: "Written by", "Verfasst von"
_WRITTEN_BY = re.compile(
    r"(?:written|posted) by|author|verfasst von|geschrieben von|autor|escrito por|écrit par|scritto da", re.IGNORECASE
)
# a whole line that signs, anywhere in the page: "Text: Mara Ellison", "Author : Jonas Reed am 29.12.2026", "Par Tamsin Rook le 7 mai 2026"
_LABELLED = re.compile(
    r"(?:(?:Text(?:\svon)?|Autor(?:in|en)?(?:[/:*]-?(?:Autor|in))?|Author|Auteur|Written by|Words|Report|Bericht|Von|By|Par|Por|VON|BY)(?:\s?:\s{0,2}|\s{1,2}))"
    + _NAMES
    + r"(?:\s?[,|(-]?\s?(?:am|le|on|vom|um)?\s?\d.{0,30}|\s?\(.{0,40}\).{0,40}|\s?/\s?[A-Z][\w-]{1,12})?"
)
# "Mara Ellison am" of "Mara Ellison am 14.9.2026"
_LEFT_OVER = re.compile(r"\s(?:am|vom|um|on|at|le|im|in)$")
# "/author/mara-ellison", "/autor/jonas-reed/"
_AUTHOR_PAGE = re.compile(r"/(?:authors?|autor(?:en|es)?|auteurs?)/[^/?#]{2,80}/?$")
_DIGIT = re.compile(r"\d")
# "PAID CONTENT": a label, no name
_CAPITALS = re.compile(r"[A-Z\s]+")
_SIGNED = re.compile(r"^(?:by|von|par|por|di|door)\s", re.IGNORECASE)
_FULL = r"(?P<names>(?:Dr\.\s)?[A-ZÀ-ÞŁŚŠŽ][\w’'-]+(?:\s(?:de|da|von|van|der|del|la))?(?:\s[A-ZÀ-ÞŁŚŠŽ][\w.’'-]*){1,2})"
# "28 June 2026 | Mara Ellison", "11.12.2026 - Jonas Reed"
_DATE_AND_NAME = re.compile(
    r"^.{0,30}\b(?:19|20)\d\d(?:\W.{0,20}\d\d:\d\d(?: Uhr)?)?\s?[|•·–—-]\s?" + _FULL + r"\s?(?:$|[|•·–—-])"
)
# "Mara Ellison | 28 June 2026", "Mara Ellison, 28. Juni 2026"
_NAME_AND_DATE = re.compile(r"^" + _FULL + r"\s?[|•·,–—-]\s?(?:\w{2,10},? )?\d\d?[. /]")
# "Tarn, Mila", "Rask, Jon P.": as catalogues write names
_INVERTED = re.compile(r"^([^\W\d_][\w’'-]+), ([^\W\d_][\w.’'-]+(?: [A-Z]\.?)*)$")
# " (R.J.)" within a name
_INITIALS = re.compile(r"\s?\((?:[A-Z]\.? ?){1,4}\)")
_COMMENT = re.compile(
    r"(?:^|[\s_-])(?:comments?|replies|reply|reactions?|disqus|discussion)(?:$|[\s_-])", re.IGNORECASE
)
_LABELLED_LINE = 90
_LINE = 150  # characters; a byline is no longer
# what JSON-LD has in place of a name: "jonas.reed", "mara-ellison", "editor2"
_LOGIN = re.compile(r"[a-z]+[._-][a-z._-]+|[a-z]{5,}\d*|.*\d.*")
_NOBODY = re.compile(
    r"(?:web)?admin(?:istrator)?|user\d*|author|editor|unknown|anonymous|null|undefined|none", re.IGNORECASE
)
_PARTS = re.compile(r"\s*(?:[,;&/]|\b(?:and|und|et|y|e|og|och|en|with|mit)\b)\s+|\s*[;、]\s*", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|editorial|staff|writer|columnist|chief|desk|team|contributor|redaktion|redakteur(?:in)?|redacci[oó]n|redação|redazione|newsroom|admin(?:istrator)?|webmaster|press|producer|"
    r"producers|guest|author|autor|journalist|korrespondent(?:in)?|freelance|online|unknown|anonymous|editors|newsdesk|user|gast|gastautor|presse\w*|publisher|herausgeber|verlag|gmbh|e\.v\.|inc|ltd|ag|verein|stiftung|institut|university|universität|"
    r"agentur|agency|wire|ministry|bundes\w+|service|services|office|company|group|media|magazin|magazine|blog|club|center|zentrum|news|verband\w*|\w*verband|landesanstalt|phd|ph\.d|twitter|rechtsanwalt|mba|md|jr|designed|kg|se|ver[öo]ffentlicht|publiziert|published|posted|updated|kommentare?|kolumnist(?:in)?|agenturen|uhr|foto|photo|bild)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|\.(?:com|de|org|net|at|ch|co)\b|@", re.IGNORECASE)
_WORD = re.compile(r"\w+")
# class="byline", "header-info__author", itemprop="author"
_BYLINE = re.compile(
    r"(?<![a-z])(?:byline|author|article-?author|author-?name|autor|verfasser|writer)(?![a-z]{3})", re.IGNORECASE
)
_BESIDE = re.compile(
    r"bio|box|comment|about|image|avatar|list|related|social|follow|more|teaser|card|count|posts|archive|profile|desc|job|role|title|photo",
    re.IGNORECASE,
)


def choose(stated: Stated, tree: _Element, pieces: Sequence[Piece], site: str) -> tuple[tuple[str, ...], str]:
    """The authors and where they were found."""
    people = list(_json(stated, bodies=False))
    stated_names = [part for text in people for part in _PARTS.split(" ".join(_SIGNED.sub("", text).split()))]
    if whole := tuple(dict.fromkeys(name for name in stated_names if _may_sign(name, site))):
        return whole[:12], "json-ld"
    visible = (("rel=author", _linked(tree)), ("byline", _signed(tree)), ("text", _seen(pieces)))
    shown = " ".join(text for _, texts in visible for text in texts)
    head = _meta(stated)
    confirmed = [text for text in head if any(name in shown for name in names_in(text))]
    for where, texts in (
        ("meta", _labelled(stated) or confirmed or _several(head)),
        *visible,
        ("meta", _shown(head, pieces) if stated.node or stated.of("og:type") == "article" else []),
        ("text", _beside_date(pieces)),
        ("link", _own_page(pieces)),
    ):
        names = tuple(dict.fromkeys(name for text in texts for name in names_in(text, site)))
        if names:
            return names[:12], where
    bodies = tuple(dict.fromkeys(name for name in _json(stated) if _may_sign(name, site)))
    return (bodies[:12], "json-ld") if bodies else _desk(stated)


def _several(head: Sequence[str]) -> list[str]:
    """The names of two or more <meta name="author">: who built the site is one."""
    full = [text for text in head if len(text.split()) > 1]
    return full if len(set(full)) > 1 and len(full) == len(head) else []


def _is_news(stated: Stated) -> bool:
    return any(kind.endswith("NewsArticle") for kind in kinds(stated.node))


def _desk(stated: Stated) -> tuple[tuple[str, ...], str]:
    """The outlet itself, where a news article's JSON-LD names it, and nobody else, as the author."""
    if not _is_news(stated):
        return (), ""
    names = tuple(dict.fromkeys(name for text in _json(stated) if (name := _SIGNED.sub("", text)) and len(name) < 40))
    named = len(names) == 1 and not _NOBODY.fullmatch(names[0])
    return (names, "json-ld") if named else ((), "")


def _shown(texts: Sequence[str], pieces: Sequence[Piece]) -> list[str]:
    """Of the names that a page's head gives, those that its reader is shown too: many heads name who built the site."""
    lines = " \n ".join(piece.text for piece in pieces if len(piece.text) < _LINE).casefold()
    return [text for text in texts if any(" " in name and name.casefold() in lines for name in names_in(text))]


def _own_page(pieces: Sequence[Piece]) -> list[str]:
    """A full name near the heading that links to the page of an author: /author/mara-ellison."""
    found = [
        " ".join("".join(link.itertext()).split())
        for piece in _by_heading(pieces)
        for link in piece.element.iter("a")
        if _AUTHOR_PAGE.search(link.get("href") or "")
    ]
    return [name for name in dict.fromkeys(found) if " " in name and len(name) < 60]


def _by_heading(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The lines from a few before the heading on to some behind it; none where there is no heading."""
    at = next((n for n, piece in enumerate(pieces) if piece.element.tag == "h1"), -1)
    return pieces[max(0, at - 3) : at + 6] if at >= 0 else []


def _beside_date(pieces: Sequence[Piece]) -> list[str]:
    """A name that a separator parts from a date, near the heading: "28 June 2026 | Mara Ellison"."""
    for piece in _by_heading(pieces):
        if (
            len(piece.text) < 90
            and (match := _DATE_AND_NAME.match(piece.text) or _NAME_AND_DATE.match(piece.text))
            and not _CAPITALS.fullmatch(match["names"])
        ):
            return [match["names"]]
    return []


def names_in(words: str, site: str = "") -> list[str]:
    """The names in "By Mara Ellison and Jonas Reed, Staff writers | Northern Courier"."""
    words = _INITIALS.sub("", _BY.sub("", words.strip()))
    words = _BEHIND.sub("", words)
    half = words[: len(words) // 2].strip()
    words = half if len(half) > 4 and words == f"{half} {half}" else words  # once for the picture, once for the name
    names = []
    for part in _PARTS.split(words):
        name = _LEFT_OVER.sub("", " ".join(_BY.sub("", part.strip(" .:,–—-\u200b")).split()))
        if name and _is_name(name, site):
            names.append(name)
    return names


def _may_sign(name: str, site: str) -> bool:
    """What JSON-LD calls an author may be an agency or a desk; addresses, numbers and the site itself may not sign."""
    folded = "".join(_WORD.findall(name.casefold()))
    own = "".join(_WORD.findall(site.casefold()))
    return (
        bool(folded)
        and len(name) < 60
        and not _ADDRESS.search(name)
        and not _NOBODY.fullmatch(name)
        and not _LOGIN.fullmatch(name)
        and not (len(folded) > 2 and folded in own)
    )


def _is_name(name: str, site: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 5 or len(name) > 48 or len(name) < 2 or _ADDRESS.search(name) or _ROLE.search(name):
        return False
    if any(c.isdigit() for c in name):
        return False
    folded = "".join(_WORD.findall(name.casefold()))
    if folded and site and folded in "".join(_WORD.findall(site.casefold())):
        return False
    if not any(w[:1].isupper() or not w[:1].isascii() for w in words):
        return False
    return all(w[:1].isupper() or not w[:1].isascii() or len(w) <= 3 for w in words)


def _json(stated: Stated, *, bodies: bool = True) -> Iterator[str]:
    """The names of JSON-LD's author: a text, a person, a list of them, or references to nodes elsewhere in the page.

    Without `bodies` no node that says it is an organisation: the outlet, as a rule, beside people whom the page shows.
    """
    authors = stated.node.get("author") or stated.node.get("creator")
    for one in authors if isinstance(authors, list) else [authors]:
        node: Any = one
        if isinstance(node, Mapping) and "name" not in node and "@id" in node:
            node = stated.nodes.get(str(node["@id"]), {})
        if isinstance(node, Mapping):
            if not bodies and "Organization" in str(node.get("@type", "")):
                continue
            names = node.get("name") or " ".join(
                filter(None, (plain(node.get("givenName")), plain(node.get("familyName"))))
            )
            for name in names if isinstance(names, list) else [names]:
                yield plain(name)
        else:
            yield plain(node)


def _seen(pieces: Sequence[Piece]) -> list[str]:
    """A short line near the heading that says who wrote it: "By Mara Ellison", "14 Sept 2026 by Mara Ellison"."""
    at = next((n for n, piece in enumerate(pieces) if piece.element.tag == "h1"), -1)
    near = pieces[max(0, at - 3) : at + 12] if at >= 0 else pieces[:60]
    for piece in near:
        match = _SAYS.search(piece.text) if len(piece.text) < 110 else None
        if match and (" " in match["names"] or _DIGIT.search(piece.text)) and not _CAPITALS.fullmatch(match["names"]):
            return [match["names"]]
    lines = [piece.text for piece in pieces if len(piece.text) < _LABELLED_LINE]
    matches = [match for line in lines if (match := _LABELLED.fullmatch(line) or _DATED.search(line))]
    signed = [
        m["names"]
        for m in matches
        if (" " in m["names"] or _DIGIT.search(m.string)) and not _CAPITALS.fullmatch(m["names"])
    ]
    if len(set(signed)) == 1:
        return signed[:1]
    return []


def _labelled(stated: Stated) -> list[str]:
    """Names under <meta> names that news systems use for nothing but the author of the page."""
    written_by = [f"twitter:data{n}" for n in "12" if _WRITTEN_BY.match(stated.of(f"twitter:label{n}"))]
    for name in (*written_by, "parsely-author", "sailthru.author", "articleauthor", "cxenseparse:author", "byl"):
        if values := [v for v in stated.meta.get(name, ()) if not _ADDRESS.search(v)]:
            return values
    return []


def _meta(stated: Stated) -> list[str]:
    """Names under <meta> names that may also name who built the site."""
    for name in ("author", "article:author", "dc.creator", "dcterms.creator", "twitter:misc:written by"):
        if values := [_INVERTED.sub(r"\2 \1", v) for v in stated.meta.get(name, ()) if not _ADDRESS.search(v)]:
            return values
    return []


def _is_comment(element: _Element) -> bool:
    """Whether an element is in what readers wrote below the article."""
    return any(_COMMENT.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in element.iterancestors())


def _linked(tree: _Element) -> list[str]:
    found = [
        " ".join("".join(e.itertext()).split())
        for e in tree.iter("a")
        if (e.get("rel") == "author" or e.get("itemprop") == "author") and not _is_comment(e)
    ]
    return [t for t in dict.fromkeys(found) if t and len(t) < 60][:1]


def _signed(tree: _Element) -> Sequence[str]:
    """The first short line marked as the byline by its class."""
    for element in tree.iter(
        "span",
        "p",
        "div",
        "a",
        "address",
        "strong",
        "li",
        "em",
        "footer",
        "h2",
        "h3",
        "h4",
        "h5",
        "dd",
        "byline",
        "ul",
        "td",
    ):
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('id') or ''}"
        if len(names) > 2 and _BYLINE.search(names) and not _BESIDE.search(names) and not _is_comment(element):
            text = " ".join(" ".join(element.itertext()).split())
            if 4 < len(text) < 90 and " " in text and names_in(text):
                return [text]
    return []
