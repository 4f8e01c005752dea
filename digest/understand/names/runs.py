"""Where does a name begin and end? Runs of capitalised words, cut into the office in front and the name itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from digest.understand.names.capitals import Token
from digest.understand.names.words import genders, longest_place, places, words

_PARTICLES = frozenset(
    "de van von der den bin ibn bint al el la le du del della di da dos das ter ten te af av zu zum y e ud".split()
)
_JOINERS = frozenset({"of", "for", "and", "&", "the", "on", "in"})
_LONGEST = 9  # words
_CALENDAR = frozenset(
    "January February March April May June July August September October November December Jan. Feb. Aug. Sept. Oct. Nov. Dec. "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
_BODIES_FOR = frozenset(
    "Centre Center Society Institute Campaign Council Department Office Fund Agency Foundation Association Committee Alliance Coalition "
    "Ministry Commission Union School Bureau Initiative Network Board Trust College Ministers Citizens Students".split()
)
_NUMERALS = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "Jr", "Jr.", "Sr", "Sr.", "XIV", "XVI"})


@dataclass(slots=True)
class Run:
    """A name as it stands at one place: its words, the words of office in front of it, and what was seen around it."""

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
        return " ".join(token.text for token in self.name)

    @property
    def written(self) -> str:
        """The name as the article writes it, with single blanks."""
        return " ".join(token.form for token in self.name)

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
            size = _known_here(found, at, known)
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
        token.text in words("starter") and token.text not in {"The", "New"} for token in run[1:]
    )


def _known(found: Sequence[Token]) -> set[str]:
    """Capitalised words that stand, as such, within sentences, by pairs too: what a line of capitals may name."""
    known: set[str] = set()
    for one, two in zip(found, found[1:], strict=False):
        if two.soft or not two.capital or two.first or two.text in words("starter"):
            continue
        known.add(two.text)
        if one.capital and _adjoins(two, one) and not one.soft and not one.possessive:
            known.add(f"{one.text} {two.text}")
    return known


def _known_here(found: Sequence[Token], at: int, known: set[str]) -> int:
    """How many words, from `at` on, are a name known from the sentences or the lists, in a line where all have capitals."""
    token = found[at]
    if not token.capital or token.text in words("office") or token.text in words("office_part"):
        return 0
    two = found[at + 1] if at + 1 < len(found) and _adjoins(found[at + 1], token) and not token.possessive else None
    if two is not None:
        pair = f"{token.text} {two.text}"
        if pair in known or pair in places() or (token.text in genders() and two.text in known):
            return 2
    single = token.text in known and token.text not in words("starter") and token.text not in words("not_name")
    return 1 if single and token.text not in words("demonym") else 0


def _reach(found: Sequence[Token], at: int) -> int:
    """Where the run of capitalised words that begins at `at` ends."""
    end = at + 1
    while end < len(found) and end - at < _LONGEST and not found[end - 1].possessive:
        if not _adjoins(found[end], found[at]):
            break
        if found[end].capital and found[end].text[0] != "@":
            end += 1
            continue
        ahead = _bridge(found, at, end)
        if not ahead:
            break
        end = ahead
    return end


def _adjoins(token: Token, head: Token) -> bool:
    """Whether only a blank, or the comma of "Jr.", stands before the word."""
    if token.block != head.block:
        return False
    return token.gap in {" ", "\n", " ", "  ", " & "} or (token.gap == ", " and token.text in _NUMERALS)


def _bridge(found: Sequence[Token], at: int, end: int) -> int:
    """Small words that belong inside a name: "Ursula von der Leyen", "Bank of the West", "Motor Manufacturers and Traders"."""
    ahead = end
    while ahead < len(found) and ahead - end < 2 and not found[ahead].capital and _adjoins(found[ahead], found[at]):
        ahead += 1
    if ahead >= len(found) or ahead == end or not found[ahead].capital or not _adjoins(found[ahead], found[at]):
        return 0
    inner = [token.text for token in found[end:ahead]]
    left = [token.text for token in found[at:end]]
    if all(word in _PARTICLES for word in inner):
        return ahead + 1
    if any(word not in _JOINERS for word in inner) or inner[-1] in {"on", "in"} or inner == ["the"]:
        return 0
    right = found[ahead].text
    named = " ".join([*left[-2:], *inner, right])
    if any(name in places() for name in (named, " ".join([left[-1], *inner, right]))):
        return ahead + 1
    body = left[-1] in words("body") or left[0] in words("body") or left[-1] in {"Bank", "Court"}
    if inner[0] == "for":
        return ahead + 1 if left[-1] in _BODIES_FOR else 0
    if inner[0] == "of":
        area = left[-1] in {
            "Gulf",
            "Isle",
            "Strait",
            "Cape",
            "Republic",
            "Kingdom",
            "Duke",
            "Duchess",
            "Prince",
            "Archbishop",
            "Bishop",
            "Earl",
        }
        house = left[-1] in {
            "House",
            "Bank",
            "Chamber",
            "Society",
            "Doctors",
            "Friends",
            "Sons",
            "Sheriffs",
            "Citizens",
        }
        return ahead + 1 if body or area or house else 0
    opened = "of" in [token.text for token in found[at:end]] or "for" in [token.text for token in found[at:end]]
    follows = found[ahead + 1].text if ahead + 1 < len(found) and not found[ahead].gap.strip() else ""
    closes = right in words("body") or right in words("body_suffix") or follows in words("body")
    paper = at > 0 and found[at].text == "The" and right in {"Mail", "Record", "Press", "Times", "Herald", "Mercury"}
    if right in genders() or (left[-1] in words("demonym")) or right in words("demonym"):
        return 0
    return (
        ahead + 1
        if inner == ["and"] and ((body and opened) or (closes and len(left) > 0 and not _named(left)) or paper)
        else 0
    )


def _named(left: Sequence[str]) -> bool:
    """Whether the words before "and" are a name by themselves: a place, or one with a first name."""
    return " ".join(left) in places() or left[0] in genders() or " ".join(left) in words("known_body")


def _cut(run: list[Token], before: Token | None, after: Token | None, small: set[str], sure: set[str]) -> Iterator[Run]:
    """One run of capitals as the names in it."""
    original = run
    run = _begun(run, small, sure)
    if run and run[0] is not original[0]:
        before = original[original.index(run[0]) - 1]
    while run and run[-1].text in _PARTICLES | _JOINERS:
        run = run[:-1]
    if not run:
        return
    text = " ".join(token.text for token in run)
    if text in places() or text in words("known_body") or (text.isupper() and text.title() in places()):
        yield Run(run, [], before, after)
        return
    if text in words("not_name") or text in words("demonym"):
        return
    while len(run) > 1 and run[0].text in _CALENDAR and before is not None and not run[0].first:
        before, run = run[0], run[1:]
    while (
        len(run) > 1
        and run[-1].text in words("not_name")
        and run[-2].text not in genders()
        and not run[-2].text.endswith(".")
    ):
        run = run[:-1]
    cut = _office(run)
    office, name = run[:cut], run[cut:]
    yield from _inside_office(office, before)
    if not name:
        return
    if name[0].text in words("demonym") and len(name) > 1 and not _is_body(name) and cut == 0:
        office, name = name[:1], name[1:]
    if all(token.text in words("not_name") | words("demonym") for token in name) and not office:
        return
    yield Run(name, office, before if not office else (before if not office else office[-1]), after)


def _begun(run: list[Token], small: set[str], sure: set[str]) -> list[Token]:
    """The run without words that have a capital only because a sentence begins, and without "The"."""
    while run:
        head = run[0]
        if head.text in {"The", "A", "An"} and not (len(run) > 3 and run[2].text == "and"):
            run = run[1:]
        elif head.first and _only_begins(head, run, small, sure):
            run = run[1:]
        elif not head.first and (
            head.text in {"I", "I’m", "I’ve", "I’d", "I’ll"}
            or (len(run) > 1 and head.text in words("starter") and head.soft)
        ):
            run = run[1:]
        else:
            break
    return run


def _only_begins(head: Token, run: list[Token], small: set[str], sure: set[str]) -> bool:
    """Whether the first word of a sentence is no part of a name."""
    word = head.text
    if word in words("courtesy_m") or word in words("courtesy_f") or word in words("courtesy"):
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


def _office(run: Sequence[Token]) -> int:
    """How many words of the run are a courtesy title or an office in front of a name."""
    texts = [token.text for token in run]
    cut = 0
    for index, word in enumerate(texts):
        noun = (
            word.lower() in words("role_noun")
            and index + 2 < len(texts)
            and texts[index + 1] in genders()
            and word not in genders()
        )
        if (_is_title(word) or noun) and (index < 1 or texts[index - 1] not in {"of", "and", "for"}):
            cut = index + 1
    if not cut:
        return 0
    rest = texts[cut:]
    if cut < len(texts) and rest[0] in {"of", "for", "and"}:
        return len(texts)
    if not rest:
        return (
            len(texts)
            if _all_office(texts[:cut]) or len(texts) == 1
            else (len(texts) if texts[0] not in genders() else 0)
        )
    if rest[-1] in words("body") or rest[-1] in words("place_word") or rest[-1] in words("body_suffix"):
        return 0 if not _is_courtesy(texts[0]) or len(rest) == 1 else cut
    return cut


def _all_office(texts: Sequence[str]) -> bool:
    """Whether the words are nothing but an office: "Prime Minister", "Shadow Home Secretary"."""
    return all(_is_title(word) or word in words("office_part") or word in words("demonym") for word in texts)


def _inside_office(office: Sequence[Token], before: Token | None) -> Iterator[Run]:
    """Places and bodies named inside an office: "Quebec Premier …", "Apple CEO …"."""
    at = 0
    while at < len(office):
        for size in range(min(longest_place(), len(office) - at), 0, -1):
            part = list(office[at : at + size])
            text = " ".join(token.text for token in part)
            if text in places() or (text in words("known_body") and text not in words("office_part")):
                yield Run(part, [], before, office[at + size] if at + size < len(office) else None)
                at += size
                break
        else:
            token = office[at]
            own = (
                token.text not in words("office")
                and token.text not in words("office_part")
                and token.text not in words("demonym")
            )
            if (
                own
                and not _is_courtesy(token.text)
                and token.text not in _JOINERS
                and token.text not in words("not_name")
                and not token.first
            ):
                yield Run([token], [], before, office[at + 1] if at + 1 < len(office) else None)
            at += 1


def _is_body(name: Sequence[Token]) -> bool:
    return any(token.text in words("body") or token.text in words("body_suffix") for token in name[1:])


def _is_courtesy(word: str) -> bool:
    return word in words("courtesy_m") or word in words("courtesy_f") or word in words("courtesy")


def _is_title(word: str) -> bool:
    return word in words("office") or (_is_courtesy(word) and word not in {"St.", "Saint"})
