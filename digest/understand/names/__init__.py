"""Who and what is named in an article: people, organisations and places with the mentions of each name joined.

words with capitals → runs → the same names joined → person, body or place → roles
"""

import itertools
from collections.abc import Sequence

from digest.model import Article, EntityKind, Holders, Sentence, Span
from digest.parser.syntax import Tree
from digest.understand.names import capitals, joining, roles, runs
from digest.understand.names.capitals import Token
from digest.understand.names.credits import spans as credit_spans
from digest.understand.names.joining import Cluster

__all__ = ["find"]


def find(
    article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree]
) -> tuple[Sequence[Token], Sequence[Cluster]]:
    """The words of the article and the names among them; `trees` may be empty, then surface evidence alone decides."""
    tokens = capitals.tokens(article, sentences, trees)
    credited = Holders(credit_spans(article.text))
    found = [
        run
        for run in runs.runs(tokens)
        if not credited.hold(Span(run.start, run.end))
        and article.text[run.end : run.end + 1] not in {"$", "£"}  # "NZ$4m"
    ]
    for one, two in itertools.pairwise(found):
        joining.borrow(one, two)
    clusters = joining.join(found, article.text)
    at = {token.start: index for index, token in enumerate(tokens)}
    for cluster in clusters:
        for run in cluster.runs:
            if run.soft or run.name[0].quoted or cluster.kind is EntityKind.PLACE:
                continue
            stated = roles.before(run, article.text, tokens, at[run.start]) or roles.behind(run, article.text)
            if stated:
                cluster.roles.append((run.start, stated))
    return tokens, clusters
