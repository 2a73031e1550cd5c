// The search page: the query and its filters in, a list of links out, and the address kept in step.
// Texts are put in as text, never as HTML.

const form = document.querySelector("form[role=search]");
const box = document.getElementById("_results");
const status = document.getElementById("_status");
const notes = document.getElementById("_notes");
const list = box.querySelector("ol");
const more = box.querySelector("button");
const field = form.elements.q;
const filters = document.getElementById("_filters");
const names = ["section", "tag", "author", "year", "language"];
const words = box.dataset;
const language = document.documentElement.lang;
const heading = document.title;
const atOnce = 10;

filters.hidden = false;
const search = import(form.dataset.client).then(({ createSearch }) =>
  createSearch({ base: form.dataset.base, language }));
search.then((query) => query.prepare()).catch(() => {});

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...children);
  return made;
}

// A text with its hits marked.
function marked(text, marks) {
  const made = document.createDocumentFragment();
  let done = 0;
  for (const [start, end] of marks) {
    made.append(text.slice(done, start), element("mark", {}, text.slice(start, end)));
    done = end;
  }
  made.append(text.slice(done));
  return made;
}

function day(date) {
  const options = { dateStyle: "long", timeZone: "UTC" };
  return date.length < 10 ? date : new Date(date.slice(0, 10)).toLocaleDateString(language, options);
}

function item({ title, titleMarks, url, date, section, language, snippet, marks }) {
  const link = element("a", { href: url, lang: language, hreflang: language });
  link.append(marked(title, titleMarks));
  const meta = element("p", { class: "meta" });
  if (date) meta.append(element("time", { datetime: date }, day(date)), " ");
  if (section) meta.append(element("span", {}, section));
  const summary = element("p", { class: "summary", lang: language });
  summary.append(marked(snippet, marks));
  return element("li", {}, element("h3", { class: "title" }, link), summary, meta);
}

const filled = (text, query, count) => text.replace("{query}", () => query)
  .replace("{count}", count?.toLocaleString(language));

let timer;

// Says what happened once the typing pauses; a screen reader hears it once.
function say(text, after = 0) {
  clearTimeout(timer);
  timer = setTimeout(() => (status.textContent = text), after);
}

const isOn = (name) => form.elements[name]?.value;
let limit = atOnce;
let turn = 0;
let isExact = false;

function show(answer, text) {
  list.replaceChildren(...answer.results.map(item));
  more.hidden = answer.results.length < limit || answer.total <= limit;
  box.hidden = !answer.results.length;
  notes.replaceChildren();
  if (answer.corrected) {
    const again = element("button", { type: "button" }, filled(words.exact, text));
    again.onclick = () => {
      isExact = true;
      run();
    };
    notes.append(element("p", {}, filled(words.corrected, answer.corrected) + " ", again));
  }
  if (answer.relaxed) notes.append(element("p", {}, words.relaxed));
}

// `focus`: the number of the result that gets the focus once it is there.
async function run({ pause = 0, focus } = {}) {
  const asked = ++turn;
  const text = field.value.trim();
  document.title = text ? `${text} – ${heading}` : heading;
  const options = { limit, isExact };
  for (const name of names) if (isOn(name)) options[name] = form.elements[name].value;
  if (!text && !names.some(isOn)) {
    box.hidden = true;
    notes.replaceChildren();
    return say("");
  }
  const slow = setTimeout(() => asked === turn && say(words.loading), 300);
  try {
    const query = await search;
    const early = (answer) => asked === turn && show(answer, text);
    const answer = await query(text, { ...options, early });
    if (asked !== turn) return;
    show(answer, text);
    if (focus) list.children[focus]?.querySelector("a").focus();
    const { total } = answer;
    say(filled(total === 0 ? words.none : total === 1 ? words.one : words.many, answer.corrected ?? text, total), pause);
  } catch {
    if (asked !== turn) return;
    box.hidden = true;
    const again = element("button", { type: "button" }, words.retry);
    again.onclick = () => run();
    notes.replaceChildren(again);
    say(words.error);
  } finally {
    clearTimeout(slow);
  }
}

function address() {
  const url = new URL(location);
  url.search = "";
  for (const name of ["q", ...names]) {
    const value = form.elements[name]?.value.trim();
    if (value) url.searchParams.set(name, value);
  }
  return url;
}

// The address into the form; where one was on the page comes back with it.
function restore() {
  const asked = new URLSearchParams(location.search);
  for (const name of ["q", ...names]) if (form.elements[name]) form.elements[name].value = asked.get(name) ?? "";
  filters.open = names.some(isOn);
  limit = history.state?.limit ?? atOnce;
  isExact = false;
  const top = history.state?.top;
  run().then(() => top && scrollTo(0, top));
}

// A query that was asked for keeps its place in the history; typing on begins a new one.
let isSettled = true;
let waiting;

function change(isTyping) {
  clearTimeout(waiting);
  limit = atOnce;
  isExact = false;
  if (address().search !== location.search) {
    if (isTyping && !isSettled) history.replaceState(null, "", address());
    else history.pushState(null, "", address());
  }
  isSettled = !isTyping;
  run({ pause: isTyping ? 600 : 0 });
}

field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(change, 150, true);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  change(false);
});
filters.addEventListener("change", () => change(false));
more.addEventListener("click", () => {
  limit += atOnce;
  run({ focus: limit - atOnce });
});
addEventListener("popstate", () => {
  clearTimeout(waiting);
  isSettled = true;
  restore();
});
addEventListener("pagehide", () => history.replaceState({ limit, top: scrollY }, ""));
restore();
