"""A stranger's words in Markdown: they stay words, whatever they hold, and call nobody.

Every mark of punctuation gets a backslash, which CommonMark takes away again, and <, > and & are entities. GitHub looks for
mentions, issues and addresses after that, in the finished text; a space of no width behind what begins one keeps it from being found.
"""

import re

from digest.errors import printable

# each mark that Markdown, or an extension of it, may read as its own
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
# "@name", "#12", "GH-12", "https://", "www.": what GitHub makes a link of by itself, with what comes before the gap
_CALLS = re.compile(r"(?<=@)(?=\S)|(?<=#)(?=\d)|(?<=\bGH)(?=-)|(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=\bmailto)(?=:)|(?<=\bxmpp)(?=:)", re.IGNORECASE)  # fmt: skip
# "1a2b3c4": seven letters and digits or more that may name a commit
_COMMIT = re.compile(r"\b(?=[0-9a-f]*\d)[0-9a-f]{7,40}\b", re.IGNORECASE)
_GAP = "\u200b"


def markdown(text: str) -> str:
    """A text of one line that Markdown shows as it is."""
    line = " ".join(printable(" ".join(text.split())).split())
    line = _CALLS.sub(_GAP, _COMMIT.sub(_parted, line))
    return _PUNCTUATION.sub(lambda mark: _ENTITIES.get(mark[0], "\\" + mark[0]), line)


def _parted(match: re.Match[str]) -> str:
    return match[0][:3] + _GAP + match[0][3:]
