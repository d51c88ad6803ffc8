"""A process of its own: people at work in browsers. Each opens a page with its style
sheet, reads for some seconds, and opens the next. Prints how long they waited."""

import asyncio
import json
import random
import resource
import sys
import time
from collections import Counter

READING = 2, 8  # seconds
STYLE = "/assets/tdkt.css"


async def fetch(port, path, token):
    """Status and seconds, from the first step of the connection to the last byte."""
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: a\r\nCookie: tdkt_session={token}\r\n"
                 "Accept: text/html\r\n\r\n".encode())
    answer = await reader.read(-1)
    took = time.perf_counter() - began
    writer.close()
    head, _, content = answer.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    if len(content) != length:
        raise OSError("a cut off answer")
    return int(head[9:12]), took


async def work(port, person, until, chance, waits, seen):
    await asyncio.sleep(chance.uniform(0, READING[1]))
    while time.monotonic() < until:
        for path in (chance.choice(person["pages"]), STYLE):
            try:
                status, took = await asyncio.wait_for(fetch(port, path, person["token"]), 30)
            except (OSError, ValueError, asyncio.TimeoutError) as error:
                seen[f"failed: {type(error).__name__}"] += 1
                continue
            waits.append(took)
            seen[status] += 1
        await asyncio.sleep(chance.uniform(*READING))


async def office(port, count, seconds, people):
    waits, seen = [], Counter()
    until = time.monotonic() + seconds
    await asyncio.gather(*(
        work(port, people[i % len(people)], until, random.Random(i), waits, seen)
        for i in range(count)))
    waits.sort()
    print(json.dumps({"requests a second": round(len(waits) / seconds, 1),
                      "p50 ms": round(waits[len(waits) // 2] * 1000, 2),
                      "p99 ms": round(waits[int(len(waits) * 0.99)] * 1000, 2),
                      "longest ms": round(waits[-1] * 1000, 2),
                      "answers": {str(what): number for what, number in seen.items()}}))


if __name__ == "__main__":
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 8192), most))
    asyncio.run(office(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]),
                       json.loads(sys.argv[4])))
