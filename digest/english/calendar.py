"""The names of months and weekdays, and their abbreviations."""

from typing import Final

# each name in small letters, without a full stop, and its month
MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
# Monday first, as `date.weekday` counts
WEEKDAYS: Final = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
WEEKDAYS_SHORT: Final = frozenset("mon tue tues wed weds thu thur thurs fri sat sun".split())
