"""Makes the site's two type families: Source Serif 4 and Source Sans 3, cut to what pages need, renamed as their licence asks.

    python3 -m venv /tmp/fonts && /tmp/fonts/bin/pip install fonttools==4.68.0 brotli==1.2.1
    npm pack @fontsource-variable/source-serif-4@5.3.1 @fontsource-variable/source-sans-3@5.3.1   # unpack each into a folder
    /tmp/fonts/bin/python training/fonts.py FOLDER-OF-SERIF FOLDER-OF-SANS

Writes digest/templates/assets/fonts/*.woff2; the same packages and versions give the same bytes. Weights are 400 to 700, the italic has 400 alone.
"""

import sys
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).parent.parent / "digest/templates/assets/fonts"
# What CSS states as `unicode-range` too: a browser loads a file only for a page that has one of its characters.
RANGES = {
    "latin": [*range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x152, 0x153, 0x2BC, *range(0x2002, 0x200C), *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122, 0x2190, 0x2192, 0x2212, 0x2248],
    "latin-ext": [*range(0x100, 0x131), *range(0x132, 0x152), *range(0x154, 0x180), *range(0x218, 0x21C), 0x1E9E, 0x20A9, 0x20AA, 0x20AB, 0x20B4, 0x20B9, 0x20BA, 0x20BD],
    "cyrillic": [*range(0x400, 0x460), 0x490, 0x491],
}  # fmt: skip
# Family → folder's place in the arguments, name in the package, style, limits of the weight, ranges
FACES = [
    ("Digest Serif", 0, "source-serif-4", "normal", (400, 700), ["latin", "latin-ext", "cyrillic"]),
    ("Digest Serif", 0, "source-serif-4", "italic", 400, ["latin", "latin-ext"]),
    ("Digest Sans", 1, "source-sans-3", "normal", (400, 700), ["latin", "latin-ext", "cyrillic"]),
]


def main(folders: list[Path]) -> None:
    """Writes every face and says how large it is."""
    TARGET.mkdir(parents=True, exist_ok=True)
    whole = 0
    for family, place, package, style, weight, ranges in FACES:
        for name in ranges:
            font = TTFont(folders[place] / f"files/{package}-{name}-wght-{style}.woff2", recalcTimestamp=False)
            held = BytesIO()
            instantiateVariableFont(font, {"wght": weight}, updateFontNames=False).save(held)
            font = TTFont(
                held, recalcTimestamp=False
            )  # anew: the table of variations leaves out glyphs that never vary
            _cut(font, RANGES[name])
            _rename(font, family)
            font.flavor = "woff2"
            slope = "-italic" if style == "italic" else ""
            target = TARGET / f"{family.lower().replace(' ', '-')}{slope}-{name}.woff2"
            font.save(target)
            whole += target.stat().st_size
            print(f"{target.name}: {target.stat().st_size:,} bytes, {len(font.getBestCmap())} characters")
    print(f"{whole:,} bytes together")


def _cut(font: TTFont, characters: list[int]) -> None:
    options = Options()
    options.layout_features = ["kern", "liga", "locl", "ccmp", "mark", "mkmk"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
    cutter = Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)


def _rename(font: TTFont, family: str) -> None:
    """Gives it a name of its own: “Source” is reserved for what is unchanged."""
    for record in list(font["name"].names):
        if record.nameID in {1, 4}:
            record.string = family
        elif record.nameID == 6:
            record.string = family.replace(" ", "")
        elif record.nameID in {16, 17, 25}:
            font["name"].removeNames(nameID=record.nameID)


main([Path(argument) for argument in sys.argv[1:3]])
