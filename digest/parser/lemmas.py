"""The dictionary form of an English word, from its spelling and part of speech.

Words whose lemma no rule gives are in a list that training makes from the treebanks; `verbs` are lemmas it saw, which show
whether "claimed" is "claim" and "based" is "base".
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Final

_VOWELS: Final = frozenset("aeiouy")
# "stopp", "plann": the letter was doubled before -ed and -ing
_DOUBLED: Final = re.compile(r"[^aeiou]?[aeiou]([bdgklmnprtvz])\1$")
# "creat", "realiz", "argu", "believ", "announc": an e was lost before -ed and -ing
_LOST_E: Final = re.compile(
    r"([^aeiou]at|[iy]at|[iyua]z|[iuo]s|u|v|c|[dnr]g|[^aeiou]l|ir|[^e]ur|[aeiou]r[sg]|[^aeo]id|ag|ut|[iu]n|ik|ak|ok|op|ap)$"
)
_KEEPS_ITS_S: Final = ("ss", "us", "is", "'s")


def lemma(form: str, upos: str, known: Mapping[str, Mapping[str, str]], verbs: AbstractSet[str]) -> str:
    """The lemma, lower case: "said" gives "say", "claims" gives "claim"."""
    lower = form.lower().replace("’", "'")
    listed = known.get(upos, {}).get(lower)
    if listed is not None:
        return listed
    return by_rule(lower, upos, verbs)


def by_rule(lower: str, upos: str, verbs: AbstractSet[str]) -> str:
    """The lemma of a word that no list holds."""
    if upos in {"VERB", "AUX"}:
        return _verb(lower, verbs)
    if upos == "NOUN":
        return _noun(lower)
    return lower


def _verb(lower: str, verbs: AbstractSet[str]) -> str:
    if lower in verbs:
        return lower
    if lower.endswith("ing") and len(lower) > 4 and _VOWELS & set(lower[:-3]):
        return _stem(lower[:-3], verbs)
    if lower.endswith("ied") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith("ed") and len(lower) > 3 and _VOWELS & set(lower[:-2]):
        return _stem(lower[:-2], verbs)
    if lower.endswith("s") and not lower.endswith("ss"):
        return _without_s(lower)
    return lower


def _stem(stem: str, verbs: AbstractSet[str]) -> str:
    """The verb whose form without its ending is `stem`."""
    single = stem[:-1] if _DOUBLED.search(stem) else stem
    for candidate in (stem, stem + "e", single):
        if candidate in verbs:
            return candidate
    if single != stem and not stem.endswith("ll"):
        return single
    return stem + "e" if _LOST_E.search(stem) else stem


def _noun(lower: str) -> str:
    if lower.endswith("men") and len(lower) > 4:
        return lower[:-2] + "an"
    if not lower.endswith("s") or lower.endswith(_KEEPS_ITS_S) or len(lower) < 4:
        return lower
    return _without_s(lower)


def _without_s(lower: str) -> str:
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return lower[:-2]
    return lower[:-1]
