"""What a client that we did not write does with the EWS test server: prints one line `ok <step>` per step.

Usage: exchangelib-tour.py URL, then ADDRESS USER PASSWORD of two mailboxes and of a service account that has a mailbox, may
act as the owner of the first and may only read the second, which the owner of the first may change. Ends with exit code 1 and a
traceback at the first surprise.
"""
import sys
from datetime import timedelta

from exchangelib import (
    Account,
    Attendee,
    BASIC,
    Body,
    Build,
    CalendarItem,
    Configuration,
    Credentials,
    DELEGATE,
    EWSDate,
    EWSDateTime,
    EWSTimeZone,
    FileAttachment,
    Folder,
    HTMLBody,
    IMPERSONATION,
    ItemAttachment,
    Mailbox,
    Message,
    NTLM,
    Task,
    Version,
)
from exchangelib.errors import (
    ErrorAccessDenied,
    ErrorCalendarOccurrenceIsDeletedFromRecurrence,
    ErrorImpersonateUserDenied,
    UnauthorizedError,
)
from exchangelib.fields import MONDAY, THURSDAY, TUESDAY
from exchangelib.items import (
    MeetingCancellation,
    MeetingRequest,
    MeetingResponse,
    SEND_TO_ALL_AND_SAVE_COPY,
    SEND_TO_NONE,
)
from exchangelib.recurrence import Recurrence, TaskRecurrence, WeeklyPattern

url = sys.argv[1]


def open_account(address, user, password, auth_type=BASIC, access_type=DELEGATE):
    config = Configuration(service_endpoint=url, credentials=Credentials(user, password), auth_type=auth_type,
                           version=Version(build=Build(15, 2, 1544, 11)),
                           max_connections=2)  # streaming keeps one for itself
    return Account(address, config=config, autodiscover=False, access_type=access_type,
                   default_timezone=EWSTimeZone("Europe/Zurich"))


address = sys.argv[2]
account = open_account(*sys.argv[2:5])
other = open_account(*sys.argv[5:8])
service_user, service_password = sys.argv[9:11]


def check(condition, step):
    if not condition:
        raise AssertionError(step)
    print("ok", step, flush=True)


def folders():
    check(account.inbox.name in ("Inbox", "Posteingang"), "find the Inbox")
    folder = Folder(parent=account.inbox, name="Projekte")
    folder.save()
    check(folder.id and "Projekte" in [f.name for f in account.inbox.children], "create a folder")
    folder.name = "Projekte 2026"
    folder.save()
    account.inbox.refresh()
    account.root.clear_cache()
    check("Projekte 2026" in [f.name for f in account.inbox.children], "rename a folder")
    return folder


def messages(folder):
    message = Message(account=account, folder=folder, subject="Grüße & <Küsse>", body=HTMLBody("<p>Hallo</p>"),
                      to_recipients=[Mailbox(name="Jürgen", email_address="juergen@contoso.example")],
                      categories=["Kunde"], importance="High")
    message.attach(FileAttachment(name="plan.txt", content=b"Plan \xc3\xa4"))
    message.save()
    read = folder.get(id=message.id)
    check((read.subject, read.importance, read.categories) == ("Grüße & <Küsse>", "High", ["Kunde"]), "create a message")
    check("<p>Hallo</p>" in read.body, "read the body")
    check(read.to_recipients[0].email_address == "juergen@contoso.example", "read the recipients")
    check([a.content for a in read.attachments] == [b"Plan \xc3\xa4"], "read the attachment")
    read.subject = "Neuer Betreff"
    read.is_read = True
    read.save(update_fields=["subject", "is_read"])
    check(folder.get(subject="Neuer Betreff").is_read, "update a message")
    inner = Message(account=account, folder=folder, subject="Innen", body=Body("drin"))
    read.attach(ItemAttachment(name="Innen", item=inner))
    again = folder.get(id=read.id)
    attached = [a for a in again.attachments if isinstance(a, ItemAttachment)]
    check(len(attached) == 1 and attached[0].item.subject == "Innen", "attach a message")
    again.detach(attached[0])
    check(len(folder.get(id=read.id).attachments) == 1, "detach it")
    check(folder.filter(subject__contains="Betreff").count() == 1 and folder.filter(subject="x").count() == 0, "search")
    moved = folder.get(id=read.id)
    moved.move(account.trash)
    check(folder.all().count() == 0 and account.trash.all().count() == 1, "move a message")
    moved.delete()
    check(account.trash.all().count() == 0, "delete a message")


def sending():
    Message(account=account, folder=account.sent, subject="An mich", body="Text",
            to_recipients=[address]).send_and_save()
    check(account.sent.filter(subject="An mich").exists(), "keep a copy of what was sent")
    check(account.inbox.filter(subject="An mich").exists(), "receive what was sent")


def synchronise(folder):
    def changes():
        found = [(kind, item.subject if hasattr(item, "subject") else None) for kind, item in folder.sync_items()]
        return found, folder.item_sync_state

    message = Message(account=account, folder=folder, subject="Sync", body="1")
    message.save()
    check([kind for kind, _ in changes()[0]] == ["create"], "synchronise a creation")
    check(changes()[0] == [], "synchronise nothing")
    message.subject = "Sync 2"
    message.save(update_fields=["subject"])
    check([kind for kind, _ in changes()[0]] == ["update"], "synchronise an update")
    message.is_read = not message.is_read
    message.save(update_fields=["is_read"])
    check([kind for kind, _ in changes()[0]] == ["read_flag_change"], "synchronise a read flag")
    message.delete()
    check([kind for kind, _ in changes()[0]] == ["delete"], "synchronise a deletion")


def tasks():
    tz = account.default_timezone
    task = Task(account=account, folder=account.tasks, subject="Offerte", body="bis Freitag",
                due_date=EWSDateTime(2026, 12, 4, 15, 30, tzinfo=tz).date())
    task.save()
    read = account.tasks.get(id=task.id)
    check((read.status, str(read.due_date)) == ("NotStarted", "2026-12-04"), "create a task")
    read.complete()
    check(account.tasks.get(id=task.id).is_complete, "complete a task")
    read.delete()


def recurring_tasks():
    task = Task(account=account, folder=account.tasks, subject="Wochenbericht", start_date=EWSDate(2026, 12, 7),
                due_date=EWSDate(2026, 12, 9),
                recurrence=TaskRecurrence(pattern=WeeklyPattern(interval=1, weekdays=[MONDAY], first_day_of_week=MONDAY),
                                          start=EWSDate(2026, 12, 7), number=3))
    task.save()
    dates = lambda item: (str(item.start_date), str(item.due_date), item.status)
    changing = account.tasks.get(id=task.id)
    changing.status = "Completed"
    account.bulk_update([(changing, ["status"])], conflict_resolution="AlwaysOverwrite")
    check(dates(account.tasks.get(id=task.id)) == ("2026-12-14", "2026-12-16", "NotStarted"), "renew a task that is done")
    done = account.tasks.get(is_complete=True)
    check(done.id != task.id and dates(done) == ("2026-12-07", "2026-12-09", "Completed"), "keep the task that was done")
    account.tasks.get(id=task.id).delete(affected_task_occurrences="SpecifiedOccurrenceOnly")
    check(dates(account.tasks.get(id=task.id)) == ("2026-12-21", "2026-12-23", "NotStarted"), "skip an occurrence of a task")
    account.tasks.get(id=task.id).delete(affected_task_occurrences="AllOccurrences")
    check([item.id for item in account.tasks.all()] == [done.id], "delete a recurring task")
    done.delete()


def calendar():
    tz = account.default_timezone
    at = lambda day, hour, minute=0, month=3: EWSDateTime(2026, month, day, hour, minute, tzinfo=tz)
    view = lambda start, end: sorted(account.calendar.view(start=start, end=end), key=lambda item: item.start)

    single = CalendarItem(account=account, folder=account.calendar, subject="Zahnarzt", location="Bern",
                          start=at(2, 9), end=at(2, 10, 30), legacy_free_busy_status="OOF")
    single.save()
    read = account.calendar.get(id=single.id)
    check((read.start, read.end, read.location, read.type) == (at(2, 9), at(2, 10, 30), "Bern", "Single"), "create an appointment")
    read.end = at(2, 11)
    read.save(update_fields=["end", "start"])
    check(account.calendar.get(id=single.id).end == at(2, 11), "move an appointment")

    day = CalendarItem(account=account, folder=account.calendar, subject="Ferien", is_all_day=True,
                       start=EWSDate(2026, 3, 3), end=EWSDate(2026, 3, 4))
    day.save()
    read = account.calendar.get(id=day.id)
    check((read.is_all_day, str(read.start), str(read.end)) == (True, "2026-03-03", "2026-03-04"), "create an all-day item")

    weekly = CalendarItem(
        account=account, folder=account.calendar, subject="Jour fixe", start=at(10, 8), end=at(10, 9),
        recurrence=Recurrence(pattern=WeeklyPattern(interval=1, weekdays=[TUESDAY, THURSDAY], first_day_of_week=MONDAY),
                              start=EWSDate(2026, 3, 10), number=8))
    weekly.save()
    master = account.calendar.get(id=weekly.id)
    check(master.type == "RecurringMaster" and master.recurrence.boundary.number == 8, "create a series")
    check(master.first_occurrence.start == at(10, 8) and master.last_occurrence.start == at(2, 8, month=4), "first and last occurrence")
    found = [item for item in view(at(9, 0), at(1, 0, month=5)) if item.subject == "Jour fixe"]
    check([item.start.astimezone(tz).strftime("%d.%m. %H:%M") for item in found] == [
        "10.03. 08:00", "12.03. 08:00", "17.03. 08:00", "19.03. 08:00", "24.03. 08:00", "26.03. 08:00",
        "31.03. 08:00", "02.04. 08:00"], "expand a series over the change to daylight saving")
    check({item.type for item in found} == {"Occurrence"}, "name occurrences")

    second = master.occurrence(2)
    second.subject = "Jour fixe (verschoben)"
    second.start, second.end = at(12, 14), at(12, 15)
    second.save(update_fields=["subject", "start", "end"])
    master.occurrence(3).delete()
    master = account.calendar.get(id=weekly.id)
    check([(o.original_start, o.start) for o in master.modified_occurrences] == [(at(12, 8), at(12, 14))], "change an occurrence")
    check([o.start for o in master.deleted_occurrences] == [at(17, 8)], "delete an occurrence")
    found = [item for item in view(at(9, 0), at(20, 0)) if item.subject.startswith("Jour fixe")]
    check([(item.start, item.type) for item in found] == [
        (at(10, 8), "Occurrence"), (at(12, 14), "Exception"), (at(19, 8), "Occurrence")], "see exceptions in a view")
    check(found[0].recurring_master().refresh().id == weekly.id, "find the master of an occurrence")
    try:
        master.occurrence(3).refresh()
        raise AssertionError("a deleted occurrence is still there")
    except ErrorCalendarOccurrenceIsDeletedFromRecurrence:
        pass
    master.delete()
    check([item.subject for item in view(at(1, 0), at(1, 0, month=5))] == ["Zahnarzt", "Ferien"], "delete a series")


def meetings():
    tz = account.default_timezone
    at = lambda day, hour: EWSDateTime(2026, 5, day, hour, tzinfo=tz)
    meeting = CalendarItem(account=account, folder=account.calendar, subject="Sitzung", start=at(4, 9), end=at(4, 10),
                           required_attendees=[Attendee(mailbox=Mailbox(email_address=other.primary_smtp_address))])
    meeting.save(send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY)
    request = other.inbox.get(subject="Sitzung")
    check(isinstance(request, MeetingRequest) and request.start == at(4, 9), "receive an invitation")
    copy = other.calendar.get(subject="Sitzung")
    check((copy.my_response_type, copy.legacy_free_busy_status) == ("NoResponseReceived", "Tentative"), "see it as tentative")
    request.accept(message_disposition="SendAndSaveCopy")
    check(other.calendar.get(subject="Sitzung").my_response_type == "Accept", "accept it")
    check(isinstance(account.inbox.get(subject="Accepted: Sitzung"), MeetingResponse), "receive the answer")
    attendee = account.calendar.get(id=meeting.id).required_attendees[0]
    check(attendee.response_type == "Accept" and attendee.last_response_time, "track the answer")

    own = account.calendar.get(id=meeting.id)
    own.start, own.end = at(5, 9), at(5, 10)
    own.save(update_fields=["start", "end"], send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY)
    copy = other.calendar.get(subject="Sitzung")
    check((copy.start, copy.my_response_type) == (at(5, 9), "NoResponseReceived"), "move the meeting")
    silent = account.calendar.get(id=meeting.id)
    mails = other.inbox.all().count()
    silent.location = "Bern"
    silent.save(update_fields=["location"], send_meeting_invitations=SEND_TO_NONE)
    check(other.inbox.all().count() == mails, "tell nobody when not asked to")
    account.calendar.get(id=meeting.id).cancel()
    check(isinstance(other.inbox.get(subject="Canceled: Sitzung"), MeetingCancellation), "receive the cancellation")
    check(other.calendar.get(subject="Canceled: Sitzung").is_cancelled, "see it as cancelled")


def folder_contents():
    source = Folder(parent=account.inbox, name="Quelle")
    source.save()
    message = Message(account=account, folder=source, subject="Kopie", body="1")
    message.save()
    message.copy(account.drafts)
    check(source.all().count() == 1 and account.drafts.filter(subject="Kopie").count() == 1, "copy a message")
    kinds = [kind for kind, _ in account.root.sync_hierarchy()]
    check(set(kinds) == {"create"}, "synchronise the folders")
    source.move(account.drafts)
    check("Quelle" in [f.name for f in account.drafts.children], "move a folder")
    changed = [(kind, f.name) for kind, f in account.root.sync_hierarchy()]
    check(changed == [("update", "Quelle")], "synchronise the move")
    source.empty()
    check(source.all().count() == 0, "empty a folder")
    source.delete()
    check([kind for kind, _ in account.root.sync_hierarchy()] == ["delete"], "synchronise the deletion of a folder")
    account.drafts.filter(subject="Kopie").delete()


def notifications():
    with account.inbox.pull_subscription() as (subscription, watermark):
        Message(account=account, folder=account.inbox, subject="Melden", body="1").save()
        events = [event for answer in account.inbox.get_events(subscription, watermark) for event in answer.events]
        check("CreatedEvent" in [type(event).__name__ for event in events], "pull notifications")
    account.inbox.filter(subject="Melden").delete()

    with account.inbox.streaming_subscription() as subscription:
        # Before the connection is open: the subscription keeps what happens until then, so nothing has to be waited for.
        Message(account=account, folder=account.inbox, subject="Strom", body="1").save()
        stream = account.inbox.get_streaming_events(subscription, connection_timeout=1)
        first = next(stream)
        check(first.subscription_id == subscription and "CreatedEvent" in [type(event).__name__ for event in first.events],
              "streaming notifications")
        account.inbox.get(subject="Strom").delete()
        check("DeletedEvent" in [type(event).__name__ for event in next(stream).events], "stream what happens meanwhile")
        stream.close()


def signing_in():
    windows = open_account(address, "CONTOSO\\" + sys.argv[3], sys.argv[4], auth_type=NTLM)
    check(windows.inbox.id == account.inbox.id, "sign in by NTLM")
    try:
        open_account(address, sys.argv[3], "falsch", auth_type=NTLM).inbox.refresh()
        raise AssertionError("a wrong password was taken")
    except UnauthorizedError:
        check(True, "be refused with a wrong password by NTLM")


def impersonation():
    acting = open_account(address, service_user, service_password, auth_type=NTLM, access_type=IMPERSONATION)
    check(acting.inbox.id == account.inbox.id, "act as the owner of a mailbox")
    Message(account=acting, folder=acting.drafts, subject="Im Namen", body="1").save()
    check(account.drafts.filter(subject="Im Namen").exists(), "write as the owner of a mailbox")
    account.drafts.filter(subject="Im Namen").delete()
    try:
        open_account(other.primary_smtp_address, service_user, service_password, access_type=IMPERSONATION).inbox.refresh()
        raise AssertionError("impersonation without the right")
    except ErrorImpersonateUserDenied:
        check(True, "act as nobody without the right")


def delegation():
    shared = open_account(other.primary_smtp_address, sys.argv[3], sys.argv[4])
    check(shared.inbox.id == other.inbox.id, "open a mailbox as a delegate")
    Message(account=shared, folder=shared.drafts, subject="Vertretung", body="1").save()
    check(other.drafts.filter(subject="Vertretung").exists(), "write as a delegate")
    reader = open_account(other.primary_smtp_address, service_user, service_password)
    check(reader.drafts.filter(subject="Vertretung").exists(), "read as a delegate")
    try:
        reader.drafts.get(subject="Vertretung").delete()
        raise AssertionError("a delegate who may only read has deleted")
    except ErrorAccessDenied:
        check(other.drafts.filter(subject="Vertretung").exists(), "change nothing as a delegate who may only read")
    other.drafts.filter(subject="Vertretung").delete()
    check([(d.user_id.primary_smtp_address, d.delegate_permissions.inbox_folder_permission_level) for d in other.delegates] == [
        (address, "Editor"), (sys.argv[8], "Reviewer")], "list the delegates")


def directory():
    found = account.protocol.resolve_names(["bernd"])
    check([entry.email_address for entry in found] == [other.primary_smtp_address], "resolve a name")
    check(account.oof_settings.state == "Disabled", "read the out-of-office settings")
    tz = account.default_timezone
    start, end = EWSDateTime(2026, 6, 1, 8, tzinfo=tz), EWSDateTime(2026, 6, 1, 12, tzinfo=tz)
    item = CalendarItem(account=account, folder=account.calendar, subject="Belegt",
                        start=EWSDateTime(2026, 6, 1, 9, tzinfo=tz), end=EWSDateTime(2026, 6, 1, 10, tzinfo=tz))
    item.save()
    info = list(account.protocol.get_free_busy_info([(account, "Organizer", False)], start, end, 30, "DetailedMerged"))
    check(info[0].merged == "00220000", "ask when somebody is busy")
    item.delete()


folder_contents()
notifications()
signing_in()
impersonation()
delegation()
directory()
projects = folders()
messages(projects)
sending()
synchronise(projects)
tasks()
recurring_tasks()
calendar()
meetings()
projects.delete()
check("Projekte 2026" not in [f.name for f in account.inbox.children], "delete a folder")
