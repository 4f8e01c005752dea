"""All messages there are, out of the code and the templates that say them; and message files that have them all."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract

from digest.messages.files import read
from digest.messages.labels import LABELS

_PACKAGE: Final = Path(__file__).parent.parent
# Function → its arguments that are messages, "c" the context.
_KEYWORDS: Final[dict[str, Any]] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "forms": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_METHODS: Final[dict[str, Any]] = {".py": "python", ".html": babel_extract}


def messages(own: Path | None = None) -> Catalog:
    """The messages of the program, and of the owner's templates; none has been translated."""
    found = Catalog(project="digest", fuzzy=False)
    for place, name in _sources(own):
        with place.open("rb") as file:
            for _, message, comments, context in extract(_METHODS[place.suffix], file, _KEYWORDS):
                found.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    for table, labels in LABELS.items():
        for message in labels.values():
            found.add(message, locations=[("digest/messages/labels.py", 0)], context=table)
    return found


def updated(place: Path, language: str, own: Path | None = None) -> tuple[bytes, int]:
    """The message file of a language, with every message there is, and how many of them have no translation yet.

    Translations that the file has stay; those of messages that are gone are left out. Raises as `files.read` does.
    """
    found = Catalog(locale=language.replace("-", "_"), project="digest", fuzzy=False)
    known = read(place) if place.is_file() else Catalog()
    for message in messages(own):
        if not message.id:
            continue
        made = known.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        string = made.string if made and isinstance(made.string, tuple) == isinstance(message.id, tuple) else None
        found.add(message.id, string, message.locations, context=message.context)
    left = sum(1 for message in found if message.id and not _whole(message.string))
    written = BytesIO()
    write_po(written, found, width=0, omit_header=True, include_lineno=False, sort_by_file=True)
    return _header(language, found).encode() + written.getvalue(), left


def _whole(string: Any) -> bool:
    return bool(string) and (isinstance(string, str) or all(string))


def _header(language: str, found: Catalog) -> str:
    """The head of the file: no dates and no names, so that the same messages are the same bytes."""
    return (
        f'# The site in “{language}”. What is empty is shown in English; places such as %(num)s stay as they are.\nmsgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {found.plural_forms}\\n"\n\n'
    )


def _sources(own: Path | None) -> Iterator[tuple[Path, str]]:
    """The files that say something, each with its name in message files."""
    for folder, pattern in (("render", "*.py"), ("messages", "*.py"), ("plugin", "*.py"), ("templates", "**/*.html")):
        for place in sorted((_PACKAGE / folder).glob(pattern)):
            yield place, f"digest/{place.relative_to(_PACKAGE).as_posix()}"
    for place in sorted(own.glob("**/*.html")) if own else ():
        yield place, f"templates/{place.relative_to(own or place).as_posix()}"
