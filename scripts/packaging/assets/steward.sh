#!/bin/sh
# Without a command, or with a link or a file as desktops give them, this opens the app; otherwise it is the command line.
app="$(dirname "$(readlink -f "$0")")"
case "${1:-}" in
  '' | steward://* | file://* | /* | --new-window) exec "$app/steward" "$@" ;;
esac
# Electron as plain Node: the package brings no other.
ELECTRON_RUN_AS_NODE=1 exec "$app/steward" "$app/resources/app.asar.unpacked/out/cli/steward.mjs" "$@"
