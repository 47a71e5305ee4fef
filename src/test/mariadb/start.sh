#!/bin/sh
# A database with the owner of the exchange's tables and a reader who may not change them.
set -eu
cat >/tmp/begin.sql <<SQL
create database if not exists asteriskcdrdb;
create user if not exists 'asterisk'@'%' identified by '$RINGCARD_OWNER_SECRET';
grant all on asteriskcdrdb.* to 'asterisk'@'%';
create user if not exists 'ringcard'@'%' identified by '$RINGCARD_READER_SECRET';
grant select on asteriskcdrdb.* to 'ringcard'@'%';
SQL
chown mysql /tmp/begin.sql
exec mariadbd --user=mysql --bind-address=0.0.0.0 --skip-name-resolve --init-file=/tmp/begin.sql
