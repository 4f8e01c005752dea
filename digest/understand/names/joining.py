"""Which mentions name the same? Full names first, then last names, short forms and acronyms that fit exactly one of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digest.model import EntityKind
from digest.understand.names import kinds, roles
from digest.understand.names.offices import is_courtesy
from digest.understand.names.runs import Run
from digest.understand.names.words import full_first_names, genders, places, words

_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_MOST = 20  # candidates looked at where hostile input has thousands
_LONG = 4  # words that a person's name seldom has
_STORMS = frozenset({"Storm", "Hurricane", "Typhoon", "Cyclone", "Operation"})  # what they name is no person
_SMALL = frozenset({"of", "for", "and", "the", "&", "on", "in", "de", "la"})


@dataclass(slots=True)
class Cluster:
    """One person or thing: its name and its mentions; `kind` is None while the evidence is weak."""

    name: str
    runs: list[Run] = field(default_factory=list)
    kind: EntityKind | None = None
    gender: str = ""
    roles: list[tuple[int, str]] = field(default_factory=list)  # (offset, role as stated)
    aliases: list[str] = field(default_factory=list)
    shared: "tuple[Cluster, ...]" = ()  # those of whom each of these mentions may name any

    @property
    def words(self) -> list[str]:
        """The words of the name without suffixes."""
        return [word for word in self.name.split() if word not in _SUFFIXES]


def join(found: Sequence[Run], text: str) -> list[Cluster]:
    """The runs in clusters, in order of first mention."""
    groups: dict[str, list[Run]] = {}
    for run in found:
        groups.setdefault(key(run.couple or run.text), []).append(run)
    clusters = [Cluster(_written(listed), listed) for listed in groups.values()]
    storms = {cluster.words[-1] for cluster in clusters if cluster.words and cluster.words[0] in _STORMS}
    clusters = [cluster for cluster in clusters if cluster.words and cluster.words[0] not in _STORMS]
    clusters = [cluster for cluster in clusters if cluster.name not in storms and not _is_storm(cluster)]
    alone = {cluster.name for cluster in clusters if len(cluster.words) == 1 and not _the(cluster)} - set(places())
    for cluster in clusters:
        cluster.kind = _kind(cluster, text, alone)
    clusters = _people(clusters)
    clusters = _bodies(clusters, text)
    for cluster in clusters:
        cluster.runs.sort(key=lambda run: run.start)
        cluster.gender = _gender(cluster) if cluster.kind is EntityKind.PERSON else ""
    return sorted(clusters, key=lambda cluster: cluster.runs[0].start)


def _is_storm(cluster: Cluster) -> bool:
    """Whether "Storm" is in front, where it has its capital from the beginning of a sentence."""
    if len(cluster.words) > 1:
        return False
    return any(
        run.before is not None and run.before.text.title() in _STORMS and run.name[0].gap == " " for run in cluster.runs
    )


def key(name: str) -> str:
    """A name in the form in which two spellings of it are the same."""
    return re.sub(r"[.’']|\b(?:al|el|ul|as|ash)-(?=[A-Z])", "", name).casefold()


def _written(listed: Sequence[Run]) -> str:
    """The name as it is written, seldom in capitals if there is another way."""
    forms = [run.couple or run.written for run in listed if not run.soft] or [
        run.couple or run.written for run in listed
    ]
    form = next((form for form in forms if not form.isupper()), forms[0])
    return form.title() if form.isupper() and len(form) > 3 and form.title() in places() else form


def _kind(cluster: Cluster, text: str, alone: set[str]) -> EntityKind | None:
    """Person, body or place; `alone` are the names of one word, for people are also called by their last name alone."""
    if any(run.couple for run in cluster.runs):
        return EntityKind.PERSON
    scores = [kinds.around(run, has_role=bool(roles.behind(run, text))) for run in cluster.runs]
    longest = max(cluster.runs, key=lambda run: len(run.name))
    said = kinds.of_words(longest)
    if 1 < len(cluster.words) < _LONG and cluster.words[-1] in alone and cluster.words[-1] not in words("body"):
        said[EntityKind.PERSON] += 1.0
    return kinds.decide(said, scores, longest)


def _people(clusters: list[Cluster]) -> list[Cluster]:
    """People named in full take the mentions by last name, by first name, with and without a middle name."""
    last = {c.words[-1] for c in clusters if c.kind is EntityKind.PERSON and len(c.words) > 1}
    for cluster in clusters:  # who bears the last name of a person is one: a relative
        if cluster.kind is None and 1 < len(cluster.words) < _LONG and cluster.words[-1] in last:
            cluster.kind = EntityKind.PERSON
    named = [c for c in clusters if c.kind is EntityKind.PERSON and len(c.words) > 1]
    tails = {tuple(c.words[at:]) for c in named for at in range(1, min(len(c.words), _LONG))}
    short = {id(c) for c in named if tuple(_risen(c.words)) in tails or tuple(_lowered(c.words)) in tails}
    full = _same_people([c for c in named if id(c) not in short])
    part_of: dict[str, list[Cluster]] = {}
    for cluster in full:
        for word in {key(cluster.words[0]), key(cluster.words[-1])}:
            part_of.setdefault(word, []).append(cluster)
    rest = [c for c in clusters if id(c) in short or not (c.kind is EntityKind.PERSON and len(c.words) > 1)]
    left = []
    for cluster in rest:
        if cluster.kind in {EntityKind.ORGANISATION, EntityKind.PLACE} and (len(cluster.words) > 1 or _strong(cluster)):
            left.append(cluster)
            continue
        spare = _hand_out(cluster, part_of.get(key(cluster.words[-1]), [])[:_MOST] if cluster.words else [])
        if spare:
            cluster.runs = spare
            left.append(cluster)
    return full + left


def _risen(name: Sequence[str]) -> Sequence[str]:
    """A last name that begins with a small word, unchanged; nobody is called by a last name that is a first name."""
    return name if name[0] not in genders() else ()


def _lowered(name: Sequence[str]) -> Sequence[str]:
    """As in "Van der Meer" at the beginning of a sentence as within a sentence: "van der Meer"."""
    return [name[0].lower(), *name[1:]]


def _strong(cluster: Cluster) -> bool:
    """Whether a single word is a place or body by itself, not only by what is around it."""
    return cluster.name in places() or cluster.name in words("known_body") or cluster.name.isupper()


def _same_people(full: list[Cluster]) -> list[Cluster]:
    """Joins "George Bush" and "George W. Bush", "Bill Clinton" and "William Clinton"; the fullest name stays."""
    by_last: dict[str, list[Cluster]] = {}
    for cluster in sorted(full, key=lambda c: (-len(c.words), c.runs[0].start)):
        family = by_last.setdefault(key(cluster.words[-1]), [])
        same = [other for other in family[:_MOST] if _same_first(cluster.words[0], other.words[0])]
        if len(same) == 1:
            earlier = cluster.runs[0].start < same[0].runs[0].start
            same[0].runs += cluster.runs
            _rename(same[0], cluster, earlier=earlier)
        else:
            family.append(cluster)
    return [cluster for family in by_last.values() for cluster in family]


def _rename(kept: Cluster, other: Cluster, *, earlier: bool) -> None:
    """The form that the article uses most is the name, if it also comes first; the other one is an alias."""
    count = sum(key(run.text) == key(other.name) for run in kept.runs)
    if earlier and count * 2 > sum(len(run.name) > 1 for run in kept.runs):
        kept.name, other.name = other.name, kept.name
    if other.name not in kept.aliases:
        kept.aliases.append(other.name)


def _same_first(one: str, two: str) -> bool:
    """Whether two first names may be one person's: the same, a short form, an initial."""
    a, b = key(one), key(two)
    if a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)):
        return True
    full = full_first_names()
    return full.get(one, one) == two or full.get(two, two) == one or (one in full and full.get(one) == full.get(two))


def _hand_out(cluster: Cluster, full: Sequence[Cluster]) -> list[Run]:
    """Gives each mention to the one person whose name it is part of; those that fit several stay, as `shared`."""
    part = [key(word) for word in cluster.words]
    by_last = [c for c in full if _ends_with(c.words, part)]
    by_first = [c for c in full if len(part) == 1 and key(c.words[0]) == part[0]] if not by_last else []
    fit = by_last or by_first
    if not fit or (by_first and cluster.kind is EntityKind.PLACE):
        return cluster.runs
    spare = []
    known = {id(one): _gender(one) for one in fit}
    bare = {id(one): _bare_from(one) for one in fit}
    for run in sorted(cluster.runs, key=lambda run: run.start):
        bearing = _bearing(run, fit, known)
        if len(bearing) == 1 and _is_another(run, bare[id(bearing[0])]):
            spare.append(run)
            continue
        if len(bearing) == 1:
            bearing[0].runs.append(run)
        else:
            spare.append(run)
    if spare and len(fit) > 1 and all(_bearing(run, fit, known) for run in spare):
        cluster.shared = tuple(fit)
    return spare


def _bare_from(bearer: Cluster) -> int:
    """Where somebody is first named in full, if never with an office in front; else -1."""
    full = [run for run in bearer.runs if len(run.name) > 1]
    return -1 if any(run.office for run in full) else min((run.start for run in full), default=-1)


def _is_another(run: Run, bare_from: int) -> bool:
    """Whether an office is before a last name, and the full name comes later without one: "President Orr" ahead of Ada Orr."""
    return run.start < bare_from and any(not is_courtesy(token.text) for token in run.office)


def _bearing(run: Run, fit: Sequence[Cluster], known: Mapping[int, str]) -> Sequence[Cluster]:
    """Whose name it may be: those of the gender that the title says, and of the suffix; `known` are the genders.

    "Lucius Jr." is not Lucius Orr.
    """
    gender, suffix = _gender_of_title(run), run.name[-1].text in _SUFFIXES
    agree = [one for one in fit if not gender or known[id(one)] in {gender, ""}]
    agree = [one for one in agree if not suffix or one.name.split()[-1] == run.name[-1].text]
    return [one for one in agree if gender and known[id(one)] == gender] or agree


def _ends_with(name: Sequence[str], part: Sequence[str]) -> bool:
    return 0 < len(part) < len(name) and [key(word) for word in name[-len(part) :]] == list(part)


def _gender_of_title(run: Run) -> str:
    for token in run.office:
        if token.text in words("courtesy_f") or token.text in words("office_f"):
            return "f"
        if token.text in words("courtesy_m") or token.text in words("office_m"):
            return "m"
    return ""


def _gender(cluster: Cluster) -> str:
    """The gender: "m" or "f" by the titles, else as the first name does, else ""."""
    titles = [gender for run in cluster.runs if (gender := _gender_of_title(run))]
    if titles:
        return max(sorted(set(titles)), key=titles.count)
    if len(cluster.words) < 2:
        return ""
    known = genders().get(cluster.words[0], "") or genders().get(cluster.words[0].partition("-")[0], "")
    if known in {"", "u"} and len(cluster.words) > 2:
        known = genders().get(cluster.words[1], "")
    return known if known in {"m", "f"} else ""


# ---------------------------------------------------------------- bodies and places


def _bodies(clusters: list[Cluster], text: str) -> list[Cluster]:
    """Acronyms and short forms go to the one longer name that they abbreviate."""
    others = [c for c in clusters if c.kind is not EntityKind.PERSON]
    people = [c for c in clusters if c.kind is EntityKind.PERSON]
    longer: dict[str, list[Cluster]] = {}  # the first word, its first letter → the names of several words that begin so
    for long in others:
        if len(long.words) > 1 and long.kind is not EntityKind.PLACE:
            longer.setdefault(long.words[0], []).append(long)
            longer.setdefault(long.words[0][0].upper(), []).append(long)
    gone: set[int] = set()
    for short in sorted(others, key=lambda c: (len(c.words), c.runs[0].start)):
        start = short.name[0] if short.name.isupper() and len(short.words) == 1 else (short.words or [""])[0]
        near = longer.get(start, [])[:_MOST]
        fit = [long for long in near if long is not short and id(long) not in gone and _stands_for(short, long, text)]
        if len(fit) == 1:
            fit[0].runs += short.runs
            fit[0].aliases.append(short.name)
            fit[0].kind = fit[0].kind or short.kind or (EntityKind.ORGANISATION if short.name.isupper() else None)
            gone.add(id(short))
    return people + [c for c in others if id(c) not in gone]


def _stands_for(short: Cluster, long: Cluster, text: str) -> bool:
    if len(long.words) <= len(short.words) or long.kind is EntityKind.PLACE or short.name in places():
        return False
    initials = "".join(word[0] for word in long.words if word not in _SMALL)
    bare = short.name.replace(".", "")
    if len(short.words) == 1 and len(bare) > 1 and bare.isupper():
        return (
            bare == initials.upper()
            or bare == "".join(word[0] for word in long.words).upper()
            or _in_brackets(short, long, text)
        )
    if long.kind is not EntityKind.ORGANISATION and long.words[-1] not in words("body_suffix"):
        return False
    lead = long.words[: len(short.words)]
    rest = long.words[len(short.words) :]
    if lead != short.words:
        return (
            len(short.words) == 1 and short.name in words("body") and long.words[0] == short.name and "of" in long.words
        )
    if short.name in words("body") or short.name in words("office_part"):
        return "of" in rest
    return all(word in words("body_suffix") or word in words("body") or word in _SMALL for word in rest) or _the(short)


def _the(short: Cluster) -> bool:
    return all(run.before is not None and run.before.text == "the" for run in short.runs) and len(short.words) == 1


def _in_brackets(short: Cluster, long: Cluster, text: str) -> bool:
    """As in "Society of Motor Manufacturers and Traders (SMMT)": the acronym right behind the name, with most of its letters."""
    first = short.runs[0]
    letters = {word[0].upper() for word in long.words}
    close = any(
        text[run.end : first.start].strip(" \n") == "(" for run in long.runs if run.end <= first.start <= run.end + 3
    )
    return close and sum(letter in letters for letter in first.text) * 2 >= len(first.text)


def borrow(one: Run, two: Run) -> None:
    """As in "Bill and Hillary Clinton": a lone first name in front of "and" and a full name takes the last name of that one."""
    if len(one.name) != 1 or one.possessive or one.after is None or one.after.text != "and" or len(two.name) < 2:
        return
    if two.before is not one.after or two.office or two.name[0].gap != " " or one.office:
        return
    if one.text in genders() and two.name[0].text in genders() and two.name[-1].text not in words("body"):
        one.couple = f"{one.text} {two.name[-1].text}"
