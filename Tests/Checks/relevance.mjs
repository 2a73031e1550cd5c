// Asks an index what an editor would ask, and says for each class how many queries it answers well.
//
//   relevance.mjs FOLDER CORPUS [CLIENT] [--lacks N]
//
// FOLDER holds the index (`public/search` of a built magazine), CORPUS `magazine`, `unseen` or `fixture`:
// the queries are in Tests/SearchingTests/Relevance. Ends with 1 if more than N fail,
// of which none is forgotten: each is told; or if the client, as it was published beside the index,
// is larger than 10,000 bytes gzipped.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const flag = words.indexOf("--lacks");
const allowed = flag < 0 ? 0 : Number(words.splice(flag, 2)[1]);
const [folder, corpus, other] = words;
const client = resolve(other ?? join(here, "../../themes/avis/assets/search.js"));
const { createSearch } = await import(pathToFileURL(client));
const search = createSearch({
  base: "/", language: "da",
  fetch: async (url) => {
    const file = join(folder, url.replace(/\?.*/, ""));
    return existsSync(file) ? new Response(readFileSync(file)) : new Response("", { status: 404 });
  },
});

const queries = readFileSync(join(here, "../SearchingTests/Relevance/queries.jsonl"), "utf8")
  .split("\n").filter(Boolean).map((line) => JSON.parse(line)).filter((item) => item.corpus === corpus);
const classes = new Map();
let failures = 0;
for (const { query, options, class: name, expect, first = 10, without = [] } of queries) {
  const answer = await search(query, { ...options, limit: 50 });
  const urls = answer.results.map((result) => result.url);
  const missing = expect.filter((url) => !urls.slice(0, first).includes(url));
  const unwanted = expect.length ? without.filter((url) => urls.includes(url)) : urls;
  const isGood = !missing.length && !unwanted.length;
  const sum = classes.get(name) ?? [0, 0];
  classes.set(name, [sum[0] + isGood, sum[1] + 1]);
  if (isGood) continue;
  failures += 1;
  const ranks = missing.map((url) => `${url} (${urls.indexOf(url) + 1 || "not found"})`);
  console.log(`${name}: ${query} ${JSON.stringify(options)}: first ${first} lack ${ranks.join(", ")}` +
    (unwanted.length ? `; should not be: ${unwanted.slice(0, 3).join(" ")}` : "") +
    (answer.corrected ? `; corrected to ${answer.corrected}` : ""));
}
for (const [name, [good, all]] of [...classes].sort()) console.log(`${good}/${all}\t${name}`);
console.log(`cases: ${queries.length} queries of ${corpus}, ${failures} failed`);
const assets = join(folder, "../assets");
const names = existsSync(assets) ? readdirSync(assets).filter((name) => /^search\.\w+\.js$/.test(name)) : [];
const sizes = names.map((name) => execFileSync("gzip", ["-6", "-c", join(assets, name)]).length);
if (sizes.length) console.log(`search.js as published: ${sizes} bytes gzipped, of 10000`);
process.exitCode = failures > allowed || sizes.some((size) => size > 10_000) ? 1 : 0;
