"""Brings the packaged message files up to date with the code and the templates; says what each has no translation for."""

from digest.messages.files import PACKAGED
from digest.messages.gathered import updated

for place in sorted(PACKAGED.glob("*.po")):
    written, left = updated(place, place.stem)
    place.write_bytes(written)
    print(f"{place.name}: {left} without a translation")
