"""The parser: words at their places, trees that are trees, and the clauses that quotations hang on."""

import time
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.parser import lemmas, network, sequences, tokens, trees
from digest.parser.syntax import LONGEST, Tree, Word, parse


def one(text: str) -> Tree:
    """The tree of a text that is one sentence."""
    [tree] = parse(text, [(0, len(text))])
    return tree


def word(tree: Tree, text: str) -> Word:
    """The first word of this spelling."""
    return next(w for w in tree if w.text == text)


def head(tree: Tree, text: str) -> str:
    """The head of a word, "" for the root."""
    found = word(tree, text).head
    return tree[found].text if found >= 0 else ""


def is_tree(tree: Tree) -> bool:
    """Whether there is one root and every word leads to it."""
    if [w.head for w in tree].count(-1) != (1 if tree else 0):
        return False
    for i in range(len(tree)):
        at, steps = i, 0
        while at >= 0 and steps <= len(tree):
            at, steps = tree[at].head, steps + 1
        if at >= 0:
            return False
    return True


def stands(tree: Tree, text: str, start: int, end: int) -> bool:
    """Whether the words stand in the text where they say, in order, and leave out nothing but white space."""
    places = [start, *(place for w in tree for place in (w.start, w.end)), end]
    gaps = [text[a:b] for a, b in pairwise(places)][::2]
    return (
        all(w.text == text[w.start : w.end] and w.text for w in tree)
        and all(a <= b for a, b in pairwise(places))
        and not "".join(gaps).strip()
    )


class TestWords:
    """How text is cut into words."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("I don't know.", "I do n't know ."),
            ("Cook’s plan", "Cook ’s plan"),
            ("a six-member team", "a six - member team"),
            ("her co-workers cannot e-mail", "her co-workers can not e-mail"),
            ("The U.S. said Mr. Smith", "The U.S. said Mr. Smith"),
            ("It cost $1,200.50 (10%).", "It cost $ 1,200.50 ( 10 % ) ."),
            ("at 6pm on 9/11", "at 6 pm on 9/11"),
            ("''No,'' he said", "'' No , '' he said"),
            ("see https://example.org/a?b=c.", "see https://example.org/a?b=c ."),
            ("@user wrote #election", "@user wrote #election"),
            ("O'Neill's they'd've", "O'Neill 's they 'd 've"),
            ("Wait... what?!", "Wait ... what ?!"),
            ("“Yes”—she said", "“ Yes ” — she said"),
        ],
    )
    def test_cuts(self, text, expected):
        """Words are cut as Universal Dependencies cuts them."""
        assert " ".join(text[a:b] for a, b in tokens.tokenise(text, 0, len(text))) == expected

    def test_stays_inside(self):
        """No word reaches out of its sentence."""
        text = "one two three"
        assert [text[a:b] for a, b in tokens.tokenise(text, 4, 9)] == ["two", "t"]


class TestLemmas:
    """Dictionary forms."""

    @pytest.mark.parametrize(
        ("form", "upos", "expected"),
        [
            ("said", "VERB", "say"),
            ("says", "VERB", "say"),
            ("told", "VERB", "tell"),
            ("claims", "VERB", "claim"),
            ("claims", "NOUN", "claim"),
            ("argued", "VERB", "argue"),
            ("announcing", "VERB", "announce"),
            ("denied", "VERB", "deny"),
            ("wrote", "VERB", "write"),
            ("stopped", "VERB", "stop"),
            ("admitted", "VERB", "admit"),
            ("Adding", "VERB", "add"),
            ("replied", "VERB", "reply"),
            ("insists", "VERB", "insist"),
            ("quipped", "VERB", "quip"),
            ("countries", "NOUN", "country"),
            ("women", "NOUN", "woman"),
            ("boxes", "NOUN", "box"),
            ("pledges", "NOUN", "pledge"),
            ("is", "AUX", "be"),
            ("’s", "AUX", "be"),
        ],
    )
    def test_is_the_dictionary_form(self, form, upos, expected):
        """Verbs and nouns are reduced to their dictionary form."""
        known = network.network()
        assert lemmas.lemma(form, upos, known.lemmas, known.verbs) == expected


class TestReportingClauses:
    """The shapes that reported speech takes."""

    def test_that(self):
        """Reported speech is a clause under the reporting verb, the speaker its subject."""
        tree = one("The minister told Reuters on Monday that taxes would rise.")
        assert (word(tree, "minister").deprel, head(tree, "minister")) == ("nsubj", "told")
        assert (word(tree, "rise").deprel, head(tree, "rise")) == ("ccomp", "told")

    def test_without_that(self):
        """Reported speech needs no "that"."""
        tree = one("Officials said the bridge had been closed for two days.")
        assert (word(tree, "closed").deprel, head(tree, "closed")) == ("ccomp", "said")
        assert head(tree, "Officials") == "said"

    @pytest.mark.parametrize("marks", ['""', "“”", "‘’", "«»"])
    def test_inverted(self, marks):
        """The speaker after "said" is its subject, whatever the marks."""
        tree = one(f"{marks[0]}We will not wait any longer,{marks[1]} said Maria Lopez, the head of the union.")
        assert (word(tree, "Maria").deprel, head(tree, "Maria")) == ("nsubj", "said")
        assert (word(tree, "wait").deprel, head(tree, "wait")) == ("ccomp", "said")

    def test_according_to(self):
        """The source of "according to" hangs on the clause."""
        tree = one("According to the report, prices fell by ten percent.")
        assert head(tree, "report") == "fell"
        assert word(tree, "According").lemma == "accord"

    def test_name(self):
        """A person's name is one name with a beginning."""
        tree = one("On Friday, Angela Merkel met reporters in Berlin.")
        assert [(w.text, w.name, w.name_begin) for w in tree if w.name] == [
            ("Angela", "PER", True),
            ("Merkel", "PER", False),
            ("Berlin", "LOC", True),
        ]


class TestTrees:
    """Scores to trees."""

    @given(st.integers(1, 30), st.integers(0, 2**32))
    @settings(max_examples=60, deadline=None)
    def test_any_scores_make_a_tree(self, size, seed):
        """Whatever the scores, the heads are a tree with one root."""
        scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
        assert trees.is_tree(trees.best_tree(scores))

    @given(st.integers(1, 4), st.integers(0, 2**32))
    @settings(max_examples=40, deadline=None)
    def test_no_tree_is_better(self, size, seed):
        """Of all trees, the best is found."""
        scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
        every = (np.array(heads) for heads in product(range(size + 1), repeat=size))
        best = max((h for h in every if trees.is_tree(h)), key=lambda h: scores[np.arange(size), h].sum())
        assert trees.best_tree(scores).tolist() == best.tolist()


class TestNames:
    """Labels of names."""

    @given(st.lists(st.integers(1, 4), min_size=1, max_size=3), st.integers(0, 2**32))
    @settings(max_examples=40, deadline=None)
    def test_the_best_labels(self, lengths, seed):
        """Of all sequences in which names begin before they go on, the best is found."""
        plan = network.layout(lengths)
        scores = np.random.default_rng(seed).normal(size=(sum(lengths), 5)).astype(np.float32)
        found = sequences.best_labels(scores[plan.places], plan.steps)[plan.words]
        start = 0
        for length in lengths:
            every = (
                labels
                for labels in product(range(5), repeat=length)
                if all(now not in {2, 4} or before in {now, now - 1} for before, now in pairwise((0, *labels)))
            )
            own = scores[start : start + length]
            best = max(every, key=lambda labels: own[np.arange(length), labels].sum())
            assert tuple(found[start : start + length]) == best
            start += length


ARTICLE = (
    "“It’s over,” said Cook.  He didn't add\u00a0that 5,000 people — all from St. John's — left. \U0001f600 Naïve!"
)
SPANS = [(0, 23), (25, 84), (85, len(ARTICLE))]


class TestParse:
    """The whole way."""

    def test_words_stand_in_the_text(self):
        """Every word gives its own place in the text."""
        for (start, end), tree in zip(SPANS, parse(ARTICLE, SPANS), strict=True):
            assert stands(tree, ARTICLE, start, end)
            assert is_tree(tree)

    def test_is_the_same_again(self):
        """The same article gives the same trees, whatever was parsed before."""
        before = parse(ARTICLE, SPANS)
        one("Something else entirely, said the other man.")
        assert parse(ARTICLE, SPANS) == before

    def test_nothing(self):
        """No text gives no trees, and an empty sentence an empty one."""
        assert parse("", []) == []
        assert parse("  \n ", [(0, 4), (1, 1)]) == [(), ()]

    def test_a_sentence_of_5000_words(self):
        """A monstrous sentence is parsed in pieces, soon, into one tree."""
        text = "the minister said that " * 1250
        began = time.process_time()
        tree = one(text)
        assert time.process_time() - began < 5
        assert len(tree) == 5000 > LONGEST
        assert is_tree(tree)

    @pytest.mark.parametrize(
        "text",
        [
            "\u200b",
            "e\u0301\u0301\u0301",
            "\ud800",
            "\x00",
            "😀" * 300,
            "'" * 400,
            "a" * 9000,
            "１２３ 数字",
            "’s",
            "-",
            "שלום עולם",
        ],
    )
    def test_odd_text(self, text):
        """Any string is parsed."""
        tree = one(text)
        assert stands(tree, text, 0, len(text))
        assert is_tree(tree)

    @given(st.text(st.sampled_from("ab AZ09.,'’\"“”-\n\u00a0\u0301😀é$@#/")) | st.text())
    @settings(max_examples=60, deadline=None)
    def test_any_text(self, text):
        """Words match the text, and trees are trees."""
        tree = one(text)
        assert stands(tree, text, 0, len(text))
        assert is_tree(tree)
