"""What the owner keeps beside the articles: topics and names. A broken file stops the run before anything changes."""

from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from digest import people, suggest
from digest.config import Settings, shown
from digest.errors import ContentError, SettingsError
from digest.people import Aliases
from digest.pipeline import Options
from digest.understand.topics import taxonomy

_LARGEST = 1_000_000  # bytes
_TOPICS = resources.files("digest.understand.topics").joinpath("topics.yaml")


def options(settings: Settings) -> Options:
    """How articles are read here. Raises `SettingsError` that names the file, the line and what to do."""
    try:
        topics = taxonomy(_plain(settings, settings.topics) if settings.topics.is_file() else _packaged())
    except ContentError as error:
        raise SettingsError(str(error)) from error
    outlets = tuple((host, source.name) for source in settings.sources.values() for host in source.hosts or ("",))
    rights = tuple((source.name, source.rights.value) for source in settings.sources.values())
    model = settings.suggest
    asked = suggest.asked_of(model.model, model.parameters, rephrase=model.rephrase) if model else None
    return Options(settings.key_points_min, settings.key_points_max, topics, outlets, rights, asked)


def aliases(settings: Settings) -> Aliases:
    """What the owner said about names. Raises `SettingsError`."""
    name = shown(settings, settings.names)
    try:
        text = settings.names.read_text("utf-8") if settings.names.is_file() else ""
        return people.parse(text, name)
    except ContentError as error:
        raise SettingsError(str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name}: The file cannot be read: {error}") from error


def _packaged() -> dict[str, Any]:
    """The topics of a digest whose owner gives none."""
    found: dict[str, Any] = yaml.load(_TOPICS.read_text("utf-8"), yaml.CSafeLoader)
    return found


def _plain(settings: Settings, place: Path) -> dict[str, Any]:
    """A YAML file whose values are all text, as "NO" and "on" are words too; an absent one holds nothing."""
    if not place.is_file():
        return {}
    name = shown(settings, place)
    try:
        if place.stat().st_size > _LARGEST:
            raise SettingsError(f"{name}: The file is larger than {_LARGEST:,} bytes.")
        found = yaml.load(place.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 - it makes lists, mappings and text alone
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SettingsError(
            f"{name}:{line}: The file is not YAML: {error.problem}. Check this line and the one before it."
        ) from error
    except (OSError, yaml.YAMLError, ValueError, RecursionError) as error:
        raise SettingsError(f"{name}: The file cannot be read: {error}") from error
    if found is not None and not isinstance(found, dict):
        raise SettingsError(f"{name}: The file is not a list of names and values.")
    return found or {}
