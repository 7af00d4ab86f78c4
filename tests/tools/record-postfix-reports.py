#!/usr/bin/env python3
"""Records the reports that Debian's postfix writes, as fixtures in tests/Worker.Tests/Bounces/Mails.

Run as root: postfix will have it no other way. The names of deliveries are written as {KEY} and {ID}; the tests put theirs there.
"""
import os
import pathlib
import shutil
import smtplib
import socket
import subprocess
import tempfile
import threading
import time

TARGET = pathlib.Path(__file__).resolve().parent.parent / "Worker.Tests" / "Bounces" / "Mails"
REPLIES = {
    "no-such-user": "550 5.1.1 <reader@reader.example.com>: Recipient address rejected: User unknown",
    "mailbox-full": "552 5.2.2 Mailbox full",
    "policy": "550 5.7.1 Message refused by policy",
    "expired": "450 4.2.1 Mailbox busy",
    "delivered": "250 2.1.5 Ok",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(listener):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=talk, args=(connection,), daemon=True).start()


def talk(connection):
    stream = connection.makefile("rwb")
    try:
        stream.write(b"220 reader.example.com ESMTP\r\n")
        stream.flush()
        for line in stream:
            words = line.decode().strip()
            reply = "250 2.0.0 Ok"
            if words.upper().startswith("RCPT"):
                reply = REPLIES[words.split("<")[1].split("@")[0]]
            elif words.upper() == "DATA":
                stream.write(b"354 Go on\r\n")
                stream.flush()
                while stream.readline().strip() != b".":
                    pass
            elif words.upper() == "QUIT":
                reply = "221 2.0.0 Bye"
            stream.write(reply.encode() + b"\r\n")
            stream.flush()
    except OSError:
        pass


def configure(folder, port, reader_port, lifetime):
    for name in ("conf", "queue", "data", "mail"):
        os.makedirs(folder / name)
    shutil.chown(folder / "data", "postfix")
    os.chown(folder / "mail", 65534, 65534)
    (folder / "conf" / "main.cf").write_text(f"""
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.news.example.org
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
local_recipient_maps =
smtpd_relay_restrictions = permit_mynetworks, reject
recipient_delimiter = +
virtual_mailbox_domains = news.example.org
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = inline:{{ bounce@news.example.org=bounces/ }}
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
disable_dns_lookups = yes
relayhost = [127.0.0.1]:{reader_port}
maximal_queue_lifetime = {lifetime}
""")
    services = [f"127.0.0.1:{port} inet n - n - - smtpd"]
    for service in ("cleanup", "bounce", "smtp", "error", "virtual", "anvil", "scache", "showq"):
        services.append(f"{service} unix {'n' if service in ('showq', 'cleanup') else '-'} {'n n' if service == 'virtual' else '- n'} - {0 if service in ('bounce', 'cleanup') else '-'} {service}")
    services += [
        "rewrite unix - - n - - trivial-rewrite", "defer unix - - n - 0 bounce", "trace unix - - n - 0 bounce", "relay unix - - n - - smtp",
        "retry unix - - n - - error", "qmgr unix n - n 300 1 qmgr", "pickup unix n - n 60 1 pickup", "postlog unix-dgram n - n - 1 postlogd",
    ]
    (folder / "conf" / "master.cf").write_text("\n".join(services) + "\n")


def record(names, lifetime, notify):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="postfix-reports-"))
    folder.chmod(0o755)
    port, listener = free_port(), socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, args=(listener,), daemon=True).start()
    configure(folder, port, listener.getsockname()[1], lifetime)
    subprocess.run(["postfix", "-c", folder / "conf", "start"], check=True)
    try:
        for name in names:
            send(port, name, notify)
            box = folder / "mail" / "bounces" / "new"
            while not (box.exists() and list(box.iterdir())):
                time.sleep(0.1)
            mail = next(box.iterdir())
            # No path and no name of the machine that it was recorded on.
            (TARGET / f"postfix-{name}.eml").write_bytes(mail.read_bytes().replace(socket.gethostname().encode(), b"localhost"))
            mail.unlink()
    finally:
        subprocess.run(["postfix", "-c", folder / "conf", "stop"], check=False)
        shutil.rmtree(folder)


def send(port, name, notify):
    with smtplib.SMTP("127.0.0.1", port, local_hostname="news.example.org") as client:
        client.ehlo()
        client.mail("bounce+{KEY}@news.example.org", ["ENVID={KEY}", "RET=HDRS"])
        client.rcpt(f"{name}@reader.example.com", [f"NOTIFY={notify}"])
        client.data(
            "From: Example Health Notes <notes@news.example.org>\r\n"
            f"To: {name}@reader.example.com\r\nSubject: Notes\r\nMessage-ID: <{{ID}}@news.example.org>\r\n\r\nThe body, which nobody returns.\r\n")


if __name__ == "__main__":
    record(["no-such-user", "mailbox-full", "policy"], "5d", "FAILURE")
    record(["expired"], "0", "FAILURE")
    record(["delivered"], "5d", "SUCCESS,FAILURE")
