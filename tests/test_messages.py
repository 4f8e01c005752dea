"""What the site says, in the owner's language: every message in every language, and none outside the messages."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, nodes
from markupsafe import Markup

from digest.errors import SettingsError
from digest.messages import Messages, files, load
from digest.messages.gathered import messages, updated
from digest.messages.labels import LABELS
from digest.model import Page, Static, Summary
from digest.render import PACKAGED, Site, pages
from tests.conftest import ROOT
from tests.rendered import WISHED, fields, settings, text

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


def own_message(place: Path, message: str, translation: str, language: str = "de") -> Path:
    """A folder of templates with one message of the owner's."""
    own = place / files.FOLDER / f"{language}.po"
    own.parent.mkdir(parents=True, exist_ok=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    own.write_text(
        f"{head}msgid {json.dumps(message)}\nmsgstr {json.dumps(translation, ensure_ascii=False)}\n", "utf-8"
    )
    return place


@pytest.fixture(scope="module")
def everything() -> Catalog:
    """Every message there is."""
    return messages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_in_every_language(everything: Catalog, language: str) -> None:
    """Each is there in each form of the plural, none is there that nobody says, and the file is as `make messages` writes it."""
    place = files.PACKAGED / f"{language}.po"
    made, left = updated(place, language)
    assert left == 0
    assert made == place.read_bytes()
    assert len(files.read(place)) == len(everything)


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_for_values_are_those_of_the_english(language: str) -> None:
    """A translation has every value that the English has, and no other."""
    assert files.problems(files.read(files.PACKAGED / f"{language}.po")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_html(language: str) -> None:
    """Messages are text: a translator writes no tag, and cannot break a page."""
    found = files.read(files.PACKAGED / f"{language}.po")
    assert [str(one.string) for one in found if one.id and re.search(r"[<>&]", str(one.string))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_whole_in_every_language(language: str) -> None:
    """Every page is made, in that language, with nothing left of a place for a value."""
    site = Site("The Digest", "https://d.example/", "News", settings(), language, load(language))
    made = {page.path: text(page) for page in pages_of(site)}
    english = {page.path: text(page) for page in pages_of(Site("The Digest", "https://d.example/", "News", settings()))}
    assert made.keys() == english.keys()
    assert not [path for path, held in made.items() if re.search(r"%\(\w+\)s", re.sub(r'data-words="[^"]*"', "", held))]
    differ = [path for path in made if path.endswith("index.md") and made[path] == english[path]]
    assert differ == []


def pages_of(site: Site) -> list[Page | Static]:
    """The pages of one summary."""
    return pages([Summary("2026/09/pier.md", fields(), "A note.")], site, wished=WISHED)


def test_an_owners_file_comes_before_the_packaged_one(tmp_path: Path) -> None:
    """One message is the owner's, the others are as packaged."""
    found = load("de", own_message(tmp_path, "Key points", "Kurz & gut"))
    assert found.gettext("Key points") == "Kurz & gut"
    assert found.gettext("Who said what") == load("de").gettext("Who said what") != "Who said what"


def test_an_owner_may_add_a_language_and_reword_english(tmp_path: Path) -> None:
    """What their file leaves out is English."""
    own_message(tmp_path, "Key points", "Hoofdpunten", "nl")
    own_message(tmp_path, "Key points", "The points", "en")
    assert [load(one, tmp_path).gettext("Key points") for one in ("nl", "nl-BE", "en", "en-US")] == [
        "Hoofdpunten"
    ] * 2 + ["The points"] * 2
    assert load("nl", tmp_path).gettext("Who said what") == "Who said what"


@pytest.mark.parametrize(
    ("translation", "says"),
    [
        ("Aus", "5: “Aus” has other places"),
        ("Aus %(quelle)s", "has other places"),
        ("Aus %(source)s zu 100 %", "has other places"),
    ],
)
def test_a_translation_with_other_places_is_refused(tmp_path: Path, translation: str, says: str) -> None:
    """The file, the line and what is wrong are said."""
    own_message(tmp_path, "From %(source)s", translation)
    with pytest.raises(SettingsError, match=re.escape(says)) as refused:
        load("de", tmp_path)
    assert "de.po" in str(refused.value)


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    """What is no message file is named."""
    place = own_message(tmp_path, "Copy", "Kopieren") / files.FOLDER / "de.po"
    place.write_text('mgsid "Copy"\nmsgstr "Kopieren"\n', "utf-8")
    with pytest.raises(SettingsError, match=r"de\.po cannot be read"):
        load("de", tmp_path)


@given(st.text(), st.text())
def test_values_are_escaped_once(one: str, other: str) -> None:
    """A message with a link in it is HTML, in which all else is escaped; one without is text for the page to escape."""
    found = Messages()
    assert found.gettext("From %(source)s", source=one) == f"From {one}"
    mixed = found.gettext("By %(authors)s for %(source)s", authors=one, source=Markup("<b>%s</b>") % other)
    assert isinstance(mixed, Markup)
    assert mixed == Markup("By %s for <b>%s</b>") % (one, other)


def test_a_sentence_ends_with_one_point() -> None:
    """An abbreviation at the end of a value takes the point of the sentence; three points stay."""
    found = Messages()
    assert [found.gettext("Summaries: %(name)s.", name=name) for name in ("2026 р.", "Wait...", "May")] == ["Summaries: 2026 р.", "Summaries: Wait....", "Summaries: May."]  # fmt: skip


def test_plurals_and_numbers_are_the_languages() -> None:
    """Ukrainian has three forms for counts, and groups digits its own way."""
    found = load("uk")
    said = [found.ngettext("%(num)s article", "%(num)s articles", count) for count in (1, 2, 5, 21, 1204)]
    assert said == ["1 стаття", "2 статті", "5 статей", "21 стаття", "1\xa0204 статті"]
    assert found.forms("%(num)s article", "%(num)s articles") == {"one": "%(num)s стаття", "few": "%(num)s статті", "many": "%(num)s статей"}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["14 September 2026", "Monday 14 September 2026", "September 2026", "28 September – 4 October 2026", "Monday, 14 September"]),
        ("de", ["14. September 2026", "Montag, 14. September 2026", "September 2026", "28. September – 4. Oktober 2026", "Montag, 14. September"]),
        ("fr", ["14 septembre 2026", "lundi 14 septembre 2026", "septembre 2026", "28 septembre – 4 octobre 2026", "lundi 14 septembre"]),
        ("es", ["14 de septiembre de 2026", "lunes, 14 de septiembre de 2026", "septiembre de 2026", "28 de septiembre – 4 de octubre de 2026", "lunes, 14 de septiembre"]),
        ("uk", ["14 вересня 2026 р.", "понеділок, 14 вересня 2026 р.", "вересень 2026 р.", "28 вересня – 4 жовтня 2026 р.", "понеділок, 14 вересня"]),
    ],
)  # fmt: skip
def test_dates_are_the_languages(language: str, said: list[str]) -> None:
    """Days, months and weeks are written as CLDR has it; in English as before."""
    dates = Messages(language).dates
    found = [dates.day("2026-09-14"), dates.day("2026-09-14", weekday=True), dates.day("2026-09"), dates.span("2026-09-28", "2026-10-04"), dates.near("2026-09-14", "2026-10")]  # fmt: skip
    assert [re.sub(r"[\u2009\u202f\xa0]", " ", one) for one in found] == said


@given(st.text(max_size=12) | st.dates().map(str) | st.from_regex(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", fullmatch=True))
def test_what_is_no_date_stays_as_it_is(value: str) -> None:
    """No text that an editor wrote for a date stops a page."""
    dates = Messages("de").dates
    assert dates.day(value) or not value
    assert dates.near(value, "2026-09-14") or not value


def test_every_quantity_has_a_label() -> None:
    """What the sources may differ on can be said in every language."""
    lines = (ROOT / "digest/understand/claims/quantities.txt").read_text("utf-8").splitlines()
    names = {line.partition("|")[0].strip() for line in lines if line and not line.startswith("#")}
    assert names <= LABELS["what sources differ on"].keys()


def test_scripts_are_given_all_that_they_say() -> None:
    """Each word that a script reads is in the data of a page, in the language of the site; scripts have no text of their own."""
    scripts = [(PACKAGED / "assets" / name).read_text("utf-8") for name in ("digest.js", "search.js")]
    asked = {name for script in scripts for name in re.findall(r"(?<![.\w])words\.(\w+)\b(?!\()", script)}
    templates = "".join(
        place.read_text("utf-8") for place in TEMPLATES if "messages.script(" in place.read_text("utf-8")
    )
    assert asked <= {"lang", *re.findall(r'"(\w+)": ', templates)}
    site = Site("The Digest", "https://d.example/", "News", settings(), "de", load("de"))
    made = [text(page) for page in pages_of(site) if isinstance(page, Page)]
    given = [json.loads(unescape(found)) for page in made for found in re.findall(r'data-words="([^"]*)"', page)]
    assert {one["lang"] for one in given} == {"de"}
    assert not [found for script in scripts for found in re.findall(r'textContent = "\w[^"]*"', script)]
