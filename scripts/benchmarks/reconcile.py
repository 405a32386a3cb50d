"""Reconciliation of 500 misspelled titles of all registers: time, precision, recall. ``scripts/bench reconcile``.

The titles are real ones of the registers, every one spoiled by a fixed seed: letters swapped, dropped or doubled,
diacritics and spaces lost, a word cut off. A candidate counts as right if it is the qualification itself or bears the
very same title (former and present codes of one title cannot be told apart by a title).
"""

from __future__ import annotations

import os
import random
import time

from kb.answers.match import matcher, names
from kb.answers.reconcile import answer
from kb.release import Release, open_release
from kb.search.normal import normal
from kb.settings import settings

_COUNT = 500
_SEED = int(os.environ.get("SEED", "1"))


def spoiled(text: str, chance: random.Random) -> str:
    """A title as people type it."""
    letters = list(text)
    for _ in range(1 + len(letters) // 12):
        at = chance.randrange(max(1, len(letters) - 1))
        match chance.randrange(4):
            case 0 if at + 1 < len(letters):
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
            case 1:
                letters[at : at + 1] = []
            case 2:
                letters.insert(at, letters[at] if letters else "e")
            case _:
                letters[at : at + 1] = chance.choice("aeiourst")
    words = "".join(letters).split()
    if len(words) > 3 and chance.random() < 0.2:
        words.pop()
    return " ".join(words) if chance.random() < 0.8 else "".join(words)


def cases(release: Release) -> list[tuple[str, str, str]]:
    """Spoiled title, place of the register, normal form of the right title; present qualifications only."""
    chance = random.Random(_SEED)
    present = [
        each
        for each in names(release.catalogue)
        if each.kind == "qualification" and each.rank < 3 and len(each.name) > 5
    ]
    chosen = chance.sample(sorted(present, key=lambda each: (each.item, each.name)), _COUNT)
    return [(spoiled(each.name, chance), each.place, normal(each.name)) for each in chosen]


def main() -> None:
    """Print time, precision and recall, with the country given and without."""
    release = open_release(settings().releases)
    started = time.perf_counter()
    matcher(release.catalogue)
    print(f"index of names            {time.perf_counter() - started:6.2f} s, once for each release")
    borne: dict[str, set[str]] = {}
    for each in names(release.catalogue):
        borne.setdefault(each.item, set()).add(normal(each.name))
    for with_country in (False, True):
        _measure(release, borne, with_country)


def _measure(release: Release, borne: dict[str, set[str]], with_country: bool) -> None:
    listed = cases(release)
    queries = {
        str(number): {
            "query": text,
            "type": "qualification",
            "properties": [{"pid": "country", "v": place}] if with_country else [],
        }
        for number, (text, place, _) in enumerate(listed)
    }
    started = time.perf_counter()
    found = answer(release, queries, "en")
    spent = time.perf_counter() - started
    right = [
        [title in borne[each["id"]] for each in found[str(number)]["result"]]
        for number, (_, _, title) in enumerate(listed)
    ]
    certain = [bool(found[str(n)]["result"]) and found[str(n)]["result"][0]["match"] for n in range(len(listed))]
    sure = [right[number][0] for number, is_certain in enumerate(certain) if is_certain]
    print(f"{_COUNT} titles, country {'given' if with_country else 'not given'}: {spent:.2f} s")
    print(f"  first candidate right   {sum(row[:1] == [True] for row in right) / _COUNT:.3f}")
    print(f"  among the first five    {sum(any(row) for row in right) / _COUNT:.3f}")
    print(
        f"  called certain          {sum(certain)}: precision {sum(sure) / max(1, len(sure)):.3f}, "
        f"recall {sum(sure) / _COUNT:.3f}"
    )


if __name__ == "__main__":
    main()
