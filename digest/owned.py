"""What the owner keeps beside the articles: the taxonomy of topics. A broken file stops the run before anything changes."""

from pathlib import Path
from typing import Any

import yaml

from digest.config import Settings
from digest.errors import ContentError, SettingsError
from digest.understand import Options
from digest.understand.topics import taxonomy

_LARGEST = 1_000_000  # bytes


def options(settings: Settings) -> Options:
    """How articles are read here. Raises `SettingsError` that names the file, the line and what to do."""
    try:
        owned = taxonomy(_plain(settings, settings.topics))
    except ContentError as error:
        raise SettingsError(str(error)) from error
    return Options(settings.key_points_min, settings.key_points_max, owned)


def _plain(settings: Settings, place: Path) -> dict[str, Any]:
    """A YAML file as plain values; an absent one holds nothing."""
    if not place.is_file():
        return {}
    shown = place.relative_to(settings.root).as_posix() if place.is_relative_to(settings.root) else place.as_posix()
    try:
        if place.stat().st_size > _LARGEST:
            raise SettingsError(f"{shown}: The file is larger than {_LARGEST:,} bytes.")
        found = yaml.load(place.read_text("utf-8"), yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SettingsError(
            f"{shown}:{line}: The file is not YAML: {error.problem}. Check this line and the one before it."
        ) from error
    except (OSError, yaml.YAMLError, ValueError) as error:
        raise SettingsError(f"{shown}: The file cannot be read: {error}") from error
    if found is not None and not isinstance(found, dict):
        raise SettingsError(f"{shown}: The file is not a list of names and values.")
    return found or {}
