"""Which kind of text is it: a report, an opinion, an analysis, a review, a press release, something paid for?

Told by what the text or its address says of itself, an opinion also by its voice; a report where nothing speaks.
"""

import re
from collections.abc import Sequence
from typing import Final

from digest.model import PROSE, Block, BlockKind

KINDS: Final = ("report", "opinion", "analysis", "review", "obituary", "interview", "live", "release", "sponsored")
_EDGE: Final = 6  # lines at either end in which a text says what it is
_LABEL: Final = 60  # characters of a line that does
# "Sponsored content", "Paid for by Halden Lines", "In partnership with …": beside the article
_SPONSORED: Final = re.compile(
    r"(?i)(?:sponsored|paid|promoted|partner|branded) (?:content|post|feature|article|message)\b|(?:paid for|sponsored|presented|brought to you) by\b|sponsored$|advertorial\b|advertisement feature\b|(?:in )?(?:paid )?partnership with\b"
)
# "FOR IMMEDIATE RELEASE", "Press release 14/2026", "ENDS", "###", "Notes to editors", "Media contact:"
_RELEASE: Final = re.compile(
    r"(?i)(?:for immediate release|(?:embargoed (?:until|to)\b)|(?:[\w’' -]{0,40}\| ?)?(?:press|news|media) release\b|[-–— ]*ends?[-–— ]*$|#{2,}$|[-–—] ?30 ?[-–—]$|notes? (?:to|for) (?:the )?editors?\b|(?:press|media) (?:contacts?|enquiries|inquiries|office)\b|source:? pr ?newswire)"
)
_WIRES: Final = re.compile(
    r"(?i)\b(?:PR ?Newswire|PRNewsline|Business ?Wire|Globe ?Newswire|EIN ?Presswire|PRWeb|Accesswire|Newsfile|Presse?portal)\b"
)
# "Opinion", "Comment | Ida Moe", "Editorial: …", "Ida Moe is a columnist"
_OPINION: Final = re.compile(
    r"(?i)(?:opinion|comment(?:ary)?|editorial|op-?ed|viewpoint|guest (?:essay|column|post)|column|letters? to the editor|leader)(?: ?[:|–—-]| by\b|$)"
)
_COLUMNIST: Final = re.compile(
    r"(?i)\bis an? (?:[\w’'-]+ ){0,5}(?:columnist|commentator)\b|\bthe (?:views|opinions) expressed\b|\bthe author(?:’s|'s|s’)? (?:own )?(?:is|are|views|opinions)\b"
)
_ANALYSIS: Final = re.compile(
    r"(?i)(?:news )?(?:analysis|explainer|explained|factbox|in depth|long read)(?: ?[:|–—-]| by\b|$)"
)
_REVIEW: Final = re.compile(
    r"(?i)(?:(?:book|film|theatre|theater|music|album|concert|restaurant|game|tv|television|opera|art) )?review(?: ?[:|–—-]| by\b|$)|.{0,80}[ –—-](?:film|book|theatre|album|game|tv|concert|opera) review$"
)
_STARS: Final = re.compile(
    r"[★☆]{3,}|\b(?:[1-5]|one|two|three|four|five)(?: out of |/)(?:5|five) stars?\b|\bRating: \d", re.IGNORECASE
)
_OBITUARY: Final = re.compile(r"(?i)obituary\b(?: ?[:|–—-]|$)|.{3,80}[ ,:–—-]{1,3}obituary$")
_DEATH: Final = re.compile(
    r"\b(?:who has died|has died|died),? aged? \d|, who has died\b|\bborn \d{1,2} [A-Z][a-z]+ \d{4}; died\b"
)
# "/opinion/", "/commentisfree/", "/press-releases/": a part of the address
_ADDRESSES: Final = (
    ("sponsored", re.compile(r"(?i)/(?:sponsored|paid-?content|partner-?content|advertorials?|brand-?studio)[/-]")),
    ("release", re.compile(r"(?i)/(?:press-?releases?|news-?releases?|media-?releases?|pressemitteilung(?:en)?)[/-]")),
    ("opinion", re.compile(r"(?i)/(?:opinions?|comment|commentisfree|commentary|editorials?|op-?eds?|columns?|columnists|meinung|kommentare?)/")),
    ("analysis", re.compile(r"(?i)/(?:analysis|explainers?|analyse)/")),
    ("review", re.compile(r"(?i)/(?:[a-z-]*reviews?)/")),
    ("obituary", re.compile(r"(?i)/(?:obituar(?:y|ies))/")),
)  # fmt: skip
# "I", "my": the author's own voice; "should", "must": what ought to be
_SELF: Final = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Mm]e)\b")
_OUGHT: Final = re.compile(r"\b(?:should|must|ought to|let us|let['’]s|need to|has to|have to)\b|\?$")
_QUOTED: Final = re.compile(r"[\"“][^\"“”]*[\"”]?|(?<!\w)[‘'][^’']*[’']")
_OWN, _DUE = 3, 1  # paragraphs in which the author speaks, and in which something ought to be


def kind(  # noqa: PLR0913 - what was found before is its arguments
    text: str, blocks: Sequence[Block], form: str, address: str, *, agency: str = "", dated: bool = False
) -> str:
    """The kind, one of `KINDS`. `dated`: the dateline gives the year too, as those of reports never do."""
    lines = [block.of(text) for block in blocks]
    ends = [line for line in (*lines[:_EDGE], *lines[-_EDGE:]) if len(line) <= _LABEL]
    title = next((block.of(text) for block in blocks if block.kind is BlockKind.HEADLINE), "")
    labels = [*ends, title]
    from_address = next((name for name, pattern in _ADDRESSES if pattern.search(address)), "")
    if from_address == "sponsored" or any(_SPONSORED.match(line) for line in ends):
        return "sponsored"
    if from_address == "release" or _WIRES.search(agency) or dated or any(_RELEASE.match(line) for line in labels):
        return "release"
    if form in {"live", "interview"}:
        return form
    for name, pattern in (("opinion", _OPINION), ("analysis", _ANALYSIS), ("review", _REVIEW), ("obituary", _OBITUARY)):
        if from_address == name or any(pattern.match(line) for line in labels):
            return name
    return from_address or _voice(text, blocks, lines)


def _voice(text: str, blocks: Sequence[Block], lines: Sequence[str]) -> str:
    """What the sentences themselves show: stars, a death, an author who says what ought to be."""
    if any(_STARS.search(line) for line in (*lines[:_EDGE], *lines[-_EDGE:])):
        return "review"
    if any(_DEATH.search(line) for line in (*lines[:2], *lines[-2:])):
        return "obituary"
    if any(_COLUMNIST.search(line) for line in lines[-_EDGE:]):
        return "opinion"
    own = [_QUOTED.sub("", block.of(text)) for block in blocks if block.kind in PROSE]
    speaks = sum(_SELF.search(line) is not None for line in own)
    ought = sum(_OUGHT.search(line) is not None for line in own if _SELF.search(line) or speaks)
    return "opinion" if speaks >= _OWN and ought >= _DUE and 4 * speaks >= len(own) else "report"
