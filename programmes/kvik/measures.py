"""Measures of this evaluation's own. A function here is `own.<function>` in the report (docs/own-measure.md)."""

from forlob.measures.declared import share
from forlob.measures.participants import enrolled


@share(
    of=enrolled,
    needs=["participants.enrolled_on", "placements.started_on"],
    da="I praktik inden for 90 dage",
    en="In placement within 90 days",
    def_da="Antal forløb, hvis første praktik begyndte senest 90 dage efter indskrivningen, ud af alle forløb.",
)
def placed_within_90_days(data):
    """Number of participations whose first company placement began at most 90 days after enrolment, out of all
    participations begun.
    """
    days = data.first("placements", "started_on") - data.participations["enrolled_on"]
    return days.dt.days <= 90
