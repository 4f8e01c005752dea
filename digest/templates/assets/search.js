/* The search page: Pagefind's index, words and filters in the address, statements and points as results of their own. */

const AT_ONCE = 10, PARTS = 4, WORDS = 45;
const FACETS = ["speaker", "month", "source", "topic", "kind"];

const form = document.querySelector("form.search"), status = document.querySelector(".search__status");
const list = document.querySelector(".search__results"), more = document.querySelector(".search__more");
let words, say, counted; // what the page says in the site's language, and how a message gets its values
let pagefind, facets, asked = 0, found = [], shown = 0;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function day(value) {
  const [year, month, date] = value.split("-");
  if (!month) return value === "undated" ? words.undated : year;
  const form = { year: "numeric", month: "long", ...(date && { day: "numeric" }), timeZone: "UTC" };
  return new Date(Date.UTC(year, month - 1, date || 1)).toLocaleDateString(words.lang, form);
}

function label(name, value) {
  return name === "month" ? day(value) : name === "kind" ? words.kinds[value] || value : value;
}

/* What is asked: the words, a value for each facet that has one, the order. */
function question() {
  const filters = {};
  for (const name of FACETS) if (form.elements[name].value.trim()) filters[name] = form.elements[name].value.trim();
  return { words: form.elements.words.value.trim(), filters, sort: form.elements.sort.value };
}

function readAddress() {
  const given = new URLSearchParams(location.search);
  for (const name of ["words", "sort", ...FACETS]) {
    const field = form.elements[name], value = given.get(name) || "";
    if (value && field.tagName === "SELECT" && ![...field.options].some((option) => option.value === value))
      field.add(new Option(label(name, value), value));
    field.value = value;
  }
}

function writeAddress(wanted) {
  const given = new URLSearchParams();
  if (wanted.words) given.set("words", wanted.words);
  for (const [name, value] of Object.entries(wanted.filters)) given.set(name, value);
  if (wanted.sort) given.set("sort", wanted.sort);
  history.replaceState(null, "", location.pathname + (given.size ? "?" + given : ""));
}

/* The values of each facet with how many summaries have them, those of the current answer. */
function fill(counts, wanted) {
  for (const name of FACETS) {
    const field = form.elements[name], now = field.value;
    const entries = Object.entries(counts[name] || {}).filter(([value, count]) => count || value === now);
    if (name === "speaker") {
      const names = entries.sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, 300);
      document.getElementById("speakers").replaceChildren(...names.map(([value]) => new Option("", value)));
      continue;
    }
    entries.sort((a, b) => (name === "month" ? b[0].localeCompare(a[0]) : label(name, a[0]).localeCompare(label(name, b[0]))));
    if (now && !entries.some(([value]) => value === now)) entries.push([now, 0]);
    const options = entries.map(([value, count]) => new Option(`${label(name, value)} (${count})`, value));
    field.replaceChildren(new Option(words.any, ""), ...options);
    field.value = now;
  }
}

/* A name that was typed in other capitals, or in part where only one speaker fits. */
function speaker(wanted, known) {
  const given = (wanted.filters.speaker || "").toLocaleLowerCase();
  if (!given || wanted.filters.speaker in known) return;
  const names = Object.keys(known), same = names.filter((name) => name.toLocaleLowerCase() === given);
  const part = same.length ? same : names.filter((name) => name.toLocaleLowerCase().includes(given));
  if (part.length === 1) form.elements.speaker.value = wanted.filters.speaker = part[0];
}

function inWords(wanted) {
  const parts = [];
  if (wanted.words) parts.push(say(words.for, { words: wanted.words }));
  const { speaker, month, source, topic, kind } = wanted.filters;
  if (speaker) parts.push(say(words.speaker, { speaker }));
  if (month) parts.push(say(words.month, { month: day(month) }));
  if (source) parts.push(say(words.source, { source }));
  if (topic) parts.push(say(words.topic, { topic }));
  if (kind) parts.push(say(words.kind, { kind: label("kind", kind) }));
  return parts.join(", ");
}

/* The values of the facets are half of the index: they are loaded when a reader comes to them. */
async function loadFacets() {
  if (facets) return;
  facets = await pagefind.filters();
  if (!found.length) fill(facets, question());
  else await ask();
}

async function ask() {
  const own = ++asked, wanted = question();
  const filtered = Object.keys(wanted.filters).length > 0;
  if (filtered && !facets) facets = await pagefind.filters();
  if (wanted.filters.speaker) speaker(wanted, facets.speaker || {});
  writeAddress(wanted);
  if (!wanted.words && !filtered) {
    found = [];
    list.replaceChildren();
    more.hidden = true;
    if (facets) fill(facets, wanted);
    status.textContent = words.begin;
    return;
  }
  const sort = wanted.sort ? { date: wanted.sort === "newest" ? "desc" : "asc" } : !wanted.words ? { date: "desc" } : undefined;
  const answer = await pagefind.search(wanted.words || null, { filters: wanted.filters, ...(sort && { sort }) });
  if (own !== asked) return;
  if (facets) fill(answer.filters, wanted);
  found = answer.results;
  shown = 0;
  list.replaceChildren();
  const count = found.length;
  const values = { asked: inWords(wanted) }, others = answer.unfilteredResultCount;
  status.textContent = count
    ? counted(words.found, count, words.lang, values)
    : say(words.nothing, values) + " " + (filtered && others ? say(words.unfiltered, { count: others.toLocaleString(words.lang) }) : words.other);
  await show(wanted, own);
}

async function show(wanted, own) {
  const next = await Promise.all(found.slice(shown, shown + AT_ONCE).map((result) => result.data()));
  if (own !== asked) return;
  shown += next.length;
  // Those in which somebody said the words are before those that have both apart.
  const ordered = next.map((data) => [data, within(data, wanted)]).sort((a, b) => !a[1].length - !b[1].length);
  for (const [data, parts] of ordered) list.append(result(data, parts, wanted));
  more.hidden = shown >= found.length;
}

/* Words of an article in another language than the page's say so. */
function foreign(element, data) {
  if (!data.meta.lang) return;
  element.lang = data.meta.lang;
  element.dir = "auto";
}

/* A summary, and below it its statements, points, figures and events that have the words. */
function result(data, parts, wanted) {
  const item = element("li"), title = element("h2"), link = element("a", data.meta.title);
  link.href = data.url;
  foreign(link, data);
  title.append(link);
  item.append(title, element("p", [data.meta.source, data.meta.date && day(data.meta.date)].filter(Boolean).join(", "), "search__from"));
  if (!parts.length && wanted.words && (wanted.filters.speaker || wanted.filters.kind)) item.append(element("p", words.elsewhere, "search__from"));
  for (const part of parts.slice(0, PARTS)) item.append(entry(data, part));
  if (parts.length > PARTS) item.append(element("p", counted(words.more, parts.length - PARTS, words.lang), "count"));
  return item;
}

/* The pieces of a summary that its anchors make, with the places of the words asked for. */
function within(data, wanted) {
  const said = new Map(JSON.parse(data.meta.said || "[]").map(([id, ...rest]) => [id, rest]));
  const all = data.content.split(/\s+/), hits = new Set(data.locations), parts = [];
  data.anchors.forEach((anchor, n) => {
    const next = data.anchors[n + 1], end = next ? next.location : all.length;
    const [name, kind] = said.get(anchor.id) || [];
    if (!name && !/^(point|figure|event)-\d+$/.test(anchor.id) && !said.has(anchor.id)) return;
    const own = [];
    for (let place = anchor.location; place < end; place++) if (hits.has(place)) own.push(place);
    if (wanted.words && !own.length) return;
    if (wanted.filters.speaker && name !== wanted.filters.speaker) return;
    if (wanted.filters.kind && kind !== wanted.filters.kind) return;
    if (!wanted.words && !wanted.filters.speaker && !wanted.filters.kind) return;
    parts.push({ id: anchor.id, name, kind, words: all, from: anchor.location, end, hits: new Set(own) });
  });
  return parts;
}

function entry(data, part) {
  const made = element("div", "", "search__part"), link = element("a", title(part)), text = element("p");
  link.href = data.url + "#" + part.id;
  const first = Math.min(...part.hits, part.end), from = first - part.from > WORDS - 5 ? first - 10 : part.from;
  if (from > part.from) text.append("… ");
  for (let place = from; place < Math.min(part.end, from + WORDS); place++) {
    text.append(part.hits.has(place) ? element("mark", part.words[place]) : part.words[place], " ");
  }
  if (part.end > from + WORDS) text.append("…");
  foreign(text, data);
  made.append(link, text);
  return made;
}

function title(part) {
  if (part.kind) return `${part.name || words.somebody} (${label("kind", part.kind)})`;
  return words[part.id[0]];
}

export async function start(...given) {
  [words, say, counted] = given;
  form.hidden = false;
  try {
    pagefind = await import(new URL("../pagefind/pagefind.js", import.meta.url));
    await pagefind.init();
  } catch {
    form.remove();
    status.textContent = words.missing;
    return;
  }
  readAddress();
  let waiting;
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 150); });
  form.addEventListener("reset", () => setTimeout(() => { for (const name of ["words", "sort", ...FACETS]) form.elements[name].value = ""; ask(); }));
  form.querySelector(".search__facets").addEventListener("focusin", loadFacets);
  form.querySelector(".search__facets").addEventListener("pointerenter", loadFacets);
  more.addEventListener("click", () => show(question(), asked));
  window.addEventListener("popstate", () => { readAddress(); ask(); });
  if (!location.search) form.elements.words.focus();
  await ask();
}
