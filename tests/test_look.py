"""The site's type and colours: its own files alone, small enough, and readable in every palette that is documented."""

import re

import pytest

from digest.render import PACKAGED
from tests.conftest import ROOT

ASSETS = PACKAGED / "assets"
CSS = (ASSETS / "digest.css").read_text("utf-8")
SITE = (ROOT / "docs/site.md").read_text("utf-8")
_PALETTE = re.compile(r'\[data-md-color-scheme="(default|slate)"\] \{([^}]+)\}')
_COLOUR = re.compile(r"--([a-z]+): #([0-9a-f]{6});")


def palettes() -> list[dict[str, str]]:
    """The program's own, light and dark, and those that change some of its colours: for more contrast, and in the documentation."""
    found = [(match[1], dict(_COLOUR.findall(match[2]))) for text in (CSS, SITE) for match in _PALETTE.finditer(text)]
    own: dict[str, dict[str, str]] = {}
    for scheme, colours in found:
        own.setdefault(scheme, colours)
    return [{**own[scheme], **colours} for scheme, colours in found if colours]


def light(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", palettes(), ids=lambda palette: palette["paper"] + palette["ink"])
def test_text_can_be_read_in_every_palette(palette: dict[str, str]) -> None:
    """Ink, soft ink, the one colour and links have a contrast of 4.5 on paper and on panels."""
    for text in ("ink", "soft", "red", "link"):
        for ground in ("paper", "panel"):
            bright, dark = sorted((light(palette[text]), light(palette[ground])), reverse=True)
            assert (bright + 0.05) / (dark + 0.05) >= 4.5, (text, ground)


def test_there_are_two_example_palettes() -> None:
    """Each is light and dark, as the program's own is."""
    assert [match[1] for match in _PALETTE.finditer(SITE)] == ["default", "slate"] * 2


def test_fonts_are_the_sites_own_and_small() -> None:
    """Each file that the style sheet names is there, none is of another host, all together are at most 150 KB."""
    named = set(re.findall(r"url\(([^)]+)\)", CSS))
    files = {f"fonts/{place.name}" for place in (ASSETS / "fonts").iterdir()}
    assert {name for name in named if name.startswith("fonts/")} == files
    assert not [name for name in named if ":" in name or name.startswith("//")]
    assert sum(place.stat().st_size for place in (ASSETS / "fonts").iterdir()) <= 150_000


def test_sizes_are_steps_of_the_scale() -> None:
    """No rule has a size of text of its own: an owner changes them all in one place."""
    rules = CSS[CSS.index("body {") :]
    assert re.findall(r"(?:font-size|font): [^;}]*?[.0-9]+rem(?=[/;! }])", rules) == []


def test_rules_follow_the_direction_of_writing() -> None:
    """No rule says left or right: in a language that is written from right to left the page is turned around."""
    assert (
        re.findall(r"(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)|[;{ ](?:left|right): ", CSS)
        == []
    )
