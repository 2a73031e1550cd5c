#!/usr/bin/env python3
"""Two hundred readers, two hundred open pages, and a file that is saved twenty times a second.

    load.py TIDENDE [ROOT] [--article FILE] [--seconds 60]

A copy of ROOT (here) is served by `TIDENDE serve`. wrk asks for pages over 200 connections and looks
whether each answer is a whole page, 200 event streams are read, and the article is written over again
and again. A finding is: an answer that is no page or is cut off, a stream that ends, a preview that
dies, more descriptors after than before, memory that goes on growing, the last save not served.

Needs wrk (Debian). Exit code 1 on any finding."""
import argparse, os, re, selectors, shutil, socket, subprocess, sys, tempfile, threading, time, urllib.request

LUA = """local bad, first = 0, ""
local paths, index = { PATHS }, 0
request = function()
  index = index % #paths + 1
  return wrk.format("GET", paths[index])
end
response = function(status, headers, body)
  local length = headers["Content-Length"]
  if status ~= 200 or tonumber(length) ~= #body or not body:find("</html>%s*$") then
    bad = bad + 1
    if first == "" then first = status .. " " .. #body .. " of " .. tostring(length) end
  end
end
local threads = {}
setup = function(thread) table.insert(threads, thread) end
done = function(summary, latency)
  local total = 0
  for _, thread in ipairs(threads) do total = total + (thread:get("bad") or 0) end
  print("BAD " .. total)
end
""".replace("local bad, first", "bad, first")

parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
parser.add_argument("tidende")
parser.add_argument("root", nargs="?", default=os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
parser.add_argument("--article", help="below ROOT; the first of content/blog")
parser.add_argument("--seconds", type=int, default=60)
parser.add_argument("--connections", type=int, default=200)
options = parser.parse_args()
found = []


def expect(is_so, text):
    if not is_so:
        found.append(text)
        print("finding:", text, flush=True)


class Preview:
    def __init__(self):
        self.root = tempfile.mkdtemp(prefix="load-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
        for name in ("content", "themes"):
            if os.path.isdir(os.path.join(options.root, name)):
                shutil.copytree(os.path.join(options.root, name), os.path.join(self.root, name))
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [options.tidende, "serve", "--root", self.root, "--port", "4600", "--quiet", "--follow"],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        match = re.search(r"http://localhost:(\d+)(/\S*)", self.process.stdout.readline())
        if not match: sys.exit("the preview does not begin")
        self.port, self.base = int(match[1]), match[2]

    def get(self, path):
        with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=20) as answer:
            return answer.read().decode()

    def descriptor_count(self): return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def memory(self):
        """In MB."""
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read())[1]) / 1024

    def is_alive(self): return self.process.poll() is None


class Streams(threading.Thread):
    """Event streams, read to their end."""

    def __init__(self, port, count):
        super().__init__(daemon=True)
        self.selector, self.events, self.ended, self.going = selectors.DefaultSelector(), 0, 0, True
        self.sockets, self.opened = [], None
        for _ in range(count):
            stream = socket.create_connection(("127.0.0.1", port))
            stream.sendall(f"GET /_tidende/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
            stream.setblocking(False)
            self.selector.register(stream, selectors.EVENT_READ)
            self.sockets.append(stream)

    def run(self):
        while self.going:
            for key, _ in self.selector.select(0.2):
                try: data = key.fileobj.recv(65536)
                except OSError: data = b""
                self.events += data.count(b"data: ") - data.count(b"data: beat")
                for path in re.findall(rb"data: open (\S+)\n", data): self.opened = path.decode()
                if not data:
                    self.ended += 1
                    self.selector.unregister(key.fileobj)

    def close(self):
        self.going = False
        self.join()
        for stream in self.sockets: stream.close()


class Writer(threading.Thread):
    """Somebody who saves twenty times a second."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self.path, self.going, self.count = path, True, 0
        with open(path, "rb") as file: self.text = file.read()

    def run(self):
        while self.going:
            self.count += 1
            mark = f"GEM{self.count}."
            paragraph = f"<p>{mark}</p></body></html>" if self.path.endswith(".html") else f"\n\n{mark}\n"
            end = self.text.rfind(b"</body>") if self.path.endswith(".html") else len(self.text)
            with open(self.path, "wb") as file: file.write(self.text[:end] + paragraph.encode())
            time.sleep(0.05)


if not shutil.which("wrk"): sys.exit("wrk is not installed")
folder = os.path.join(options.root, "content", "blog")
article = options.article or "content/blog/" + sorted(
    name for name in os.listdir(folder) if name.endswith(".md") and not name.startswith("_"))[0]
preview = Preview()
try:
    home = preview.get(preview.base)
    links = re.findall(r'href="(/[^"]*/)"', home)
    paths = [preview.base] + sorted(set(links))[:20]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA.replace("PATHS", ", ".join(f'"{path}"' for path in paths)))
        script.flush()
        before = preview.descriptor_count()
        streams = Streams(preview.port, options.connections)
        streams.start()
        writer = Writer(os.path.join(preview.root, article))
        writer.start()
        wrk = subprocess.Popen(
            ["wrk", "-t1", f"-c{options.connections}", f"-d{options.seconds}s", "--timeout", "20s", "--latency",
             "-s", script.name, f"http://localhost:{preview.port}{preview.base}"],
            stdout=subprocess.PIPE, text=True)
        memory = []
        while wrk.poll() is None and preview.is_alive():
            time.sleep(0.5)
            if preview.is_alive(): memory.append(preview.memory())
        output = wrk.communicate()[0]
    writer.going = False
    writer.join()
    expect(preview.is_alive(), f"the preview ended with {preview.process.poll()}")
    expect(streams.ended == 0, f"{streams.ended} event streams ended")
    events = streams.events
    streams.close()
    requests = int((re.search(r"(\d+) requests in", output) or (0, 0))[1])
    bad = int((re.search(r"BAD (\d+)", output) or (0, -1))[1])
    expect(requests > 0 and bad == 0, f"{bad} of {requests} answers are no whole pages")
    expect("Socket errors" not in output, re.sub(r"(?s).*(Socket errors[^\n]*).*", r"\1", output))
    deadline = time.monotonic() + 20
    mark, text = f"GEM{writer.count}.", ""
    if preview.is_alive():
        expect(streams.opened is not None, "no event names the page of the file that was saved")
        while streams.opened and mark not in text and time.monotonic() < deadline:
            text = preview.get(streams.opened)
        expect(mark in text, "the last save is not served")
        while preview.descriptor_count() > before and time.monotonic() < deadline: time.sleep(0.1)
        after = preview.descriptor_count()
        expect(after <= before, f"{after} descriptors, {before} before")
        quarter = max(1, len(memory) // 4)
        early, late = max(memory[quarter:2 * quarter] or memory), max(memory[-quarter:])
        expect(late < early * 1.1 + 4, f"memory grew from {early:.0f} to {late:.0f} MB")
        print(f"{requests} pages, {events} events on {options.connections} streams, {writer.count} saves; "
              f"memory {early:.0f} MB, then {late:.0f} MB; descriptors {before}, then {after}")
        print(*(line.strip() for line in output.splitlines() if line.strip()[:3] in ("50%", "99%")), sep="\n")
finally:
    if preview.is_alive(): preview.process.kill()
    shutil.rmtree(preview.root, ignore_errors=True)
print(f"{len(found)} findings")
sys.exit(bool(found))
