"""The part that words play in an article, as the weights of its key points see it."""

from dataclasses import dataclass

import numpy as np

from digest.extract import extract
from digest.model import Entity, EntityKind, Mention, Quote, QuoteKind, Source, Span
from digest.parser import syntax
from digest.parser.sentences import sentences
from digest.understand.points.roles import ROLES, roles
from digest.understand.points.terms import terms

TEXT = "Ida Moe closed the ferry in May. “Rust had eaten the hull,” Moe said."


@dataclass
class Known:
    """Names as an article gives them."""

    entities: tuple[Entity, ...]

    def who(self, span: Span) -> Entity | None:
        """Nobody is asked for here."""
        return None


def rows_of(word: str, *, parsed: bool = True) -> np.ndarray:
    """The roles of one stem of the text."""
    article = extract(Source("a.txt", "", TEXT))
    found = sentences(article)
    trees = syntax.parse(article.text, [(one.start, one.end) for one in found]) if parsed else []
    words = terms([one.of(article.text) for one in found])
    spans = [article.text.index("Ida Moe"), article.text.index("Moe said")]
    mentions = (Mention(spans[0], spans[0] + 7, "Ida Moe"), Mention(spans[1], spans[1] + 3, "Moe"))
    names = Known((Entity("ida-moe", EntityKind.PERSON, "Ida Moe", "", mentions, (), 2),))
    start = article.text.index("Rust")
    end = article.text.index(",”")
    quote = Quote(
        start=start, end=end, text=article.text[start:end], kind=QuoteKind.DIRECT, speaker=None, cue=None, group="q1"
    )
    return roles(article, trees, words, names, (quote,))[words.stems.index(word)]


def test_a_word_knows_whether_it_is_a_name_a_subject_or_quoted():
    """Moe is a subject and a person named twice; “hull” stands in somebody's words."""
    moe, hull = rows_of("moe"), rows_of("hull")
    assert moe.shape == (ROLES,)
    assert moe[0] == 1
    assert moe[12] == 1
    assert moe[16] == np.float32(np.log1p(2))
    assert moe[10] == 0
    assert hull[10] == hull[11] == 1
    assert hull[12] == 0


def test_without_trees_no_word_has_a_role():
    """An article that cannot be parsed has stems all the same."""
    assert not rows_of("hull", parsed=False).any()
