#!/bin/sh
# Starts the exchange in its container. Secrets come from the environment and are written at each start; there is no
# default for the manager's. The bridge's gateway may log in: that is where a port published on the host comes from.
set -eu
umask 022
: "${RINGCARD_AMI_SECRET:?is the manager secret that this exchange shall accept}"
phone_secret=${RINGCARD_PHONE_SECRET:-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')}
gateway=$(awk '$2 == "00000000" { print $3; exit }' /proc/net/route)

mkdir -p /etc/asterisk/local /var/log/asterisk/cel-custom /var/log/asterisk/cdr-csv
echo "bindaddr = 0.0.0.0" >/etc/asterisk/local/manager-general.conf
{
  echo "secret = $RINGCARD_AMI_SECRET"
  if [ -n "$gateway" ]; then # eight hexadecimal digits, the last byte first
    printf 'permit = %d.%d.%d.%d/255.255.255.255\n' "0x${gateway#??????}" "0x$(echo "$gateway" | cut -c 5-6)" \
      "0x$(echo "$gateway" | cut -c 3-4)" "0x$(echo "$gateway" | cut -c 1-2)"
  fi
} >/etc/asterisk/local/manager-ringcard.conf
echo "password = $phone_secret" >/etc/asterisk/local/phone-secret.conf
chown -R asterisk /etc/asterisk/local /var/spool/asterisk/monitor /var/log/asterisk
chmod -R go= /etc/asterisk/local
exec asterisk -f -U asterisk -G asterisk
