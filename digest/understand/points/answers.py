"""Which sentence answers a claim? A denial, a defence, an apology, a withdrawal – and what it is an answer to.

A set of points that accuses somebody and leaves out what they say to it does harm. So the answer is found by its cue and by what it has in
common with the claim: it is near, or speaks of the same persons and things.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from digest.compress import quotations
from digest.english.clauses import MARKED
from digest.model import Sentence
from digest.parser.syntax import Tree, Word
from digest.understand.points.terms import stem

DENIES: Final = frozenset("deny dispute refute rebut contradict".split())
TURNS_DOWN: Final = frozenset("reject dismiss contest oppose".split())  # of a claim, not of a bill
# what is denied or turned down
CLAIMS: Final = frozenset(
    "claim allegation accusation charge criticism finding suggestion report estimate account figure assertion rumour rumor idea notion "
    "method version conclusion complaint blame it this that them".split()
)
# "denied bail", "denied entry": nobody answers there
GRANTED: Final = frozenset(
    "bail entry access permission request visa parole motion application appeal asylum leave chance".split()
)
NOBODY: Final = frozenset({"nobody", "none", "few"})
NOT: Final = frozenset({"not", "n't", "neither", "nor", "never"})
# "not guilty", "no evidence that", "the claim was false", "an account he disputes."; "That was a mistake, Orr told the council", "called the charges …"
FALSE: Final = re.compile(
    r"(?i)\bnot guilty\b|\bno (?:evidence|wrongdoing)\b|\b(?:claim|allegation|accusation|report|rumou?r|account|story|that|it|this|figure|video|photo)s? "
    r"(?:is|was|are|were) (?:\w+ly )?(?:false|untrue|not true|wrong|unfounded|baseless|groundless|misleading|fabricated|fake|a hoax)\b"
    r"|\b(?:called|calls) (?:the|those|these|all) (?:\w+ )?(?:probe|charges?|allegations?|claims?|accusations?|investigation|inquiry|lawsuit|suit|findings?|report) "
    r"|\b(?:denies|denied|disputes|disputed|rejects|rejected)[.;]|^That (?:is|was) [^,]{0,60}, [^,]{1,60} (?:said|told|replied|insisted)\b"
)
# "withdrew the report", "had been joking", "was cleared of", "later apologised"
TAKEN_BACK: Final = re.compile(
    r"(?i)\b(?:withdr[ae]w\w*|retract\w*|recant\w*|took back) (?:(?:the|its|his|her|their|that|those|these|an?) )?(?:\w+ )?(?:claims?|allegations?|accusations?|reports?|stor(?:y|ies)|statements?|mailers?|complaints?|remarks?|notice|articles?)\b"
    r"|\b(?:was|were|been|had been) (?:joking|cleared of|acquitted|exonerated)\b|\b(?:has|have|had|later|publicly) apologi[sz]ed\b|\bapologi[sz]ed (?:for|to)\b"
)
# "a lawyer for the deputy, said", "Orr's lawyer", "defending, said"
COUNSEL: Final = re.compile(
    r"\b(?:[Ll]awyers?|[Aa]ttorneys?|[Ss]olicitors?|[Cc]ounsel) (?:for|of|representing) |(?:['’]s?|\b[Hh]is|\b[Hh]er|\b[Tt]heir) (?:defen[cs]e )?(?:lawyers?|attorneys?|solicitors?)\b|\b[Tt]he defen[cs]e\b|, defending, "
)
SPEAKS: Final = frozenset("say tell argue insist maintain call describe add respond reply admit".split())
# "accused", "alleges": somebody is said to have done wrong
BLAMES: Final = re.compile(
    r"\b(?:accus(?:e[sd]?|ing|ations?)|alleg(?:e[sd]?|ing|edly|ations?)|claim(?:s|ed|ing)?|charg(?:e[sd]|ing)|indict(?:ed|ment)|su(?:ed|es|ing)|blam(?:e[sd]?|ing)"
    r"|prosecutors?|prosecuting|criticis\w+|criticiz\w+|complain\w*|lawsuit|suspected|suspects?|arrested|fraud|misconduct|corruption|failed to|ignored|lied|misled|violated|breached|murder\w*|jury|unlawful\w*|illegal\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence does: whether it `answers` somebody, in words that `deny` what is said, and whether it `blames`.

    `about` are the stems of its names and nouns.
    """

    answers: bool
    denies: bool
    blames: bool
    about: frozenset[str]


SILENT: Final = Heard(answers=False, denies=False, blames=False, about=frozenset())


def hear(text: str, sentence: Sentence, tree: Tree) -> Heard:
    """What the sentence does, by the words outside its quotation marks."""
    marks = quotations(text, sentence)
    own = MARKED.sub(" ", sentence.of(text))
    words = [word for word in tree if not any(span.start <= word.start < span.end for span in marks)]
    denies = FALSE.search(own) is not None or any(_denies(tree, word) for word in words)
    answers = denies or TAKEN_BACK.search(own) is not None or _defends(own, words)
    about = frozenset(stem(word.text.lower()) for word in words if word.upos in {"PROPN", "NOUN"})
    return Heard(answers, denies, BLAMES.search(own) is not None, about)


def _denies(tree: Tree, word: Word) -> bool:
    """Whether a verb turns down a claim: "denied that", "rejects the allegation"; not "was denied bail", "rejected the bill"."""
    if word.upos != "VERB" or word.lemma not in DENIES | TURNS_DOWN:
        return False
    kids = [other for other in tree if other.head >= 0 and tree[other.head] is word]
    subjects = [kid for kid in kids if kid.deprel.startswith("nsubj")]
    if any(kid.deprel.startswith(("nsubj:pass", "aux:pass")) or kid.lemma in NOBODY | NOT for kid in kids):
        return False
    if not subjects and word.deprel not in {"conj", "acl", "advcl", "xcomp", "root"}:
        return False
    objects = {kid.lemma for kid in kids if kid.deprel in {"obj", "iobj"}}
    if objects & GRANTED:
        return False
    return word.lemma in DENIES or bool(objects & CLAIMS)


def _defends(own: str, words: Sequence[Word]) -> bool:
    """Whether somebody's lawyer speaks."""
    return COUNSEL.search(own) is not None and any(word.upos == "VERB" and word.lemma in SPEAKS for word in words)
