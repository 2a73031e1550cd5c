// Tokens, stop words, stems, keys: the same as in Sources/Nordic/Search.

/** `ending:replacement`. */
const table = (text) => new Map(text.split(" ").map((entry) => entry.split(":")));

let found;

/** Finds the longest ending that begins at `from` or later. */
const match = (word, endings, from = 0) => {
  for (found = Math.min(8, word.length - from); found > 0; found--) {
    const ending = word.slice(-found);
    if (endings.has(ending)) return endings.get(ending) ?? "";
  }
  found = 0;
};

const drop = (word, count = found) => (count ? word.slice(0, -count) : word);
const size = (word) => [...word].length;
const undouble = (word) => word.replace(/([bdfgklmnprst])\1$/, "$1");

const r1 = (word, vowels) => {
  const least = /^[^]{3}/u.exec(word)?.[0].length;
  const start = word.indexOf("'") + 1 || (vowels.exec(word)?.[0].length ?? word.length);
  return least ? Math.max(start, least) : 0;
};

const danishVowels = /^[^aeiouyæøå]*[aeiouyæøå]+[^aeiouyæøå]/u;
const danishEndings = table(
  "hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer heds es endes erendes enes ernes eres ens hedens erens ers ets erets et eret s:s",
);
const danishDerivations = table("ig lig elig els løst:s");

const stemDanish = (word) => {
  const start = r1(word, danishVowels);
  if (!start) return word;
  const dropPair = () => word.length > start + 1 && /[dgk]t$|gd$/.test(word) && (word = drop(word, 1));
  if (!match(word, danishEndings, start) || /[a-dfghj-prtvyzå']s$/.test(word)) word = drop(word);
  dropPair();
  word = word.replace(/igst$/, "ig");
  const isLost = match(word, danishDerivations, start);
  word = drop(word, isLost ? 1 : found);
  if (found && !isLost) dropPair();
  return (word.length > start ? undouble(word) : word).replace(/'$/, "");
};

const norwegianVowels = /^[^aeiouyæøåêòóô]*[aeiouyæøåêòóô]+[^aeiouyæøåêòóô]/u;
const norwegianEndings = table(
  "a e ede ande ende ane ene hetene en heten ar er heter as es edes endes enes hetenes ens hetens ets et het ast ers:ers s:s erte:er ert:er",
);
const norwegianDerivations = table("leg eleg ig eig lig elig els lov elov slov hetslov");

const stemNorwegian = (word) => {
  const start = r1(word, norwegianVowels);
  if (!start) return word;
  const kind = match(word, norwegianEndings, start);
  const isKept =
    kind == "ers"
      ? /([ao]mm|[aø]st|ind|[kn]k|kap|lt|pp|v)ers$/.test(word) && !/(skap|hav|giv)ers$/.test(word)
      : kind == "s" && !/([b-dfghjlmnoptvyz]|(^|[^e])r|[^aeiouyæøåêòóô]k)s$/.test(word);
  if (!isKept) word = drop(word) + (kind == "er" ? kind : "");
  if (word.length > start + 1) word = word.replace(/([dv])t$/, "$1");
  match(word, norwegianDerivations, start);
  return drop(word).replace(/'$/, "");
};

const exceptions = table(
  "skis:ski skies:sky idly:idl gently:gentl ugly:ugli early:earli only:onli singly:singl andes atlas bias cosmos howe news sky",
);
const longEndings = table(
  "tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate alism:al aliti:al alli:al fulness:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble ogist:og fulli:ful lessli:less ogi:og li",
);
const middleEndings = table(
  "tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful ness ative",
);
const lastEndings = table(
  "ic ance ence able ible ate ive ize iti al ism er ous ant ent ment ement ion",
);
const beginning = /^(arsen|commun|emerg|gener|inter|later|organ|past|univers)/;
const hasVowel = (word) => /[aeiouy]/.test(word);
const endsShort = (word) =>
  /([^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$/u.test(word);
const region = (word, start) => {
  const end = /^[^aeiouy]*[aeiouy]+[^aeiouy]/u.exec(word.slice(start));
  return end ? start + end[0].length : word.length;
};

const dropPast = (word, r1) => {
  let [, base, ending] = /^([^]*?)(eed(?:ly)?|ed(?:ly)?|ing(?:ly)?)$/.exec(word) ?? [];
  if (!ending) return word;
  if (ending[1] == "e") {
    return base.length < r1 || /^(succ|proc|exc)$/.test(base) ? word : base + "ee";
  }
  if (ending == "ing") {
    if (/^[^aeiouy]y$/u.test(base)) return base.slice(0, -1) + "ie";
    if (/^(even|cann|inn|earr|herr|out)$/.test(base)) return word;
  }
  if (!hasVowel(base)) return word;
  if (/(at|bl|iz)$/.test(base)) return base + "e";
  if (/([bdfgmnprt])\1$/.test(base)) return /^[aeo]..$/.test(base) ? base : drop(base, 1);
  return base.length == r1 && endsShort(base) ? base + "e" : base;
};

const stemEnglish = (word) => {
  if (exceptions.has(word)) return exceptions.get(word) ?? word;
  if (size(word) < 3) return word;
  word = word.replace(/^'/, "").replace(/(^|[aeiouy])y/g, "$1Y");
  const r1 = beginning.exec(word)?.[0].length ?? region(word, 0);
  const r2 = region(word, r1);
  word = word.replace(/'(s'?)?$/, "");
  if (/sses$/.test(word)) word = drop(word, 2);
  else if (/ie[ds]$/.test(word)) word = drop(word, size(word) > 4 ? 2 : 1);
  else if (/[^su]s$/.test(word) && hasVowel(drop(word, 1).replace(/[^]$/u, ""))) word = drop(word, 1);
  word = dropPast(word, r1).replace(/([^][^aeiouy]|[^aeiouy]{2,})[yY]$/u, "$1i");
  let replacement = match(word, longEndings);
  let end = word.length - found;
  if (found && end >= r1) {
    const isKept = found == 2 ? !/[cdeghkmnrt]li$/.test(word) : /([^l]|^)ogi$/.test(word);
    if (!isKept) word = drop(word) + replacement;
  }
  replacement = match(word, middleEndings);
  end = word.length - found;
  if (found && end >= (/ative$/.test(word) ? r2 : r1)) word = drop(word) + replacement;
  match(word, lastEndings);
  if (word.length - found >= r2 && !/([^st]|^)ion$/.test(word)) word = drop(word);
  end = word.length - 1;
  if (/e$/.test(word)) {
    if (end >= r2 || (end >= r1 && !endsShort(drop(word, 1)))) word = drop(word, 1);
  } else if (/ll$/.test(word) && end >= r2) word = drop(word, 1);
  return word.replace(/Y/g, "y");
};

/** Snowball 3.1. */
export const stem = (word, language) =>
  (language == "da" ? stemDanish : language == "en" ? stemEnglish : stemNorwegian)(word);

const irregular = (anywhere, alone) => {
  const forms = new Map();
  const add = (form, entry) => forms.has(form) || forms.set(form, entry);
  anywhere.split(" ").forEach((form, index, words) => {
    if (index % 2 == 0) return;
    for (const plural of [form, form + "ne", form + "ene", drop(form, 1) + "ne"]) {
      add(plural, [words[index - 1]]);
      add(plural + "s", [words[index - 1]]);
    }
  });
  alone.split(" ").forEach((form, index, words) => index % 2 && add(form, [words[index - 1], true]));
  return (word) => {
    for (let start = word.length - 1; start >= 0; start--) {
      const [base, isOnlyAlone] = forms.get(word.slice(start)) ?? [];
      if (base && (!start || (start > 2 && !isOnlyAlone))) return word.slice(0, start) + base;
    }
    return word;
  };
};

const regularDanish = irregular(
  "barn børn bog bøger mand mænd hånd hænder fod fødder nat nætter tand tænder kraft kræfter stang stænger rod rødder stad stæder bror brødre broder brødre far fædre fader fædre mor mødre moder mødre datter døtre bonde bønder øje øjne",
  "åben åbne åben åbent lille små",
);
const regularNorwegian = irregular(
  "bok bøker mann menn hand hender fot føtter fot føter rot røtter rot røter kraft krefter strand strender bror brødre far fedre far fedrar mor mødre mor mødrer datter døtre datter døtrer bonde bønder øye øyne tre trær kne knær son søner",
  "hand hånd hand hånda hand hånden datter dotter datter dottera natt netter tann tenner bot bøter bror brør åpen åpne åpen åpent open opne open ope liten lita liten lite liten lille liten små",
);

const stemKeepingLaws = (word, language) => {
  const stemmed = stem(word, language);
  const law = language == "da" ? -1 : word.slice(stemmed.length).indexOf("lov");
  return law < 0 ? stemmed : word.slice(0, stemmed.length + law + 3);
};

export const extendedStem = (word, language) => {
  if (language == "en") return stemEnglish(word);
  const isDanish = language == "da";
  const undoubleEnd = () => {
    if (isDanish || size(word) > 4 || /[km]$/.test(word)) word = undouble(word);
  };
  word = (isDanish ? regularDanish : regularNorwegian)(word)
    .replace(/^([^aeiouyæøå]*[aeiouyæøå])(e[nrt]|er?ne|ane|ar)s?$/, "$1");
  word = stemKeepingLaws(word, language);
  if (size(word) > 7) word = word.replace(/ering$/, "er");
  if (size(word) > 6) word = word.replace(/ert$/, "er");
  const again = stemKeepingLaws(word, language);
  if (size(word) > 5 && word.length - again.length < 4) word = again;
  if (size(word) > 6) word = word.replace(isDanish ? /(enest)$|(ed|est)$/ : /(enest)$|(ern|[ea]st|[ae]r)$/, "$1");
  undoubleEnd();
  if (size(word) > 4 && /[b-dfgj-np-tvxz]el$/.test(word)) word = undouble(drop(word, 2)) + "l";
  else if (size(word) > 3 && /[bdfgkmpt]r$/.test(word)) word = undouble(drop(word, 1));
  else if (size(word) > 5) word = word.replace(/([ei])um$/, "$1");
  if (size(word) > 5 && (isDanish ? /[lnrmpbsv]t$/ : /[lnrmpbsvk]t$/).test(word)) {
    word = drop(word, 1);
    undoubleEnd();
  }
  return isDanish ? word.replace(/[st]ion$/, "sjon").replace(/..skab$/u, (end) => drop(end, 1) + "p") : word;
};

const letters = Object.fromEntries(
  "æae äae øoe öoe œoe åaa üy ßss þth ðd đd ħh ıi łl ŋn ŧt".split(" ").map(([c, ...s]) => [c, s.join("")]),
);
const base = (letter) => letter.normalize("NFD")[0];

export const foldKey = (stem) =>
  stem
    .replace(/['\u0300-\u036f]/g, "")
    .replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, (c) => letters[c] ?? letters[base(c)] ?? base(c));

export const routeKey = (key) => key.replace(/a[aeo]|oe/g, (pair) => pair[0]);

export const searchTerm = (word, language) => foldKey(extendedStem(word, language));

export const unfolded = (word) =>
  word.replace(/ae|oe|aa/g, (pair) => pair == "aa" ? "å" : pair == "ae" ? "æ" : "ø");

const letter = "[\\p{L}\\p{Nd}\\p{Nl}²³₀-₉]";
const joiner = "\u200b-\u200f\u2060-\u2064\ufeff";
const token = new RegExp(
  `${letter}(?:${letter}|[\\p{M}\u00ad${joiner}]|['\\x60´‘’‐‑-](?=${letter}))*`,
  "gu",
);
const joiners = new RegExp(`[${joiner}]`, "g");

/** Words; places are those in `text.normalize()`. */
export const tokenize = (text) => {
  const tokens = [];
  text = text.normalize();
  for (const { 0: raw, index: start } of text.matchAll(token)) {
    // A time: kl. 9.05.
    if (!raw[2] && /^[Kk]l\.?[ \u00a0]\d/.test(text.slice(start, start + 5))) continue;
    const pieces = raw.replace(joiners, "").replace(/[\x60´‘’]/g, "'").split(/[‐‑-]/).map((piece) =>
      piece
        .replace(/^([A-ZÆØÅ\d]{2,})s$/, "$1")
        .toLowerCase()
        .replace(/[ς²³₀-₉]/g, (c) => (c == "ς" ? "σ" : c.normalize("NFKC")))
        .replace(/'s\u00ad*$/, ""));
    let parts = [];
    for (const piece of pieces) {
      const soft = piece.split("\u00ad").filter(Boolean);
      if (pieces.length > 1) parts.push(soft.join(""));
      if (soft.length > 1 && soft.every((part) => part.length > 2)) parts.push(...soft);
    }
    parts = parts.filter((part) => part.length < 65);
    const word = pieces.join("").replace(/\u00ad/g, "");
    if (word.length < 65 || parts[0]) {
      tokens.push({ word: word.length < 65 ? word : "", start, end: start + raw.length, parts });
    }
  }
  return tokens;
};

// The asking half: fetches the few files of the index that a query needs, and ranks what is in them.
// Sources/Searching draws the files and answers the same. Keys have one character for each byte.

const alphabet = "abcdefghijklmnopqrstuvwxyzæøå";
const rows = (count, make) => Array.from({ length: count }, make);
const binary = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
const keyOf = (text) => binary(new TextEncoder().encode(text)).slice(0, 40);
const termOf = (word, language) => keyOf(searchTerm(word, language));
const filterKey = (sigil, text) =>
  keyOf(sigil + tokenize(text).map(({ word }) => foldKey(word)).join("-"));
const isOwnTerm = (key) => /^[#/@~]|=$/.test(key);

// The terms of a word in every language, each with what it is worth on a page in `language`.
const termsOf = (word, language) => new Map(["da", "nb", "en", language].flatMap((group) =>
  [word, unfolded(word)].map((spelling) => [termOf(spelling, group), group == language ? 1 : 0.8])));

// Letters to change, add, drop or swap; what exceeds `most` is not told apart.
const distance = (a, b, most) => {
  if (Math.abs(a.length - b.length) > most) return 9;
  let before, last;
  let row = rows(b.length + 1, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    [before, last, row] = [last, row, [i + 1]];
    for (let j = 0; j < b.length; j++) {
      const swapped = i && j && a[i] == b[j - 1] && a[i - 1] == b[j] ? before[j - 1] + 1 : 99;
      row.push(Math.min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] != b[j]), swapped));
    }
  }
  return row.pop();
};

// Reads numbers (LEB128) and strings off a row of bytes.
const read = (bytes, at = 0) => {
  const isMore = () => at < bytes.length;
  const byte = () => {
    if (!isMore()) throw Error("search index: damaged");
    return bytes[at++];
  };
  const number = () => {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const next = byte();
      value += (next & 127) * scale;
      if (next < 128) return value;
    }
  };
  const take = (size) => bytes.subarray(at, (at += size));
  return { byte, number, take, text: () => binary(take(number())), isMore };
};

// Opens a shard that is whole and belongs to the segment with this stamp.
const open = (buffer, stamp) => {
  const bytes = new Uint8Array(buffer);
  const view = new DataView(buffer);
  let sum = 2166136261;
  for (const byte of bytes.subarray(10)) sum = Math.imul(sum ^ byte, 16777619);
  if (bytes[0] != 2 || view.getUint32(2, true) != stamp || view.getInt32(6, true) != sum) throw Error("search index: damaged");
  return read(bytes, 10);
};

// The terms of a shard by key: { df, list, aliases, hasSecond }.
export const readShard = (buffer, stamp) => {
  const { byte, number, take, text } = open(buffer, stamp);
  let key = "";
  const terms = new Map(rows(number(), () => {
    key = key.slice(0, number()) + text();
    const term = { df: number(), size: number(), hasSecond: byte() };
    term.more = term.hasSecond & 2 && number();
    term.hasSecond &= 1;
    return [key, term];
  }));
  for (const term of terms.values()) {
    term.list = take(term.size);
    const { number, text } = read(take(term.more));
    term.aliases = rows(term.more && number(), () => {
      const rest = rows(number() + 1, text);
      return { concept: rest.pop(), rest };
    });
  }
  return terms;
};

// The lists of the second tier, in the order of the terms that have one.
export const readSecond = (buffer, stamp) => {
  const { number, take } = open(buffer, stamp);
  return rows(number(), number).map((size) => take(size));
};

// Gives each article of a list and its impact, which is 16 more where the card shows the word.
export const readList = (list, give) => {
  const { byte, number, isMore } = read(list);
  while (isMore()) {
    const impact = byte();
    let article = 0;
    rows(number(), impact ? () => give((article += number()), impact) : (_, index) => {
      const bits = byte();
      rows(8, (_, bit) => (bits >> bit) & 1 && give(index * 8 + bit, 1));
    });
  }
};

// Where terms stand in a text: whole words, or the part of a compound.
const marksIn = (text, terms, language) => tokenize(text).flatMap(({ word, start, end }) => {
  if (terms.has(termOf(word, language))) return [[start, end]];
  const fold = (from, to) => foldKey(text.slice(from, to).toLowerCase());
  const part = [...terms].find((term) => term[3] && fold(start, end).includes(term));
  if (!part) return [];
  let from = start;
  while (!fold(from, end).startsWith(part)) from++;
  let to = from;
  while (fold(from, to).length < part.length) to++;
  return [[from, to + 3 < end ? to : end]];
});

// Some thirty words where most of the terms are, from the beginning of a sentence if one is near.
const snippetOf = (text, terms, language) => {
  const found = marksIn(text, terms, language);
  const count = (at) => found.filter(([start]) => start >= at && start < at + 160).length;
  const best = found.reduce((best, [at]) => (count(at) > count(best) ? at : best), found[0]?.[0] ?? 0);
  const near = text.slice(best - 90, best);
  const end = near.search(/[.!?\n]\s[^.!?\n]*$/);
  const from = best < 90 ? 0 : best - 90 + (end < 0 ? near.indexOf(" ") + 1 : end + 2);
  const to = from + text.slice(from).match(/^[^]{0,220}(?=\s|$)/)[0].length;
  const before = from && "… ";
  return {
    snippet: (before || "") + text.slice(from, to) + (text[to] ? " …" : ""),
    marks: found.filter(([start, end]) => start >= from && end <= to)
      .map((mark) => mark.map((at) => at - from + (before ? 2 : 0))),
  };
};

const openEdition = async (get, language) => {
  const { segments, n, k, x, c, w, years, day, languages } = await get("m.json", (file) => file.json());
  for (const segment of segments) {
    segment.files = segment.names.split(" ");
    segment.starts = segment.files.map((name, index) => index
      ? name.replace(/_(..)/g, (_, hex) => String.fromCharCode("0x" + hex)) : "");
    segment.shards = [];
  }

  const place = ({ starts }, key) => {
    const route = routeKey(key);
    return starts.findLastIndex((start) => start <= route);
  };
  const load = async ({ d, files, h, s }, index, ending, read) =>
    get(d + "/" + files[index] + ending + ".bin", async (file) => read(await file.arrayBuffer(), s), h);
  const shard = async (segment, index) =>
    (segment.shards[index] ??= await load(segment, index, "", readShard));
  const each = (keys, visit) => Promise.all(segments.flatMap((segment) =>
    [...new Set(keys.map((key) => place(segment, key)))].map((index) => visit(segment, index))));
  // The shards where the keys would be.
  const reach = (keys) => each(keys, shard);
  const entries = (key) => segments.map((segment) => segment.shards[place(segment, key)]?.get(key) ?? {});

  // In how many articles a term stands, and its impact in those of them that are loaded.
  const known = new Map();
  const postings = (key) => {
    if (!known.has(key)) {
      const found = { df: 0, impacts: new Map(), shown: new Set(), isWhole: true };
      known.set(key, found);
      entries(key).forEach(({ df = 0, list = [], second = [], hasSecond }, index) => {
        found.df += df;
        if (hasSecond && !second.length) found.isWhole = false;
        const give = (article, impact) => {
          article += segments[index].first;
          found.impacts.set(article, impact & 15);
          if (impact > 15) found.shown.add(article);
        };
        readList(list, give);
        readList(second, give);
      });
    }
    return known.get(key);
  };

  // What the first tier lacks.
  const reachSecond = (keys) => each(keys, async (segment, index) => {
    const terms = [...segment.shards[index].values()].filter(({ hasSecond }) => hasSecond);
    if (!terms[0]) return;
    const lists = await load(segment, index, "+", readSecond);
    terms.forEach((term, place) => (term.second = lists[place]));
    known.clear();
  });

  // What each article is worth by a variant: one way to meet a word, by one term of each set.
  const hits = ({ sets, weight }) => {
    let all;
    for (const terms of sets) {
      const some = new Map();
      for (const [key, share] of terms) {
        for (const [article, impact] of postings(key).impacts) {
          if (!all || all.has(article)) some.set(article, Math.max(weight * share * impact, some.get(article) ?? 0));
        }
      }
      some.forEach((value, article) => some.set(article, Math.min(value, all?.get(article) ?? value)));
      all = some;
    }
    return all;
  };
  const frequency = ({ sets }) => Math.min(...sets.map((terms) =>
    Math.max(...[...terms.keys()].map((key) => postings(key).df))));
  const count = (variants) => new Set(variants.flatMap((variant) => [...hits(variant).keys()])).size;
  const keysOf = (variants) => variants.flatMap(({ sets }) => sets.flatMap((terms) => [...terms.keys()]));

  const add = async (word, weight, keys, isPrefix) => {
    await reach(keys);
    if (keys.length) word.variants.push({ weight, sets: [new Map(keys.map((key) => [key, 1]))], isPrefix });
  };

  // The terms of shards that pass a test, the most frequent first.
  const termsIn = (shards, test) => {
    const found = new Map();
    for (const [key, { df }] of shards.flatMap((shard) => [...shard])) {
      if (df && !isOwnTerm(key) && test(key)) found.set(key, df + (found.get(key) ?? 0));
    }
    return [...found.keys()].sort((a, b) => found.get(b) - found.get(a) || (a < b ? -1 : 1));
  };

  // Names of several words, and abbreviations: the term of what they mean.
  const addConcepts = async (words) => {
    for (const [start, { terms }] of words.entries()) {
      for (const { rest, concept } of [...terms.keys()].flatMap(entries).flatMap(({ aliases = [] }) => aliases)) {
        if (rest.every((next, index) => words[start + 1 + index]?.terms.has(next))) {
          for (const word of words.slice(start, start + 1 + rest.length)) await add(word, 0.8, [concept]);
        }
      }
    }
  };

  // Other spellings with æ, ø and å, and words that go on.
  const addNear = async (word, begun) => {
    const { terms, folded, variants } = word;
    const isKnown = hits(variants[0]).size;
    if (!isKnown) {
      const routes = [...terms.keys()].map(routeKey);
      const shards = await reach([...terms.keys()]);
      await add(word, 0.8, termsIn(shards, (key) => routes.includes(routeKey(key))));
    }
    if (!begun[0]) return;
    // A word without its last letters has no stem.
    const whole = ["e", "n", "r", "s", "t", "g", "ng"].map((end) => termOf(word.word + end, language));
    const keys = termsIn(await reach(begun), (key) =>
      !terms.has(key) && (key.startsWith(folded) || (!isKnown && whole.includes(key))));
    await add(word, 0.35, keys.slice(0, 40), true);
  };

  // What else a word may be that hardly any article has: the two parts of a compound, and the same
  // word in the neighbour's spelling, where b d g after a vowel are p t k.
  const addParts = async ({ word, variants }) => {
    const neighbours = [["bdg", "ptk", "nb"], ["ptk", "bdg", "da"]].flatMap(([from, to, group], back) => [
      word.replace(/(?<=[aeiouyæøå])./g, (letter) => to[from.indexOf(letter)] ?? letter),
      "nd nn ld ll gt kt ej ei øj øy af av".split(" ").reduce((word, pair, index, pairs) =>
        index % 2 == back ? word.replaceAll(pair, pairs[index ^ 1]) : word, word.replace(/æ/g, "e")),
    ].map((spelling) => ({ weight: 0.5, sets: [new Map([[termOf(spelling, group), 1]])] })));
    const splits = [...word].map((_, size) => word.slice(0, size)).slice(3).reverse().flatMap((modifier) =>
      ["", "s", "e"].map((link) => [modifier + link, word.slice(modifier.length + link.length)])
        .filter(([start, head]) => word.startsWith(start) && head[2])
        .map(([, head]) => ({
          weight: 0.5, sets: [modifier, head].map((part) => termsOf(part, language)),
        })));
    await reach([...keysOf(neighbours), ...splits.flatMap(({ sets }) => [...sets[0].keys()])]);
    const known = splits.filter(({ sets }) => hits({ weight: 1, sets: [sets[0]] }).size).slice(0, 12);
    await reach(keysOf(known));
    variants.push(...neighbours, ...known.filter((variant) => hits(variant).size).slice(0, 1));
  };

  // The word that is meant by one that no article has: with one letter changed, so that its ending
  // is an ending again …
  const correct = async (item) => {
    const { word, terms } = item;
    const near = rows(word.length + 1, (_, at) => {
      const [start, end] = [word.slice(0, at), word.slice(at)];
      const others = [...alphabet].flatMap((letter) => [letter + end, letter + end.slice(1)]);
      return [...others, end.slice(1), (end[1] ?? "") + end.slice(0, 1) + end.slice(2)]
        .map((other) => termOf(start + other, language));
    }).flat();
    [item.corrected] = termsIn(await reach([...terms.keys()]), (key) => near.includes(key));
    if (item.corrected) await add(item, 0.5, [item.corrected]);
  };

  // … or a common word that is near.
  const guess = async (item) => {
    const most = item.folded.length < 8 ? 1 : 2;
    const common = (await get("c.txt", (file) => file.text(), c)).split("\n");
    const far = common.map((word) => distance(item.folded, keyOf(foldKey(word)), most));
    const least = Math.min(...far);
    if (least > most) return;
    item.spelling = common[far.indexOf(least)];
    item.corrected = termOf(item.spelling, language);
    await add(item, 0.5, [...termsOf(item.spelling, language).keys()]);
  };

  // When an article was published, in years.
  const time = (article) => {
    const index = years.findLastIndex(([, first]) => first <= article);
    const [year, first] = years[index] ?? [0, 0];
    const [, next] = years[index + 1] ?? [0, n];
    return year + (article - first + 1) / (next - first) * (next < n ? 1 : day / 366);
  };

  const hashOf = (article) => segments.findLast(({ first }) => first <= article).h;
  const cardOf = async (article) => {
    const rows = await get(`k/${Math.floor(article / k)}.json`, (file) => file.json(), hashOf(article));
    const [title, url, date, section, authors, tags, lead, language] = rows[article % k];
    return { title, url, date, section, authors, tags, lead, language };
  };
  const textOf = async (article) => {
    const file = await get(`x/${Math.floor(article / x)}.txt`, (file) => file.text(), hashOf(article));
    return file.split("\f")[article % x] ?? "";
  };

  return async (text, { limit = 10, isExact, isBrief, early, year, ...options }) => {
    const phrases = [];
    const all = text.split(/["“”„«»]/).flatMap((piece, index) => {
      const tokens = tokenize(piece).filter(({ word }) => word);
      if (index % 2 && tokens.length) phrases.push(tokens.map(({ word }) => foldKey(word)));
      return tokens;
    });
    const telling = all.filter(({ word }) => !w.split(" ").includes(word));
    const words = (telling.length ? telling : all).slice(0, 12).map(({ word, parts }) => {
      const terms = termsOf(word, language);
      const variants = [{ weight: 1, sets: [terms] }];
      if (parts[0]) variants.push({ weight: 0.75, sets: parts.map((part) => termsOf(part, language)) });
      return { word, terms, variants, folded: keyOf(foldKey(word)) };
    });
    const sigils = Object.entries({ tag: "#", section: "/", author: "@", language: "~" });
    const filters = sigils.flatMap(([name, sigil]) => options[name] ? filterKey(sigil, options[name]) : []);
    const answer = { results: [], total: 0, corrected: null, relaxed: false };
    if (!words[0] && !filters[0] && !year) return answer;

    // Two words that belong together: "digitaliserings strategi".
    words.forEach((first, index) => {
      const second = words[index + 1];
      if (!second) return;
      const sets = [new Map(["s", ""].flatMap((link) =>
        [...termsOf(first.word + link + second.word, language)]))];
      for (const word of [first, second]) word.variants.push({ weight: 0.9, sets, isJoined: true });
    });
    const variants = () => words.flatMap((word) => word.variants);
    const mine = languages[language] < 0.8 * n ? [filterKey("~", language)] : [];
    const last = /[\p{L}\p{N}]$/u.test(text) ? words.at(-1) : null;
    // Words that begin as the last one stand between these two keys.
    const begun = last?.folded[2] ? [last.folded, last.folded + "~"] : [];
    await reach([...keysOf(variants()), ...filters, ...mine, ...begun]);
    await addConcepts(words);
    for (const word of words) await addNear(word, word == last ? begun : []);
    for (const word of words) {
      const isLost = () => !isExact && !count(word.variants) && /^\D{4,}$/.test(word.folded);
      if (isLost()) await correct(word);
      if (count(word.variants.filter(({ isPrefix }) => !isPrefix)) < 3) await addParts(word);
      if (isLost()) await guess(word);
    }

    // Articles that have a word: how many words each has, and its score.
    const find = () => {
      const scores = new Map();
      const sum = (article, value) => {
        if (year && Math.ceil(time(article)) - 1 != year) return;
        if (!filters.every((key) => postings(key).impacts.has(article))) return;
        const hit = scores.get(article) ?? { article, count: 0, score: 0 };
        hit.count += 1;
        hit.score += value;
        scores.set(article, hit);
      };
      if (!words.length) rows(n, (_, article) => sum(article, 1));
      for (const { variants } of words) {
        const best = new Map();
        for (const variant of variants) {
          // Two words that are one are as rare as that one, other ways at least as common as the word.
          const df = Math.max(frequency(variant), variant.isJoined ? 0 : frequency(variants[0]));
          // Near enough a logarithm, and the same to the last bit wherever it is reckoned.
          let rarity = 1 + (n - df + 0.5) / (df + 0.5);
          rows(8, () => (rarity = Math.sqrt(rarity)));
          for (const [article, value] of hits(variant)) {
            best.set(article, Math.max(value * (256 * (rarity - 1)), best.get(article) ?? 0));
          }
        }
        for (const [article, value] of best) sum(article, value);
      }
      return [...scores.values()];
    };
    const hasAll = (hit) => hit.count >= words.length;
    let found = find();
    const partial = keysOf(variants()).filter((key) => !postings(key).isWhole);
    if (partial.length && found.filter(hasAll).length < Math.max(limit, 10)) {
      await reachSecond(partial);
      found = find();
    }
    const whole = found.filter(hasAll);
    answer.relaxed = whole.length < 3 && words.length > 1 && found.length > whole.length && !phrases.length;
    if (!answer.relaxed) found = whole;
    for (const hit of words[0] ? found : []) {
      const isMine = mine.some((key) => postings(key).impacts.has(hit.article));
      hit.score *= (1 + 0.5 / (2 + time(n - 1) - time(hit.article))) * (isMine ? 1.1 : 1);
    }
    found.sort((a, b) => b.count - a.count || b.score - a.score || b.article - a.article);

    // Phrases are looked for in the articles themselves, the best first, until there are enough.
    if (phrases.length) {
      const verified = [];
      for (let start = 0; start < 60 && verified.length < limit; start += 10) {
        const some = found.slice(start, start + 10);
        const isMet = await Promise.all(some.map(async ({ article }) => {
          const { title, lead } = await cardOf(article);
          const parts = [title, lead, await textOf(article)]
            .map((part) => tokenize(part).map(({ word }) => foldKey(word)));
          return phrases.every((phrase) => parts.some((words) => words.some((_, at) =>
            phrase.every((word, index) => words[at + index] == word))));
        }));
        verified.push(...some.filter((_, index) => isMet[index]));
      }
      found = verified;
    }
    answer.total = found.length;
    if (!words[1] && !filters[0] && !year && !phrases[0]) {
      const single = words[0].variants.filter(({ sets }) => !sets[1]);
      answer.total = Math.max(found.length, ...single.map(frequency));
    }

    const terms = new Set(keysOf(variants()).filter((key) => postings(key).df && !isOwnTerm(key)));
    found = found.slice(0, limit);
    const isPlain = isBrief || !terms.size;
    // Texts that no card will make needless are asked for behind the cards.
    const asked = found.map(({ article }) => cardOf(article));
    found.map(({ article }) => isPlain || [...terms].some((key) => postings(key).shown.has(article)) ||
      textOf(article).catch(() => {}));
    const cards = await Promise.all(asked);
    if (words.some(({ corrected }) => corrected)) {
      // The misspelt word as the articles found spell it.
      const spelt = ({ corrected, spelling }) => cards.flatMap(({ title, lead, tags, language }) =>
        [title, lead, ...tags].flatMap(tokenize).filter(({ word }) => termOf(word, language) == corrected))[0]
        ?.word ?? spelling ?? corrected;
      answer.corrected = all.map(({ word, parts }) => {
        const item = words.find((other) => other.word == word && other.corrected);
        return item ? spelt(item) : parts.join("-") || word;
      }).join(" ");
    }
    answer.results = cards.map(({ lead, ...card }) => ({
      ...card, titleMarks: marksIn(card.title, terms, card.language),
      snippet: lead, marks: marksIn(lead, terms, card.language),
    }));
    early?.(answer);
    await Promise.all(answer.results.map(async (result, index) => {
      if (isPlain || result.titleMarks[0] || result.marks[0]) return;
      const snippet = snippetOf(await textOf(found[index].article), terms, result.language);
      if (snippet.marks[0]) Object.assign(result, snippet);
    }));
    return answer;
  };
};

// Opens the index below `base` for a page in `language`. Answers a function
// `query(text, { tag, section, author, year, language, limit, isExact, isBrief, early })`, which resolves to
// `{ results, total, corrected, relaxed }`; it fails where the index cannot be had, and is well again
// when it can. `isExact` leaves misspelt words alone, `isBrief` the snippets that take the texts;
// `early` gets the answer before those are there.
export const createSearch = ({ base = "/search/", language = "da", fetch: load = fetch }) => {
  let edition;
  const open = (cache) => {
    const files = {};
    const request = async (path, read, hash) => {
      const url = base.replace(/\/?$/, "/") + path + (hash ? "?" + hash : "");
      const ask = (cache) => load(url, { cache, signal: AbortSignal.timeout(2e4) });
      let answer = await ask(cache);
      // The page may have preloaded the manifest; one that was kept for a minute is asked for again.
      if (!hash && new Date() - new Date(answer.headers.get("date")) > 6e4) answer = await ask("no-cache");
      if (!answer.ok) throw Error(url);
      return read(answer);
    };
    return openEdition((path, ...how) => (files[path] ??= request(path, ...how)), language);
  };
  const prepare = () => (edition ??= open());
  const query = (text, options = {}) => {
    const ask = async (opened) => (await opened)(text, options);
    // What is kept here may be of another edition than what is out there.
    return ask(prepare()).catch(() => ask((edition = open("reload")))).catch((error) => {
      edition = undefined;
      throw error;
    });
  };
  return Object.assign(query, { query, prepare });
};
