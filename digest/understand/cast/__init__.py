"""Everyone who acts or speaks in an article, named or not; whom each mention means and who makes each statement.

mentions → one pass in reading order, with one decision a place → entities, and the speaker of each piece of speech
"""

from collections.abc import Sequence

from digest.understand import names
from digest.understand.cast import apposed, mentions, speech
from digest.understand.cast.decide import Logit, weights
from digest.understand.cast.scene import Choose, Scene
from digest.understand.cast.who import Cast
from digest.understand.quotes.ground import Ground
from digest.understand.quotes.pieces import Piece

__all__ = ["Cast", "find", "played"]


def find(ground: Ground, pieces: Sequence[Piece] = ()) -> Cast:
    """The cast of an article, and who speaks each of `pieces`."""
    return Cast.of(played(ground, pieces, Logit(weights())))


def played(ground: Ground, pieces: Sequence[Piece], choose: Choose) -> Scene:
    """The scene at the end of the article, by any way to choose."""
    tokens, clusters = names.find(ground.article, ground.sentences_of, ground.trees)
    found = mentions.find(ground, tokens, clusters, [piece.mention for piece in pieces])
    apposed.relate(found, ground)
    said = list(speech.statements(ground, pieces))
    speakers = [(n, p.mention.start, p.mention.end) for n, p in enumerate(pieces) if p.mention]
    played = Scene(ground, found, clusters, said, choose)
    played.play(speech.attach(ground, found, speakers, said))
    return played
