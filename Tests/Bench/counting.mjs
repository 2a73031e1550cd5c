// A server that counts what is asked of it, over HTTP/2: a client may ask for everything at once, and
// nothing waits for a connection.
//
//   counting.mjs FOLDER KEY CERTIFICATE MILLISECONDS
//
// Serves FOLDER, holds every answer back that long, and says its port. `/!log` gives the requests
// since the last one asked for: [[began, ended, bytes of the body, path], …] in milliseconds.
// `/!page?…` is an empty page whose head has the links named: `module:PATH`, `fetch:PATH`.
import { createSecureServer } from "node:http2";
import { readFileSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const [folder, key, certificate, held] = process.argv.slice(2);
const types = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".json": "application/json", ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm",
};
const packed = [".html", ".js", ".json", ".txt"];
let log = [];

const links = (query) => [...new URLSearchParams(query)].map(([kind, path]) =>
  kind === "module" ? `<link rel="modulepreload" href="${path}">`
    : `<link rel="preload" as="fetch" crossorigin="anonymous" href="${path}">`).join("");

const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(certificate) });
server.on("stream", (stream, headers) => {
  const began = performance.now();
  const url = new URL(headers[":path"], "https://localhost");
  const path = decodeURIComponent(url.pathname);
  const answer = (status, type, body, more = {}) => {
    if (stream.destroyed) return;
    stream.respond({ ":status": status, "content-type": type, "cache-control": "max-age=600",
      date: new Date().toUTCString(), ...more });
    stream.end(body);
  };
  stream.on("error", () => {});
  if (path === "/!log") {
    answer(200, types[".json"], JSON.stringify(log), { "cache-control": "no-store" });
    log = [];
  } else if (path === "/!page") {
    answer(200, types[".html"], `<!DOCTYPE html><title>.</title>${links(url.search)}`);
  } else setTimeout(() => {
    const file = join(folder, normalize(path));
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return answer(404, "text/plain", "");
    const ending = extname(file);
    const isPacked = packed.includes(ending);
    const body = isPacked ? gzipSync(readFileSync(file), { level: 6 }) : readFileSync(file);
    stream.on("finish", () => log.push([began, performance.now(), body.length, path]));
    answer(200, types[ending] ?? "application/octet-stream", body,
      isPacked ? { "content-encoding": "gzip" } : {});
  }, Number(held));
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
