"""What a client that we did not write learns from Autodiscover: prints one line `PROTOCOL ADDRESS EWS-URL` per way.

Usage: exchangelib-autodiscover.py ADDRESS USER PASSWORD URL…, where a URL ends in .svc or .xml. The first request goes to
the given URL, since names of servers cannot be resolved in a test; everything after that, redirections too, is exchangelib's
own.
"""
import sys

from exchangelib import Account, BASIC, Configuration, Credentials, DELEGATE
from exchangelib.autodiscover import clear_cache
from exchangelib.autodiscover.discovery.pox import PoxAutodiscovery
from exchangelib.autodiscover.discovery.soap import SoapAutodiscovery

address, user, password, *urls = sys.argv[1:]


def starting_at(base, url):
    class Discovery(base):
        def _ensure_valid_hostname(self, url):
            pass

        def _step_1(self, hostname):
            is_valid, answer = self._attempt_response(url=url)
            if not is_valid:
                raise SystemExit(f"no valid answer from {url}: {answer}")
            return self._step_5(ad=answer)

    return Discovery


for url in urls:
    base = SoapAutodiscovery if url.endswith(".svc") else PoxAutodiscovery
    clear_cache()
    credentials = Credentials(user, password)
    response, protocol = starting_at(base, url)(email=address, credentials=credentials).discover()
    found = response.autodiscover_smtp_address
    config = Configuration(service_endpoint=protocol.service_endpoint, credentials=credentials, auth_type=BASIC)
    account = Account(found, config=config, access_type=DELEGATE)
    print(base.__name__.replace("Autodiscovery", ""), found, protocol.service_endpoint, account.inbox.total_count, flush=True)
