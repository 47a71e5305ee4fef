#!/bin/sh
# Run by Asterisk when a recording has ended: makes of its two lanes one stereo file. $1: path of the recording without
# `.wav`. Left is our side (sent to the client), right is the client (received). The mixed file gives way first and the
# stereo file comes by renaming, so that whoever looks sees a whole file or none. Without SoX the mixed file stays.
set -eu
file=$1.wav sent=$1-tx.wav received=$1-rx.wav
header=44

mv -f "$file" "$1.mixed"
if [ "$(stat -c %s "$received")" -le "$header" ]; then # nobody answered
  rm -f "$1.mixed" "$sent" "$received"
elif nice sox -M "$sent" "$received" -t wav "$1.part"; then
  mv -f "$1.part" "$file"
  rm -f "$1.mixed" "$sent" "$received"
else
  rm -f "$1.part"
  mv -f "$1.mixed" "$file"
fi
