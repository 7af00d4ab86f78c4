#!/bin/sh
# /usr/local/sbin/syndication: runs a command of the program as root would expect it to run,
# with the service's configuration, account and mail password, so that no file ends up owned by root.
set -eu
umask 0077
: "${SYNDICATION_CONFIG:=/etc/syndication/appsettings.json}"
export SYNDICATION_CONFIG
if [ -s /etc/syndication/mail-password ]; then
    Mail__Password=$(cat /etc/syndication/mail-password)
    export Mail__Password
fi
exec runuser -u syndication -- /opt/syndication/syndication "$@"
