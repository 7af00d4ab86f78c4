#!/bin/sh
# /usr/local/bin/syndication-bounces: what a mail server's pipe hands each mail to that came back, run as the account syndication.
# Ends with 0 when the mail needs no further try, and with 75 (EX_TEMPFAIL) when it does: every other code would lose it.
umask 0077
: "${SYNDICATION_CONFIG:=/etc/syndication/appsettings.json}"
# Nothing is sent, so the password of the SMTP server, which this account cannot read, is not needed. Take the line out where the configuration names Mail:PasswordFile.
: "${Mail__Password:=not needed}"
export SYNDICATION_CONFIG Mail__Password
"${SYNDICATION:-/opt/syndication/syndication}" bounces read "$@"
[ $? -le 1 ] || exit 75
