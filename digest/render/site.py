"""What pages need to know of the site as a whole."""

from dataclasses import dataclass, field

from digest.config import Settings
from digest.messages import Messages


@dataclass(frozen=True, slots=True)
class Site:
    """Name, address (with a slash at its end, or ""), description and language (BCP 47) of the site, the owner's settings, and what the site says."""

    name: str
    url: str
    description: str
    settings: Settings
    language: str = "en"
    messages: Messages = field(default_factory=Messages)
