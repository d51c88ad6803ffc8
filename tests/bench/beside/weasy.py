"""WeasyPrint makes a PDF of our page of a paper, again and again.

    weasy.py FOLDER NAME…    prints "NAME milliseconds" for each FOLDER/NAME.html
"""

import logging
import pathlib
import statistics
import sys
import time

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

ROOT = pathlib.Path(__file__).resolve().parents[3]
SECONDS = 8  # for each paper; at least three times
# What WeasyPrint does not know of our style sheet, put in words that it knows.
INSTEAD = """
.paper .head, .paper .closing { display: table; table-layout: fixed; width: 100% }
.paper .head > div, .paper .closing > div { display: table-cell; vertical-align: top }
.paper .head > .left { width: 73mm } .paper .closing > .left { width: 80mm }
@page sheet { size: 297mm 210mm; margin: 0 }
@page { @bottom-center { content: none } @top-center { content: counter(page) } }
@page :first { @top-center { content: none } }
"""


def fetched(url):
    path = "templates" + url.removeprefix("office:")
    return {"string": (ROOT / path).read_bytes(), "mime_type": "text/css"}


def main(folder, names):
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fonts = FontConfiguration()
    instead = CSS(string=INSTEAD, font_config=fonts)

    def write(page):
        return HTML(string=page, base_url="office:/", url_fetcher=fetched).write_pdf(
            stylesheets=[instead], font_config=fonts)

    for name in names:
        page = pathlib.Path(folder, name + ".html").read_text()
        pathlib.Path(folder, name + ".weasyprint.pdf").write_bytes(write(page))
        taken = []
        end = time.perf_counter() + SECONDS
        while len(taken) < 3 or (time.perf_counter() < end and len(taken) < 50):
            began = time.perf_counter()
            write(page)
            taken.append((time.perf_counter() - began) * 1000)
        print(name, statistics.median(taken), flush=True)


main(sys.argv[1], sys.argv[2:])
