"""Every chart with rows as the report has them; run as a script it writes the digest of each, for comparison."""

import hashlib
import sys
from functools import cache

from forlob.show import charts
from forlob.show.outputs import Chart
from forlob.show.words import Words
from tests.show import examples

CHARTS = {
    "expected-and-actual": ("expected_and_actual", examples.expected_and_actual, {}),
    "shares": ("shares", examples.key_shares, {}),
    "shares-sorted": ("shares", examples.education, {"sort": True, "zeros": False}),
    "shares-suppressed": ("shares", examples.few, {}),
    "status": ("status", examples.status, {}),
    "match-groups": ("match_groups", examples.match_groups, {}),
    "age-and-match": ("age_and_match", examples.age_and_match, {}),
    "curves": ("curves", examples.curves, {}),
    "incidence": ("incidence", examples.incidence, {}),
    "medians": ("medians", examples.medians, {}),
    "hours": ("hours", examples.hours, {}),
    "hours-by-day": ("hours", examples.hours_by_day, {}),
    "self-supporting": ("shares_by_project", examples.self_supporting, {"highlight": "assens"}),
    "ages": ("composition_by_project", examples.ages_by_project, {}),
    "education": ("composition_by_project", examples.education_by_project, {}),
    "first-and-latest": ("first_and_latest", examples.first_and_latest, {}),
    "changes": ("changes", examples.changes, {}),
    "turned": ("turned", examples.turned, {}),
    "turned-with-few": ("turned", examples.turned_with_few, {}),
    "by-quarter": ("scores_by_quarter", examples.by_quarter, {}),
    "themes": ("themes", examples.themes, {}),
    "states": ("states_by_month", examples.states, {}),
    "funnel": ("funnel", examples.funnel, {}),
    "funnel-few": ("funnel", examples.funnel_few, {}),
    "funnels": ("funnel_by_project", examples.funnels, {}),
    "likert": ("likert", examples.likert, {}),
    "wellbeing": ("wellbeing", examples.wellbeing, {}),
    "categories": ("composition_by_project", examples.categories_by_project, {"order_by": ""}),
    "day-and-category": ("heat_map", examples.day_and_category, {}),
    "weeks": ("hours_by_week", examples.weeks, {}),
}


def draw(name: str, language: str = "da") -> Chart:
    function, rows, options = CHARTS[name]
    return getattr(charts, function)(rows(), Words(language), key=name, **options)


#: The chart, drawn once for all tests that only look at it.
drawn = cache(draw)


def digests(language: str) -> list[str]:
    return [f"{name} {hashlib.sha256(draw(name, language).svg.encode()).hexdigest()}" for name in CHARTS]


if __name__ == "__main__":
    print("\n".join(digests(sys.argv[1])))
