"""How messages name a file."""

from pathlib import Path

from digest.config import Settings
from digest.read.encoding import whole as whole_text


def shown(settings: Settings, path: Path) -> str:
    """A path as messages name it: relative to the project, with forward slashes."""
    return whole_text(
        path.relative_to(settings.root).as_posix() if path.is_relative_to(settings.root) else path.as_posix()
    )
