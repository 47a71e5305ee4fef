# Sourced by `./ringcard test` (POSIX sh, set -eu, in the project's folder): gets what the tests need beyond Java and
# Node, and says in RINGCARD_… variables where it is. As root on Debian it installs and builds by itself; elsewhere it
# takes what is there and says what is missing. With CI=true whatever is missing is an error.

lacks() { # what, how to get it, what stays untested without it
  say "missing: $1. $2"
  if [ "${CI:-}" = true ]; then
    say "CI=true: nothing may be skipped"
    exit 1
  fi
  say "without it these tests are left out: $3"
}

on_debian_as_root() { [ -f /etc/debian_version ] && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; }

fetch_packages() { # installs Debian packages; a broken source that is not needed does not matter
  say "installing: $*"
  DEBIAN_FRONTEND=noninteractive
  export DEBIAN_FRONTEND
  if ! apt-get install -y -q --no-install-recommends "$@" >"$prepare_log" 2>&1; then
    apt-get update -q >"$prepare_log" 2>&1 || say "apt-get update complained; going on with what it got"
    if ! apt-get install -y -q --no-install-recommends "$@" >>"$prepare_log" 2>&1; then
      say "could not install $*; the end of what apt-get said:"
      tail -n 15 "$prepare_log" >&2
      return 1
    fi
  fi
}

# --- Chromium -------------------------------------------------------------------------------------------------------

find_chromium() {
  for candidate in "${RINGCARD_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    '/Applications/Chromium.app/Contents/MacOS/Chromium' \
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1; then
      command -v "$candidate"
      return
    fi
  done
  return 1
}

prepare_chromium() {
  if ! find_chromium >/dev/null && on_debian_as_root; then
    fetch_packages chromium || true
  fi
  if RINGCARD_CHROMIUM=$(find_chromium); then
    export RINGCARD_CHROMIUM
  else
    unset RINGCARD_CHROMIUM
    lacks "Chromium" "Debian: apt-get install chromium; elsewhere install Chrome, or set RINGCARD_CHROMIUM to the program." \
      "those of the page"
  fi
}

# --- Container engine -----------------------------------------------------------------------------------------------

engine_answers() { command -v docker >/dev/null 2>&1 && docker info >/dev/null 2>&1; }

# After a crash the pid file stays and may name a process that is somebody else by now: dockerd then refuses to start.
drop_stale_pid_file() {
  for pid_file in /run/docker.pid /var/run/docker.pid; do
    [ -f "$pid_file" ] || continue
    pid=$(cat "$pid_file")
    [ "$(cat "/proc/$pid/comm" 2>/dev/null || true)" = dockerd ] || rm -f "$pid_file"
  done
}

start_engine() {
  [ -z "${DOCKER_HOST:-}" ] || return 1
  say "starting the container engine"
  engine_log=/var/log/ringcard-engine.log
  drop_stale_pid_file
  if [ -d /run/systemd/system ]; then
    systemctl start docker >"$engine_log" 2>&1 || true
  else
    setsid dockerd >"$engine_log" 2>&1 </dev/null &
  fi
  tries=0
  until engine_answers; do
    tries=$((tries + 1))
    if [ "$tries" -gt 60 ]; then
      say "the container engine did not answer within 30 s; the end of its log:"
      tail -n 20 "$engine_log" >&2
      return 1
    fi
    sleep 0.5
  done
}

prepare_engine() {
  engine_answers && return
  if on_debian_as_root; then
    command -v dockerd >/dev/null 2>&1 || fetch_packages docker.io || return 1
    command -v docker >/dev/null 2>&1 || fetch_packages docker-cli || return 1
    engine_answers || start_engine
  else
    return 1
  fi
}

# Containers of test runs that died without clearing up: their label names a process that is gone.
sweep_containers() {
  docker ps -a --filter label=io.ringcard.test --format '{{.ID}} {{.Label "io.ringcard.test"}}' |
    while read -r container owner; do
      kill -0 "$owner" 2>/dev/null || docker rm -f "$container" >/dev/null 2>&1 || true
    done
}

# --- Asterisk -------------------------------------------------------------------------------------------------------

# The mirror that this machine itself installs from, so that nothing is reached that the machine may not reach.
debian_mirror() {
  mirror=$(apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    awk '$1 == "Debian" && $2 !~ /-/ { print $3; exit }')
  if [ -z "$mirror" ]; then
    mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
      sed -n 's,^URIs: *\([^ ]*\).*,\1,p; s,^deb  *\(\[[^]]*\] *\)\{0\,1\}\([a-z]*://[^ ]*\) .*,\2,p' |
      grep '/debian/*$' | head -n 1)
  fi
  [ -n "$mirror" ] && echo "$mirror"
}

image_exists() { docker image inspect "$1" >/dev/null 2>&1; }

# No registry of images is asked: the base is made from packages.
bootstrap_base() { # suite
  image_exists "debian:$1-slim" && return
  base_mirror=$(debian_mirror) || return 1
  say "building the base image debian:$1-slim from $base_mirror"
  base_folder=$(mktemp -d)
  base_made=yes
  debootstrap --variant=minbase "$1" "$base_folder" "$base_mirror" /usr/share/debootstrap/scripts/sid \
    >"$image_log" 2>&1 || base_made=no
  if [ "$base_made" = yes ]; then
    tar -C "$base_folder" --exclude=./var/cache/apt/archives/*.deb --exclude=./var/lib/apt/lists/* -c . |
      docker import - "debian:$1-slim" >/dev/null || base_made=no
  else
    tail -n 10 "$image_log" >&2
  fi
  rm -rf "$base_folder"
  [ "$base_made" = yes ]
}

build_asterisk() ( # image, its short name, suite; in a shell of its own, for two are built at once
  image_log=target/prepare-$3.log
  if on_debian_as_root; then
    bootstrap_base "$3" || return 1
  fi
  docker buildx version >/dev/null 2>&1 || {
    DOCKER_BUILDKIT=0
    export DOCKER_BUILDKIT
  }
  say "building $1 on Debian $3"
  if ! docker build --network host --build-arg "BASE=debian:$3-slim" -t "$1" -t "$2" asterisk-config >"$image_log" 2>&1; then
    say "the image could not be built on Debian $3; the end of the build:"
    tail -n 20 "$image_log" >&2
    return 1
  fi
)

# Asterisk 22 is in Debian's forky and sid only, 16 in bullseye.
build_22() {
  image_exists "$RINGCARD_ASTERISK_IMAGE" ||
    build_asterisk "$RINGCARD_ASTERISK_IMAGE" ringcard-asterisk:latest forky ||
    build_asterisk "$RINGCARD_ASTERISK_IMAGE" ringcard-asterisk:latest sid
}

build_16() {
  image_exists "$RINGCARD_ASTERISK_16_IMAGE" ||
    build_asterisk "$RINGCARD_ASTERISK_16_IMAGE" ringcard-asterisk-16:latest bullseye
}

version_in() { say "$(docker run --rm --network none --entrypoint asterisk "$1" -V) in $1"; }

prepare_asterisk() { # one version that cannot be built leaves the other's tests
  prepare_engine || return 1
  sweep_containers
  config_sum=$(find asterisk-config -type f ! -name '*.md' -exec cksum {} + | LC_ALL=C sort | cksum | cut -d ' ' -f 1)
  RINGCARD_ASTERISK_IMAGE=ringcard-asterisk:$config_sum
  RINGCARD_ASTERISK_16_IMAGE=ringcard-asterisk-16:$config_sum
  if on_debian_as_root && ! { image_exists "$RINGCARD_ASTERISK_IMAGE" && image_exists "$RINGCARD_ASTERISK_16_IMAGE"; }; then
    command -v debootstrap >/dev/null 2>&1 || fetch_packages debootstrap debian-archive-keyring || return 1
  fi
  build_16 &
  build_of_16=$!
  failed=
  build_22 || failed=22
  wait "$build_of_16" || failed="$failed 16"
  case $failed in
    '') ;;
    22*16) return 1 ;;
    22)
      unset RINGCARD_ASTERISK_IMAGE
      lacks "an image of Asterisk 22" "What its build said stands above." "those against the newest exchange"
      ;;
    *)
      unset RINGCARD_ASTERISK_16_IMAGE
      lacks "an image of Asterisk 16" "What its build said stands above." "those against the eldest exchange"
      ;;
  esac
  for image in ${RINGCARD_ASTERISK_IMAGE:-} ${RINGCARD_ASTERISK_16_IMAGE:-}; do
    version_in "$image"
  done
  [ -z "${RINGCARD_ASTERISK_IMAGE:-}" ] || export RINGCARD_ASTERISK_IMAGE
  [ -z "${RINGCARD_ASTERISK_16_IMAGE:-}" ] || export RINGCARD_ASTERISK_16_IMAGE
}

# --- MariaDB --------------------------------------------------------------------------------------------------------

build_mariadb() { # suite
  if on_debian_as_root; then
    bootstrap_base "$1" || return 1
  fi
  say "building $RINGCARD_MARIADB_IMAGE on Debian $1"
  if ! docker build --network host --build-arg "BASE=debian:$1-slim" -t "$RINGCARD_MARIADB_IMAGE" -t ringcard-mariadb:latest \
    src/test/mariadb >"$prepare_log" 2>&1; then
    say "the image could not be built on Debian $1; the end of the build:"
    tail -n 20 "$prepare_log" >&2
    return 1
  fi
}

prepare_mariadb() { # on the base image that the exchange stands on
  prepare_engine || return 1
  RINGCARD_MARIADB_IMAGE=ringcard-mariadb:$(cat src/test/mariadb/* | cksum | cut -d ' ' -f 1)
  if ! image_exists "$RINGCARD_MARIADB_IMAGE"; then
    build_mariadb forky || build_mariadb sid || return 1
  fi
  export RINGCARD_MARIADB_IMAGE
}

# --------------------------------------------------------------------------------------------------------------------

mkdir -p target
prepare_log=target/prepare.log
prepare_chromium
prepare_asterisk || {
  unset RINGCARD_ASTERISK_IMAGE RINGCARD_ASTERISK_16_IMAGE
  lacks "Asterisk in a container" \
    "It needs a running container engine (Debian: run as root, or apt-get install docker.io and start it; elsewhere Docker Desktop)." \
    "those against a real exchange"
}
prepare_mariadb || {
  unset RINGCARD_MARIADB_IMAGE
  lacks "MariaDB in a container" "It needs a running container engine." "the history import from FreePBX's database"
}
