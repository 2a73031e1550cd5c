// Runs the browser's client on an index in a folder, for ClientTests.swift.
//
//   node client.mjs FOLDER [CLIENT]
//
// FOLDER/task.json says what to ask and what the answers are. Every shard is decoded as well.
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
const client = resolve(process.argv[3] ?? join(here, "../../themes/avis/assets/search.js"));
const { createSearch, readShard, readSecond, readList } = await import(pathToFileURL(client));
const task = JSON.parse(readFileSync(join(folder, "task.json"), "utf8"));
let failures = 0;
const fail = (text) => {
  if (failures++ < 20) console.log(text);
};

// Answers as a server would; `spoil` may change the bytes of a file, or take it away.
const server = (spoil = (_, bytes) => bytes) => async (url) => {
  const path = url.replace(/^\//, "").replace(/\?.*/, "");
  const file = join(folder, path);
  const bytes = existsSync(file) ? spoil(path, readFileSync(file)) : null;
  return bytes ? new Response(bytes) : new Response("", { status: 404 });
};

// Every shard is whole: sorted keys, lists within their segment.
const manifest = JSON.parse(readFileSync(join(folder, "m.json"), "utf8"));
let terms = 0;
for (const segment of manifest.segments) {
  const buffer = (name) => new Uint8Array(readFileSync(join(folder, segment.d, name + ".bin"))).buffer;
  for (const name of segment.names.split(" ")) {
    const shard = readShard(buffer(name), segment.s);
    const long = [...shard.values()].filter((term) => term.hasSecond);
    if (long.length) readSecond(buffer(name + "+"), segment.s).forEach((list, n) => (long[n].second = list));
    for (const [key, term] of shard) {
      let count = 0;
      readList(term.list, () => count++);
      if (term.second) readList(term.second, () => count++);
      if (count !== term.df) fail(`${name}: ${key} has ${count} articles, says ${term.df}`);
      terms += 1;
    }
  }
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const search = createSearch({ base: "/", language: task.language, fetch: server() });
for (const { text, options, urls, total, corrected, relaxed } of task.queries) {
  const answer = await search(text, options);
  const found = { urls: answer.results.map((result) => result.url), total: answer.total,
    corrected: answer.corrected, relaxed: answer.relaxed };
  if (!same(found, { urls, total, corrected, relaxed })) {
    fail(`${JSON.stringify(text)} ${JSON.stringify(options)}\n  client ${JSON.stringify(found)}` +
      `\n  reader ${JSON.stringify({ urls, total, corrected, relaxed })}`);
  }
  for (const { snippet, marks, title, titleMarks } of answer.results) {
    const isInside = (line, found) => found.every(([from, to]) => from < to && to <= line.length);
    if (!isInside(snippet, marks) || !isInside(title, titleMarks)) fail(`marks of ${text}: ${snippet}`);
  }
}

// A file that is missing, cut short or garbled: an error in good time, and well again once it is.
if (task.broken) {
  let state = 1;
  const draw = (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  let errors = 0;
  for (let round = 0; round < 300; round++) {
    let isSpoilt = true;
    let touched = "";
    const spoil = (path, bytes) => {
      const isMine = round % 3 === 0 ? path.endsWith(".bin") : round % 3 === 1 ? path.endsWith(".json")
        : /bin|json/.test(path);
      if (!isSpoilt || !isMine) return bytes;
      touched = path;
      if (round % 4 === 0) return null;
      if (round % 4 === 1) return bytes.subarray(0, draw(bytes.length));
      const copy = Buffer.from(bytes);
      for (let n = 0; n < 3; n++) copy[draw(copy.length)] ^= 1 + draw(255);
      return copy;
    };
    const search = createSearch({ base: "/", language: "da", fetch: server(spoil) });
    try {
      await search("vej digital");
      if (touched.endsWith(".bin")) fail(`round ${round}: ${touched} was spoilt, and nobody said so`);
    } catch (error) {
      errors += 1;
    }
    isSpoilt = false;
    const again = await search("vej digital");
    if (!again.results.length && round % 4 < 2) fail(`round ${round}: not well again`);
  }
  console.log(`cases: 300 spoilt files, ${errors} errors`);
}
if (failures) console.log(`${failures} failures`);
else console.log(`cases: ${terms} terms, ${task.queries.length} queries`);
process.exitCode = failures ? 1 : 0;
