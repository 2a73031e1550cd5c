// Titles suggested under the search field: the combobox of the WAI-ARIA Authoring Practices with
// list autocomplete and manual selection. The search itself is fetched when the field gets the focus.

const form = document.querySelector("form[data-client]");
const field = form.elements.q;
const words = form.dataset;
const list = document.createElement("ul");
const status = document.createElement("p");
Object.assign(list, { id: "_options", hidden: true, role: "listbox", ariaLabel: words.suggestions });
Object.assign(status, { className: "unseen", role: "status" });
form.append(list, status);
const attributes = {
  role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "_options",
};
for (const name in attributes) field.setAttribute(name, attributes[name]);

let search;
let active = -1;
let turn = 0;
let typing;
let saying;

// The script and the index's manifest are fetched side by side.
const begin = async () => {
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: words.base + "m.json" });
  document.head.append(link);
  const { createSearch } = await import(words.client);
  const query = createSearch({ base: words.base, language: document.documentElement.lang });
  await query.prepare();
  return query;
};

const prepare = () => (search ??= begin().catch((error) => {
  search = undefined;
  throw error;
}));

function activate(index) {
  list.children[active]?.removeAttribute("aria-selected");
  active = index;
  const option = list.children[index];
  if (!option) return field.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", option.id);
}

function open(isOpen) {
  list.hidden = !isOpen;
  field.setAttribute("aria-expanded", String(isOpen));
  activate(-1);
}

async function suggest() {
  const asked = ++turn;
  const text = field.value.trim();
  let answer = { results: [], total: 0 };
  try {
    if (text) answer = await (await prepare())(text, { limit: 6, isBrief: true });
  } catch {
    // The form leads to the search page, which says what is wrong.
  }
  if (asked !== turn) return;
  list.replaceChildren(...answer.results.map(({ title, url, language }, index) => {
    const option = document.createElement("li");
    Object.assign(option, { id: "_option" + index, role: "option", lang: language, textContent: title });
    option.dataset.url = url;
    return option;
  }));
  open(answer.results.length > 0);
  clearTimeout(saying);
  const said = answer.total === 1 ? words.one : words.many;
  saying = setTimeout(() => {
    status.textContent = !text ? "" : (answer.total ? said : words.none)
      .replace("{count}", answer.total).replace("{query}", () => text);
  }, 800);
}

field.addEventListener("focus", () => prepare().catch(() => {}));
field.addEventListener("blur", () => open(false));
field.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(suggest, 150);
});
field.addEventListener("keydown", (event) => {
  const { key, altKey } = event;
  const count = list.children.length;
  const isOpen = !list.hidden;
  if (event.isComposing) return;
  if (/^Arrow(Up|Down)$/.test(key) && count) {
    const step = key === "ArrowDown" ? 1 : -1;
    const next = active < 0 && step < 0 ? count - 1 : (active + step + count) % count;
    open(!altKey || step > 0);
    if (!altKey) activate(next);
  } else if (key === "Escape") {
    if (isOpen) open(false);
    else field.value = "";
  } else if (key === "Enter" && isOpen && active >= 0) {
    location.assign(list.children[active].dataset.url);
  } else return;
  event.preventDefault();
});
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("click", ({ target }) => {
  const option = target.closest("li");
  if (option) location.assign(option.dataset.url);
});
