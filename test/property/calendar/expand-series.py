"""Expands a series with python-dateutil and zoneinfo: JSON from stdin, planned occurrences as JSON to stdout.

Shares nothing with the product but the meaning of a recurrence in Exchange: a day that a month does not have is its
last one, a wall time that happens twice is the second, and one that is left out is an hour later.
"""
import json
import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SETS = {"day": range(7), "weekday": range(5), "weekend-day": (5, 6)}
POSITIONS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def date_of_month(day):
    if day <= 28:
        return {"bymonthday": day}
    return {"bymonthday": list(range(28, day + 1)), "bysetpos": -1}


def relative(pattern):
    days = SETS.get(pattern["day"]) or [NAMES.index(pattern["day"])]
    return {"byweekday": [weekday(day) for day in days], "bysetpos": POSITIONS[pattern["week"]]}


def rule_of(pattern):
    kind = pattern["kind"]
    every = {"interval": pattern.get("interval", 1)}
    if kind == "daily":
        return DAILY, every
    if kind == "weekly":
        days = [weekday(NAMES.index(name)) for name in pattern["days"]]
        return WEEKLY, {**every, "byweekday": days, "wkst": NAMES.index(pattern.get("firstDayOfWeek", "sunday"))}
    if kind == "monthly":
        return MONTHLY, {**every, **date_of_month(pattern["dayOfMonth"])}
    if kind == "relative-monthly":
        return MONTHLY, {**every, **relative(pattern)}
    if kind == "yearly":
        return YEARLY, {"bymonth": pattern["month"], **date_of_month(pattern["dayOfMonth"])}
    return YEARLY, {"bymonth": pattern["month"], **relative(pattern)}


def instant(wall, zone):
    first, second = wall.replace(tzinfo=zone, fold=0), wall.replace(tzinfo=zone, fold=1)
    is_twice = first.utcoffset() > second.utcoffset()
    return (second if is_twice else first).astimezone(timezone.utc)


def text(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


asked = json.load(sys.stdin)
pattern, bounds = asked["recurrence"]["pattern"], asked["recurrence"]["range"]
frequency, rule = rule_of(pattern)
begin = datetime.fromisoformat(bounds["start"])
if bounds["kind"] == "numbered":
    rule["count"] = bounds["count"]
if bounds["kind"] == "end-date":
    rule["until"] = datetime.fromisoformat(bounds["end"])
zone = ZoneInfo(asked["zone"])
planned = []
for day in rrule(frequency, dtstart=begin, **rule):
    if len(planned) == asked["limit"]:
        break
    start = day + timedelta(minutes=asked["minuteOfDay"])
    end = start + timedelta(minutes=asked["minutes"])
    planned.append({"day": f"{day:%Y-%m-%d}", "start": text(instant(start, zone)), "end": text(instant(end, zone))})
json.dump(planned, sys.stdout)
