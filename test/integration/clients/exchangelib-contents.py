"""What a mailbox holds, read by a client that we did not write: prints one JSON object with e-mails, appointments and tasks.

Usage: exchangelib-contents.py URL ADDRESS USER PASSWORD FROM TO. Occurrences of series are expanded by the server between the two
days. Values are those of Exchange; the caller knows what they are called elsewhere.
"""
import hashlib
import json
import sys
from datetime import datetime, timezone

from exchangelib import (
    Account,
    BASIC,
    Build,
    Configuration,
    Credentials,
    DELEGATE,
    EWSDateTime,
    EWSTimeZone,
    FileAttachment,
    Message,
    Version,
)
from exchangelib.fields import Choice, ChoiceField, EWSElementField
from exchangelib.properties import EWSElement

url, address, user, password, first_day, last_day = sys.argv[1:7]
config = Configuration(service_endpoint=url, credentials=Credentials(user, password), auth_type=BASIC,
                       version=Version(build=Build(15, 2, 1544, 11)))
account = Account(address, config=config, autodiscover=False, access_type=DELEGATE, default_timezone=EWSTimeZone("UTC"))


class Flag(EWSElement):
    """The library does not know this property of EWS."""
    ELEMENT_NAME = "Flag"
    status = ChoiceField(field_uri="FlagStatus", choices={Choice("NotFlagged"), Choice("Flagged"), Choice("Complete")})


Message.add_field(EWSElementField("flag", field_uri="item:Flag", value_cls=Flag), insert_after="subject")


def instant(value):
    return value and datetime.fromtimestamp(value.timestamp(), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def person(mailbox):
    return mailbox and mailbox.email_address


def attachment(each):
    is_file = isinstance(each, FileAttachment)
    return {"name": each.name, "size": len(each.content) if is_file else None}


def email(folder, item):
    mime = item.mime_content
    return {
        "folder": folder, "subject": item.subject or "", "isRead": item.is_read, "importance": item.importance,
        "categories": item.categories or [], "flag": item.flag.status if item.flag else "NotFlagged",
        "receivedAt": instant(item.datetime_received), "sentAt": instant(item.datetime_sent), "messageId": item.message_id, "from": person(item.author),
        "to": [person(each) for each in item.to_recipients or []],
        "mime": hashlib.sha256(mime).hexdigest(), "attachments": [attachment(each) for each in item.attachments],
    }


def times(item):
    if item.is_all_day:
        return {"isAllDay": True, "start": str(item.start), "end": str(item.end)}
    return {"isAllDay": False, "start": instant(item.start), "end": instant(item.end)}


def appointment(item):
    zone = item._start_timezone
    return {
        "subject": item.subject, "text": item.text_body or "", "location": item.location or "", "times": times(item),
        "timeZone": zone.ms_id if zone else None, "freeBusy": item.legacy_free_busy_status, "importance": item.importance,
        "sensitivity": item.sensitivity, "categories": item.categories or [],
        "reminderMinutes": item.reminder_minutes_before_start if item.reminder_is_set else None, "uid": item.uid,
        "isSeries": item.type == "RecurringMaster",
        "attendees": [person(each.mailbox) for each in (item.required_attendees or []) + (item.optional_attendees or [])],
    }


def occurrence(item):
    return {"subject": item.subject, "times": times(item)}


def day(value):
    return value and str(value)


def task(item):
    return {
        "subject": item.subject, "text": item.text_body or "", "startDate": day(item.start_date), "dueDate": day(item.due_date),
        "completedDate": item.complete_date and str(item.complete_date.date()), "status": item.status,
        "percentComplete": int(item.percent_complete or 0), "importance": item.importance, "sensitivity": item.sensitivity,
        "categories": item.categories or [], "reminderAt": instant(item.reminder_due_by) if item.reminder_is_set else None,
        "totalWorkMinutes": item.total_work or 0, "actualWorkMinutes": item.actual_work or 0,
    }


def at(text):
    return EWSDateTime(*map(int, text.split("-")), tzinfo=account.default_timezone)


folders = {"inbox": account.inbox, "drafts": account.drafts, "outbox": account.outbox, "sent": account.sent, "junk": account.junk,
           "deleted": account.trash}
print(json.dumps({
    "emails": [email(name, item) for name, folder in folders.items() for item in folder.all()],
    "appointments": [appointment(item) for item in account.calendar.all()],
    "occurrences": [occurrence(item) for item in account.calendar.view(start=at(first_day), end=at(last_day))],
    "tasks": [task(item) for item in account.tasks.all()],
}))
