"""What an IMAP and CalDAV client does with the EWS test server through DavMail: prints one line `ok <step>` per step.

Usage: davmail-tour.py IMAP_PORT CALDAV_PORT ADDRESS PASSWORD [CORPUS]. CORPUS is the folder whose *.eml files are the
content of the Inbox; without it the Inbox is empty. The calendar holds what davmail.test.ts put there. Ends with exit
code 1 and a traceback at the first surprise.
"""
import base64
import http.client
import imaplib
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

imap_port, caldav_port, address, password = sys.argv[1:5]
corpus = sorted(pathlib.Path(sys.argv[5]).glob("*.eml")) if len(sys.argv) > 5 else []
CALENDAR, TASKS = f"/users/{address}/calendar/", f"/users/{address}/tasks/"
DAV, CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"


def check(condition, step, seen=None):
    if not condition:
        raise AssertionError(f"{step}: {seen}")
    print("ok", step, flush=True)


def same_line_ends(content):
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n")


class Imap:
    def __init__(self):
        self.connection = imaplib.IMAP4("127.0.0.1", int(imap_port))
        self("login", address, password)

    def __call__(self, command, *arguments):
        kind, data = getattr(self.connection, command)(*arguments)
        if kind != "OK":
            raise AssertionError(f"{command} {arguments}: {kind} {data}")
        return data

    def open(self, folder):
        return int(self("select", folder)[0])

    def uids(self, *criteria):
        return self("uid", "SEARCH", None, *criteria)[0].split()

    def bodies(self, uids):
        found = self("uid", "FETCH", b",".join(uids).decode(), "(UID BODY.PEEK[])") if uids else []
        return [part[1] for part in found if isinstance(part, tuple)]

    def flags(self, uid):
        # Whether a message is recent is a matter of the second in which DavMail asks.
        return set(imaplib.ParseFlags(self("uid", "FETCH", uid.decode(), "(FLAGS)")[0])) - {b"\\Recent"}


def mails():
    imap = Imap()
    names = [line.decode().rsplit(" ", 1)[1].strip('"') for line in imap("list")]
    check({"INBOX", "Drafts", "Sent", "Trash"} <= set(names), "list the folders", names)
    check(imap.open("INBOX") == len(corpus), "count the messages of the Inbox")
    found = [same_line_ends(body) for body in imap.bodies(imap.uids("ALL"))]
    missing = [file.name for file in corpus if same_line_ends(file.read_bytes()) not in found]
    check(len(found) == len(corpus) and not missing, "read every message as it was put there", missing)

    subject = "=?utf-8?q?Gr=C3=BC=C3=9Fe?="
    content = (f"From: <{address}>\r\nTo: <bernd.vogel@contoso.example>\r\nSubject: {subject}\r\n"
               "Message-ID: <appended@contoso.example>\r\nDate: Mon, 2 Mar 2026 09:00:00 +0100\r\n"
               "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
               "\r\nHallo Jürgen\r\n").encode()
    before = imap.uids("ALL")
    imap("append", "INBOX", r"(\Seen)", None, content)
    check(imap.open("INBOX") == len(corpus) + 1, "append a message")
    uid = imap.uids("ALL")[-1]
    check(all(int(uid) > int(other) for other in before), "number it after all others")
    check(imap.uids("HEADER", "Message-ID", "<appended@contoso.example>") == [uid], "find it by its Message-ID")
    check(same_line_ends(imap.bodies([uid])[0]) == same_line_ends(content), "read it back as it was sent")
    check(imap.flags(uid) == {b"\\Seen"}, "keep the flag it came with", imap.flags(uid))

    imap("uid", "STORE", uid.decode(), "-FLAGS", r"(\Seen)")
    imap("uid", "STORE", uid.decode(), "+FLAGS", r"(\Flagged \Answered)")
    imap("close")
    imap.open("INBOX")
    check(imap.flags(uid) == {b"\\Flagged", b"\\Answered"}, "change flags", imap.flags(uid))
    check(imap.uids("FLAGGED") == [uid], "find what is flagged")
    check(len(imap.uids("UNSEEN")) == len(corpus) + 1, "find what is unread")

    imap("create", "Ablage")
    imap("uid", "COPY", uid.decode(), "Ablage")
    check(imap.open("Ablage") == 1, "copy a message into a new folder")
    imap("uid", "STORE", "1:*", "+FLAGS", r"(\Seen)")
    imap.open("INBOX")
    check(b"\\Seen" not in imap.flags(uid), "leave the original as it was")
    imap("uid", "MOVE", uid.decode(), "Trash")
    check(imap.open("INBOX") == len(corpus) and imap.open("Trash") == 1, "move a message")
    imap("uid", "STORE", "1:*", "+FLAGS", r"(\Deleted)")
    imap("expunge")
    check(imap.open("Trash") == 0, "delete a message")
    imap.open("INBOX")
    imap("rename", "Ablage", "Ablage-2026")
    imap("delete", "Ablage-2026")
    names = [line.decode().rsplit(" ", 1)[1].strip('"') for line in imap("list")]
    check(not [name for name in names if name.startswith("Ablage")], "rename and delete a folder", names)
    imap.connection.logout()


def request(method, path, body=None, expected=200, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", int(caldav_port))
    token = base64.b64encode(f"{address}:{password}".encode()).decode()
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body and body.encode(), {"Authorization": f"Basic {token}", **headers})
    response = connection.getresponse()
    content = response.read().decode()
    connection.close()
    if response.status != expected:
        raise AssertionError(f"{method} {path}: {response.status} {content}")
    return content


def lines(content):
    return re.sub(r"\r?\n[ \t]", "", content).splitlines()


def put(name, *content):
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tour//EN", *content, "END:VCALENDAR", ""])
    return lambda expected: request("PUT", CALENDAR + name, text, expected, Content_Type="text/calendar; charset=utf-8")


def calendar_query(folder, component):
    content = request(
        "REPORT", folder,
        '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
        "<D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter><C:comp-filter name='VCALENDAR'>"
        f"<C:comp-filter name='{component}'/></C:comp-filter></C:filter></C:calendar-query>", 207, Depth="1")
    return {response.findtext(DAV + "href"): lines(response.findtext(f".//{CALDAV}calendar-data"))
            for response in ElementTree.fromstring(content).iter(DAV + "response")}


def one(found, summary):
    matching = [content for content in found.values() if f"SUMMARY:{summary}" in content]
    check(len(matching) == 1, f"see {summary} once", list(found))
    return matching[0]


def has(content, *patterns):
    return all(any(re.fullmatch(pattern, line) for line in content) for pattern in patterns)


ZONE = ["BEGIN:VTIMEZONE", "TZID:Europe/Zurich", "BEGIN:STANDARD", "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:19700329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200", "END:DAYLIGHT", "END:VTIMEZONE"]


def event(uid, summary, day, hours, *more):
    times = [f"{name};TZID=Europe/Zurich:{day}T{hour:02}0000" for name, hour in zip(("DTSTART", "DTEND"), hours)]
    return ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260301T080000Z", f"SUMMARY:{summary}", *times, *more, "END:VEVENT"]


def reading_the_calendar():
    listed = request("PROPFIND", CALENDAR, '<propfind xmlns="DAV:"><prop><resourcetype/><getetag/></prop></propfind>',
                     207, Depth="1")
    check(CALDAV + "calendar" in [entry.tag for entry in ElementTree.fromstring(listed).iter()], "find the calendar")
    found = calendar_query(CALENDAR, "VEVENT")
    single = one(found, "Zahnarzt")
    check(has(single, r"DTSTART;TZID=.*:20260302T090000", r"DTEND;TZID=.*:20260302T103000", "LOCATION:Bern",
              r"DESCRIPTION:Bitte pünktlich"), "read an appointment", single)
    series = one(found, "Jour fixe")
    check(has(series, r"RRULE:FREQ=WEEKLY;.*COUNT=8.*", r"EXDATE;TZID=.*:20260309T090000", r"RECURRENCE-ID.*:20260305T.*",
              r"SUMMARY:Jour fixe \(verschoben\)", r"DTSTART;TZID=.*:20260305T140000"), "read a series", series)
    check(has(one(found, "Ferien"), "DTSTART;VALUE=DATE:20260303", "DTEND;VALUE=DATE:20260304"), "read an all-day item")
    task = one(calendar_query(TASKS, "VTODO"), "Offerte")
    check(has(task, r"DUE;VALUE=DATE:20261204", "STATUS:IN-PROCESS", "PERCENT-COMPLETE:25"), "read a task", task)


def writing_the_calendar():
    put("neu.ics", *ZONE, *event("neu", "Neu", "20260401", (9, 10), "LOCATION:Zürich"))(201)
    content = lines(request("GET", CALENDAR + "neu.ics"))
    check(has(content, "UID:neu", "SUMMARY:Neu", "LOCATION:Zürich", r"DTSTART;TZID=.*:20260401T090000"),
          "write an appointment", content)
    put("neu.ics", *ZONE, *event("neu", "Neuer", "20260401", (11, 12), "LOCATION:Zürich"))(200)
    content = lines(request("GET", CALENDAR + "neu.ics"))
    check(has(content, "SUMMARY:Neuer", r"DTSTART;TZID=.*:20260401T110000", r"DTEND;TZID=.*:20260401T120000"),
          "change it", content)
    request("DELETE", CALENDAR + "neu.ics")
    request("GET", CALENDAR + "neu.ics", expected=404)
    check(True, "delete it")

    put("serie.ics", *ZONE,
        *event("serie", "Serie", "20260504", (9, 10), "RRULE:FREQ=WEEKLY;COUNT=6;BYDAY=MO",
               "EXDATE;TZID=Europe/Zurich:20260511T090000"),
        *event("serie", "Serie (spät)", "20260518", (16, 17), "RECURRENCE-ID;TZID=Europe/Zurich:20260518T090000"))(201)
    content = lines(request("GET", CALENDAR + "serie.ics"))
    check(has(content, r"RRULE:FREQ=WEEKLY;.*COUNT=6.*", r"EXDATE;TZID=.*:20260511T090000", r"SUMMARY:Serie \(spät\)",
              r"DTSTART;TZID=.*:20260518T160000"), "write a series with an exception", content)
    put("aufgabe.ics", "BEGIN:VTODO", "UID:aufgabe", "SUMMARY:Anrufen", "DUE;VALUE=DATE:20261211", "PRIORITY:1",
        "END:VTODO")(201)
    content = lines(request("GET", CALENDAR + "aufgabe.ics"))
    check(has(content, "SUMMARY:Anrufen", "DUE;VALUE=DATE:20261211", "PRIORITY:1"), "write a task", content)
    put("aufgabe.ics", "BEGIN:VTODO", "UID:aufgabe", "SUMMARY:Anrufen", "STATUS:COMPLETED", "PERCENT-COMPLETE:100",
        "END:VTODO")(200)
    check(has(lines(request("GET", CALENDAR + "aufgabe.ics")), "STATUS:COMPLETED"), "complete a task")


mails()
reading_the_calendar()
writing_the_calendar()
