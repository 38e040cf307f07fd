# Shared by the start scripts. Class paths are kept in the cache; data, pid files and logs of one server lie in
# CLAIMGRAPH_SERVERS (by default the cache, too): one server a folder, so that parallel runs take a folder each.
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/claimgraph/servers
STATE=${CLAIMGRAPH_SERVERS:-$CACHE}
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java

java_major() { "$JAVA" -version 2>&1 | sed -nE '1s/.*"([0-9]+).*/\1/p'; }

free_port() {
    python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# classpath POM PROFILE FILE: resolve again only if POM changed or the local repository lost the jars.
classpath() {
    mkdir -p "$CACHE" && exec 8>"$CACHE/lock" && flock 8
    [[ $3 -nt $1 && -e $(cut -d: -f1 "$3") ]] && return
    mvn -B -ntp -q -f "$1" -P "$2" dependency:build-classpath \
        -DincludeScope=runtime -Dmdep.outputFile="$3.part" >&2
    mv "$3.part" "$3"
}

# running DIR: is the process of DIR/pid alive, and ours (its command line names DIR)?
running() { [[ -s $1/pid ]] && grep -qaF -- "$1" "/proc/$(<"$1/pid")/cmdline" 2>/dev/null; }

# locked DIR: one start or stop of DIR at a time. The server must not inherit fd 8 or 9, or it keeps the lock.
locked() { mkdir -p "$1" && exec 9>"$1/lock" && flock 9; }

# launch DIR COMMAND...: in its own session, without our terminal and lock.
launch() {
    local dir=$1
    shift
    setsid nohup "$@" </dev/null >"$dir/out.log" 2>&1 8>&- 9>&- &
    echo $! >"$dir/pid"
}

# await DIR SECONDS PROBE...: until PROBE succeeds. If the server died or is late: its log, and an end to it.
await() {
    local dir=$1 end=$((SECONDS + $2)) pid
    pid=$(<"$dir/pid")
    shift 2
    until "$@" 2>/dev/null; do
        if ! kill -0 "$pid" 2>/dev/null || ((SECONDS > end)); then
            tail -n 30 "$dir/out.log" >&2
            kill -KILL "$pid" 2>/dev/null || true
            return 1
        fi
        sleep 0.1
    done
}

accepts() { (exec 3<>"/dev/tcp/127.0.0.1/$1"); }

# halt DIR: TERM, then KILL after 15 s; only the process that launch started.
halt() {
    running "$1" || return 0
    kill "$(<"$1/pid")"
    for _ in {1..150}; do
        running "$1" || break
        sleep 0.1
    done
    running "$1" && kill -KILL "$(<"$1/pid")"
    rm -f "$1/pid" "$1/port"
}
