"""What the site itself says, in the owner's language: messages by gettext, dates, numbers and plurals by CLDR.

A message is written in English where it is used; `digest/templates/messages/de.po` gives it in German. A file of the same name in
the owner's `templates/messages/` comes before the packaged one, message by message, also for a language that has none (and `en`).
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from jinja2 import Environment
from markupsafe import Markup, escape

from digest.messages import files
from digest.messages.dates import Dates
from digest.messages.files import FOLDER
from digest.messages.labels import LABELS

ENGLISH: Final = "en"
# Two points, and not three
_TWO_POINTS: Final = re.compile(r"(?<!\.)\.\.$")
# Numbers that have every form of the plural that any language of CLDR has.
_COUNTS: Final = (*range(200), 1_000_000)


__all__ = ["ENGLISH", "FOLDER", "Messages", "load"]


class Messages:
    """The messages, dates and numbers of one language."""

    def __init__(self, language: str = ENGLISH, found: NullTranslations | None = None) -> None:
        self.language = language
        self.locale = locale(language)
        self.dates = Dates(self.locale)
        self._found = found or NullTranslations()

    def gettext(self, message: str, /, **values: Any) -> str:
        """The message with its values; it is HTML, and all else in it is escaped, where one of these is."""
        return _filled(self._found.gettext(message), values)

    def pgettext(self, context: str, message: str, /, **values: Any) -> str:
        """The message as it is meant in a context: "list" as a form of text."""
        return _filled(self._found.pgettext(context, message), values)

    def ngettext(self, one: str, many: str, num: int, /, **values: Any) -> str:
        """The message in the form that the number asks for, which it has as `num`: "1 article", "1,204 articles"."""
        return _filled(self._found.ngettext(one, many, num), {**values, "num": self.number(num)})

    def label(self, code: str, table: str, otherwise: str | None = None) -> str:
        """What a code of data is called; one that the table does not have is its own name, or what is given for it."""
        english = LABELS[table].get(code)
        if english is None:
            return code if otherwise is None else otherwise
        return self.pgettext(table, english)

    def labels(self, table: str) -> dict[str, str]:
        """What each code of a table is called."""
        return {code: self.label(code, table) for code in LABELS[table]}

    def numbered(self, title: str, page: int) -> str:
        """The title of one of the pages of a list."""
        return title if page == 1 else self.gettext("%(title)s, page %(number)s", title=title, number=page)

    def day(self, value: str) -> str:
        """Writes "2026-09-14" as "14 September 2026", "2026-09" as "September 2026"."""
        return self.dates.day(value)

    def month(self, value: str) -> str:
        """Writes "2026-09" as "September 2026", "undated" as what is said of no date."""
        return self.gettext("Without a date") if value == "undated" else self.dates.day(value)

    @property
    def translated(self) -> bool:
        """Whether there is a file of messages in this language; English needs none."""
        return self.locale.language == ENGLISH or isinstance(self._found, GNUTranslations)

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.locale.text_direction == "rtl"

    def into(self, environment: Environment) -> None:
        """Gives the templates of an environment what they say messages, labels, dates and numbers with."""
        environment.globals.update(
            {"_": self.gettext}, pgettext=self.pgettext, ngettext=self.ngettext,
            forms=self.forms,
            tongue=self.tongue,
            foreign=self.foreign, messages=self, linked=linked, away=away, code=code
        )  # fmt: skip
        environment.filters.update(
            label=self.label, number=self.number, day=self.day, month=self.month, near=self.dates.near, begun=begun
        )

    def tongue(self, language: str) -> Markup:
        """The attributes of an element whose text is in a language, with its direction where that is not the page's."""
        own = locale(language)
        turned = f' dir="{own.text_direction}"' if own.text_direction != self.locale.text_direction else ""
        return Markup(f' lang="{escape(language)}"{turned}')  # noqa: S704 - escaped

    def foreign(self, language: str) -> Markup:
        """The same, where that is not the language of the page; else nothing."""
        same = language.partition("-")[0] == self.language.partition("-")[0]
        return Markup() if same else self.tongue(language)

    def forms(self, one: str, many: str) -> dict[str, str]:
        """The message by CLDR's name of each form ("one", "other"), for a script."""
        form = self.locale.plural_form
        return {form(count): self._found.ngettext(one, many, count) for count in reversed(_COUNTS)}

    def number(self, value: int) -> str:
        """A whole number as the language groups it: "12,345"."""
        return str(value) if -1000 < value < 1000 else format_decimal(value, locale=self.locale)

    def script(self, words: Mapping[str, Any]) -> str:
        """What a script says, as JSON for a `data-words` attribute, with the language for its own plurals, dates and numbers."""
        return json.dumps(
            {"lang": str(self.locale).replace("_", "-"), **words}, ensure_ascii=False, separators=(",", ":")
        )


def _filled(message: str, values: Mapping[str, Any]) -> str:
    if not values:
        return message
    if any(isinstance(value, Markup) for value in values.values()):
        made: str = escape(message) % {name: escape(value) for name, value in values.items()}
    else:
        made = message % values
    # A value that ends with the point of an abbreviation ends the sentence: "2026 р."
    return made[:-1] if message.endswith(".") and _TWO_POINTS.search(made) else made


def linked(address: str, words: str) -> Markup:
    """A link, for a message that has one in it."""
    return Markup(f'<a href="{escape(address)}">{escape(words)}</a>')  # noqa: S704 - both are escaped


def away(address: str, words: str) -> Markup:
    """A link to another site."""
    return Markup(f'<a href="{escape(address)}" rel="noopener">{escape(words)}</a>')  # noqa: S704 - both are escaped


def code(words: str) -> Markup:
    """What a program reads, as such."""
    return Markup(f"<code>{escape(words)}</code>")  # noqa: S704 - escaped


def begun(words: str) -> str:
    """Words as a sentence begins with them."""
    return words[:1].upper() + words[1:]


def load(language: str, overrides: Path | None = None) -> Messages:
    """The messages of a language ("de", "de-AT"), with the owner's own before them. Raises `SettingsError` for a broken file of theirs."""
    found: list[GNUTranslations] = []
    for name in dict.fromkeys((language, language.partition("-")[0])):
        own = files.owned(overrides, name)
        found += [own] if own else []
        packaged = files.packaged(name)
        found += [packaged] if packaged else []
    for first, second in pairwise(found):
        first.add_fallback(second)
    return Messages(language, found[0] if found else None)


def known(language: str) -> bool:
    """Whether CLDR has the language, as `theme: language` writes it."""
    try:
        return bool(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return False


@cache
def locale(language: str) -> Locale:
    """What CLDR knows of a language; of one that it does not know, British English's."""
    return Locale.parse(language, sep="-") if language != ENGLISH and known(language) else Locale("en", "GB")
