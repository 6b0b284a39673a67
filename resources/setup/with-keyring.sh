#!/bin/bash
# usage: with-keyring.sh COMMAND [ARGUMENT…]
# Runs a command in a private D-Bus session with an unlocked, empty gnome-keyring, so that Electron's
# safeStorage can encrypt. The keyring is gone afterwards.
set -euo pipefail
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
export XDG_DATA_HOME=$data
# The bus's own messages go nowhere; the command keeps its standard error.
exec 3>&2
dbus-run-session 2>/dev/null -- bash -c '
  eval "$(printf "\n" | gnome-keyring-daemon --unlock --components=secrets 2>/dev/null)"
  export GNOME_KEYRING_CONTROL XDG_CURRENT_DESKTOP=GNOME
  exec "$@" 2>&3 3>&-
' with-keyring "$@"
