"""How much of a source a page may show: a running count of its words, spent in the order of what readers need most."""

from dataclasses import dataclass, field

from digest.config import Rights, SourceSettings


@dataclass(slots=True)
class Allowance:
    """The words of one article that its pages may still show.

    `full` shows all. `excerpt` shows quotes and evidence until the cap is reached; a text already shown costs nothing
    again. `link` shows neither.
    """

    rights: Rights
    words: int
    _shown: list[str] = field(default_factory=list)

    def grant(self, text: str) -> bool:
        """Whether this text may be shown, and counts it if so."""
        if self.rights is Rights.FULL:
            return True
        if self.rights is Rights.LINK:
            return False
        if any(text in shown for shown in self._shown):
            return True
        cost = len(text.split())
        if cost > self.words:
            return False
        self.words -= cost
        self._shown.append(text)
        return True


def allowance(rights: str, source: SourceSettings | None) -> Allowance:
    """The allowance of an article: what its summary says, with the cap of its source."""
    known = rights if rights in {r.value for r in Rights} else Rights.EXCERPT
    return Allowance(Rights(known), source.excerpt_words if source else SourceSettings("").excerpt_words)
