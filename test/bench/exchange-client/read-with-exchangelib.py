"""exchangelib as it comes; arguments: address of EWS, messages in a batch, requests at a time. Reads the mailbox that a
line of its standard input names, and tells how it went in a line of JSON. Its own requests for items go out one after
the other, so threads share the batches, as its documentation advises.
"""
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from exchangelib import Account, BASIC, Build, Configuration, Credentials, DELEGATE, EWSTimeZone, Version

URL, BATCH, CONCURRENCY = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])

# What the product's client asks for.
FIELDS = [
    "mime_content", "item_class", "subject", "categories", "importance", "datetime_sent", "datetime_received",
    "has_attachments", "author", "sender", "is_read", "message_id",
]


def open_account(name):
    config = Configuration(service_endpoint=URL, credentials=Credentials(name, name), auth_type=BASIC,
                           version=Version(build=Build(15, 2, 1544, 11)), max_connections=CONCURRENCY)
    account = Account(f"{name}@contoso.example", config=config, autodiscover=False, access_type=DELEGATE,
                      default_timezone=EWSTimeZone("Europe/Zurich"))
    account.inbox  # finds the folder; it is known from then on
    return account


def read(account):
    folder = account.inbox
    folder.item_sync_state = None  # from the beginning again
    ids = [(item.id, item.changekey) for _, item in folder.sync_items(only_fields=["size"])]

    def sizes(batch):
        return [len(item.mime_content) for item in account.fetch(batch, folder=folder, only_fields=FIELDS)]

    batches = [ids[start:start + BATCH] for start in range(0, len(ids), BATCH)]
    with ThreadPoolExecutor(CONCURRENCY) as threads:
        contents = [size for batch in threads.map(sizes, batches) for size in batch]
    return len(contents), sum(contents)


accounts = {}
for line in sys.stdin:
    mailbox = line.strip()
    if mailbox not in accounts:
        accounts[mailbox] = open_account(mailbox)
    cpu, started = time.process_time(), time.perf_counter()
    messages, size = read(accounts[mailbox])
    print(json.dumps({
        "milliseconds": (time.perf_counter() - started) * 1000,
        "cpuMilliseconds": (time.process_time() - cpu) * 1000,
        "messages": messages,
        "bytes": size,
    }), flush=True)
