#!/usr/bin/env bash
# What the SSH server costs, and how soon it answers, beside a server that only
# echoes and one that runs the smallest Bubble Tea program. The client runs on the
# same machine. Linux only; everything stays on the loopback interface.
#
#   bench/ssh.sh                            1000 idle, 100 active, 10000 connections
#   SESSIONS=200 CHURN=1000 bench/ssh.sh    less of it
#
# Budgets, at 80x24: idle sessions 150 KB each over the bare program, 25% of a core
# in all; 100 active p99 35 ms; keys 450, 200 and 1800 bytes for j in the list, a
# line and a page; first byte p50 30 ms, p99 80 ms; 10000 connections 16 MB and no
# descriptor.
set -euo pipefail
. "$(dirname "$0")/ssh/server.sh"
settle

for kind in raw bare broadsheet; do
	echo "== $kind"
	start "$kind"
	"$out/ssh" -n "${SESSIONS:-1000}" idle "$address" "$server"
	restart "$kind"
	"$out/ssh" -n "${ACTIVE:-100}" active "$address" "$server"
	restart "$kind"
	"$out/ssh" -n 200 connect "$address" "$server"
	if [ "$kind" = broadsheet ]; then
		"$out/ssh" keys "$address" "$server"
		"$out/ssh" -n "${CHURN:-10000}" churn "$address" "$server"
	fi
	stop
done
uptime
