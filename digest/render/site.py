"""What pages need to know of the site as a whole."""

from dataclasses import dataclass

from digest.config import Settings


@dataclass(frozen=True, slots=True)
class Site:
    """Name, address (with a slash at its end, or ""), description and language (BCP 47) of the site, and the owner's settings."""

    name: str
    url: str
    description: str
    settings: Settings
    language: str = "en"
