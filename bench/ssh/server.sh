# Starts and stops the servers of bench/ssh.sh and bench/abuse.sh.
tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
out=$(mktemp -d)
server=
trap 'stop; rm -rf "$out"' EXIT
program=${BROADSHEET:-$out/broadsheet}
[ -n "${BROADSHEET:-}" ] || "$tree/.ci/build" "$program"
(cd "$tree" && go build -buildvcs=false -o "$out/ssh" ./bench/ssh)
ulimit -n "$(ulimit -Hn)"
address=127.0.0.1:${PORT:-22022}
folder=$out      # where the server keeps its log, state and cache
serve_options=() # such as -L FOLDER
memory=unlimited # of address space, in KB
descriptors=$(ulimit -n)
mkdir -p "$out/config/broadsheet"

# settle writes the config file. Without it the server has the limits that it
# has for strangers.
settle() {
	cat >"$out/config/broadsheet/config.toml" <<-END
		[serve]
		sessions = 5000
		connections = 5000
		connections_per_address = 5000
		sessions_per_address = 5000
		logins_per_minute = 1000000
		commands_per_minute = 1000000
	END
}

# start KIND
start() {
	case $1 in
	broadsheet)
		(
			ulimit -v "$memory"
			ulimit -n "$descriptors"
			HOME=$folder XDG_CONFIG_HOME=$out/config XDG_STATE_HOME=$folder/state XDG_CACHE_HOME=$folder/cache \
				exec "$program" serve --listen "$address" "${serve_options[@]}" 2>>"$folder/log"
		) &
		;;
	*) "$out/ssh" "$1" "$address" 2>"$folder/log" & ;;
	esac
	server=$!
	for ((tries = 0; tries < 600; tries++)); do
		(exec 3<>"/dev/tcp/${address%:*}/${address#*:}") 2>/dev/null && return
		kill -0 "$server" 2>/dev/null || break
		sleep 0.1
	done
	tail -n 20 "$folder/log"
	return 1
}

stop() {
	[ -n "$server" ] || return 0
	kill "$server" 2>/dev/null && wait "$server" || true
	server=
}

restart() { stop && start "$1"; }
