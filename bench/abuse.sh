#!/usr/bin/env bash
# What becomes of the SSH server, and of ten readers who read on it, under abuse.
# It fails if a reader is lost or the server ends. Linux only; everything stays on
# the loopback interface, and ends within two minutes.
set -euo pipefail
. "$(dirname "$0")/ssh/server.sh"
start broadsheet
timeout 120 "$out/ssh" -n 10 abuse "$address" "$server"
stop
echo "what the server counted:"
sed -n 's/.*"msg":"drained",/  /p' "$out/log" | tr -d '}' | tr ',' '\n'
