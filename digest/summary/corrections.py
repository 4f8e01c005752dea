"""What an editor changed in a summary that was published: each statement of theirs that reads otherwise than before."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from digest.facts import alike
from digest.model import Changed, Correction
from digest.model.fields import mappings
from digest.summary.hashes import is_of, stamps

# "2026-10-14" and what follows a day
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_WORD = re.compile(r"\w+")
Told = tuple[str, str, str]  # the kind of a statement, its words, and these without who said them or when it was


def corrected(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Changed, ...]:
    """The statements of the editor's fields that were changed, added or removed; what differs in typography alone is the same."""
    marks = stamps(after)
    own = [name for name in _READ if not is_of((name,), after.get(name), marks.get((name,)))]
    return tuple(one for name in own for one in _compared(*(list(_READ[name](f.get(name))) for f in (before, after))))


def stated(fields: Mapping[str, Any]) -> tuple[Correction, ...] | None:
    """The corrections that an editor wrote into the summary, the newest first; None where nothing is in that field.

    "none" is no correction; an empty list, which editing tools write out, says nothing.
    """
    if not fields.get("corrections"):
        return None
    found = []
    for item in mappings(fields["corrections"]):
        day = _DAY.match(_text(item, "at"))
        before, text, why = (_text(item, name) for name in ("before", "after", "why"))
        if day and (before or text or why):
            changed = (Changed("", before, text),) if before or text else ()
            found.append(Correction(day[0], changed, why))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _compared(before: Sequence[Told], after: Sequence[Told]) -> Iterator[Changed]:
    """What differs, in the order of the new ones; each old statement is the former one of the first that is like it."""
    same = set(map(_plain, before)) & set(map(_plain, after))
    gone = [one for one in before if _plain(one) not in same]
    for one in after:
        if _plain(one) in same:
            continue
        kind, text, core = one
        former = next((o for o in gone if kind in _SINGLE or _words(o[2]) == _words(core) or alike(o[2], core)), None)
        if former:
            gone.remove(former)
        yield Changed(kind, former[1] if former else "", text)
    yield from (Changed(kind, text, "") for kind, text, _ in gone)


def _plain(one: Told) -> tuple[str, str]:
    return one[0], _words(one[1])


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _single(kind: str) -> Callable[[Any], Iterator[Told]]:
    return lambda value: iter([(kind, value, value)] if isinstance(value, str) and value.strip() else [])


def _points(value: Any) -> Iterator[Told]:
    yield from (("point", text, text) for item in mappings(value) if (text := _text(item, "text")))


def _quotes(value: Any) -> Iterator[Told]:
    """Each statement with who said it: a wrong speaker is a fault, too."""
    for item in mappings(value):
        kind, text, speaker = _text(item, "kind"), _text(item, "text"), item.get("speaker")
        name = _text(speaker, "name") if isinstance(speaker, Mapping) else ""
        if text:
            yield kind, f"{name}: {text}" if name else text, text


def _figures(value: Any) -> Iterator[Told]:
    for item in mappings(value):
        words = " ".join(filter(None, (_text(item, "text"), _text(item, "what"))))
        if words:
            yield "figure", words, words


def _events(value: Any) -> Iterator[Told]:
    for item in mappings(value):
        if text := _text(item, "text"):
            yield "event", f"{_text(item, 'date')}: {text}", text


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return " ".join(str(value).split()) if isinstance(value, str) or name == "at" else ""


_SINGLE: Final = frozenset({"title", "deck"})  # of which a summary has one
_READ: Final[Mapping[str, Callable[[Any], Iterator[Told]]]] = {
    "title": _single("title"), "description": _single("deck"), "key_points": _points, "quotes": _quotes, "figures": _figures, "timeline": _events,
}  # fmt: skip
