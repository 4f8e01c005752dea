"""What each block of an article is: headline, byline, deck, paragraph, heading, caption, post or notice.

One rule a function, tried in order; the first that speaks decides. A rule that is unsure says nothing: a heading taken
for a sentence is a wrong point, a sentence taken for a heading is a lost one.
"""

import re
from collections.abc import Callable, Iterable

from digest.english import bylines, days, stamps
from digest.extract import forms, posts
from digest.model import PROSE, Block, BlockKind

_LINE = re.compile(r"[^\n]+")
_ENDS_SENTENCE = re.compile(r"[.!?…:;,][\"'”’»)\]]*$|[”\"»]$")
# "Photo: A. Reed", "(Image: Kestrel Bay Council/J. Hall)", "FILE - The bridge in May", "Picture: Northwire"
_CAPTION = re.compile(
    r"\(?(?:file (?:photo|image|picture)|photo(?:graph|s)?|image|picture|pic|video|graphic|illustration|map|credit|caption)\b ?(?:by\b|credit\b|:|/|–|-)"
    r"|file ?[-–—:] ", re.IGNORECASE)  # fmt: skip
# "… after the storm. Photo: A. Reed", "… (Picture: Northwire)", "… | Getty Images"
_CREDIT_AT_END = re.compile(
    r"(?:\(|\||\.|—|–)\s?(?:photo(?:graph)?|image|picture|credit)s?(?: ?:| by| credit:?)\s?[^.]{2,60}\)?\.?$",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:scroll down|click (?:here|to)|read (?:more|also|next)\b|see also\b|related\b ?:|more (?:on|from) this|watch ?:|listen ?:|"
    r"(?:received|accepted|submitted|revised) ?: \S|sign up|subscribe|advertisement\b|share this|follow (?:us|@)|e-?mail to a friend|most read|live ?:? updates|"
    r"(?:last |first )?(?:updated|published|posted|modified)\b[ :]|©|copyright\b|all rights reserved|"
    r"this (?:story|article|report) (?:has been|was|is) (?:updated|corrected|first published|amended|developing)|"
    r"correction\b ?:|editor[’']s note\b|reporting by\b|additional reporting\b|editing by\b|source ?:|https?://\S+$|www\.\S+$|"
    r"(?:contact|tips|newsletter|topics|tags|filed under|categories)\b ?:|\d+ (?:comments|shares)\b|\* \* \*$|#+$|[-–—*_=]{3,}$)",
    re.IGNORECASE)  # fmt: skip
# words of the outlet to its readers: "… in your inbox", "… is a reader-supported publication", "We use cookies"
_PROMOTION = re.compile(
    r"\b(?:(?:in|to) your inbox|reader-supported publication|view (?:this|it|the) (?:post|e-?mail|newsletter) (?:on|in)|read (?:it )?in (?:the )?app\b|forwarded this e-?mail"
    r"|becom(?:e|ing) a (?:free or )?(?:paid )?(?:subscriber|member)|sign(?:ing)? up (?:for|to) (?:our|the|get)|subscribe (?:now|today|to (?:our|the newsletter))|download (?:our|the) app\b"
    r"|support our (?:journalism|work)|please log in|session (?:has )?expired|(?:we|site|website) uses? cookies|cookie (?:policy|settings|preferences)|unsubscribe|manage (?:your )?preferences|ad-?blocker)\b",
    re.IGNORECASE,
)
# "Jonas Reed contributed to this report."
_CREDITS = re.compile(r"\bcontributed (?:reporting|to this (?:report|story|article))\b", re.IGNORECASE)
# a line that is a date and little else: "Monday, 14 September 2026, 10:15 BST"
_DATE_LINE = re.compile(r"^[\w ,.:|/()–-]{4,60}$")
_FEWEST_ENTRIES = 3  # of a chronicle
# "ENDS", "- ends -", "###", "-30-": the end of a press release
_OVER = re.compile(r"[-–— ]*(?:ENDS?|[Ee]nds?)[-–— .]*|#(?: ?#){2,}|[-–—] ?30 ?[-–—]")
# "About Hask Marine", "About the harbour office: the office runs"
_ABOUT = re.compile(r"(?:About|Über) (?:the )?[^\W\d_][\w’'&. -]{1,60}(?::|$)")
_TITLE_WORDS = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = frozenset(
    "a an and as at but by for from in into of off on or over per the to up via vs with after amid".split()
)


def lines(text: str) -> tuple[Block, ...]:
    """Every line that is not blank, as a paragraph, without the white space around it."""
    found = []
    for match in _LINE.finditer(text):
        words = match[0]
        start = match.start() + len(words) - len(words.lstrip())
        end = match.end() - (len(words) - len(words.rstrip()))
        if start < end:
            found.append(Block(start, end, BlockKind.PARAGRAPH))
    return tuple(found)


def classify(text: str, blocks: tuple[Block, ...], *, titled: bool) -> tuple[Block, ...]:
    """Gives every paragraph its kind; blocks whose kind the mark-up states keep it."""
    kinds = [block.kind for block in blocks]
    words = [block.of(text) for block in blocks]
    _mark(kinds, words, _post)
    _chronicle(kinds, words)
    for index, kind in enumerate(kinds):
        if kind is BlockKind.PARAGRAPH:
            kinds[index] = next((k for rule in _LINE_RULES if (k := rule(words[index], index))), kind)
    if not titled and not any(kind is BlockKind.HEADLINE for kind in kinds):
        _headline(kinds, words)
    for index, kind in enumerate(kinds):
        if kind is BlockKind.PARAGRAPH and _is_heading(kinds, words, index):
            kinds[index] = BlockKind.HEADING
    _questions(kinds, words)
    _end(kinds, words)
    _behind_the_end(kinds, words)
    _deck(kinds, words)
    return tuple(Block(block.start, block.end, kind) for block, kind in zip(blocks, kinds, strict=True))


def _chronicle(kinds: list[BlockKind], words: list[str]) -> None:
    """The lines of a list of days, "17 March: The council votes", are items of a list."""
    entries = [n for n, line in enumerate(words) if kinds[n] is BlockKind.PARAGRAPH and days.ENTRY.match(line)]
    if len(entries) >= _FEWEST_ENTRIES:
        for index in entries:
            kinds[index] = BlockKind.LIST_ITEM


def _mark(
    kinds: list[BlockKind], words: list[str], rule: Callable[[list[BlockKind], list[str], int], Iterable[int]]
) -> None:
    for index in range(len(kinds)):
        for at in rule(kinds, words, index):
            kinds[at] = BlockKind.POST


def _post(kinds: list[BlockKind], words: list[str], index: int) -> Iterable[int]:
    """A signature line, and the line before it when the signature is a paragraph of its own."""
    match = posts.SIGNATURE.search(words[index][-200:]) if kinds[index] in PROSE else None
    if not match:
        return ()
    alone = match.start() == 0 and len(words[index]) <= 200
    return (index - 1, index) if alone and index and kinds[index - 1] in PROSE else (index,)


def _byline(words: str, index: int) -> BlockKind | None:
    near = index <= 8 and len(words) <= 140 and not words.endswith(("?", "!", ","))
    signed = near and (bylines.read(words) or (index <= 1 and bylines.of_agency(words)))
    return BlockKind.BYLINE if signed else None


def _caption(words: str, _index: int) -> BlockKind | None:
    return BlockKind.CAPTION if _CAPTION.match(words) or (len(words) < 300 and _CREDIT_AT_END.search(words)) else None


def _notice(words: str, _index: int) -> BlockKind | None:
    if (_NOTICE.match(words.lstrip("(*_[→►• ")) or _PROMOTION.search(words)) and len(words) < 300:
        return BlockKind.NOTICE
    if words.startswith("[") and words.endswith("]") and len(words) < 300:
        return BlockKind.NOTICE
    return BlockKind.NOTICE if len(words) < 200 and _CREDITS.search(words) else None


def _date_line(words: str, _index: int) -> BlockKind | None:
    """A line with a day in it and no more than seven other words, none of them a verb's company: no full stop."""
    if (
        not _DATE_LINE.match(words)
        or words.endswith(".")
        or len(words.split()) > 9
        or not any(c.isdigit() for c in words)
    ):
        return None
    return BlockKind.NOTICE if len(days.read(words)) == 10 else None


_LINE_RULES: tuple[Callable[[str, int], BlockKind | None], ...] = (_byline, _caption, _notice, _date_line)


def _headline(kinds: list[BlockKind], words: list[str]) -> None:
    """The first block, when it is short, ends like no sentence, and prose follows."""
    for index, kind in enumerate(kinds[:4]):
        if kind is BlockKind.NOTICE:
            continue
        if kind is BlockKind.PARAGRAPH and _headline_like(words[index]) and _prose_follows(kinds, words, index):
            kinds[index] = BlockKind.HEADLINE
        return


def _headline_like(words: str) -> bool:
    count = len(words.split())
    return (
        2 <= count <= 22
        and len(words) <= 150
        and not words.rstrip('"”’)').endswith((".", ":", ",", ";", "…"))
        and words[0].islower() is False
    )


def _prose_follows(kinds: list[BlockKind], words: list[str], index: int) -> bool:
    return any(k in PROSE and len(w) > 60 for k, w in zip(kinds[index + 1 :], words[index + 1 :], strict=True))


def _is_heading(kinds: list[BlockKind], words: list[str], index: int) -> bool:
    """An unmarked sub-heading: short, ends like no sentence, begins with a capital, and prose follows it."""
    line = words[index]
    count = len(line.split())
    if (
        count > 12
        or len(line) > 90
        or not index
        or (_ENDS_SENTENCE.search(line) and not (line.endswith("?") and _title_case(line)))
    ):
        return False
    if not (line[0].isupper() or line[0].isdigit() or line[0] in "‘“\"'") or line.startswith(("Q:", "A:", "— ", "- ")):
        return False
    after = next((i for i in range(index + 1, len(kinds)) if kinds[i] is not BlockKind.CAPTION), None)
    return after is not None and kinds[after] in PROSE and len(words[after]) > len(line)


def _questions(kinds: list[BlockKind], words: list[str]) -> None:
    """The questions of an interview printed as "Q: …" and "A: …": the interviewer's words are no news."""
    asked = [i for i, line in enumerate(words) if kinds[i] is BlockKind.PARAGRAPH and line.startswith(stamps.ASKED)]
    if forms.is_labelled(words):
        for index in asked:
            kinds[index] = BlockKind.NOTICE


def _behind_the_end(kinds: list[BlockKind], words: list[str]) -> None:
    """What follows "ENDS" or "###", and who the sender is: "About the harbour office: …"."""
    over = next((n for n, line in enumerate(words) if n > 1 and _OVER.fullmatch(line)), len(words))
    about = next((n for n, line in enumerate(words) if n > len(words) // 2 and _ABOUT.match(line)), len(words))
    for index in range(min(over, about), len(words)):
        if kinds[index] in PROSE | {BlockKind.HEADING}:
            kinds[index] = BlockKind.NOTICE


def _end(kinds: list[BlockKind], words: list[str]) -> None:
    """Lines at the end that are no sentence: a scorer list, an address, an agency's sign-off."""
    for index in range(len(kinds) - 1, 0, -1):
        line = words[index]
        if kinds[index] is not BlockKind.PARAGRAPH or len(line.split()) > 12 or _ENDS_SENTENCE.search(line.rstrip(")")):
            return
        kinds[index] = BlockKind.NOTICE


def _title_case(line: str) -> bool:
    """Whether every word but the small ones begins with a capital."""
    found = _TITLE_WORDS.findall(line)
    return bool(found) and all(w[0].isupper() or w.lower() in _SMALL for w in found)


def _deck(kinds: list[BlockKind], words: list[str]) -> None:
    """The deck: a lone sentence between headline and byline, or paragraphs that summarise the story before the lede does."""
    prose = [i for i, kind in enumerate(kinds) if kind is BlockKind.PARAGRAPH]
    if len(prose) < 3:
        return
    first = prose[0]
    if (
        BlockKind.HEADLINE in kinds[:first]
        and BlockKind.BYLINE in kinds[first : first + 2]
        and len(words[first]) <= 240
    ):
        kinds[first] = BlockKind.DECK
        return
    for place, lede in enumerate(prose[1:5], start=1):
        before = " ".join(words[i] for i in prose[:place])
        if len(prose) - place >= 3 and _starts_again(before, words[lede]):
            for index in prose[:place]:
                kinds[index] = BlockKind.DECK
            return


# "Ilyas Karimbek": a first name and a last one; not "The Bay", "If Rolf", where a sentence begins with no name
_FULL_NAME = re.compile(
    r"\b(?!(?:The|An?|If|In|On|At|But|And|As|When|While|After|Before|For|From|His|Her|Their|Its|This|That|With|By|To|Of|It|He|She|They|Like|Unlike|Both|So|Yet) )"
    r"([A-Z][\w’'-]{1,40}) ([A-Z][\w’'-]{2,40})(?! [A-Z][a-z])"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST_COMPARED = 5000  # characters of a lede, and of the text before it, that are compared


def _starts_again(before: str, lede: str) -> bool:
    """Whether the lede introduces in full people whom the paragraphs before it named by their last names alone."""
    before, lede = before[:_LONGEST_COMPARED], lede[:_LONGEST_COMPARED]
    introduced = {
        last
        for first, last in _FULL_NAME.findall(lede)
        if re.search(rf"\b{re.escape(last)}\b", before) and f"{first} {last}" not in before
    }
    content = {word.lower() for word in _WORD.findall(lede)}
    shared = len(content & {word.lower() for word in _WORD.findall(before)}) / max(1, len(content))
    # A deck of one line names one person as a rule; a longer one must be repeated by a lede that names two in full.
    return (len(introduced) >= 2 and shared >= 0.25) or (bool(introduced) and len(before) <= 160 and shared >= 0.3)
