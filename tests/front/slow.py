"""A process of its own: connections that each keep the server waiting, in one of three
ways, and come again when they were turned away. Prints what became of them."""

import asyncio
import contextlib
import json
import resource
import socket
import sys
import time
from collections import Counter

EVERY = 1.0  # seconds between two bytes
HEAD = b"GET /sign-in HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 2000
BODY = (b"POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: 900000\r\n\r\n")
ANSWER = b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n"


async def drip(reader, writer, bytes_, until):
    for byte in bytes_:
        if time.monotonic() > until or reader.at_eof() or writer.is_closing():
            return
        writer.write(bytes([byte]))
        await asyncio.sleep(EVERY)


async def send_head(reader, writer, until):
    writer.write(HEAD[:40])
    await drip(reader, writer, HEAD[40:], until)


async def send_body(reader, writer, until):
    writer.write(BODY)
    await drip(reader, writer, b"a" * 900, until)


async def read_answer(reader, writer, until):
    writer.write(ANSWER)
    while time.monotonic() < until and await reader.read(64):
        await asyncio.sleep(EVERY)


async def keep_waiting(way, port, until, seen):
    while time.monotonic() < until:
        slow = socket.socket()
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        slow.setblocking(False)
        try:
            await asyncio.get_running_loop().sock_connect(slow, ("127.0.0.1", port))
            reader, writer = await asyncio.open_connection(sock=slow, limit=64)
        except OSError:
            seen["refused"] += 1
            slow.close()
            await asyncio.sleep(1)
            continue
        seen["connections"] += 1
        seen["now"] += 1
        with contextlib.suppress(OSError):
            await way(reader, writer, until)
        writer.transport.abort()
        seen["now"] -= 1
        await asyncio.sleep(0.2)


async def note(seen, held, until):
    while time.monotonic() < until:
        await asyncio.sleep(0.5)
        held.append(seen["now"])


async def crowd(port, count, seconds):
    seen, held = Counter(), []
    until = time.monotonic() + seconds
    ways = (send_head, send_body, read_answer)
    tasks = [keep_waiting(ways[i % 3], port, until, seen) for i in range(count)]
    await asyncio.gather(note(seen, held, until), *tasks)
    half = sorted(held)[len(held) // 2]
    print(json.dumps({"slow connections at a time": half, "slow connections": seen["connections"],
                      "of them reset": seen["refused"]}))


if __name__ == "__main__":
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 8192), most))
    asyncio.run(crowd(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
