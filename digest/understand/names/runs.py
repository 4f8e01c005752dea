"""Where does a name begin and end? Runs of capitalised words, cut into the office in front and the name itself."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from digest.english.calendar import MONTHS, WEEKDAYS
from digest.understand.names.bridges import JOINERS, PARTICLES, adjoins, bridge, ends_possessive
from digest.understand.names.capitals import INITIAL, Token
from digest.understand.names.offices import inside, is_courtesy, office
from digest.understand.names.words import curly, genders, places, words

_CALENDAR = frozenset(
    [name.title() for name in (*MONTHS, *WEEKDAYS) if len(name) > 4 or name in {"may", "june", "july"}]
    + [f"{name.title()}." for name in MONTHS if len(name) <= 4]
)
_SHOWING = frozenset({"the", "a", "an", "this", "that", "new", "draft", "its", "their"})
_COMMON = frozenset("Bill Mark Grant Will Guy Rose Dawn Hope Grace Faith Art Page Dean Earl Pope Bishop".split())
_DATING = frozenset("in on of last next this since by until from late early mid before after every".split())
_SELF = frozenset({"I", "I’m", "I’ve", "I’d", "I’ll"})
_FROM = ("-based", "-born", "-educated", "-trained", "-raised", "-backed", "-owned", "-listed")
_LONGEST = 9  # words


@dataclass(slots=True)
class Run:
    """A name at one place: its words, the words of office in front of it, and what was seen around it."""

    name: list[Token]
    office: list[Token] = field(default_factory=list)
    before: Token | None = None  # the words next to the whole run, None at the ends of a block
    after: Token | None = None
    couple: str = ""  # the last name that a first name borrows: "Bill and Hillary Clinton"

    @property
    def start(self) -> int:
        """Offset of the first letter of the name."""
        return self.name[0].start

    @property
    def end(self) -> int:
        """Offset behind the last letter, without a possessive ending."""
        return self.name[-1].end

    @property
    def text(self) -> str:
        """The name with single blanks."""
        inner = "".join(f"{token.text}{curly(token.ending)} " for token in self.name[:-1])
        return inner + self.name[-1].text

    @property
    def written(self) -> str:
        """The name as the article writes it, with single blanks."""
        inner = "".join(f"{token.form}{token.ending} " for token in self.name[:-1])
        return inner + self.name[-1].form

    @property
    def soft(self) -> bool:
        """Whether its capitals prove nothing."""
        return self.name[0].soft

    @property
    def possessive(self) -> bool:
        """Whether 's follows."""
        return self.name[-1].possessive


def runs(found: Sequence[Token]) -> list[Run]:
    """Every run that may be a name, in reading order; capitals that only begin a sentence are left out."""
    small = {token.text for token in found if not token.capital}
    sure = {token.text for token in found if token.capital and not token.first and not token.soft}
    kept: list[Run] = []
    known = _known(found)
    at = 0
    while at < len(found):
        if found[at].soft:
            size = (
                0 if found[at].quoted else _known_here(found, at, known)
            )  # a title in marks names nobody of the article
            if size:
                kept.append(Run(list(found[at : at + size])))
            at += size or 1
            continue
        if not found[at].capital or found[at].text[0] == "@":
            at += 1
            continue
        end = _reach(found, at)
        if _is_headline(found[at:end]):
            for token in found[at:end]:
                token.soft = True
            continue
        before = found[at - 1] if at and found[at - 1].block == found[at].block else None
        after = found[end] if end < len(found) and found[end].block == found[at].block else None
        kept += _cut(found[at:end], before, after, small, sure)
        at = end
    return kept


def _is_headline(run: Sequence[Token]) -> bool:
    """Whether a long run holds words that no name has within it: "Mayor Vows To Fight On And Sues Council"."""
    return len(run) > 4 and any(
        token.text in words("starter") and token.text not in {"The", "New"} and not _in_office(token.text)
        for token in run[1:]
    )


def _in_office(word: str) -> bool:
    return word in words("office") or word in words("office_part")


def _known(found: Sequence[Token]) -> set[str]:
    """Capitalised words that occur, as such, within sentences, by pairs too: what a line of capitals may name."""
    known: set[str] = set()
    for one, two in itertools.pairwise(found):
        if two.soft or not two.capital or two.first or two.text in words("starter"):
            continue
        known.add(two.text)
        if one.capital and adjoins(two, one) and not one.soft and not one.possessive:
            known.add(f"{one.text} {two.text}")
    return known


def _known_here(found: Sequence[Token], at: int, known: set[str]) -> int:
    """How many words, from `at` on, are a name known from the sentences or the lists, in a line where all have capitals."""
    token = found[at]
    if not token.capital or token.text in words("office") or token.text in words("office_part"):
        return 0
    two = found[at + 1] if at + 1 < len(found) and adjoins(found[at + 1], token) and not token.possessive else None
    if two is not None:
        pair = f"{token.text} {two.text}"
        if pair in known or pair in places() or (token.text in genders() and two.text in known):
            return 2
    single = token.text in known and token.text not in words("starter") and token.text not in words("not_name")
    return 1 if single and token.text not in words("demonym") else 0


def _reach(found: Sequence[Token], at: int) -> int:
    """Where the run of capitalised words that begins at `at` ends."""
    end = at + 1
    while end < len(found) and end - at < _LONGEST and not ends_possessive(found, at, end):
        if not adjoins(found[end], found[at]):
            break
        if found[end].capital and found[end].text[0] != "@":
            end += 1
            continue
        ahead = bridge(found, at, end)
        if not ahead:
            break
        end = ahead
    return end


def _cut(
    run: Sequence[Token], before: Token | None, after: Token | None, small: set[str], sure: set[str]
) -> Iterator[Run]:
    """One run of capitals as the names in it."""
    skipped = _begun(run, small, sure)
    dated = len(run) > 2 or (before is not None and before.text.lower() in _DATING)  # not August Pell
    while dated and skipped < len(run) - 1 and run[skipped].text in _CALENDAR and not run[skipped].first:
        skipped += 1
    if skipped:
        before, run = run[skipped - 1], run[skipped:]
    if before is not None and before.text == "of" and len(run) > 2 and run[0].text == "State":
        before, run = run[0], run[1:]  # "Secretary of State Ida Moe"
    run = _without_tail(run)
    text = " ".join(token.text for token in run)
    if text in places() or text in words("known_body") or (text.isupper() and text.title() in places()):
        yield Run(list(run), [], before, after)
        return
    if not run or text in words("not_name") or text in words("demonym"):
        return
    cut = office(run)
    for part in inside(run[:cut]):
        yield Run(part, [], before, run[run.index(part[-1]) + 1] if len(run) > run.index(part[-1]) + 1 else None)
    titles, name = list(run[:cut]), list(run[cut:])
    if len(name) > 1 and not cut and name[0].text in words("demonym") and not _is_body(name):
        titles, name = name[:1], name[1:]
    if not name or (
        not titles and all(token.text in words("not_name") or token.text in words("demonym") for token in name)
    ):
        return
    if len(name) == 1 and (any(c.isdigit() for c in name[0].text) or _is_thing(name[0], titles, before, small)):
        return
    yield Run(name, titles, titles[-1] if titles else before, after)


def _is_thing(name: Token, titles: Sequence[Token], before: Token | None, small: set[str]) -> bool:
    """Whether a first name is a common noun here: "the Bill", a draft law."""
    shown = before is not None and before.text.lower() in _SHOWING and name.gap == " "
    common = name.text in _COMMON or (name.text in genders() and name.text.lower() in small)
    return not titles and shown and common


def _without_tail(run: Sequence[Token]) -> Sequence[Token]:
    """The run without small words, days and the like at its end; "Mrs May" has none."""
    if len(run) == 2 and is_courtesy(run[0].text):
        return run
    while run and (run[-1].text in PARTICLES or run[-1].text in JOINERS):
        run = run[:-1]
    while (
        len(run) > 1 and run[-1].text in words("not_name") and run[-2].text not in genders() and run[-2].text[-1] != "."
    ):
        run = run[:-1]
    return run


def _is_body(name: Sequence[Token]) -> bool:
    return any(token.text in words("body") or token.text in words("body_suffix") for token in name[1:])


def _begun(run: Sequence[Token], small: set[str], sure: set[str]) -> int:
    """How many words have a capital only because a sentence begins, are "The" or "I", or say where somebody is from."""
    for index, head in enumerate(run):
        article = head.text in {"The", "A", "An"} and not (len(run) > index + 3 and run[index + 2].text == "and")
        begins = head.first and _only_begins(head, run[index:], small, sure)
        home = head.text.endswith(_FROM) and index + 1 < len(run)  # "Oslo-based Iris Falk"
        if not (article or begins or home or head.text in _SELF):
            return index
    return len(run)


def _only_begins(head: Token, run: Sequence[Token], small: set[str], sure: set[str]) -> bool:
    """Whether the first word of a sentence is no part of a name."""
    word = head.text
    if INITIAL.fullmatch(word) or is_courtesy(word):
        return False
    if word in words("starter"):
        part = len(run) > 1 and (
            word in words("office") or word in words("office_part") or (word in sure and word not in small)
        )
        return not (part and run[1].text not in words("starter"))
    if word.lower() in small and word not in sure:
        office = word in words("office") or word in words("office_part") or word in genders() or word in words("body")
        return not (len(run) > 1 and office)
    if len(run) > 1 or word in sure or word in genders() or word in places() or word in words("known_body"):
        return head.upos in {"ADV", "SCONJ", "CCONJ", "DET", "PRON", "AUX"} and word not in sure
    if head.upos:
        return head.upos != "PROPN"
    return word.endswith(("ing", "ed", "ly", "s")) or not word.isalpha()
