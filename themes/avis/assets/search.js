// The search page: finds articles in the site's index, in the reader's own browser.
//
// An article is found when it holds every word of the query, in any of its fields and in any
// spelling of æ, ø and å. A word in the title counts most, then tags, summary and text; the newest
// of two equals comes first. Texts are put in as text, never as HTML.

const box = document.getElementById("_results");
const status = document.getElementById("_status");
const field = document.getElementById("_q");
const list = box.querySelector("ol");
const words = box.dataset;
const heading = document.title;
const atOnce = 20;

const letters = { å: "aa", æ: "ae", ä: "ae", ø: "oe", ö: "oe" };
const fold = (text) =>
  text.normalize("NFC").toLowerCase().replace(/[åæäøö]/g, (letter) => letters[letter])
    .normalize("NFD").replace(/\p{M}/gu, "");

// Fields from the heaviest to the lightest; each word counts where it weighs most.
const weights = [8, 4, 2, 1];
let index;

async function load() {
  const answer = await fetch(words.index);
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).map((article) => ({
    ...article,
    fields: [article.title, article.tags.join(" "), article.summary, article.text].map(fold),
  }));
}

function find(articles, query) {
  const found = [];
  for (const article of articles) {
    let score = 0;
    const isFound = query.every((word) => {
      const place = article.fields.findIndex((text) => text.includes(word));
      score += weights[place] ?? 0;
      return place >= 0;
    });
    if (isFound) found.push({ article, score });
  }
  const date = (hit) => hit.article.date ?? "";
  return found
    .sort((a, b) => b.score - a.score || (date(b) > date(a)) - (date(b) < date(a)))
    .map((hit) => hit.article);
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...children);
  return made;
}

// About thirty words around the first hit, with every hit marked.
function snippet(article, query) {
  const isHit = (token) => query.some((word) => fold(token).includes(word));
  const tokens = /[\p{L}\p{N}]+(?:[-–’'.][\p{L}\p{N}]+)*/gu;
  const has = (text) => query.some((word) => fold(text).includes(word));
  const text = has(article.summary) ? article.summary : article.text;
  let first = 0;
  for (const match of text.matchAll(tokens)) {
    if (isHit(match[0])) {
      first = match.index;
      break;
    }
  }
  const start = first < 90 ? 0 : text.indexOf(" ", first - 80) + 1;
  const cut = text.length > start + 240 ? text.lastIndexOf(" ", start + 230) : text.length;
  const end = cut > first ? cut : text.length;
  const part = text.slice(start, end);
  const paragraph = element("p", { class: "summary", lang: article.language });
  if (start > 0) paragraph.append("… ");
  let done = 0;
  for (const match of part.matchAll(tokens)) {
    if (!isHit(match[0])) continue;
    paragraph.append(part.slice(done, match.index), element("mark", {}, match[0]));
    done = match.index + match[0].length;
  }
  paragraph.append(part.slice(done), end < text.length ? " …" : "");
  return paragraph;
}

function day(date) {
  if (date.length < 10) return date;
  const options = { dateStyle: "long", timeZone: "UTC" };
  return new Date(date).toLocaleDateString(document.documentElement.lang, options);
}

function item(article, query) {
  const { title, url, language, date, section } = article;
  const meta = element("p", { class: "meta" });
  if (date) meta.append(element("time", { datetime: date }, day(date)), " ");
  if (section) meta.append(element("span", {}, section));
  const link = element("a", { href: url, lang: language, hreflang: language }, title);
  return element("li", {}, element("h3", { class: "title" }, link), snippet(article, query), meta);
}

function show(found, query) {
  list.replaceChildren(...found.slice(0, atOnce).map((article) => item(article, query)));
  box.querySelector("button")?.remove();
  box.hidden = !found.length;
  if (found.length <= atOnce) return;
  const more = element("button", { type: "button" }, words.more);
  more.onclick = () => {
    const shown = list.children.length;
    list.append(...found.slice(shown, shown + atOnce).map((article) => item(article, query)));
    list.children[shown].querySelector("a").focus();
    if (list.children.length === found.length) more.remove();
  };
  list.after(more);
}

let turn = 0;
let timer;

// Says what happened once the typing pauses; a screen reader hears it once.
function say(text, after = 0) {
  clearTimeout(timer);
  timer = setTimeout(() => (status.textContent = text), after);
}

async function run(pause = 0) {
  const asked = ++turn;
  const text = field.value.trim();
  const query = fold(text).split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")).filter(Boolean);
  document.title = text ? `${text} – ${heading}` : heading;
  if (!query.length) {
    box.hidden = true;
    return say("");
  }
  try {
    if (!index) say(words.loading, 300);
    const articles = await (index ??= load());
    if (asked !== turn) return;
    const found = find(articles, query);
    show(found, query);
    const count = found.length;
    const sentence = count === 0 ? words.none : count === 1 ? words.one : words.many;
    say(
      sentence.replace("{count}", count.toLocaleString(document.documentElement.lang))
        .replace("{query}", () => text), pause);
  } catch {
    index = undefined;
    if (asked !== turn) return;
    box.hidden = true;
    say(words.error);
  }
}

const asked = () => new URLSearchParams(location.search).get("q") ?? "";

function address() {
  const url = new URL(location);
  const text = field.value.trim();
  if (text) url.searchParams.set("q", text);
  else url.searchParams.delete("q");
  return url;
}

// A query that was asked for keeps its place in the history; typing on begins a new one.
let isSettled = true;
let waiting;
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (isSettled) history.pushState(null, "", address());
    else history.replaceState(null, "", address());
    isSettled = false;
    run(600);
  }, 120);
});
field.form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  if (field.value.trim() !== asked()) history.pushState(null, "", address());
  isSettled = true;
  run();
});
field.addEventListener("focus", () => (index ??= load()).catch(() => (index = undefined)), { once: true });
addEventListener("popstate", () => {
  clearTimeout(waiting);
  isSettled = true;
  field.value = asked();
  run();
});

field.value = asked();
run();
