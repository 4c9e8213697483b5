"""A real SMTP server (aiosmtpd) for tests: STARTTLS, implicit TLS and plain text, with login.

    smtp_server.py FOLDER USER PASSWORD [STARTTLS_PORT TLS_PORT PLAIN_PORT]

FOLDER holds server.pem and server.key.pem. Says one JSON line with its ports when it listens, and one for each mail it keeps.
A mail is kept as FOLDER/mails/0001.eml (the bytes as they came) and 0001.json (envelope, and the mail as Python reads it:
a reading that shares nothing with the program that wrote it). Ends when its standard input ends.

FOLDER/dials.json is read anew at each step:
    {"reply": {"sender": "550 ...", "recipient": "451 ...", "data": "451 ...", "content": "554 ..."},
     "recipients": {"kim@example.kr": "550 ..."},
     "break_at": "greeting" | "sender" | "recipient" | "body" | "content",
     "silent_at": "sender" | "recipient" | "content",
     "without_login": true}
A reply outside ASCII is said in EUC-KR, as some Korean servers do.
"break_at" and "silent_at" with "content" keep the mail first: it has arrived, only the answer is lost.
"""

import asyncio
import email
import email.policy
import json
import logging
import ssl
import sys
import warnings
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Handler:
    def __init__(self, folder):
        self.folder = folder
        self.kept = len(list((folder / "mails").glob("*.json")))

    def dials(self):
        path = self.folder / "dials.json"
        return json.loads(path.read_text("utf-8")) if path.exists() else {}

    async def disturb(self, server, step):
        """Breaks the line or falls silent if the dials say so."""
        dials = self.dials()
        if dials.get("silent_at") == step:
            await asyncio.Event().wait()
        if dials.get("break_at") == step:
            server.transport.abort()
            return True
        return False

    async def handle_MAIL(self, server, session, envelope, address, options):
        await self.disturb(server, "sender")
        reply = self.dials().get("reply", {}).get("sender")
        if reply is None:
            envelope.mail_from = address
        return reply or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        await self.disturb(server, "recipient")
        dials = self.dials()
        reply = dials.get("recipients", {}).get(address) or dials.get("reply", {}).get("recipient")
        if reply is None:
            envelope.rcpt_tos.append(address)
        return reply or "250 OK"

    async def handle_DATA(self, server, session, envelope):
        reply = self.dials().get("reply", {}).get("content")
        if reply is not None:
            return reply
        number = self.keep(session, envelope)
        await self.disturb(server, "content")
        return f"250 2.0.0 OK queued as {number:04}"

    def keep(self, session, envelope):
        self.kept += 1
        base = self.folder / "mails" / f"{self.kept:04}"
        base.with_suffix(".eml").write_bytes(envelope.content)
        read = reading(envelope.content, base)
        read["envelope_from"] = envelope.mail_from
        read["envelope_to"] = envelope.rcpt_tos
        unfinished = base.with_suffix(".part")
        unfinished.write_text(json.dumps(read, ensure_ascii=False), "utf-8")
        unfinished.rename(base.with_suffix(".json"))
        say({"mail": self.kept})
        return self.kept


def reading(content, base):
    """What a mail program makes of the bytes; attachments go beside them."""
    mail = email.message_from_bytes(content, policy=email.policy.default)
    attachments = []
    for index, part in enumerate(mail.iter_attachments()):
        path = base.with_name(f"{base.name}.attachment-{index}")
        path.write_bytes(part.get_payload(decode=True))
        attachments.append({"name": part.get_filename(), "type": part.get_content_type(), "path": str(path)})
    text, html = mail.get_body(["plain"]), mail.get_body(["html"])
    return {
        "headers": {name: str(value) for name, value in mail.items()},
        "text": text.get_content() if text else None,
        "html": html.get_content() if html else None,
        "attachments": attachments,
        "defects": [repr(defect) for part in mail.walk() for defect in part.defects],
    }


class DialledSMTP(SMTP):
    def connection_made(self, transport):
        if self.transport is None and self.event_handler.dials().get("break_at") == "greeting":
            transport.abort()
            return
        super().connection_made(transport)

    async def push(self, status):
        if isinstance(status, str) and not status.isascii():
            status = status.encode("euc-kr")
        return await super().push(status)

    async def smtp_DATA(self, arg):
        reply = self.event_handler.dials().get("reply", {}).get("data")
        if reply is not None:
            await self.push(reply)
        elif self.event_handler.dials().get("break_at") == "body":
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            self.transport.abort()
        else:
            await super().smtp_DATA(arg)


def authenticator(user, password):
    def check(server, session, envelope, mechanism, data):
        known = isinstance(data, LoginPassword) and data == LoginPassword(user.encode(), password.encode())
        return AuthResult(success=known, handled=False)

    return check


def say(event):
    print(json.dumps(event), flush=True)


async def serve(folder, user, password, ports):
    (folder / "mails").mkdir(exist_ok=True)
    handler = Handler(folder)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(folder / "server.pem", folder / "server.key.pem")
    common = {"authenticator": authenticator(user, password), "auth_required": True, "hostname": "mail.test"}

    def smtp(**own):
        hidden = ["PLAIN", "LOGIN"] if handler.dials().get("without_login") else None
        return DialledSMTP(handler, auth_exclude_mechanism=hidden, **common, **own)

    def starttls():
        return smtp(tls_context=tls, require_starttls=True)

    def inside_tls():
        return smtp(auth_require_tls=False)

    loop = asyncio.get_running_loop()
    doors = [(starttls, None), (inside_tls, tls), (inside_tls, None)]
    servers = [
        await loop.create_server(factory, "127.0.0.1", port, ssl=context)
        for (factory, context), port in zip(doors, ports)
    ]
    found = [server.sockets[0].getsockname()[1] for server in servers]
    say(dict(zip(["starttls", "tls", "plain"], found)))
    await loop.run_in_executor(None, sys.stdin.read)


def main():
    warnings.simplefilter("ignore")  # it finds our doors unsafe, as they are meant to be
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    folder, user, password, *ports = sys.argv[1:]
    ports = [int(port) for port in ports] or [0, 0, 0]
    asyncio.run(serve(Path(folder), user, password, ports))


main()
