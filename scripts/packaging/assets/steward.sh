#!/bin/sh
# Without a command, or with a link or a file as desktops give them, this opens the app; otherwise it is the command line.
app="$(dirname "$(readlink -f "$0")")"
root="$(dirname "$(dirname "$app")")"
previous="$root.previous"

# An update of the plain archive leaves the version before it beside it until the new one has come up. Where the new one ends before that, or
# hasn't come up after two minutes, the version before it takes its place again.
open() {
  [ -d "$previous" ] || exec "$app/steward" "$@"
  "$app/steward" "$@" &
  opened=$!
  trap 'kill "$opened" 2>/dev/null' TERM INT HUP
  waited=0
  while [ -d "$previous" ] && [ "$waited" -lt 120 ] && kill -0 "$opened" 2>/dev/null; do
    sleep 1
    waited=$((waited + 1))
  done
  if [ -d "$previous" ] && kill -0 "$opened" 2>/dev/null; then kill -9 "$opened"; fi
  wait "$opened"
  code=$?
  # A version that was quit before it came up may be tried again.
  if [ ! -d "$previous" ] || [ "$code" -eq 0 ]; then exit "$code"; fi
  rm -rf "$root.failed"
  mv "$root" "$root.failed" || exit "$code"
  mv "$previous" "$root" || { mv "$root.failed" "$root"; exit "$code"; }
  rm -rf "$root.failed"
  STEWARD_WENT_BACK=1 exec "$app/steward" "$@"
}

case "${1:-}" in
  --app) shift && open "$@" ;;
  '' | steward://* | file://* | /* | --new-window) open "$@" ;;
esac
# Electron as plain Node: the package brings no other.
ELECTRON_RUN_AS_NODE=1 exec "$app/steward" "$app/resources/app.asar.unpacked/out/cli/steward.cjs" "$@"
