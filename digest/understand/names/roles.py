"""What is a person, as this article states it? The office in front of a name, or the words set behind it."""

import re
from collections.abc import Sequence

from digest.understand.names.capitals import Token
from digest.understand.names.runs import Run
from digest.understand.names.words import words

# ", 45, the head of the union," / ", a former pilot." / ", head of research at" – the words set behind a name
APPOSITION = re.compile(
    r",\s(?:(?:aged )?\d{1,3},\s)?(?!and\b|or\b|but\b|who\b|which\b|said\b|when\b|where\b|whose\b)((?:[^,.;:—–“”\"()\n]|(?<=\bSt)\.|(?<=\b[DM]r)\.|(?<=\bMrs)\.|(?<=\bMs)\.|(?<=[A-Z])\.|(?<=\d)\.(?=\d)){3,110})(?=[,.;:—–“”\"()\n]|$)"
)
# "the chief executive of Orr Ltd who" – where an apposition ends that no comma ends
_ENDS = re.compile(
    r"\s(?:who|which|that|said|says|told|when|where|as|after|before|while|because|has|had|was|were|is|will|would|but)\s"
)
# "a former diplomat and Michael Sparrow": the next one
_NEXT = re.compile(r"\sand\s(?=[A-Z][\w’'-]+ [A-Z])")
# "Felicity Orme KC, prosecuting, said"
_COUNSEL = re.compile(r"(?: [KQS]C)?, (prosecuting|defending|for the (?:prosecution|defence|defense))(?=[,.])")
# "chief", "co-founder", "MP"
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "one", "this", "our", "my"})
# Words that lean on the sentence before: away from it, "their leader" is nobody's.
_PRONOUNS = frozenset({"his", "her", "its", "their", "our", "my", "it", "them", "him", "us"})
# Alone these say too little for a role.
_BARE = frozenset(
    "son daughter man woman boy girl mother father brother sister wife husband killer victim member partner head star".split()
)
_REACH = 200  # characters looked at behind a name
_HEAD_WITHIN = 9  # words among which the noun for the role is


def before(run: Run, text: str, found: Sequence[Token], at: int) -> str:
    """The office or the plain nouns in front of the name; `at` is the index of the run's first word in `found`."""
    office = [token for token in run.office if not _courtesy(token.text)]
    if office and (len(office) > 1 or office[0].text not in words("demonym")):
        first = at - len(office)
        start = office[0].start
        if (
            first > 0
            and found[first - 1].text in {"former", "then", "acting", "interim", "outgoing", "deputy", "ex"}
            and found[first].gap == " "
        ):
            start = found[first - 1].start
        return text[start : office[-1].end]
    noun = at - len(run.office) - 1
    if (
        run.office
        or len(run.name) < 2
        or noun < 0
        or found[noun].block != run.name[0].block
        or run.name[0].gap not in {" ", "\n"}
    ):
        return ""
    if found[noun].text not in words("role_noun"):
        return ""
    first = noun
    while first > 0 and noun - first < 4 and found[first].gap == " " and found[first - 1].block == found[noun].block:
        word = found[first - 1]
        if word.upos not in {"ADJ", "NOUN", "PROPN"} or word.possessive:
            break
        first -= 1
    return "" if first == noun and found[noun].text in _BARE else text[found[first].start : found[noun].end]


def behind(run: Run, text: str) -> str:
    """The apposition behind the name."""
    counsel = _COUNSEL.match(text, run.end)
    if counsel:
        return counsel[1]
    if run.possessive or text[run.end : run.end + 1] != ",":
        return ""
    stretch = text[run.end : run.end + _REACH]
    match = APPOSITION.match(stretch)
    if not match:
        return ""
    words_said = _NEXT.split(_ENDS.split(match[1], maxsplit=1)[0], maxsplit=1)[0].strip()
    listed = _WORD.findall(words_said)
    if (
        not listed
        or len(listed) > 16
        or words("speech").intersection({listed[0], listed[-1]})
        or not _names_role(listed)
    ):
        return ""
    if len(listed) == 1 and listed[0] in _BARE:
        return ""
    return words_said


def stands_alone(role: str) -> bool:
    """Whether a role says what somebody is without the sentence that it was read from: "their leader" does not."""
    said = role.casefold().split()
    return bool(said) and said[0] not in _PRONOUNS and said[-1] not in _PRONOUNS


def _names_role(listed: Sequence[str]) -> bool:
    """Whether a noun for a role is the head of the words: it comes before any "of", "for", "at"."""
    for index, word in enumerate(listed[:_HEAD_WITHIN]):
        if word in {"of", "for", "at", "in", "with", "from", "to", "on", "by"} or (index and word in _DETERMINERS):
            return False
        last = index + 1 == len(listed) or listed[index + 1] in {
            "of",
            "for",
            "at",
            "in",
            "with",
            "and",
            "from",
            "to",
            "on",
            "by",
        }
        role = word.lower() in words("role_noun") or word in words("office")
        if role and (last or index > 0):
            return listed[0] in _DETERMINERS or listed[0].islower() or role or last
    return False


def _courtesy(word: str) -> bool:
    return (
        word in words("courtesy_m")
        or word in words("courtesy_f")
        or word in {"Dr", "Dr.", "Prof", "Prof.", "Mx", "Mx."}
    )
