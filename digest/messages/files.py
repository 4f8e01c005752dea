"""Message files: gettext's, as Poedit and Weblate write them, read without being compiled first."""

import re
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from digest.errors import SettingsError

FOLDER: Final = "messages"
PACKAGED: Final = Path(__file__).parent.parent / "templates" / FOLDER
# "%(count)s", "%%"; a sign that is neither has no value
PLACE: Final = re.compile(r"%(?:\((\w+)\)s|%)?")


@cache
def packaged(language: str) -> GNUTranslations | None:
    """The program's own messages in a language, if it has any."""
    place = PACKAGED / f"{language}.po"
    return _translations(read(place)) if place.is_file() else None


def owned(overrides: Path | None, language: str) -> GNUTranslations | None:
    """The owner's messages in a language. Raises `SettingsError` with file, line and what is wrong."""
    place = overrides / FOLDER / f"{language}.po" if overrides else None
    if place is None or not place.is_file():
        return None
    try:
        found = read(place)
    except (PoFileError, OSError, ValueError, LookupError) as error:
        raise SettingsError(f"{place} cannot be read: {error}") from error
    for problem in problems(found):
        raise SettingsError(f"{place}:{problem}")
    return _translations(found)


def read(place: Path) -> Catalog:
    """The messages of a file. Raises `PoFileError`, `ValueError` or `LookupError` for one that is broken."""
    with place.open("rb") as file:
        return read_po(file, locale=None, charset="utf-8", abort_invalid=True)


def problems(found: Catalog) -> list[str]:
    """What is wrong with messages of a file: line and sentence; their places for values must be those of the English."""
    wrong = []
    for message in found:
        asked, given = _forms(message.id), _forms(message.string)
        if not message.id or not any(given):
            continue
        allowed = {name for text in asked for name in places(text)}
        for text in given:
            used = set(places(text))
            # A form of the plural may leave the number out: "one article".
            if used - allowed or (allowed - {"num"}) - used:
                wanted = ", ".join(f"%({name})s" for name in sorted(allowed)) or "none"
                wrong.append(f"{message.lineno}: “{text}” has other places for values than “{asked[0]}”: {wanted}.")
    return wrong


def places(text: str) -> list[str]:
    """The names of the places for values in a message; "" for a sign that names none."""
    return [match[1] or "" for match in PLACE.finditer(text) if match[0] != "%%"]


def _forms(text: Any) -> tuple[str, ...]:
    """A message as its forms of the plural; one without them has one."""
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text or ""),)


def _translations(catalog: Catalog) -> GNUTranslations:
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)
