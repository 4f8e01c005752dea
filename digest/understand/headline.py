"""What do headline and deck say where the article has none? Pieces of its lead, marked as made."""

import re
from collections.abc import Sequence

from digest.model import Article, KeyPoint, Sentence, Span
from digest.understand.points.alone import PERSONAL, POINTING
from digest.understand.points.candidates import DOUBLE_MARK, is_fit, joined
from digest.understand.points.shorten import deletions, keep
from digest.understand.points.terms import WORD, common, stem
from digest.understand.syntax import Tree

LONGEST_HEADLINE = 90  # characters
LONGEST_DECK = 160
LEAD = 3  # sentences among which the headline is looked for
EVERYDAY = 150  # rank up to which a stem says little

# ", but …", "; …", " – …", " after …": where a headline may stop
CLAUSE_ENDS = re.compile(
    r"(?:,|;|:| --| –| —)? (?=(?:after|amid|as|because|before|following|when|while|where|who|which|and|but|since)\b)|[;:]|,|(?: --| –| —) "
)
# "to", "the", "of", "said": words on which no headline ends
NO_END = frozenset(
    "a an the of to in on at by for from with without and or but as that than who which when where while if is are was were be "
    "been has have had will would could should may might must can not no his her its their our my your this these those into "
    "over under about after before between against during through said says told very more most so mr mrs ms dr st sir".split()
)
# Relations of what may be cut from the end of a sentence.
ADDS = frozenset({"obl", "advcl", "acl", "conj", "parataxis", "punct", "cc", "advmod", "appos", "discourse"})
# Words whose loss from the end of a headline would change what it claims.
TURNS = re.compile(
    r"(?i)\b(?:not|never|no|n't|nor|neither|without|denie[sd]|deny|refus\w+|alleged\w*|claim\w*|reportedly|suspected|accused|if|unless|except|"
    r"may|might|could|would|possibl[ey]|likely|unlikely|apparently|said|says|according|but|although|though|despite|believe[sd]?)\b|n['’]t\b"
)


def make(
    article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree], points: Sequence[KeyPoint]
) -> tuple[str, str, tuple[str, ...]]:
    """Headline, deck, and which of "title" and "deck" had to be made; what the article has is kept as it is."""
    made: list[str] = []
    title, used = article.title, ""
    if not title:
        title, used = _headline(article, sentences, trees)
        made.append("title")
    deck = article.deck
    if not deck:
        deck = _deck(article, sentences, trees, points, (title, used))
        if deck:
            made.append("deck")
    return title, deck, tuple(made)


def _headline(article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree]) -> tuple[str, str]:
    """The best headline that stands in the lead, and the id of its sentence."""
    for index, sentence in enumerate(sentences[:LEAD]):
        tree = trees[index] if index < len(trees) else ()
        words = sentence.of(article.text)
        found = "" if not is_fit(words, tree) or _leans(words) else _cut(article.text, sentence, tree, LONGEST_HEADLINE)
        if found:
            return found.rstrip("."), sentence.id
    words = sentences[0].of(article.text) if sentences else article.text
    return _clipped(words, LONGEST_HEADLINE), sentences[0].id if sentences else ""


def _leans(words: str) -> bool:
    """Whether a sentence begins with a word that points back."""
    return words.partition(" ")[0].lower().strip("\"'“‘,") in PERSONAL | POINTING


def _cut(text: str, sentence: Sentence, tree: Tree, longest: int) -> str:
    """The sentence, else what is left of it without asides, else its beginning, within `longest`; "" if none fits."""
    gone = deletions(text, sentence, tree)
    always = tuple(stretch for stretch in gone if stretch.always)
    for dropped in (always, gone):
        whole = joined(text, keep(text, sentence, dropped))
        if len(whole.rstrip(".")) <= longest:
            return whole
    for dropped in (always, gone):
        begun = (
            _trimmed(text, sentence, tree, dropped, longest)
            if tree
            else _main_clause(joined(text, keep(text, sentence, always)), longest)
        )
        if begun:
            return begun
    return ""


def _trimmed(text: str, sentence: Sentence, tree: Tree, gone: Sequence[Span], longest: int) -> str:
    """The longest beginning of the sentence that is a sentence itself: the tree says what may go from its end."""
    for length in range(len(tree) - 1, 4, -1):
        if not _whole(tree, length) or TURNS.search(text[tree[length].start : sentence.end]):
            continue
        end = tree[length - 1].end
        part = Sentence(sentence.start, end, sentence.id, sentence.block)
        begun = joined(text, keep(text, part, [stretch for stretch in gone if stretch.end <= end]))
        unpaired = len(DOUBLE_MARK.findall(begun)) % 2 or begun.count("(") != begun.count(")")
        if len(begun.rstrip(".")) <= longest and not unpaired:
            return begun
    return ""


def _whole(tree: Tree, length: int) -> bool:
    """Whether the first words make a sentence: what is cut off only adds, and the last word is no joint."""
    last = tree[length - 1]
    if last.upos in {"PUNCT", "ADP", "DET", "CCONJ", "SCONJ", "AUX", "PART", "PRON"} or last.text.lower() in NO_END:
        return False
    if last.upos == "VERB" and last.deprel.startswith(("acl", "advcl")):
        return False
    tops = [word for word in tree[length:] if word.head < length]
    if any(word.head >= length for word in tree[:length]):
        return False
    return all(word.deprel.partition(":")[0] in ADDS for word in tops)


def _main_clause(words: str, longest: int) -> str:
    """The longest beginning of the sentence that ends with a clause, fits, and loses no word that turns the claim."""
    for end in sorted((match.start() for match in CLAUSE_ENDS.finditer(words[: longest + 12])), reverse=True):
        begun = words[:end].rstrip(" ,;:–—-")
        last = begun.rpartition(" ")[2].lower()
        unpaired = len(DOUBLE_MARK.findall(begun)) % 2 or begun.count("(") != begun.count(")")
        if len(begun) > longest or len(begun.split()) < 6 or last in NO_END or unpaired or not begun[-1].isalnum():
            continue
        if not TURNS.search(words[end:]):
            return begun
    return ""


def _clipped(words: str, longest: int) -> str:
    """The words that fit, an ellipsis behind: for a lead that has no clause to stop at."""
    bare = " ".join(words.split())
    if len(bare) <= longest:
        return bare.rstrip(".")
    begun = bare[: longest - 1].rpartition(" ")[0]
    while begun and begun.rpartition(" ")[2].lower().strip(",;:–—-") in NO_END | {""}:
        begun = begun.rpartition(" ")[0]
    return (begun.rstrip(" ,;:–—-") or bare[: longest - 1]) + "…"


def _deck(
    article: Article,
    sentences: Sequence[Sentence],
    trees: Sequence[Tree],
    points: Sequence[KeyPoint],
    avoid: tuple[str, str],
) -> str:
    """A sentence that says something else than the headline: of the points first, then of the lead; "" if none fits."""
    title, used = avoid
    by_id = {sentence.id: index for index, sentence in enumerate(sentences)}
    wanted = [point.sentences[0] for point in points] + [sentence.id for sentence in sentences[: LEAD + 2]]
    said = _content(title)
    for identifier in dict.fromkeys(wanted):
        index = by_id[identifier]
        tree = trees[index] if index < len(trees) else ()
        sentence = sentences[index]
        if identifier == used or not is_fit(sentence.of(article.text), tree) or _leans(sentence.of(article.text)):
            continue
        found = _cut(article.text, sentence, tree, LONGEST_DECK)
        own = _content(found)
        if found and len(own & said) < 0.6 * max(len(own), 1):
            return found
    return ""


def _content(words: str) -> set[str]:
    """Stems that say something."""
    stems = (stem(word) for word in WORD.findall(words.lower()))
    return {word for word in stems if common().get(word, EVERYDAY + 1) > EVERYDAY}
