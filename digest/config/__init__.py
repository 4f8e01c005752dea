"""The settings, read from mkdocs.yml under `plugins: - digest:` and checked; they are declared in `declared.py`."""

import json
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml
from yaml_env_tag import construct_env_tag

from digest.config.declared import (
    FeedFormat,
    FeedSettings,
    Home,
    NewsletterSettings,
    Rights,
    Security,
    Settings,
    SourceSettings,
    SuggestSettings,
)
from digest.errors import SettingsError
from digest.model import EditionKind

__all__ = [
    "MKDOCS",
    "FeedFormat",
    "FeedSettings",
    "Home",
    "Identity",
    "NewsletterSettings",
    "Rights",
    "Security",
    "Settings",
    "SourceSettings",
    "SuggestSettings",
    "foreign_fonts",
    "identity",
    "load",
    "settings",
    "shown",
]

_Word = TypeVar("_Word", bound=StrEnum)


def shown(settings: Settings, path: Path) -> str:
    """A path as messages name it: relative to the project, with forward slashes."""
    name = path.relative_to(settings.root).as_posix() if path.is_relative_to(settings.root) else path.as_posix()
    return name.encode(errors="replace").decode()


_FOLDERS = {
    "articles": "content/articles",
    "summaries": "content/summaries",
    "cache": ".cache",
    "inbox": "content/inbox",
    "suggestions": "content/suggestions",
    "names": "content/names.yaml",
    "topics": "content/topics.yaml",
    "stories": "content/stories.yaml",
    "editions": "content/editions",
    "changes": "content/changes.jsonl",
}
MKDOCS = "mkdocs.yml"
# An address as it is written into a header of an e-mail: in one line, between < and >.
_WAY_OUT = re.compile(r"(?:https://|mailto:)[!#-;=?-~]{1,600}")


def settings(options: Mapping[str, Any], root: Path) -> Settings:
    """The options of mkdocs.yml as a checked value. Raises `SettingsError` that names the option and what it may be."""
    root = root.resolve()  # messages name files from here, however mkdocs.yml was named
    known = {f.name for f in fields(Settings)} - {"root"}
    for name in options:
        if name not in known:
            raise SettingsError(
                f"{MKDOCS}: plugins: digest: There is no option “{name}”. The options are: {', '.join(sorted(known))}."
            )
    values: dict[str, Any] = {name: _path(root, name, options.get(name, default)) for name, default in _FOLDERS.items()}
    for one in fields(Settings):
        if one.type in (bool, int, str) and one.name in options:
            values[one.name] = _typed(one.name, options[one.name], one.type)
    values |= {name: _one_of(name, options[name], kind) for name, kind in (("home", Home),) if name in options}
    for name, each in (("edition_kinds", EditionKind), ("feed_formats", FeedFormat)):
        if name in options:
            words = _words(name, options[name])
            values[name] = tuple(dict.fromkeys(_one_of(name, word, each) for word in words))
    values["sources"] = {source.name: source for source in _each("sources", options, _source)}
    values["newsletter"] = _newsletter(_mapping("newsletter", options.get("newsletter") or {}))
    values["feeds"] = tuple(_each("feeds", options, _feed))
    values["suggest"] = _suggest(options.get("suggest"))
    values["allow_hosts"] = _words("allow_hosts", options.get("allow_hosts"))
    made = Settings(root=root, **values)
    if not 1 <= made.key_points_min <= made.key_points_max <= 12:
        raise SettingsError(
            f"{MKDOCS}: plugins: digest: key_points_min and key_points_max are two numbers from 1 to 12, in order."
        )
    if not 0 <= made.story_quiet_days <= made.story_closed_days:
        raise SettingsError(
            f"{MKDOCS}: plugins: digest: story_quiet_days and story_closed_days are two numbers of days from 0, in order."
        )
    if made.edition_close_days < 0:
        raise SettingsError(f"{MKDOCS}: plugins: digest: edition_close_days is a number of days from 0.")
    return made


class _Loader(yaml.SafeLoader):
    """mkdocs.yml may hold tags of MkDocs and its extensions; here they are passed over, never run, but for !ENV."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)
_Loader.add_constructor("!ENV", construct_env_tag)


@dataclass(frozen=True, slots=True)
class Identity:
    """What mkdocs.yml says of the site itself; `url` ends with a slash, or is ""."""

    name: str
    url: str
    description: str
    language: str


def identity(root: Path) -> Identity:
    """The site of the project in `root`. Raises `SettingsError` as `load` does."""
    read = _read(root)
    theme = read.get("theme")
    language = theme.get("language") if isinstance(theme, dict) else None
    name, url, about = (str(read.get(key) or "").strip() for key in ("site_name", "site_url", "site_description"))
    return Identity(name, f"{url.rstrip('/')}/" if url else "", about, str(language or "en"))


def foreign_fonts(root: Path) -> bool:
    """Whether mkdocs.yml makes the theme load fonts from another host. Raises `SettingsError` as `load` does."""
    theme = _read(root).get("theme")
    return isinstance(theme, dict) and bool(theme.get("font"))


def load(root: Path) -> Settings:
    """The settings of the project in `root`. Raises `SettingsError` when mkdocs.yml is missing or broken."""
    plugins = _read(root).get("plugins")
    entries = plugins if isinstance(plugins, list) else [plugins] if isinstance(plugins, dict) else []
    for entry in entries:
        if entry == "digest":
            return settings({}, root)
        if isinstance(entry, dict) and "digest" in entry:
            return settings(_mapping("digest", entry["digest"] or {}), root)
    raise SettingsError(f"{root / MKDOCS} does not list the digest plugin. Add it: plugins: - digest.")


def _read(root: Path) -> Mapping[str, Any]:
    place = root / MKDOCS
    try:
        read = yaml.load(place.read_text("utf-8"), _Loader)  # noqa: S506 - a SafeLoader that drops every tag it does not know
    except FileNotFoundError as error:
        raise SettingsError(
            f"There is no {MKDOCS} in {root}. Run digest in the project's folder, or name it: digest --project FOLDER."
        ) from error
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"{place} cannot be read: {error}") from error
    return read if isinstance(read, dict) else {}


def _path(root: Path, name: str, value: Any) -> Path:
    return (root / str(_typed(name, value, str))).resolve()


def _typed(name: str, value: Any, kind: type) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        words = {bool: "true or false", int: "a whole number", str: "a text"}[kind]
        raise SettingsError(f"{MKDOCS}: plugins: digest: {name} must be {words}, not {value!r}.")
    return value


def _one_of(name: str, value: Any, kind: type[_Word]) -> _Word:
    try:
        return kind(value)
    except ValueError as error:
        may = ", ".join(kind)
        raise SettingsError(f"{MKDOCS}: plugins: digest: {name} may be {may}, not {value!r}.") from error


def _mapping(name: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise SettingsError(f"{MKDOCS}: plugins: digest: {name} must be a list of names and values, not {value!r}.")
    return value


def _words(name: str, value: Any) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value or []
    if not isinstance(listed, Sequence) or not all(isinstance(item, str) for item in listed):
        raise SettingsError(f"{MKDOCS}: plugins: digest: {name} must be a list of words, not {value!r}.")
    return tuple(listed)


def _each(name: str, options: Mapping[str, Any], one: Any) -> list[Any]:
    listed = options.get(name) or []
    if not isinstance(listed, list):
        raise SettingsError(f"{MKDOCS}: plugins: digest: {name} must be a list.")
    return [one(_mapping(name, item)) for item in listed]


def _known(name: str, item: Mapping[str, Any], kind: type) -> None:
    allowed = [f.name for f in fields(kind)]
    for key in item:
        if key not in allowed:
            raise SettingsError(
                f"{MKDOCS}: plugins: digest: {name}: There is no “{key}” here. It may be: {', '.join(allowed)}."
            )


def _source(item: Mapping[str, Any]) -> SourceSettings:
    _known("sources", item, SourceSettings)
    rights = str(item.get("rights", Rights.EXCERPT))
    if rights not in {r.value for r in Rights}:
        raise SettingsError(
            f"{MKDOCS}: plugins: digest: sources: rights must be full, excerpt or link, not “{rights}”."
        )
    return SourceSettings(
        _typed("sources: name", item.get("name"), str), Rights(rights),
        _typed("sources: excerpt_words", item.get("excerpt_words", 250), int), _words("sources: hosts", item.get("hosts")),
    )  # fmt: skip


def _newsletter(item: Mapping[str, Any]) -> NewsletterSettings:
    _known("newsletter", item, NewsletterSettings)
    whole = {name: _typed(f"newsletter: {name}", item[name], int) for name in ("port", "timeout") if name in item}
    words = {name: _typed(f"newsletter: {name}", value, str) for name, value in item.items() if name not in {*whole, "security"}}  # fmt: skip
    security = _one_of("newsletter: security", item.get("security", Security.STARTTLS), Security)
    made = NewsletterSettings(security=security, **words, **whole)
    where = f"{MKDOCS}: plugins: digest: newsletter:"
    if security is Security.NONE and made.host not in {"", "localhost", "127.0.0.1", "::1"}:
        raise SettingsError(f"{where} security may be none only where host is this machine; write starttls or tls.")
    if not (0 < made.port < 65536 and made.timeout > 0):
        raise SettingsError(f"{where} port is a number from 1 to 65535, timeout a number of seconds from 1.")
    if made.unsubscribe and not _WAY_OUT.fullmatch(made.unsubscribe):
        raise SettingsError(
            f"{where} unsubscribe is an address of 600 characters at most that begins with https:// or mailto:; a blank is %20 in it."
        )
    return made


def _feed(item: Mapping[str, Any]) -> FeedSettings:
    _known("feeds", item, FeedSettings)
    return FeedSettings(
        _typed("feeds: url", item.get("url"), str), _typed("feeds: source", item.get("source", ""), str),
        _words("feeds: words", item.get("words")), _words("feeds: sections", item.get("sections")),
        _typed("feeds: max_per_day", item.get("max_per_day", 50), int),
    )  # fmt: skip


def _suggest(value: Any) -> SuggestSettings | None:
    if value is None:
        return None
    item = _mapping("suggest", value)
    _known("suggest", item, SuggestSettings)
    given = item.get("command")
    command = tuple(shlex.split(given)) if isinstance(given, str) else _words("suggest: command", given)
    parameters = _mapping("suggest: parameters", item.get("parameters", {}))
    seconds = _typed("suggest: seconds", item.get("seconds", 120), int)
    if not command or not 1 <= seconds <= 3600:
        raise SettingsError(
            f"{MKDOCS}: plugins: digest: suggest: command is a program and its words; seconds is from 1 to 3600."
        )
    try:
        json.dumps(dict(parameters))
    except (TypeError, ValueError) as error:
        raise SettingsError(f"{MKDOCS}: plugins: digest: suggest: parameters may hold plain values alone.") from error
    return SuggestSettings(
        command, str(item.get("model", "")), parameters, _typed("suggest: rephrase", item.get("rephrase", False), bool), seconds,
    )  # fmt: skip
