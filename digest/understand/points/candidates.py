"""Which sentences may be key points at all, and what is left of them when they are shortened?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.compress import SINGLE_CLOSES, SINGLE_OPENS, TAG, deletions, keep
from digest.english import days, stamps
from digest.model import Article, Sentence, Span
from digest.parser.syntax import Tree
from digest.understand.points.answers import SILENT, Heard, hear

# "Scroll down for video", "Click here", "Jo Rao contributed to this report": words to the reader, not of the story
BOILERPLATE = re.compile(
    r"(?i)\b(?:scroll down|click here|sign up|subscribe|follow (?:us|me|\w+ on)|read more|more from|watch (?:the|this)|see also"
    r"|contributed(?: to this (?:report|article|story)|\.$)|all rights reserved|copyright|for confidential|e-?mail to a friend"
    r"|the opinions? expressed|the views expressed|join the conversation|share your|send your|have your say|tell us|let us know"
    r"|photo(?:graph)? by|file photo|getty images|via e-?mail|this story (?:has been|was)|editor's note|for more (?:on|information)"
    r"|we (?:earlier )?(?:reported|published)|visit (?:our (?:web)?|the web)site|in the comments|comments below|media playback is|(?:call|contact|phone|ring) (?:\w+ ){0,4}(?:on )?\d{3,}|quoting incident|terms of (?:use|service)|advertis(?:ement|ing) by|cookies?)\b"
)
# "(left)", "Orrin, right, shakes", "is pictured" – captions among the sentences
CAPTION = re.compile(
    r"(?i), (?:pictured|(?:far )?(?:left|right))(?: (?:left|right|with))?,|\((?:\w+ )?(?:left|right|pictured|above|below|cent(?:re|er)|top|bottom)\b|\bis pictured\b|^pictured\b"
)
# “ " ''
DOUBLE_MARK = re.compile("[\"“”«»„]|''|``")
# "I hadn’t", "in my view": the author's own voice
OWN_VOICE = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Mm]e|[Mm]yself)\b|\b(?:of|is|was) mine\b")
# "A) Living", "Here's how", "[sic]", "Part 2:", "Proud day: Mayor": beginnings that lead to something else
LEADS_ON = re.compile(
    r"[A-Za-z\d]{1,2}\) |[A-Z][\w'’-]*(?: [\w'’-]+){0,4}: [A-Z]|[A-Z]\w+ [\"“]\w+[\"”] [A-Z][\w'’-]+: |(?:Here(?:,|['’]s| is| are)|Below|Above|Pictured|Part \d|Q:|A:|\[|\(|\W? ?More:)"
)
# “all that is in marks”
QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]|''.*?''")
# "Meet", "Retelling" – not "of", "the"
LONGER = re.compile(r"[^\W\d_]{4,}")
RELATIVES = frozenset("who which that whom whose when where as while if what".split())
LONGEST_CAPTION = 30  # words
# what a picture shows somebody do
SHOWN = frozenset(
    "return hold walk wave celebrate pose sit stand look arrive leave speak react shake hug watch play run carry remove sleep queue line gather march embrace kiss smile "
    "point cross pass work inspect clear search drive fly attend enter address greet listen cheer protest rest wait ride climb swim load unload fish cook paint read sing "
    "dance pray prepare compete jump dive kick hit serve tackle head score lift raise hand sign cut visit tour lead check clean dig lay place pull push rescue".split()
)
FEWEST_WORDS = 6
MOST_WORDS = 55
NEAR = 3  # sentences behind a claim within which an answer is one to it
LONGEST_ANSWER = 28  # words of one that is told with its claim
EASY = 24  # words of a sentence that a reader takes in at once; only longer ones are shortened


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be a point: `place` is its index, `pieces` what is left of it, `text` those joined.

    `tree` is that of the whole sentence; it may be empty. `leans` counts what in it only the text before explains. `heard` is whether
    it blames or answers; `answer` is the next sentence where that answers it and can't be told without it.
    """

    place: int
    sentence: Sentence
    pieces: tuple[Span, ...]
    text: str
    tree: Tree = ()
    leans: int = 0
    heard: Heard = SILENT
    answer: Sentence | None = None

    @property
    def answers(self) -> bool:
        """Whether somebody's answer is told in it."""
        return self.heard.answers or self.answer is not None


def answered(answer: Candidate, claim: Candidate) -> bool:
    """Whether one answers the other: it comes soon behind it, or speaks of the same names and things.

    A denial says what it is an answer to; what is taken back or defended is understood only behind what blames somebody.
    """
    soon = 0 < answer.place - claim.place <= NEAR
    return (soon and (answer.heard.denies or claim.heard.blames)) or (
        answer.heard.denies and not answer.heard.about.isdisjoint(claim.heard.about)
    )


def candidates(article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree]) -> tuple[Candidate, ...]:
    """The sentences that may be points, long ones shortened. `trees` may be empty; then only what is in front is left out."""
    fit: list[Candidate] = []
    past = 2 * sum(_tells_the_past(tree) for tree in trees) > len(trees)
    blocks = [sentence.block for sentence in sentences]
    for place, sentence in enumerate(sentences):
        tree = trees[place] if place < len(trees) else ()
        words = sentence.of(article.text)
        alone = place > 0 and blocks.count(sentence.block) == 1
        if not is_fit(words, tree) or days.ENTRY.match(words) or (past and alone and _is_caption(words, tree)):
            continue
        long = len(words.split()) > EASY
        gone = [stretch for stretch in deletions(article.text, sentence, tree) if stretch.always or long]
        pieces = keep(article.text, sentence, gone)
        heard = hear(article.text, sentence, tree)
        fit.append(Candidate(place, sentence, pieces, joined(article.text, pieces), tree, heard=heard))
    return tuple(fit)


def with_answers(
    article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree], fit: Sequence[Candidate]
) -> list[Candidate]:
    """The candidates, each with the next sentence of its paragraph where that answers it and can't be told alone: "She denied it".

    Such a point is one stretch of the text, nothing inside it left out.
    """
    own = {candidate.place for candidate in fit}
    found = []
    for candidate in fit:
        then = candidate.place + 1
        follows = (
            then < min(len(sentences), len(trees))
            and then not in own
            and _follows(article.text, candidate, sentences[then])
        )
        if follows and hear(article.text, sentences[then], trees[then]).denies:
            stretch = Span(candidate.pieces[0].start, sentences[then].end)
            text = joined(article.text, (stretch,))
            candidate = replace(candidate, pieces=(stretch,), text=text, answer=sentences[then])  # noqa: PLW2901
        found.append(candidate)
    return found


def _follows(text: str, candidate: Candidate, then: Sentence) -> bool:
    """Whether a sentence may be told with the candidate before it."""
    words = then.of(text)
    whole = candidate.pieces[-1].end == candidate.sentence.end
    most = MOST_WORDS - len(candidate.sentence.of(text).split())
    plain = len(DOUBLE_MARK.findall(words)) % 2 == 0 and words.rstrip("\"'”’ ").endswith(".")
    return (
        whole and plain and then.block == candidate.sentence.block and len(words.split()) <= min(most, LONGEST_ANSWER)
    )


def _tells_the_past(tree: Tree) -> bool:
    root = next((word for word in tree if word.head < 0), None)
    helped = any(word.upos == "AUX" and word.head >= 0 and tree[word.head] is root for word in tree)
    return root is not None and (helped or (root.text.lower() != root.lemma and not root.text.endswith(("s", "ing"))))


def _is_caption(words: str, tree: Tree) -> bool:
    """Whether a paragraph of one sentence shows a picture in an article that tells the past: "Moe returns the ball during her win"."""
    root = next((word for word in tree if word.head < 0), None)
    if root is None or len(tree) > LONGEST_CAPTION or DOUBLE_MARK.search(words) or root.upos != "VERB":
        return False
    present = root.text == root.lemma or root.text.endswith("s")
    helped = any(word.upos == "AUX" and word.head >= 0 and tree[word.head] is root for word in tree)
    return present and not helped and root.lemma in SHOWN


def is_fit(words: str, tree: Tree) -> bool:
    """Whether a sentence can be a point: a statement of the story, whole, not too long, its quotation marks paired."""
    words = words[stamps.behind(words, 0, len(words)) :]
    tag = TAG.match(words)
    words = words[tag.end() :] if tag else words
    length = len(words.split())
    if not FEWEST_WORDS <= length <= MOST_WORDS or words[:1].islower():
        return False
    ending = words.rstrip("\"'”’» )")
    leads_on = ending.endswith(("?", ":", ";", ",", "...", "…")) or ending.rstrip(" .").endswith(":")
    if leads_on or len(DOUBLE_MARK.findall(words)) % 2:
        return False
    opened = SINGLE_OPENS.search(words)
    if opened and not SINGLE_CLOSES.search(words, opened.end()):  # a quotation that goes on in the next sentence
        return False
    if BOILERPLATE.search(words) or CAPTION.search(words) or LEADS_ON.match(words):
        return False
    if OWN_VOICE.search(QUOTED.sub("", words)) and not opened:
        return False
    return not _is_title(words) and (not tree or _is_told(tree))


def _is_title(words: str) -> bool:
    """Whether all longer words have capitals: the title of another article or a film, no sentence."""
    longer = LONGER.findall(words)
    return len(longer) >= 5 and all(word[0].isupper() for word in longer)


def _is_told(tree: Tree) -> bool:
    """Whether the sentence has a verb that tells: not "An avid interest, as it turns out.", nor "Which is what happened."."""
    root = next((index for index, word in enumerate(tree) if word.head < 0), 0)
    first = tree[0]
    if first.text == "Except":
        return False
    if first.head == root and (first.lemma == "which" or (first.lemma == "because" and first.deprel == "mark")):
        return False
    if tree[root].upos in {"VERB", "AUX"}:
        return (
            root > 0
            or first.lemma != first.text.lower()
            or any(word.deprel.startswith("nsubj") and word.head == 0 for word in tree)
        )
    kids = [word for word in tree if word.head == root]
    return _is_mistaken(tree, root) or any(
        kid.deprel.startswith("nsubj") or kid.deprel in {"cop", "expl", "parataxis"} for kid in kids
    )


def _is_mistaken(tree: Tree, root: int) -> bool:
    """Whether the parser takes the verb of a whole sentence for a description.

    Pallister & Rowe, the chain, lifted profit by a tenth.        Corvane plans to seek approval.
    """
    if tree[0].upos == "DET" or tree[-1].text not in {".", "”", '"', "’"}:
        return False
    return any(
        word.upos == "VERB"
        and index > root
        and not word.text.endswith("ing")
        and word.deprel not in {"advcl", "conj"}
        and not any(other.text.lower() in RELATIVES for other in tree[index - 3 : index])
        for index, word in enumerate(tree)
    )


def joined(text: str, pieces: Sequence[Span]) -> str:
    """The pieces as one sentence: blanks levelled, a capital in front, a full stop behind."""
    words = ""
    for piece in pieces:
        part = " ".join(piece.of(text).split())
        words += part if not words or part[0] in ",.;:!?)”’" else " " + part
    words = words[:1].upper() + words[1:]
    return words if words.rstrip("\"'”’»)").endswith((".", "!", "?", "…")) else words + "."
