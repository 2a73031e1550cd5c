// Writes ../Data/{dates,numbers,sorted}.txt with what ICU (CLDR) says, through Node's Intl.
//
//     node icu.mjs
//
// Where this project decides otherwise than CLDR, the difference is made here, in words:
// - a time is `kl. 9.05` in all Nordic languages, `9:05` in English; short dates have no zeros but
//   in English;
// - Danish is sorted as CLDR sorts Norwegian, but with capitals first: å before aa, as
//   Retskrivningsordbogen §4.2 has it, where CLDR sees aa and å as cases of one letter;
// - a minus is always U+2212; Norwegian groups numbers from five digits on (`min2`).
import { writeFileSync } from "node:fs";

const languages = { da: "da-DK", nb: "nb-NO", nn: "nn-NO", en: "en-GB" };
let seed = 7;
/** The minimal standard generator (Park and Miller 1988). */
function random(below) {
  seed = (seed * 48271) % 2147483647;
  return seed % below;
}

function dates() {
  const lines = [];
  const starts = [1577836800 - 86400, 1582930800, 1709164800, 0, 951782400, 253370764800];
  for (let day = 0; day < 12; day++) starts.push(1588291200 + day * 30.5 * 86400);
  for (let count = 0; count < 40; count++) starts.push(random(4102444) * 1000 + random(1000));
  for (const unix of starts) {
    for (const [code, locale] of Object.entries(languages)) {
      const write = (options) =>
        new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(unix * 1000);
      const month = { month: "long", year: "numeric" };
      const full = { weekday: "long", day: "numeric", ...month };
      lines.push([unix, code, write({ day: "numeric", ...month }),
        write(full).replace(",", "").replace(code === "nn" ? "søndag" : /^$/, "sundag"),
        write(month)].join("|"));
    }
  }
  return lines;
}

function numbers() {
  const lines = [];
  const values = [0, -0, 1, -1, 9.995, 2.675, 1.005, 0.5, 1.5, 2.5, -2.5, 999, 1000, 1234, 9999,
    9999.5, 10000, 12345, 99999.5, 123456, 1234567.89, -1234567.89, 1e15, 1e20, 1.2345678901234568e20,
    1e-7, 0.000123, -0.004, 0.1, 0.3, 1 / 3, 4.35, 1e21];
  for (let count = 0; count < 40; count++) {
    values.push((random(2) ? 1 : -1) * random(1e9) / 10 ** random(9));
  }
  for (const value of values) {
    for (const [code, locale] of Object.entries(languages)) {
      for (const decimals of [null, 0, 1, 2, 5]) {
        const digits = decimals === null ? { maximumFractionDigits: 20 }
          : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
        const useGrouping = code[0] === "n" ? "min2" : "always";
        const text = new Intl.NumberFormat(locale,
          { ...digits, useGrouping, signDisplay: "negative" }).format(value).replace(/[-−]/, "−");
        lines.push([Object.is(value, -0) ? "-0.0" : value, code, decimals ?? "", text].join("|"));
      }
    }
  }
  return lines;
}

function sorted() {
  const lines = [];
  const parts = ["a", "aa", "å", "æ", "ä", "ø", "ö", "o", "e", "é", "k", "K", "A", "Aa", "AA", "Å",
    "u", "ü", "y", "z", "2", "10", " ", "l", "KL", "Æ", "Ø", "s", "th", "t"];
  const words = new Set(`Adgang AI Kab KL KLE Kle Kaare OS2 OS10 Oslo Vallensbæk Wien Yngve Zebra
    Ærø Østfold Åben Aalborg Ålesund Århus aften afrikaans Karl karl morter mortér Ree Rée krål
    kraal Schytt Schütt Nygård Nygaard 7 70 8 uge`.split(/\s+/));
  while (words.size < 500) {
    let word = "";
    for (let count = 1 + random(4); count > 0; count--) word += parts[random(parts.length)];
    word = word.trim().replace(/ +/g, " ");
    // ICU takes `aå` for `aa` with a ring.
    if (word && !/a[åä]/i.test(word)) words.add(word);
  }
  for (const [code, locale] of Object.entries(languages)) {
    const [tailoring, caseFirst] = code === "da" ? ["nb-NO", "upper"] : [locale, "false"];
    const order = new Intl.Collator(tailoring, { numeric: true, caseFirst });
    // Which accent comes first among several is not ours to copy.
    const list = [...words].filter((word) => code !== "en" || !/[äöü]|åé/i.test(word))
      .sort(order.compare);
    // What ICU holds for equal is in no order: `=` joins it.
    let line = code + "|" + list[0];
    for (let index = 1; index < list.length; index++) {
      line += (order.compare(list[index - 1], list[index]) ? "|" : "=") + list[index];
    }
    lines.push(line);
  }
  return lines;
}

const files = { dates: dates(), numbers: numbers(), sorted: sorted() };
for (const [name, lines] of Object.entries(files)) {
  writeFileSync(new URL(`../Data/${name}.txt`, import.meta.url), lines.join("\n") + "\n");
}
