// Holds the search client's language half to the same words and texts as Sources/Nordic: stems on
// Snowball's vocabularies, tokens, keys.
//
//   node Tests/Checks/language.mjs [MODULE]

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const path = process.argv[2] ?? `${import.meta.dirname}/../../themes/avis/assets/search.js`;
const language = await import(pathToFileURL(resolve(path)));
const data = `${import.meta.dirname}/../NordicTests/Data/`;
let caseCount = 0;
let failureCount = 0;

const check = (found, expected, what) => {
  caseCount += 1;
  if (found === expected) return;
  failureCount += 1;
  if (failureCount <= 20) console.error(`${what}: ${found}, not ${expected}`);
};
const linesOf = (name) => readFileSync(data + name, 'utf8').split('\n').filter(Boolean);

for (const [file, code] of [['da', 'da'], ['no', 'nn'], ['en', 'en']]) {
  for (const line of linesOf(`stems-${file}.txt`)) {
    const [stem, rest] = line.split('/');
    const [word, expected] = rest === undefined ? line.split(' ') : [stem + rest, stem];
    check(language.stem(word, code), expected, `stem of ${word}, ${code}`);
  }
}
for (const line of linesOf('language.jsonl')) {
  const { text, tokens, da, no, en, key, route } = JSON.parse(line);
  if (tokens) {
    const found = language.tokenize(text).flatMap(({ word, parts }) => [
      ...(word ? [word] : []), ...parts.map((part) => `(${part})`),
    ]);
    check(found.join(' '), tokens.join(' '), `tokens of ${JSON.stringify(text)}`);
  } else {
    check(language.extendedStem(text, 'da'), da, `extended stem of ${text}, da`);
    check(language.extendedStem(text, 'nb'), no, `extended stem of ${text}, nb`);
    check(language.extendedStem(text, 'en'), en, `extended stem of ${text}, en`);
    check(language.foldKey(text), key, `key of ${text}`);
    check(language.routeKey(key), route, `route of ${key}`);
  }
}
console.log(`cases: ${caseCount} of the client's language, ${failureCount} wrong`);
process.exit(failureCount > 0 || caseCount < 10_000 ? 1 : 0);
