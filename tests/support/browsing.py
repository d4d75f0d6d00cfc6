"""Pages of an application in headless Chromium, looked at by axe."""

import html
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvicorn

_LOOK = """
<script src="/axe.js"></script>
<script type="module">
const found = await axe.run(document);
const result = document.createElement("pre");
result.id = "looked";
result.textContent = JSON.stringify({
  violations: found.violations.map(v => [v.id, v.nodes.map(n => n.html)]),
  wider: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  remote: performance.getEntriesByType("resource").map(r => r.name).filter(n => !n.startsWith(location.origin)),
  width: innerWidth,
  title: document.title,
  text: document.body.innerText,
});
document.body.append(result);
</script>
"""

_FRAMES = """<!DOCTYPE html><title>Pages side by side</title><script type="module">
const looks = new URLSearchParams(location.search).getAll("look").map(JSON.parse);
const frames = looks.map(([path, width]) => {
  const frame = document.createElement("iframe");
  Object.assign(frame, {src: path, width, height: 900});
  document.body.append(frame);
  return frame;
});
const looked = frame => frame.contentDocument?.getElementById("looked");
const wait = setInterval(() => {
  if (!frames.every(looked)) return;
  clearInterval(wait);
  const result = document.createElement("pre");
  result.id = "looked";
  result.textContent = `[${frames.map(frame => looked(frame).textContent)}]`;
  document.body.replaceChildren(result);
}, 50);
</script>"""
"""A page in frames of several widths, each with a window of its own; a browser takes a second to start."""


class Looked:
    """An application whose every page brings axe along, which writes what it finds at the page's end."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.axe = files("axe_core_python").joinpath("axe.min.js").read_bytes()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        own = {"/axe.js": (b"text/javascript", self.axe), "/frames.html": (b"text/html", _FRAMES.encode())}
        if scope["type"] == "http" and scope["path"] in own:
            kind, body = own[scope["path"]]
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]})
            await send({"type": "http.response.body", "body": body})
            return
        pages = scope["type"] == "http"

        async def longer(message: Any) -> None:
            nonlocal pages
            if message["type"] == "http.response.start":
                headers = dict(message["headers"])
                pages = headers.get(b"content-type", b"").startswith(b"text/html")
                headers_left = [(name, value) for name, value in message["headers"] if name != b"content-length"]
                message |= {"headers": headers_left if pages else message["headers"]}
            elif pages and message["type"] == "http.response.body" and not message.get("more_body"):
                message |= {"body": message.get("body", b"") + _LOOK.encode()}
            await send(message)

        await self.app(scope, receive, longer if pages else send)


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The address of an application on a free loopback port."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def look(address: str, pages: Iterable[tuple[str, int]], profile: Path) -> list[dict[str, Any]]:
    """What axe and the browser find on each page at a width: violations, requests that leave, and the text."""
    chromium = shutil.which("chromium")
    assert chromium
    frames = urlencode([("look", json.dumps(page)) for page in pages])
    command = [
        *(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--virtual-time-budget=20000"),
        *("--window-size=1400,900", f"--user-data-dir={profile}", f"{address}/frames.html?{frames}"),
    ]
    page = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    written = re.search(r'<pre id="looked">(.*?)</pre>', page, re.S)
    assert written, page[-2000:]
    result: list[dict[str, Any]] = json.loads(html.unescape(written[1]))
    return result
