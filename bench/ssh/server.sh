# Starts and stops the servers of bench/ssh.sh and bench/abuse.sh.
tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
out=$(mktemp -d)
server=
trap 'stop; rm -rf "$out"' EXIT
("$tree/.ci/build" "$out/broadsheet" && cd "$tree" && go build -buildvcs=false -o "$out/ssh" ./bench/ssh)
ulimit -n "$(ulimit -Hn)"
address=127.0.0.1:${PORT:-22022}
mkdir -p "$out/config/broadsheet"
cat >"$out/config/broadsheet/config.toml" <<END
[serve]
sessions = 5000
connections = 5000
connections_per_address = 5000
sessions_per_address = 5000
logins_per_minute = 1000000
commands_per_minute = 1000000
END

# start KIND
start() {
	case $1 in
	broadsheet)
		HOME=$out XDG_CONFIG_HOME=$out/config XDG_STATE_HOME=$out/state XDG_CACHE_HOME=$out/cache \
			"$out/broadsheet" serve --listen "$address" 2>"$out/log" &
		;;
	*) "$out/ssh" "$1" "$address" 2>"$out/log" & ;;
	esac
	server=$!
	until (exec 3<>"/dev/tcp/${address%:*}/${address#*:}") 2>/dev/null; do
		kill -0 "$server" || { cat "$out/log"; exit 1; }
		sleep 0.1
	done
}

stop() {
	[ -n "$server" ] || return 0
	kill "$server" && wait "$server" || true
	server=
}

restart() { stop && start "$1"; }
