"""What the site says, in the owner's language: every message in every language, and none outside the messages."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from digest.messages import files
from digest.render import PACKAGED

LANGUAGES = sorted(place.stem for place in files.PACKAGED.glob("*.po"))
TEMPLATES = sorted(PACKAGED.glob("**/*.html"))
SAYING = {"aria-label", "alt", "placeholder", "title", "label"}  # attributes that a reader reads or hears
# What is the same in every language, or no reader sees.
NAMES = {"quotes.jsonl", "stories.jsonl", "disagreements.jsonl", "content/articles/"}


class Shown(HTMLParser):
    """The texts that a template has of its own, in elements and in attributes."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._apart = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps what is said in attributes."""
        self._apart += tag in {"style", "script", "code"}
        self.texts += [value for name, value in attrs if name in SAYING and value]

    def handle_endtag(self, tag: str) -> None:
        """Leaves what no reader reads."""
        self._apart -= tag in {"style", "script", "code"}

    def handle_data(self, data: str) -> None:
        """Keeps text."""
        if not self._apart:
            self.texts.append(data)


def own_texts(source: str) -> list[str]:
    """The texts of a template outside of its expressions, and the phrases in expressions that no function is given."""
    tree = Environment().parse(source)
    found: list[str] = []
    page = "".join(
        node.data if isinstance(node, nodes.TemplateData) else "1"
        for output in tree.find_all(nodes.Output)
        for node in output.nodes
    )
    # A macro may give attributes to the tag that it is called in.
    told = (re.sub(r'[\w-]+="[^"]*"', "", one) for one in Shown(page).texts)
    found += [one for one in told if re.search(r"[^\W\d_]{2}", one)]
    given = {id(arg) for call in tree.find_all(nodes.Call) for arg in call.args}
    given |= {id(arg) for one in tree.find_all(nodes.Filter) if one.name == "label" for arg in one.args}
    phrases = (one.value for one in tree.find_all(nodes.Const) if isinstance(one.value, str) and id(one) not in given)
    return found + [one for one in phrases if re.fullmatch(r"[^\W\d_][\w’,]*(?: [\w’,.:]+)+|[A-Z][a-z]+", one)]


@pytest.mark.parametrize("place", TEMPLATES, ids=lambda place: place.name)
def test_template_says_nothing_outside_messages(place: Path) -> None:
    """Each word that a reader sees or hears is given to `_` or another function of messages."""
    assert [one.strip() for one in own_texts(place.read_text("utf-8")) if one.strip() not in NAMES] == []


def test_own_texts_are_found() -> None:
    """The test above sees text, attributes, and phrases in expressions."""
    source = '<p aria-label="Say it">Word {{ "One more" if x else _("fine") }}</p>{{ {"a": "Two"}[x] }}<code>id</code>'
    assert own_texts(source) == ["Say it", "Word 1", "One more", "Two"]
