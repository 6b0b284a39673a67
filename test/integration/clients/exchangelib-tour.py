"""What a client that we did not write does with the EWS test server: prints one line `ok <step>` per step.

Usage: exchangelib-tour.py URL ADDRESS USER PASSWORD. Ends with exit code 1 and a traceback at the first surprise.
"""
import sys
from datetime import timedelta

from exchangelib import (
    Account,
    BASIC,
    Body,
    Build,
    Configuration,
    Credentials,
    DELEGATE,
    EWSDateTime,
    EWSTimeZone,
    FileAttachment,
    Folder,
    HTMLBody,
    ItemAttachment,
    Mailbox,
    Message,
    Task,
    Version,
)

url, address, user, password = sys.argv[1:5]
config = Configuration(
    service_endpoint=url, credentials=Credentials(user, password), auth_type=BASIC,
    version=Version(build=Build(15, 2, 1544, 11)),
)
account = Account(address, config=config, autodiscover=False, access_type=DELEGATE,
                  default_timezone=EWSTimeZone("Europe/Zurich"))


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


projects = folders()
messages(projects)
sending()
synchronise(projects)
tasks()
projects.delete()
check("Projekte 2026" not in [f.name for f in account.inbox.children], "delete a folder")
