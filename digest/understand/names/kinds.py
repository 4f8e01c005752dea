"""Is it a person, an organisation or a place? Several kinds of evidence, added up over all mentions."""

from collections.abc import Sequence

from digest.model import EntityKind
from digest.understand.names import nouns
from digest.understand.names.capitals import Token
from digest.understand.names.runs import Run
from digest.understand.names.words import genders, places, words

Scores = dict[EntityKind, float]

PERSON, ORGANISATION, PLACE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE
ENOUGH = 1.5  # evidence below this is no evidence
_SURELY = 2.0  # of one mention: a title, a role, an age
MARGIN = 0.5  # how far the best kind must lie ahead of the next

_TAGS = {"PER": PERSON, "ORG": ORGANISATION, "LOC": PLACE}
_INTO = frozenset({"in", "near", "across", "throughout", "outside", "around", "toward", "towards", "inside"})
_WORKS = frozenset(
    "journal magazine newspaper show programme program film movie book novel song album series band game app website ship vessel".split()
)
_FILIAL = frozenset(
    {"Mac", "Ní", "Nic", "Ó", "Mhic", "Uí", "bin", "ibn", "binti", "ole", "arap", "wa"}
)  # within names of people
_LAND = frozenset("valley river county district town village region province area suburb hills coast airport station border harbour harbor peninsula lake".split())  # fmt: skip
_BY_BODY = frozenset({"at", "by", "from", "with"})
_AT_PLACE = frozenset({"to", "from", "at", "into"})


def of_words(run: Run) -> Scores:
    """What the words of the name themselves say."""
    texts = [token.text for token in run.name]
    return {PERSON: _person(texts), ORGANISATION: _organisation(texts), PLACE: _place(texts)}


def _person(texts: Sequence[str]) -> float:
    if len(texts) == 1:
        return 0.7 if texts[0] in genders() and texts[0] not in places() else 0.0
    score = 3.0 if texts[0] in genders() else 0.0
    if any(len(word) == 2 and word[1] == "." for word in texts[:-1]):
        score += 2.5
    if any(word in _FILIAL or word.startswith(("Mc", "O’")) for word in texts[1:]):
        score += 2.5
    if any(char.isdigit() for word in texts for char in word):
        score -= 3.0
    return score - (1.5 if _is_team(texts) else 0.0)


def _organisation(texts: Sequence[str]) -> float:
    text, single = " ".join(texts), len(texts) == 1
    score = 4.0 if text in words("known_body") else 0.0
    if not single and texts[-1] in words("body_suffix"):
        score += 6.0
    if not single and any(word in words("body") for word in texts):
        score += 3.0 if texts[-1] in words("body") or "of" in texts or "for" in texts else 2.0
    if _is_acronym(text) or (single and _is_camel(text)):
        score += 1.3
    if _is_team(texts):
        score += 3.5
    return score + (2.0 if "&" in text else 0.0)


def _place(texts: Sequence[str]) -> float:
    text, single = " ".join(texts), len(texts) == 1
    score = 0.0
    if text in places() or (text.isupper() and len(text) > 3 and text.title() in places()):
        score += 2.5 if single and text in genders() else 4.0
    if not single and texts[-1] in words("place_word"):
        score += 3.0
    if not single and texts[0] in words("place_front") and texts[-1] not in words("body"):
        score += 1.0
    return score


def _is_acronym(text: str) -> bool:
    return text.isalpha() and text.isupper() and 2 <= len(text) <= 6 and text.title() not in places()


def _acts(run: Run) -> bool:
    """Whether letters stand for somebody: they do something, own something, or somebody works there; not in "HDO is heavier", "IMU tax"."""
    name, then = run.name[0], run.after
    if not name.deprel:
        return True
    if then is not None and then.gap == " " and then.upos == "NOUN" and not nouns.is_person(then.text):
        return False
    if run.possessive or name.deprel.startswith("nsubj"):
        return then is None or then.text not in {"is", "are", "was", "were"}
    return name.deprel == "compound" or (run.before is not None and run.before.text in _BY_BODY)


def _is_camel(word: str) -> bool:
    """Whether capitals are inside, as in "SkyLink", and it is no surname like "McColl"."""
    inner = any(char.isupper() for char in word[1:]) and not word.isupper() and "-" not in word
    return inner and not word.startswith(("Mc", "Mac", "De", "O’"))


def _is_team(texts: Sequence[str]) -> bool:
    """Whether it is a place with a plural: "Leyton Owls"."""
    return len(texts) == 2 and texts[0] in places() and texts[1].endswith("s") and texts[1] not in words("place_word")


def around(run: Run, *, has_role: bool) -> Scores:
    """What is around one mention; `has_role` says that a role of a person is set behind it."""
    scores = dict.fromkeys((PERSON, ORGANISATION, PLACE), 0.0)
    titled = [token.text for token in run.office if token.text not in words("demonym")]
    if titled:
        scores[PERSON] += 4.0
    if has_role:
        scores[PERSON] += 2.0
    _side_words(run, scores)
    tags = [token.tag for token in run.name if token.tag]
    if tags:
        kind = _TAGS.get(max(sorted(set(tags)), key=tags.count))
        if kind is not None:
            scores[kind] += 0.9
    if len(run.name) == 1 and _is_acronym(run.name[0].text):
        scores[ORGANISATION] += 1.0 if _acts(run) else -1.2
    if run.possessive and run.after is not None and run.after.capital and run.after.text in words("body"):
        scores[PERSON] -= 6.0  # "Queen Maud's Hospital"
    if run.soft:
        return {kind: score * 0.3 for kind, score in scores.items()}
    return scores


def _side_words(run: Run, scores: Scores) -> None:
    """Adds what the words next to the mention say."""
    before = run.before.text if run.before is not None and run.name[0].gap.isspace() else ""
    apposed = run.before.text if run.before is not None and run.name[0].gap == ", " else ""
    if nouns.is_trade(before) or nouns.is_trade(apposed):
        scores[ORGANISATION] += (
            3.0  # "the broker Cazalet Dunn", "the developer, Helion Prairie": a firm, unless a first name says more
        )
    elif before in words("role_noun") or apposed in words("role_noun"):
        scores[PERSON] += 2.0  # "his spokesman, Corin Vale,"
    if before in _WORKS or (nouns.is_body(before) and not nouns.is_person(before)):
        scores[ORGANISATION] += 4.0  # "the journal Marine Minds", "search firm Findr"
    if before in _INTO:
        scores[PLACE] += 1.0
    elif before in _AT_PLACE:
        scores[PLACE] += 0.3
    if before in {"the", "The"} and not run.possessive:
        scores[PERSON] -= 1.0
        scores[ORGANISATION] += 0.4
    if before in words("speech") and not run.name[0].first and run.name[0].quoted == 0:
        scores[PERSON] += 0.5
    if len(run.name) > 1 and any(token.deprel.startswith("nsubj") for token in run.name):
        scores[PERSON] += 0.5
        scores[ORGANISATION] += 0.3
    if run.after is not None:
        _next_word(run.after, scores)


def _next_word(after: Token, scores: Scores) -> None:
    if after.gap.isspace() and after.text in words("speech"):
        scores[PERSON] += 0.9
        scores[ORGANISATION] += 0.3
    if after.gap == " " and after.text in _LAND:
        scores[PLACE] += 2.0  # "the Harrow valley"
    if after.gap == ", " and places().get(after.text, "") in {"state", "country"}:
        scores[PLACE] += 1.8
    if after.gap == ", " and after.text == "which":
        scores[PERSON] -= 2.0
        scores[ORGANISATION] += 1.5
    if after.gap == ", " and (after.text in {"who", "of"} or after.text.isdigit()):
        scores[PERSON] += 1.5


def decide(words_say: Scores, mentions: Sequence[Scores], run: Run) -> EntityKind | None:
    """The kind with the most evidence, None when that is weak; the mentions together count as at most some three.

    Of whom one word alone is given, and no first name, verbs of speech say little: people are introduced by more.
    """
    total, last = dict(words_say), run.name[-1]
    if len(run.name) == 1 and last.text not in genders() and max(scores[PERSON] for scores in mentions) < _SURELY:
        total[PERSON] -= 3.0
    for kind in total:
        seen = sum(scores[kind] for scores in mentions)
        total[kind] += max(-2.0, min(seen, 4.5))
    if last.text in words("body") or last.text in words("body_suffix"):
        total[PERSON] -= 2.0
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0].value))
    if ranked[0][1] < ENOUGH or ranked[0][1] - ranked[1][1] < MARGIN:
        return None
    return ranked[0][0]
