"""Moments with a time zone become moments of the clock on the wall, before a day is taken of them."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

get_zone = lru_cache(ZoneInfo)


def local(moment: datetime, zone: str) -> datetime:
    """A moment by the local clock of `zone`; one without a time zone stays.

    >>> local(datetime.fromisoformat("2023-12-31T23:00+00:00"), "Europe/Copenhagen")
    datetime.datetime(2024, 1, 1, 0, 0)
    """
    return moment if moment.tzinfo is None else moment.astimezone(get_zone(zone)).replace(tzinfo=None)
