"""Sentences in the forms of news, made out of treebank sentences and phrases of our own.

Treebanks of open licence hold little news. Here a plain statement of a treebank becomes the content of reported
speech, in the frames that news uses: before and after the speaker, with and without marks and "that", interrupted,
"according to", after a noun, after a participle, in the passive. The trees follow the treebanks: content is `ccomp`, in an
interruption the reporting verb is `parataxis`, after a noun content is `acl`, in the passive `csubj:pass`.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from training import names
from training.phrases import Phrase, attached, capital, content, full_stop, maybe, phrase, quoted, tidy, word
from training.treebank import Sentence, Token

VERBS = Path(__file__).with_name("verbs.txt")
CUE_NOUNS = "claim statement warning belief assertion suggestion announcement argument allegation report".split()
MARKS = (('"', '"'), ('"', '"'), ("“", "”"), ("“", "”"), ("''", "''"), ("‘", "’"), ("'", "'"), ("«", "»"))
THAT = Token("that", "that", "SCONJ", "IN", deprel="mark")


@cache
def verbs(kind: str) -> tuple[list[str], ...]:
    """Lemma, past, present and participle of the verbs of a kind, "say" or "tell"; every third is the first of all verbs."""
    rows = [line.split("\t") for line in VERBS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found = [forms.split() for name, forms in rows if name == kind]
    commonest = next(forms for forms in found if forms[0] == kind)
    return (*found, *[commonest] * (len(found) // 2))


def cue(rng: random.Random, kind: str = "say") -> Phrase:
    """A reporting verb, past or present."""
    lemma, past, present, _ = rng.choice(verbs(kind))
    form, tag = (past, "VBD") if rng.random() < 0.75 else (present, "VBZ")
    return word(form, lemma, "VERB", tag)


def speaker(rng: random.Random) -> Phrase:
    """Who speaks, now and then with an apposition or a relative clause."""
    return phrase("long" if rng.random() < 0.25 else "speaker", rng)


def that(said: Phrase, rng: random.Random, chance: float = 0.5) -> Phrase:
    """The content, perhaps after "that", now and then in marks."""
    if rng.random() < 0.12:
        said = quoted(said, rng.choice(MARKS))
    return attached(1, [("mark", Phrase((THAT,))), ("", said)]) if rng.random() < chance else said


def plain(said: Phrase, rng: random.Random) -> Phrase:
    """S said (on Monday) (that) C."""
    when = maybe("when", rng, 0.35)
    parts = [("nsubj", speaker(rng)), ("", cue(rng)), *when, ("ccomp", that(said, rng))]
    return full_stop(attached(1, parts))


def told(said: Phrase, rng: random.Random) -> Phrase:
    """S told A (on Monday) (that) C."""
    parts = [("nsubj", speaker(rng)), ("", cue(rng, "tell")), ("iobj", phrase("whom", rng)), *maybe("when", rng, 0.3)]
    return full_stop(attached(1, [*parts, ("ccomp", that(said, rng, 0.6))]))


def asked(said: Phrase, rng: random.Random) -> Phrase:
    """S asked (A) (on Monday) whether C."""
    mark = rng.choice(("if", "whether"))
    question = attached(1, [("mark", word(mark, mark, "SCONJ", "IN")), ("", said)])
    whom = [("iobj", phrase("whom", rng))] if rng.random() < 0.6 else []
    parts = [("nsubj", speaker(rng)), ("", cue(rng, "ask")), *whom, *maybe("when", rng, 0.3), ("ccomp", question)]
    return full_stop(attached(1, parts))


def colon(said: Phrase, rng: random.Random) -> Phrase:
    """S said: "C.", the content after a colon or a comma."""
    said = quoted(capital(said), rng.choice(MARKS), ".")
    parts = [("nsubj", speaker(rng)), ("", cue(rng)), *maybe("when", rng, 0.3)]
    mark = rng.choice((":", ","))
    return attached(1, [*parts, ("punct", word(mark, mark, "PUNCT", mark)), ("ccomp", said)])


def trailing(said: Phrase, rng: random.Random) -> Phrase:
    """Content before the cue, "C," S said or said S; without marks too."""
    marks = rng.choice(MARKS) if rng.random() < 0.65 else None
    said = quoted(capital(said), marks, rng.choice(",,,,,,?!"))
    who, verb = ("nsubj", speaker(rng)), ("", cue(rng))
    when = maybe("when", rng, 0.3)
    if rng.random() < 0.5 and who[1].tokens[0].upos != "PRON":
        return full_stop(attached(1, [("ccomp", said), verb, who, *when]))
    if rng.random() < 0.15:
        verb, to = ("", cue(rng, "tell")), [("iobj", phrase("whom", rng))]
        return full_stop(attached(2, [("ccomp", said), who, verb, *to, *when]))
    return full_stop(attached(2, [("ccomp", said), who, verb, *when]))


def source(rng: random.Random) -> Phrase:
    """The words that name a source, "according to S"."""
    to = attached(
        0, [("", word("according", "accord", "VERB", "VBG", "case")), ("fixed", word("to", "to", "ADP", "IN"))]
    )
    return attached(1, [("case", to), ("", phrase("long" if rng.random() < 0.1 else "speaker", rng))])


def according(said: Phrase, rng: random.Random) -> Phrase:
    """According to S, C. And C, according to S."""
    named = source(rng)
    comma = ("punct", word(",", ",", "PUNCT", ","))
    if rng.random() < 0.5:
        return full_stop(attached(1, [("obl", attached(0, [("", capital(named)), comma])), ("", said)]))
    marked = quoted(said, rng.choice(MARKS)) if rng.random() < 0.15 else said
    return full_stop(attached(0, [("", marked), ("obl", attached(1, [comma, ("", named)]))]))


def gaps(said: Phrase) -> list[int]:
    """Where a cue may interrupt: places that only arcs to the root cross, at the edge of a part worth a pause."""
    root = said.head
    crossed = {
        place
        for i, token in enumerate(said.tokens)
        if token.head >= 0 and root not in {i, token.head}
        for place in range(min(i, token.head) + 1, max(i, token.head) + 1)
    }
    pauses = {i + 1 for i, t in enumerate(said.tokens) if t.form == ","}
    for i, token in enumerate(said.tokens):
        kinds = {"nsubj", "obl", "advmod", "advcl"} if i < root else {"obl", "advcl", "conj"}
        if token.head == root and token.deprel.split(":")[0] in kinds:
            subtree = {i}
            while more := {j for j, t in enumerate(said.tokens) if t.head in subtree} - subtree:
                subtree |= more
            pauses.add(max(subtree) + 1 if i < root else min(subtree))
    return sorted(place for place in pauses - crossed if 0 < place < len(said.tokens) - 1)


def interrupted(said: Phrase, rng: random.Random) -> Phrase | None:
    """C, S said, C: the cue stands after the subject, after an opening adjunct, or before what follows the verb."""
    root, places = said.head, gaps(said)
    if not places:
        return None
    place, comma = rng.choice(places), word(",", ",", "PUNCT", ",")
    who, verb = ("nsubj", speaker(rng)), ("", cue(rng))
    clause = (
        attached(1, [who, verb]) if rng.random() < 0.8 or who[1].tokens[0].upos == "PRON" else attached(0, [verb, who])
    )
    if rng.random() < 0.25:
        clause = source(rng)
    relation = "obl" if clause.tokens[0].form == "according" else "parataxis"
    clause = attached(1, [("punct", comma), ("", clause), ("punct", comma)])
    size = len(clause.tokens)
    moved = [replace(t, head=t.head + size if t.head >= place else t.head) for t in said.tokens]
    centre = root + size if root >= place else root
    tokens = (
        *moved[:place],
        *(
            replace(t, head=t.head + place if t.head >= 0 else centre, deprel=t.deprel if t.head >= 0 else relation)
            for t in clause.tokens
        ),
        *moved[place:],
    )
    return full_stop(Phrase(tokens))


def participle(said: Phrase, rng: random.Random) -> Phrase:
    """S rejected the plan, saying (that) C."""
    lemma, _, _, form = rng.choice(verbs("say"))
    saying = attached(0, [("", word(form, lemma, "VERB", "VBG")), *maybe("when", rng, 0.1), ("ccomp", that(said, rng))])
    comma = word(",", ",", "PUNCT", ",")
    return full_stop(
        attached(
            1,
            [
                ("nsubj", speaker(rng)),
                ("", phrase("act", rng)),
                ("advcl", attached(1, [("punct", comma), ("", saying)])),
            ],
        )
    )


def alongside(said: Phrase, rng: random.Random) -> Phrase:
    """S defended the decision and said (that) C."""
    also = attached(1, [("cc", word(rng.choice(("and", "but")), "and", "CCONJ", "CC")), ("", cue(rng))])
    also = attached(0, [("", also), *maybe("when", rng, 0.1), ("ccomp", that(said, rng))])
    return full_stop(attached(1, [("nsubj", speaker(rng)), ("", phrase("act", rng)), ("conj", also)]))


def relative(said: Phrase, rng: random.Random) -> Phrase:
    """S, who said (that) C, defended the decision."""
    comma = word(",", ",", "PUNCT", ",")
    clause = attached(
        2, [("punct", comma), ("nsubj", word("who", "who", "PRON", "WP")), ("", cue(rng)), ("ccomp", that(said, rng))]
    )
    who = attached(0, [("", phrase("speaker", rng)), ("acl:relcl", attached(0, [("", clause), ("punct", comma)]))])
    return full_stop(attached(1, [("nsubj", who), ("", phrase("act", rng))]))


def uncapital(made: Phrase) -> Phrase:
    """The phrase without the capital of its first word, unless that is a name or "I"."""
    first = made.tokens[0]
    if first.upos in {"DET", "PRON", "NOUN"} and first.form != "I" and first.form[1:].islower():
        return Phrase((replace(first, form=first.form.lower()), *made.tokens[1:]))
    return made


def opened(made: Phrase, rng: random.Random) -> Phrase:
    """The whole after an opening adjunct, a conjunction or a dateline."""
    draw = rng.random()
    if draw < 0.25:
        place = phrase("dateline", rng)
        if rng.random() < 0.6:
            place = Phrase(tuple(replace(t, form=t.form.upper()) if t.name != "O" else t for t in place.tokens))
        return attached(1, [("", place), ("", capital(made))])
    made = uncapital(made)
    if draw < 0.4:
        return attached(1, [("cc", word(rng.choice(("but", "and")), "but", "CCONJ", "CC")), ("", made)])
    opening = attached(0, [("", phrase("opening", rng)), ("punct", word(",", ",", "PUNCT", ","))])
    return attached(1, [("", opening), ("", made)])


def beside(made: Phrase, other: Phrase, rng: random.Random) -> Phrase:
    """The whole beside another statement: "D, but S said C.", "While D, S said C", and so on."""
    comma = ("punct", word(",", ",", "PUNCT", ","))
    made = uncapital(made)
    if rng.random() < 0.5:
        link = ("cc", word(rng.choice(("but", "and")), "but", "CCONJ", "CC"))
        return full_stop(
            attached(0, [("", other), ("conj", attached(2, [comma, link, ("", Phrase(made.tokens[:-1]))]))])
        )
    mark = rng.choice(("while", "as", "after", "although", "because", "when"))
    clause = attached(1, [("mark", word(mark, mark, "SCONJ", "IN")), ("", other), comma])
    return attached(1, [("advcl", clause), ("", made)])


def followed(made: Phrase, said: Phrase, rng: random.Random) -> Phrase:
    """The whole, with "adding that C" before its full stop."""
    lemma, _, _, form = rng.choice(verbs("say"))
    saying = attached(0, [("", word(form, lemma, "VERB", "VBG")), ("ccomp", that(said, rng))])
    clause = attached(1, [("punct", word(",", ",", "PUNCT", ",")), ("", saying)])
    return full_stop(Phrase(made.tokens[:-1]), ("advcl", clause))


def after_a_noun(said: Phrase, rng: random.Random) -> Phrase:
    """S's claim that C drew criticism."""
    noun = rng.choice(CUE_NOUNS)
    who = phrase("speaker", rng)
    if who.tokens[-1].upos != "PROPN" or len(who.tokens) > 4:
        who = Phrase(names.tokens("PER", rng))
    owner = attached(0, [("", who), ("case", word("'s", "'s", "PART", "POS"))])
    about = attached(1, [("mark", Phrase((THAT,))), ("", said)])
    cue_noun = attached(1, [("nmod:poss", owner), ("", word(noun, noun, "NOUN", "NN")), ("acl", about)])
    if rng.random() < 0.5:
        return full_stop(attached(1, [("nsubj", cue_noun), ("", phrase("follow", rng))]))
    verb = rng.choice((("repeat", "repeated"), ("reject", "rejected"), ("dispute", "disputed"), ("echo", "echoed")))
    return full_stop(
        attached(1, [("nsubj", speaker(rng)), ("", word(verb[1], verb[0], "VERB", "VBD")), ("obj", cue_noun)])
    )


def passive(said: Phrase, rng: random.Random) -> Phrase:
    """It was claimed (by S) that C."""
    lemma, past, *_ = rng.choice(verbs("say"))
    form = {"write": "written", "see": "seen", "know": "known", "swear": "sworn"}.get(lemma, past)
    parts = [
        ("expl", word("it", "it", "PRON", "PRP")),
        ("aux:pass", word(*rng.choice((("was", "be"), ("is", "be"))), "AUX", "VBD")),
        ("", word(form, lemma, "VERB", "VBN")),
    ]
    if rng.random() < 0.5:
        parts.append(
            ("obl:agent", attached(1, [("case", word("by", "by", "ADP", "IN")), ("", phrase("speaker", rng))]))
        )
    return full_stop(attached(2, [*parts, ("csubj:pass", that(said, rng, 1.0))]))


def headline(said: Phrase, rng: random.Random) -> Phrase:
    """C, says S. And without a full stop."""
    marks = rng.choice(MARKS) if rng.random() < 0.3 else None
    comma = word(",", ",", "PUNCT", ",")
    said = attached(0, [("", quoted(capital(said), marks)), ("punct", comma)])
    verb, who = word("says", "say", "VERB", "VBZ"), phrase("speaker", rng)
    if rng.random() < 0.5:
        return attached(1, [("ccomp", said), ("", verb), ("nsubj", who)])
    return attached(2, [("ccomp", said), ("nsubj", who), ("", verb)])


FRAMES: tuple[tuple[Callable[[Phrase, random.Random], Phrase | None], int], ...] = (
    (plain, 5),
    (told, 2),
    (asked, 1),
    (colon, 2),
    (trailing, 6),
    (according, 2),
    (interrupted, 2),
    (participle, 3),
    (alongside, 2),
    (relative, 1),
    (after_a_noun, 1),
    (passive, 1),
    (headline, 1),
)


MORE_FOLLOWS = frozenset({plain, told, asked, trailing, alongside})
BESIDE = frozenset({plain, told, participle, passive})
OPENED = frozenset({plain, told, asked, colon, participle, alongside, relative, passive})


def reported(sentence: Sentence, other: Sentence, rng: random.Random) -> Sentence | None:
    """The statement of a treebank sentence, reported by someone; None where the sentence is not a plain statement.

    Now and then the statement of another sentence follows, after a participle.
    """
    said = content(sentence)
    if said is None:
        return None
    frame = rng.choices([f for f, _ in FRAMES], [weight for _, weight in FRAMES])[0]
    made = frame(said, rng)
    if made is None:
        return None
    more = content(other)
    room = more is not None and len(more.tokens) + len(made.tokens) < 60
    draw = rng.random()
    if more and room and frame in MORE_FOLLOWS and draw < 0.15:
        made = followed(made, more, rng)
    elif more and room and frame in BESIDE and draw < 0.3:
        made = beside(made, more, rng)
    elif frame in OPENED and draw < 0.6:
        made = opened(made, rng)
    tokens = tuple(replace(t, deprel="root") if t.head < 0 else t for t in capital(tidy(made)).tokens)
    return replace(sentence, tokens=tokens, has_names=True, lesson=-1)
