"""Comparisons of units: one qualification against every candidate of a country.

``growth``: every qualification that stands in a mapping, against each other country; the slowest and the mean.
"""

from __future__ import annotations

import time
from statistics import mean

from kb.answers.against import against
from kb.model.identifier import SCHEMES, scheme_of
from kb.model.jurisdiction import state_of
from kb.release import Release, open_release
from kb.settings import settings


def holders(release: Release) -> list[str]:
    """The qualifications that stand on either side of a mapping."""
    catalogue = release.catalogue
    rows = [catalogue.mapping(key) for key in catalogue.mapping_keys(None, None, None)]
    found = {key for row in rows for key in (row.subject_id, row.object_id) if key.partition(":")[0] in SCHEMES}
    return sorted(found)


def growth(release: Release) -> None:
    """Print how long the slowest and the mean question take, in seconds of one processor and by the clock."""
    timed: list[tuple[float, float, int, str, str]] = []
    for key in holders(release):
        for country in ("nl", "de", "be"):
            if state_of(scheme_of(key)) == country:
                continue
            begun, busy = time.perf_counter(), time.process_time()
            found = against(release, key, country)
            spent, clock = time.process_time() - busy, time.perf_counter() - begun
            timed.append((spent, clock, len(found.candidates), key, country))
    spent, clock, count, key, country = max(timed)
    print(f"{len(timed)} questions, mean {mean(each[0] for each in timed) * 1000:.1f} ms of one processor")
    print(
        f"slowest {spent * 1000:.0f} ms ({clock * 1000:.0f} by the clock): {key} against {country}, {count} candidates"
    )


def main() -> None:
    """The figures on the current release."""
    growth(open_release(settings().releases))


if __name__ == "__main__":
    main()
