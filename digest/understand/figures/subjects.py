"""Whose figure is it, by the verb? "Turnout rose to 71%": turnout; "the fund raised €3m": the fund raised."""

from typing import Final

from digest.understand.figures.beside import MIDDLES
from digest.understand.figures.phrases import NOUNS, Phrases

_CLIMB: Final = 4  # verbs from the figure's own up to the one that has the subject
# a verb, or "up", "high", "long" with a verb left out or "is"
_TELLING: Final = frozenset({"VERB", "AUX", "ADJ", "ADV"})
# a verb whose subject is what is measured
_STANDING: Final = frozenset("be estimate put cost weigh measure reach hit stand total number rise fall climb drop jump soar slip sink grow shrink increase decrease decline remain stay exceed become average come go amount top near pass approach dip plunge surge ease widen narrow slow cover".split())  # fmt: skip
_SAYING: Final = frozenset(
    {"say", "tell", "report", "estimate", "think", "believe", "predict"}
)  # no figure of who says it
# "rose to", "stands at": the verb tells no more than the figure
_WHERE_TO: Final = frozenset({"to", "at", "from"})
# "earned from the club"
_TOWARD: Final = frozenset({"from", "for", "on", "to"})
_RELATIVE: Final = frozenset({"who", "which", "that", "whose"})
_OF_ITSELF: Final = frozenset({"score", "duration", "age"})  # never of the verb's object


def find(phrases: Phrases, top: int, kind: str) -> str:
    """What the verb tells of, on which the figure with the head `top` hangs: its subject or its object; "" for neither."""
    tree = phrases.tree
    own = _subject(phrases, top)
    if own >= 0:
        return _whom(phrases, own, top)  # "the price is €3"
    if tree[top].head >= 0 and kind != "age" and tree[tree[top].head].lemma in MIDDLES:
        top = tree[top].head  # "by an average of 24%"
    verb, relation = tree[top].head, tree[top].deprel.split(":")[0]
    case = phrases.case(top)
    if verb >= 0 and tree[verb].upos in NOUNS:
        if relation == "nsubj":
            return "" if kind == "age" else phrases.noun(verb)  # "62 percent were her supporters"
        if case != "for" and relation != "appos":
            return ""
        verb, relation = tree[verb].head, relation if relation == "appos" else "obl"  # "sold it to a bank for $50m"
    if verb < 0 or tree[verb].upos not in _TELLING or case == "without":
        return ""
    if relation == "nsubj":
        return "" if kind == "age" else phrases.clause(verb)  # "37 percent would vote for her"
    return _of_verb(phrases, verb, top, relation, kind)


def _of_verb(phrases: Phrases, verb: int, top: int, relation: str, kind: str) -> str:
    """The object of a verb where the figure says by how much, else its subject."""
    tree = phrases.tree
    thing = next((n for n in phrases.children(verb, "obj") if n != top), -1)
    if thing >= 0 and kind == "age":
        return ""  # whose of the two, "killed her at age 25"?
    if thing >= 0 and relation == "obl" and kind not in _OF_ITSELF and phrases.noun(thing):
        subject = _subject(phrases, verb)
        who = _whom(phrases, subject, verb) if tree[thing].upos == "PROPN" and subject >= 0 else ""
        # "Moe leads Orr by nine points", but "cut its forecast to 1.3%"
        return f"{who} {tree[verb].text} {phrases.noun(thing)}" if who else phrases.noun(thing)
    subject = _subject(phrases, verb)
    if tree[verb].lemma in _SAYING and (subject < 0 or tree[subject].deprel != "nsubj:pass"):
        return ""  # but "the damage is estimated at €3m"
    if subject >= 0:
        who = _whom(phrases, subject, verb)
        return _told(phrases, (who, subject, verb, thing), top, kind) if who else _toward(phrases, verb)
    if thing >= 0 and relation in {"obj", "iobj"} and phrases.noun(thing):
        return f"{tree[verb].text} {phrases.noun(thing)}"  # "charging students $30,000"
    return _higher(phrases, verb, kind)


def _higher(phrases: Phrases, verb: int, kind: str) -> str:
    """Of a verb without a subject, that of the verb above: "the bank agreed to pay"; or the noun of "a bank valued at €3m"."""
    if phrases.tree[verb].deprel == "acl" and phrases.tree[verb].head >= 0:
        return phrases.noun(phrases.tree[verb].head)
    if kind == "duration":
        return ""
    for _ in range(_CLIMB):
        relation = phrases.tree[verb].deprel.split(":")[0]
        if relation not in {"xcomp", "conj", "advcl", "advmod"} or phrases.tree[verb].head < 0:
            return ""
        if relation == "xcomp" and any(phrases.children(phrases.tree[verb].head, "obj")):
            return ""  # "a judge ordered him to pay"
        own, verb = verb, phrases.tree[verb].head
        subject = _subject(phrases, verb)
        if subject >= 0:
            who = _whom(phrases, subject, verb)
            drove = relation == "conj" and kind == "measure" and phrases.tree[own].lemma not in _STANDING
            return f"{who} {phrases.verb(own)}" if who and drove else who
    return ""


def _told(phrases: Phrases, parts: tuple[str, int, int, int], top: int, kind: str) -> str:
    """The subject, with its verb where that tells more than the figure: "the fund raised", "the Gulls beat Leyton"."""
    who, subject, verb, thing = parts
    tree = phrases.tree
    if kind == "score" and thing >= 0:
        return f"{who} {tree[verb].text} {phrases.noun(thing)}".strip()
    if kind == "duration" and tree[verb].upos == "ADJ":
        return f"{who} {tree[verb].text}"  # "the captain has been awake for twenty hours"
    if kind == "age" or tree[verb].upos != "VERB":
        return who  # "is 71", "is up 0.1%"
    measures = tree[verb].lemma in _STANDING or (phrases.case(top) in _WHERE_TO and kind in {"money", "rate"})
    if kind != "duration" and (measures or tree[subject].end > tree[verb].start):
        return who
    did = phrases.verb(verb)
    return f"{who} {did}" if did else ""


def _toward(phrases: Phrases, verb: int) -> str:
    """Where nobody is named, the verb with what follows the figure."""
    for n in phrases.children(verb, "obl"):
        if phrases.tree[n].start >= phrases.span[1] and phrases.case(n) in _TOWARD and phrases.noun(n):
            return f"{phrases.tree[verb].text} {phrases.case(n)} {phrases.noun(n)}"
    return ""


def _subject(phrases: Phrases, verb: int) -> int:
    """The subject of a verb, a noun rather than what is taken for one; -1 for none."""
    found = sorted(phrases.children(verb, "nsubj"), key=lambda n: phrases.tree[n].upos not in NOUNS)
    return found[0] if found else -1


def _whom(phrases: Phrases, subject: int, verb: int) -> str:
    """The subject; for "who" and "which" the noun that they stand for."""
    word, above = phrases.tree[subject], phrases.tree[verb].head
    if word.upos == "NUM":  # "ten of his pieces"
        subject = next(phrases.children(subject, "nmod"), subject)
    if word.text.lower() in _RELATIVE and phrases.tree[verb].deprel == "acl:relcl" and above >= 0:
        subject = above
    return phrases.noun(subject)
