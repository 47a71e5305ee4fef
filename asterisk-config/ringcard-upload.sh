#!/bin/sh
# Sends what an exchange records to a Ringcard on another machine: its CEL file, and recordings that are finished.
# Run it every minute; needs curl. What Ringcard has not acknowledged is sent again: nothing is lost, nothing comes twice,
# through a kill at any moment, rotation by renaming or by truncation, and days without a connection.
#
# Settings, /etc/ringcard-upload.conf or the file that is named as the first argument (mode 600: it holds the token):
#   URL=https://crm.example.org
#   TOKEN=…                                             made in Ringcard, Settings, PBX event log
#   CEL=/var/log/asterisk/cel-custom/Master.csv         leave out what is not to be sent
#   RECORDINGS=/var/spool/asterisk/monitor
#   STATE=/var/lib/ringcard-upload                      how far it is
#   HISTORY=no                                          yes: the first time, also what the CEL file has from before
set -eu
umask 077
LC_ALL=C
export LC_ALL

conf=${1:-/etc/ringcard-upload.conf}
CEL='' RECORDINGS='' HISTORY=no STATE=/var/lib/ringcard-upload
# shellcheck disable=SC1090
. "$conf"
: "${URL:?}" "${TOKEN:?}"
CHUNK=${CHUNK:-524288}

say() { echo "ringcard-upload: $*" >&2; }

mkdir -p "$STATE/cel" "$STATE/recordings"
lock=$STATE/lock
if ! mkdir "$lock" 2>/dev/null; then
  holder=$(cat "$lock/pid" 2>/dev/null || echo 0)
  # The last one is still sending; after an hour its number may be somebody else's, and two do no harm.
  if [ "$holder" -gt 0 ] && kill -0 "$holder" 2>/dev/null && [ -z "$(find "$lock" -maxdepth 0 -mmin +60)" ]; then exit 0; fi
  rm -rf "$lock" # it was killed
  mkdir "$lock" 2>/dev/null || exit 0
fi
echo $$ >"$lock/pid"
find "$STATE" -maxdepth 1 -name 'work.*' -mmin +120 -exec rm -rf {} + # of those that were killed
work=$(mktemp -d "$STATE/work.XXXXXX")
trap 'rm -rf "$work" "$lock"' EXIT
trap 'exit 1' HUP INT TERM

# ask METHOD PATH [FILE]: the answer in $work/answer, its status in $code. The token is on no command line.
ask() {
  if [ $# -gt 2 ]; then set -- "$1" "$2" --data-binary "@$3" -H 'Content-Type: application/octet-stream'; fi
  method=$1 path=$2
  shift 2
  code=$(printf 'header = "Authorization: Bearer %s"\n' "$TOKEN" |
    curl -sS -K - -X "$method" -H 'X-Requested-With: ringcard' -H 'Expect:' --connect-timeout 10 --max-time 120 \
      -o "$work/answer" -w '%{http_code}' "$@" "$URL/api/upload/$path") || { say "no answer from $URL"; exit 1; }
}
# The number of that name in the answer, empty when there is none.
number() { sed -n "s/.*\"$1\":\\([0-9]\\{1,18\\}\\).*/\\1/p" "$work/answer"; }
refused() {
  say "$1: refused with $code: $(head -c 300 "$work/answer")"
  exit 1
}

# keep FILE VALUE: whole or not at all
keep() {
  echo "$2" >"$work/kept"
  mv "$work/kept" "$1"
}

# A file keeps its name here however it is renamed or copied: by its first row. Empty before that row is whole.
name_of() {
  head -n 1 "$1" >"$work/head"
  [ -s "$work/head" ] && [ -z "$(tail -c 1 "$work/head")" ] || return 0
  sha256sum "$work/head" | cut -c 1-32
}

# The bytes up to the last whole row.
whole_size() {
  size=$(wc -c <"$1")
  [ -z "$(tail -c 1 "$1")" ] || size=$((size - $(tail -n 1 "$1" | wc -c)))
  echo $((size))
}

# The CEL file and what it was renamed to, eldest first; packed ones were sent before.
family() { ls -1tr -- "$CEL" "$CEL".* "$CEL"-* 2>/dev/null | grep -v '\.gz$\|\.bz2$\|\.xz$' || true; }

send_cel() {
  family >"$work/family"
  ask GET records
  [ "$code" = 200 ] || refused records
  if grep -q '"begun":false' "$work/answer" && [ "$HISTORY" != yes ]; then
    while IFS= read -r file; do
      id=$(name_of "$file")
      [ -n "$id" ] || continue
      ask POST "records/begin?file=$id&offset=$(whole_size "$file")"
      [ "$code" = 200 ] || refused "$file"
    done <"$work/family"
  fi
  last=
  while IFS= read -r file; do
    id=$(name_of "$file")
    [ -n "$id" ] || continue
    send_rows "$file" "$id"
    last=$id
  done <"$work/family"
  # That there is no more is said, too: so Ringcard knows until when it has heard everything.
  : >"$work/chunk"
  if [ -n "$last" ]; then ask POST "records?file=$last&offset=$(cat "$STATE/cel/$last")" "$work/chunk"; fi
}

send_rows() {
  file=$1 id=$2 tries=0
  size=$(($(wc -c <"$file")))
  offset=$(cat "$STATE/cel/$id" 2>/dev/null || true)
  if [ -z "$offset" ]; then
    ask GET "records?file=$id"
    [ "$code" = 200 ] || refused "$file"
    offset=$(number offset)
    keep "$STATE/cel/$id" "$offset"
  fi
  while [ "$offset" -lt "$size" ]; do
    tail -c "+$((offset + 1))" "$file" | head -c "$CHUNK" >"$work/chunk"
    [ -s "$work/chunk" ] || break # it was cut meanwhile
    ask POST "records?file=$id&offset=$offset" "$work/chunk"
    case $code in
    200) offset=$(number offset) tries=0 ;;
    409) # it has more or less than was thought
      offset=$(number offset) tries=$((tries + 1))
      [ "$tries" -lt 3 ] || refused "$file"
      ;;
    *) refused "$file" ;;
    esac
    keep "$STATE/cel/$id" "$offset"
  done
}

# Only what nobody writes any more: untouched for a minute, and a WAV whose head tells its whole length.
is_finished() {
  case $1 in
  *.wav | *.WAV)
    told=$(od -An -tu4 -j4 -N4 "$1" | tr -d ' ')
    [ -n "$told" ] && [ $((told + 8)) -eq $(($(wc -c <"$1"))) ]
    ;;
  *) [ -s "$1" ] ;;
  esac
}

send_recordings() {
  done_to=$STATE/recordings/sent
  touch "$done_to"
  (cd "$RECORDINGS" && find . -type f \( -name '*.wav' -o -name '*.WAV' -o -name '*.ogg' -o -name '*.mp3' -o -name '*.gsm' \) \
    -mtime -"${DAYS:-14}" -mmin +1) | sed 's,^\./,,' | sort >"$work/found"
  comm -23 "$work/found" "$done_to" >"$work/new"
  while IFS= read -r name; do
    if is_finished "$RECORDINGS/$name"; then send_recording "$name"; fi
  done <"$work/new"
  # What is gone from the folder need not be remembered.
  comm -12 "$work/found" "$done_to" >"$work/sent"
  mv "$work/sent" "$done_to"
}

send_recording() {
  file=$RECORDINGS/$1 tries=0
  case $1 in *[!A-Za-z0-9._+/-]*) say "$1: a name that Ringcard does not take"; return 0 ;; esac
  size=$(($(wc -c <"$file")))
  sum=$(sha256sum "$file" | cut -c 1-64)
  query="name=$1&size=$size&sha256=$sum"
  ask GET "recordings?$query"
  case $code in
  200) ;;
  409) # another file has that name: said once
    say "$1: refused with 409: $(head -c 300 "$work/answer")"
    remember "$1"
    return 0
    ;;
  *) say "$1: refused with $code: $(head -c 300 "$work/answer")"; return 0 ;;
  esac
  offset=$(number offset)
  while ! grep -q '"done":true' "$work/answer"; do
    tail -c "+$((offset + 1))" "$file" | head -c "$CHUNK" >"$work/chunk"
    ask POST "recordings?$query&offset=$offset" "$work/chunk"
    case $code in
    200) offset=$(number offset) tries=0 ;;
    409)
      offset=$(number offset) tries=$((tries + 1))
      [ "$tries" -lt 3 ] || { say "$1: it changed meanwhile, next time again"; return 0; }
      ;;
    *) say "$1: refused with $code: $(head -c 300 "$work/answer")"; return 0 ;;
    esac
  done
  remember "$1"
}

remember() {
  echo "$1" >>"$done_to"
  sort -o "$done_to" "$done_to"
}

if [ -n "$CEL" ]; then send_cel; fi
if [ -n "$RECORDINGS" ]; then send_recordings; fi
