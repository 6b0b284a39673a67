"""Reads an iCalendar file and prints, as JSON, the starts of each series in milliseconds, by UID.

Parsed by python3-icalendar, expanded by python3-dateutil, which reads the VTIMEZONE of the file as well.
Usage: icalendar-starts.py FILE WINDOWS, the second a JSON file with [from, to] in milliseconds by UID.
"""
import datetime
import io
import json
import sys

import icalendar
from dateutil import rrule, tz

ics = open(sys.argv[1], encoding="utf-8").read()
windows = json.load(open(sys.argv[2], encoding="utf-8"))
calendar = icalendar.Calendar.from_ical(ics)
has_zones = any(calendar.walk("VTIMEZONE"))
zones = tz.tzical(io.StringIO(ics.replace("\r\n ", ""))) if has_zones else None


def moment(value, tzid):
    """An aware time; a day counts as its midnight in UTC."""
    if not isinstance(value, datetime.datetime):
        return datetime.datetime(value.year, value.month, value.day, tzinfo=tz.UTC)
    if tzid is None:
        return value.replace(tzinfo=tz.UTC)
    return value.replace(tzinfo=zones.get(tzid))


def milliseconds(when):
    return round(tz.resolve_imaginary(when).timestamp() * 1000)


def read(event, name):
    prop = event[name]
    return moment(prop.dt, prop.params.get("TZID"))


starts = {}
events = calendar.walk("VEVENT")
for master in (event for event in events if "RECURRENCE-ID" not in event):
    uid = str(master["UID"])
    first = read(master, "DTSTART")
    rule = master["RRULE"].to_ical().decode()
    if not isinstance(master["DTSTART"].dt, datetime.datetime) and "UNTIL=" in rule:
        rule = ";".join(part + "T000000Z" if part.startswith("UNTIL=") else part for part in rule.split(";"))
    exdates = master.get("EXDATE", [])
    gone = {
        milliseconds(moment(each.dt, exdate.params.get("TZID")))
        for exdate in (exdates if isinstance(exdates, list) else [exdates])
        for each in exdate.dts
    }
    moved = {
        milliseconds(read(event, "RECURRENCE-ID")): milliseconds(read(event, "DTSTART"))
        for event in events
        if str(event["UID"]) == uid and "RECURRENCE-ID" in event
    }
    until = datetime.datetime.fromtimestamp(windows[uid][1] / 1000, tz.UTC)
    occurrences = rrule.rrulestr(rule, dtstart=first).between(first, until, inc=True)
    planned = [milliseconds(each) for each in occurrences]
    starts[uid] = sorted(moved.get(each, each) for each in planned if each not in gone)

json.dump(starts, sys.stdout)
