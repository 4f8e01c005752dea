"""Can a sentence be understood alone? Finds what only the text before it explains.

Two looks: at the words, for beginnings that go on from another sentence; at the tree, for a person whom nothing names. Both
forbid a point. Other words that point back ("these problems", "the process") are counted: the fewer, the better the point.
What the article resolves ("She", "The company") points back no more, and nothing inside quotation marks counts: there
somebody else has chosen the words.
"""

import re
from dataclasses import dataclass

from digest.parser.syntax import Tree, Word
from digest.understand.names.words import words

# Words at the beginning of a sentence that point at a person or thing named before.
PERSONAL = frozenset("he she they his her their him them".split())
POINTING = frozenset("it its this that these those such both another others neither we our us".split())
# "After the vote, those who": inside a sentence these words need nothing before it.
OPEN = frozenset("those such both each another others".split())
# "It was the first …", "It is not clear …": the word points at nothing before.
EMPTY_IT = frozenset(
    "is was will would has had could can may might took takes remains remained appears seems comes came".split()
)

# "So it was", "Since then, the", "Notably, it": beginnings that go on from the sentence before
GOES_ON = re.compile(
    r"(?:So|Thus|Hence|Therefore|Then|Instead|Nor|Or|Yet|Still|Likewise|Similarly|Otherwise|Furthermore|Moreover|Afterwards?"
    r"|Consequently|Accordingly|First|Second|Third|Secondly|Thirdly|Lastly|Again|Even so|Even then|After that|Before that"
    r"|Since then|By then|Until then|As a result|As such|In response|In return|In turn|In contrast|By contrast|Notably"
    r"|On the other hand|On top of that|To that end|That is|That's|With that|In that case|If so|If not|Because of this"
    r"|All of (?:this|that|them|these|those)|(?:Some|Most|Many|Several|Both|Each|One|None) of (?:them|these|those))"
    r"(?:,| (?=[a-z]))"
)
# "First aid", "So far", "Still waters": the same words, going on from nothing
GOES_ON_NOT = re.compile(r"(?:First|Second|Third) [a-z]|So (?:many|much|few|far)\b|Still [a-z]|Or [a-z]")
# "In many ways, it's", "At the time, she": a phrase without a name, then a word that points back
THEN_POINTS = re.compile(r"[A-Z][^,A-Z\d]{1,40}, (?P<word>[a-z]+)(?:'\w+)? (?P<next>\w+)")
# "The 24-year-old has": someone whom the text before names
ONLY_AGE = re.compile(
    r"The \d{1,3}-year-old (?:ha[sd]|is|was|will|would|can|could|who|then|also|later|told|[a-z]+(?:ed|s)) "
)
# "have denied that.", "did so."
ENDS_POINTING = re.compile(r"\b(?:that|this|so)[.!]$")

# "A further 111", "A second driver"
FURTHER = re.compile(r"An? (?:further|second|third|fourth|similar|separate|different) ")
# "the next day", "the same evening", "the latter"
THEN_TIME = re.compile(
    r"\b[Tt]he (?:latter\b|(?:same|next|following|previous) (?:day|night|morning|afternoon|evening)\b)"
)

# Of these there is one, or one that every reader knows: "the police", "the internet".
KNOWN = frozenset(
    "government police public world earth sun moon sky sea internet web economy weather future past media press military army navy "
    "law constitution truth rest majority fact".split()
)
# "this week", "these days" say when; the reader knows today
TIMES = frozenset(
    "term day week weekend month year season summer winter spring autumn fall morning afternoon evening night time".split()
)
SPANS = TIMES | {"second", "minute", "hour"}
# What leaves a noun as bare as it is: "the two men", "the young woman".
PLAIN = frozenset({"det", "amod", "nummod", "punct", "case", "cop", "cc", "aux", "advmod"})
BODIES = frozenset(
    "company firm carmaker manufacturer retailer airline bank supermarket startup publisher developer operator insurer maker broadcaster "
    "newspaper magazine group organisation organization charity union association agency department ministry university college school "
    "opposition hospital museum council committee commission board court party club team band foundation institute network church country city town village".split()
)
PEOPLE = frozenset(
    "pair duo trio couple man woman boy girl teenager child father mother brother sister parent suspect victim survivor defendant prisoner "
    "gunman attacker student player defender striker midfielder star".split()
)
READER = frozenset(
    {"we", "we've", "we’ve", "we're", "we’re", "you", "you've", "you’ve", "you're", "you’re"}
)  # the author and the reader
NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
MANY = frozenset({"they", "them", "their"})  # never mean one person by name
THING = frozenset({"it", "its", "itself", "there"})  # never mean a person


@dataclass(frozen=True, slots=True)
class Told:
    """What a point tells: its sentence's tree, which words of it are the article's own, and which are resolved.

    `own` are the numbers of the words that are left in the point and are outside quotation marks. `resolved` are words
    of the point, in lower case, whose meaning is shown beside it. `opens`: it is the article's first sentence, whose nouns
    lean on nothing; `old` are the numbers of the words that are in the text before too. `short`: it has a name that the text before
    gives in full, and nothing beside the point says whose it is.
    """

    text: str
    tree: Tree
    own: frozenset[int]
    resolved: frozenset[str]
    opens: bool = False
    old: frozenset[int] = frozenset()
    short: bool = False


def stands_alone(told: Told) -> bool:
    """Whether the point begins with nothing that only the text before it explains, and tells of nobody unnamed."""
    if _somebody(told):
        return False
    text = told.text.lstrip("\"'“‘").replace("’", "'")
    if (GOES_ON.match(text) and not GOES_ON_NOT.match(text)) or ONLY_AGE.match(text) or ENDS_POINTING.search(text):
        return False
    later = THEN_POINTS.match(text)
    if later and later["word"] not in OPEN and _points_back(later["word"], later["next"], told.resolved):
        return False
    said = text.split()
    first = said[0].lower().rstrip(",").removesuffix("'s").removesuffix("'d").removesuffix("'ll").removesuffix("'re")
    if first == "it" and said[2:3] in (["a"], ["an"]):  # "It was a hard winter": the winter was told before
        return False
    another = first == "another" and (told.opens or (said[1:2] and said[1][0].isdigit()))
    return another or not _points_back(first, said[1].lower() if said[1:] else "", told.resolved)


def _points_back(word: str, then: str, resolved: frozenset[str]) -> bool:
    """Whether a word, with the one behind it, means somebody or something that only the text before names.

    Not that of "This week the board", whose day the reader knows, "Neither of the two", "Those who".
    """
    if word == "it":
        return then not in EMPTY_IT and "it" not in resolved
    if (word in {"this", "these"} and then in TIMES | {"past"}) or then in {"of", "who"}:
        return False
    return word not in resolved and (word in POINTING or word in PERSONAL)


def leaning(told: Told) -> int:
    """How many things the point speaks of as known that the text before has told: "The process is slow", "… left the vessel".

    A word that points back counts twice, and so does "we", whoever that is, and a subject in a sentence without a name or where it
    is somebody whose name the reader misses: "The company opened a plant in Leyton".
    """
    count = 2 * (names_nothing(told) + told.short)
    if told.opens:
        return count
    count += 2 * (FURTHER.match(told.text) is not None)
    count += 2 * (_pointing_noun(told) + _at_that_time(told) + any(w.text.lower() in READER for _, w in _own(told)))
    named = any(word.upos == "PROPN" for _, word in _own(told))
    for index, word in _own(told):
        of = told.tree[word.head] if word.deprel == "nmod:poss" else word  # "the firm's founders" are whose the firm is
        subject = of.deprel.startswith("nsubj") and _is_told(told.tree, of.head)
        if (subject or index in told.old) and _is_bare(told, index):
            count += 2 if subject and (_misses_name(told, index) or not named) else 1
    return count


def _is_told(tree: Tree, verb: int) -> bool:
    """Whether a verb is that of the sentence or of what is said in it."""
    return verb >= 0 and (
        tree[verb].deprel == "root" or (tree[verb].deprel == "ccomp" and tree[tree[verb].head].head < 0)
    )


def _misses_name(told: Told, noun: int) -> bool:
    """Whether a noun means a person or a body, which have names, and none that it can mean stands before it."""
    word, before = told.tree[noun], {other.name for other in told.tree[:noun]}
    if word.lemma in BODIES:
        return not before & {"ORG", "LOC"}
    return (word.upos == "NUM" or word.lemma in PEOPLE or word.lemma in words("role_noun")) and "PER" not in before


def _is_subject(tree: Tree, word: Word) -> bool:
    return word.deprel.startswith("nsubj") and word.head >= 0 and tree[word.head].deprel == "root"


def _is_bare(told: Told, index: int) -> bool:
    """Whether a noun with "the" has nothing by it that tells which one is meant."""
    word = told.tree[index]
    kids = [other for other in told.tree if other.head == index]
    definite = any(kid.deprel == "det" and kid.text.lower() == "the" for kid in kids)
    nation = word.text in words("demonym")  # "The American had too much power": which one?
    named = word.text[0].isupper() and not (nation and word.deprel.startswith("nsubj"))
    if not definite or named or word.lemma in KNOWN or (word.upos not in {"NOUN", "NUM"} and not nation):
        return False
    told_off = (
        index + 1 < len(told.tree) and told.tree[index + 1].text == ","
    )  # "the graph, made in May,": an aside restricts nothing
    plain = all(
        kid.deprel in PLAIN or (kid.deprel == "compound" and kid.text.islower()) or (told_off and kid.deprel == "acl")
        for kid in kids
    )
    return plain and f"the {word.text.lower()}" not in told.resolved and not _named_before(told, index)


def _named_before(told: Told, index: int) -> bool:
    """Whether the same noun stands before in the point."""
    return any(word.lemma == told.tree[index].lemma for word in told.tree[:index])


def _pointing_noun(told: Told) -> bool:
    """As in "These problems", "such a case", "another passenger" as a subject; not "this week"."""
    for index, word in _own(told):
        noun = told.tree[word.head] if word.head > index else None
        if noun is None or noun.upos not in NOMINAL:
            continue
        this = word.deprel == "det" and word.text.lower() in {"this", "that", "these", "those"} and noun.upos == "NOUN"
        another = word.text.lower() == "another" and noun.deprel.startswith("nsubj")
        such = word.text.lower() == "such" and word.deprel == "amod"
        pointing = (this and noun.lemma not in TIMES) or another or such
        told_by_itself = any(other.head == word.head and other.start > noun.end for other in told.tree)  # "those of"
        if pointing and not told_by_itself and not _named_before(told, word.head):
            return True
    return False


def _somebody(told: Told) -> bool:
    """As in "A day later he resigned": a person for whom nobody is named before, nor right behind."""
    return any(word.text.lower() in PERSONAL and _points(told, index) for index, word in _own(told)[1:])


def names_nothing(told: Told) -> bool:
    """As in "Sanders calls it a start" or "officials here": a thing or a place for which nothing stands before it."""
    for index, word in _own(told)[1:]:  # at the beginning "it" may be empty: see `_points_back`
        said = word.text.lower()
        if said == "here" and word.upos == "ADV" and told.text.find(" here in ") < 0:
            return True
        if said in {"this", "these"} and word.upos == "PRON" and "," not in {other.text for other in told.tree[:index]}:
            return True
        thing = said in THING and word.deprel not in {"expl", "det"} and word.upos in {"PRON", "ADV"}
        if thing and _points(told, index):
            return True
    return False


def _points(told: Told, index: int) -> bool:
    """Whether a pronoun is neither resolved nor stands beside what it can mean."""
    known = told.tree[index].text.lower() in told.resolved
    return not known and not _told_before(told, index) and not _told_behind(told, index)


def _told_before(told: Told, index: int) -> bool:
    """Whether something that the word can mean stands before it: for the "she" that the sentence is about, a name."""
    pronoun = told.tree[index]
    said, before = pronoun.text.lower(), [word for n, word in _own(told) if n < index]
    if said in {"he", "she"} and _is_subject(told.tree, pronoun):
        return any(word.name == "PER" for word in before)
    several = len({word.start for word in before if word.name == "PER" and word.name_begin}) > 1
    return any(
        (
            word.upos in NOMINAL
            and _can_be(said, word, owns=pronoun.deprel == "nmod:poss")
            and not (said in MANY and word.name == "PER" and not several)
            and not _acts_on(told.tree, word, pronoun)
            and not (said in THING and _is_source(told.tree, word))
        )
        or (said not in THING and word.text.lower() in told.resolved)
        for word in before
    )


def _acts_on(tree: Tree, word: Word, pronoun: Word) -> bool:
    """Whether a noun, or the name that it is part of, is the subject of the verb whose object the pronoun is: nobody walks "her" herself."""
    name = tree[word.head] if word.deprel in {"flat", "compound"} else word
    return pronoun.deprel in {"obj", "iobj"} and name.deprel == "nsubj" and name.head == pronoun.head


def _is_source(tree: Tree, word: Word) -> bool:
    """Whether a noun only says who reports it: "According to the ministry, it will close", which is another thing."""
    heads = {tree[one.head].start for one in tree if one.text.lower() == "according" and one.head >= 0}
    own = word
    while (
        own.start not in heads
        and own.deprel.partition(":")[0] in {"flat", "compound", "nmod", "appos"}
        and own.head >= 0
    ):
        own = tree[own.head]
    return own.start in heads


def _can_be(said: str, word: Word, *, owns: bool) -> bool:
    """Whether a pronoun can mean a noun before it: "it" no person, "they" not one thing of many ("the vote"), "accused her" no body.

    `owns`: it is a possessive.
    """
    if said in THING:
        return word.name != "PER"
    if said in {"her", "him"} and not owns:
        return word.name not in {"ORG", "LOC"} and word.lemma not in BODIES | KNOWN
    single = word.upos == "NOUN" and word.text.lower() == word.lemma and word.lemma not in BODIES
    return said not in MANY or not (single or word.lemma in SPANS)


def _told_behind(told: Told, index: int) -> bool:
    """Whether the word stands in front of the subject that it means: "In its report, the council said"."""
    return any(
        word.deprel.startswith("nsubj") and word.upos in NOMINAL and told.tree[word.head].deprel == "root"
        for word in told.tree[index + 1 :]
    )


def _at_that_time(told: Told) -> bool:
    """As in "The next day": behind a day that the text before tells."""
    return THEN_TIME.search(told.text) is not None


def _own(told: Told) -> list[tuple[int, Word]]:
    return [(index, told.tree[index]) for index in sorted(told.own)]
