"""When it was published: as the page states it for machines, then as the library finds it, then as a reader sees it."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from lxml.etree import _Element

from digest.english import days
from digest.read.page.stated import Stated, plain
from digest.read.page.walk import Piece

_META = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished", "date", "publishdate", "publish-date", "pubdate", "publication_date",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date.created", "dc.date", "dcterms.issued", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "last-modified", "datemodified")
# "2026-09-14T08:30:00+02:00", "2026-09-14 08:30", "2026/09/14"
_ISO = re.compile(
    r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)(?P<time>[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?"
)
# "14.09.2026", "14/9/2026" as most of the world writes it
_DAY_FIRST = re.compile(r"(?<!\d)(?P<day>\d\d?)[./]\s?(?P<month>\d\d?)[./]\s?(?P<year>(?:19|20)\d\d)(?!\d)")
# "14. September 2026", "14 de septiembre de 2026", "14 septembre 2026", "14 września 2026"
_WORDED = re.compile(
    r"(?<!\d)(?P<day>\d\d?)\.?º?(?:er)?\s(?:de\s|d’)?(?P<month>[^\W\d_]{3,12})\.?,?\s(?:de\s|del\s)?(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
# "2026年9月14日"
_WIDE = re.compile(r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>\d\d?)\s?月\s?(?P<day>\d\d?)\s?日")
# the first letters of the months in the languages that pages here have, January to December
_MONTHS = (
    "jan|ene|gen|sty|led|oca|tam|янв|січ|ιαν", "feb|fév|fev|lut|úno|şub|hel|фев|лют|φεβ", "mar|mär|mrz|mae|maa|bře|мар|бер|μαρ", "apr|avr|abr|kwi|dub|nis|huh|апр|кві|απρ", "may|mai|mag|maj|mei|kvě|tou|май|мая|тра|μαι|μάι",
    "jun|jui?n|giu|cze|čer|haz|kes|июн|чер|ιουν", "jul|juil|lug|lip|tem|hei|июл|лип|ιουλ", "aug|aoû|aou|ago|sie|srp|ağu|elo|авг|сер|αυγ", "sep|set|wrz|zář|eyl|syy|сен|вер|σεπ", "oct|okt|ott|out|paź|říj|eki|lok|окт|жов|οκτ",
    "nov|lis|kas|mar|ноя|νοε", "dec|dez|déc|dic|gru|pro|ara|jou|дек|гру|δεκ",
)  # fmt: skip
_STARTS = {
    start: number
    for number, starts in reversed(tuple(enumerate(_MONTHS, start=1)))
    for start in starts.replace("?", "").split("|")
}
# "T23:00:00+00:00", "T22:00:00Z": midnight of the next day in the middle of Europe, winter and summer
_MIDNIGHT = re.compile(r"T2[23]:00:00(?:\.0+)?(?:Z|\+00:00)$")
# "14.09.2026 – The council …": a paragraph that begins with its date
_LEADING = 14  # characters
# Bounds that no clock moves: what is dated ahead of today is reported by the build
_FIRST, _LAST = datetime(1990, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 - the library compares naive ones
# "Datum 28.04.2023", "Published: 14 September 2026": a label and a day, and nothing else
_LABELLED = re.compile(
    r"(?:Datum|Date|Published|Publication date|Veröffentlicht|Erscheinungsdatum|Fecha|Data)(?: am| on)?:? ?\d[\w. /-]{5,18}(?:,? \d\d[:.]\d\d)?(?: Uhr)?$",
    re.IGNORECASE,
)
_ABOVE = 20  # elements around one that are looked at
_BRIEF, _SHORT_LINE = 50, 100  # characters of a line that states a date and little else
_PUBLISHED = re.compile(
    r"publi|posted|veröff|erschienen|erstellt|date|datum|stand|vom|eingestellt|data|fecha|created|edited|modified|geschrieben",
    re.IGNORECASE,
)


def choose(stated: Stated, tree: _Element, pieces: Sequence[Piece], url: str) -> tuple[str, str]:
    """The date (ISO 8601, with the time when stated) and where it was found; ("", "") when the page gives none."""
    places: tuple[tuple[str, Callable[[], Iterable[str]]], ...] = (
        ("json-ld", lambda: [stated.ld("datePublished", "dateCreated", "uploadDate")]),
        ("meta", lambda: _metas(stated, _META)),
        ("time", lambda: _times(tree)),
        ("json-ld", lambda: [plain(stated.page.get("datePublished"))]),
        ("text", lambda: [piece.text for piece in pieces if _LABELLED.match(piece.text[:_BRIEF])]),
        ("page", lambda: [_searched(tree, url)]),
        ("text", lambda: _lines(pieces)),
        ("meta", lambda: [stated.ld("dateModified"), *_metas(stated, _MODIFIED)]),
    )
    for where, texts in places:
        for text in texts():
            if found := read(text):
                return (_as_shown(found, pieces) if where in {"json-ld", "meta"} else found), where
    return "", ""


def _metas(stated: Stated, names: Sequence[str]) -> list[str]:
    return [value for name in names for value in stated.meta.get(name, ())]


def _as_shown(stated: str, pieces: Sequence[Piece]) -> str:
    """The day that the reader is shown, when the stated time in UTC falls on the day before or after it."""
    day = date.fromisoformat(stated[:10])
    if _MIDNIGHT.search(stated):
        return (day + timedelta(days=1)).isoformat()
    shown = [found for line in _near(pieces) if (found := read(line))]
    if day.isoformat() in shown:
        return stated
    return next((found for found in shown if abs((date.fromisoformat(found[:10]) - day).days) == 1), stated)


def read(text: str) -> str:
    """The date in a text, "" when there is none that can be."""
    if not text:
        return ""
    text = text[:200]
    for pattern in (_ISO, _WIDE, _DAY_FIRST):
        if match := pattern.search(text):
            if day := _valid(match["year"], match["month"], match["day"]):
                return _with_time(day, match["time"] if pattern is _ISO else None)
            if pattern is _DAY_FIRST and (day := _valid(match["year"], match["day"], match["month"])):
                return day
    if (
        (match := _WORDED.search(text))
        and (month := _month(match["month"]))
        and (day := _valid(match["year"], str(month), match["day"]))
    ):
        return day
    found = days.read(text)
    return found if len(found) == len("2026-09-14") else ""


def _month(word: str) -> int:
    word = word.lower()
    if word.startswith(("juil", "listopad")):
        return 7 if word.startswith("juil") else 11
    return next((_STARTS[word[:n]] for n in (4, 3) if word[:n] in _STARTS), 0)


def _valid(year: str, month: str, day: str) -> str:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return ""
    return found.isoformat() if found.year >= 1990 else ""


def _with_time(day: str, time: str | None) -> str:
    if not time:
        return day
    try:
        return datetime.fromisoformat(day + "T" + time[1:]).isoformat()
    except ValueError:
        return day


def _times(tree: _Element) -> list[str]:
    """The <time> elements and what is marked as datePublished, those that say so first."""
    found: list[tuple[int, str]] = []
    for element in tree.iter("time", "abbr", "span", "meta", "relative-time"):
        said = element.get("itemprop") or ""
        if any(above.get("itemprop") == "itemReviewed" for above in islice(element.iterancestors(), _ABOVE)):
            continue  # the day of the claim that the page checks
        if element.tag == "time" or "datePublished" in said or element.get("class") in {"published", "dtstamp"}:
            value = (
                element.get("datetime") or element.get("content") or element.get("title") or "".join(element.itertext())
            )
            sure = (
                "datePublished" in said
                or "pubdate" in element.attrib
                or "publish" in (element.get("class") or "").lower()
                or "entry-date" in (element.get("class") or "")
            )
            found.append((0 if sure else 1, value.strip()))
    return [value for _, value in sorted(found[:40], key=lambda pair: pair[0])]


def _searched(tree: _Element, url: str) -> str:
    """The day that htmldate finds in the address and the mark-up; not in the bare text, where it takes a year for a day."""
    from htmldate import find_date  # noqa: PLC0415 - it takes as long to load as NumPy, and most pages state their day

    found: str | None = find_date(
        tree, url=url or None, original_date=True, extensive_search=False, min_date=_FIRST, max_date=_LAST
    )
    return found or ""


def _lines(pieces: Sequence[Piece]) -> list[str]:
    """The lines around the heading, those that speak of publication first, then the short ones; then any short line."""
    near = _near(pieces)
    speaking = [line for line in near if _PUBLISHED.search(line) and len(line) < _SHORT_LINE]
    brief = [line for line in near if len(line) < _BRIEF]
    anywhere = [p.text for p in pieces if len(p.text) < _SHORT_LINE and _PUBLISHED.search(p.text)]
    leading = [p.text[:_LEADING] for p in pieces[:40] if p.text[:1].isdigit()]
    return [*speaking, *brief, *anywhere, *near, *leading, *(p.text for p in pieces if len(p.text) < _BRIEF)]


def _near(pieces: Sequence[Piece]) -> list[str]:
    at = next((n for n, piece in enumerate(pieces) if piece.element.tag == "h1"), 0)
    return [p.text for p in pieces[max(0, at - 6) : at + 14] if len(p.text) < 160]
