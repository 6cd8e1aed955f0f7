// Draws the records that the page holds as data. Text goes into nodes as text, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const records = data.records;
for (const r of records) {
  for (const name of ["places", "forces", "countries", "results", "people", "facts"]) r[name] ??= [];
  r.words = JSON.stringify([r.id, r.article, r.title, r.source, r.head, r.date, r.countries, r.forces, r.facts]).toLowerCase();
}
const PAGE = 50;
let shown = PAGE;
let order = { by: "start", down: true };
const open = new Set();

// Filters
const value = (id) => $(id).value;
function matches(r, but) {
  if (r.unreal && !$("unreal").checked) return false;
  if ((r.confidence ?? 0) < Number(value("confidence"))) return false;
  if (but !== "kind" && value("kind") && r.kind !== value("kind")) return false;
  if (but !== "country" && value("country") && !r.countries.includes(value("country"))) return false;
  if (but !== "place" && value("place") && !r.places.some((p) => placeKey(p) === value("place"))) return false;
  if (but !== "force" && value("force") && !r.forces.includes(value("force"))) return false;
  if (but !== "time") {
    const [from, to] = [value("from"), value("to")];
    if ((from || to) && !r.start) return false;
    if (from && r.end < from) return false;
    if (to && r.start > to) return false;
  }
  const words = value("words").toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => r.words.includes(word));
}
function count(list, values) {
  const found = new Map();
  for (const r of list) for (const v of new Set(values(r))) found.set(v, (found.get(v) ?? 0) + 1);
  return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
const DIMENSIONS = [
  ["kind", "By kind", (r) => [r.kind]],
  ["force", "By force", (r) => r.forces],
  ["place", "By place", (r) => r.places.map(placeKey)],
  ["country", "By country", (r) => r.countries],
];
for (const [id, , values] of DIMENSIONS)
  for (const [name] of count(records, values).sort((a, b) => (a[0] < b[0] ? -1 : 1)))
    $(id).append(make("option", { value: name }, name));
function toggle(id, name) {
  $(id).value = value(id) === name ? "" : name;
  update();
}

// Timeline
const DAY = 86400000;
const iso = (time) => new Date(time).toISOString().slice(0, 10);
const BINS = {
  day: (t) => t,
  week: (t) => t - ((new Date(t).getUTCDay() + 6) % 7) * DAY,
  month: (t) => Date.UTC(new Date(t).getUTCFullYear(), new Date(t).getUTCMonth(), 1),
  year: (t) => Date.UTC(new Date(t).getUTCFullYear(), 0, 1),
};
const next = (t, bin) => {
  const d = new Date(t);
  if (bin === "day" || bin === "week") return t + (bin === "day" ? 1 : 7) * DAY;
  return bin === "month" ? Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 1) : Date.UTC(d.getUTCFullYear() + 1, 0, 1);
};
function drawTime(list) {
  const dated = list.filter((r) => r.start).map((r) => Date.parse(r.start));
  const [first, last] = [dated.reduce((a, b) => Math.min(a, b), Infinity), dated.reduce((a, b) => Math.max(a, b), -Infinity)];
  const days = dated.length ? (last - first) / DAY + 1 : 0;
  const bin = days <= 62 ? "day" : days <= 400 ? "week" : days <= 3700 ? "month" : "year";
  const counts = new Map();
  for (const t of dated) counts.set(BINS[bin](t), (counts.get(BINS[bin](t)) ?? 0) + 1);
  const top = Math.max(1, ...counts.values());
  redraw($("bars"), () => {
    if (!dated.length) return;
    let stop = true;
    for (let t = BINS[bin](first); t <= last; t = next(t, bin)) {
      const n = counts.get(t) ?? 0;
      const [from, to] = [iso(t), iso(next(t, bin) - DAY)];
      const label = `${bin === "day" ? from : `${from} to ${to}`}: ${several(n, data.noun)}`;
      const bar = make("span");
      bar.style.height = `${(100 * n) / top}%`;
      const pressed = value("from") === from && value("to") === to;
      const button = make("button", { type: "button", title: label, "aria-label": label, "aria-pressed": pressed, "data-name": from, tabindex: n && stop ? 0 : -1 }, bar);
      if (n) { stop = false; button.className = "full"; } else button.disabled = true;
      button.addEventListener("click", () => {
        [$("from").value, $("to").value] = pressed ? ["", ""] : [from, to];
        update();
      });
      $("bars").append(button);
    }
  });
  const undated = list.length - dated.length;
  $("first").textContent = dated.length ? iso(first) : "";
  $("last").textContent = dated.length && last !== first ? iso(last) : "";
  $("bin").textContent = `${dated.length ? `by ${bin}, highest ${top}` : `no ${data.noun} has a day`}${undated && dated.length ? `; ${undated} without a day` : ""}`;
}

// Counts
const wide = new Set();
function drawCounts() {
  redraw($("counts"), () => {
    for (const [id, title, values] of DIMENSIONS) {
      const found = count(records.filter((r) => matches(r, id)), values);
      const list = make("ul", { class: "list" });
      const limit = wide.has(id) ? found.length : 8;
      for (const [name, n] of found.slice(0, limit)) {
        const bar = make("i", { "aria-hidden": "true" });
        bar.style.width = `${(100 * n) / found[0][1]}%`;
        const button = make("button", { type: "button", "aria-pressed": value(id) === name, "data-name": `${id}:${name}` }, make("bdi", {}, name), make("span", {}, n.toLocaleString("en")), bar);
        button.addEventListener("click", () => toggle(id, name));
        list.append(make("li", {}, button));
      }
      const section = make("section", {}, make("h3", {}, `${title} (${found.length})`), list);
      if (found.length > 8) {
        const more = make("button", { type: "button", "data-name": `more:${id}`, "aria-expanded": wide.has(id) }, make("span", { class: "dim small" }, wide.has(id) ? "fewer" : `all ${found.length}`));
        more.addEventListener("click", () => { wide.has(id) ? wide.delete(id) : wide.add(id); drawCounts(); });
        section.append(more);
      }
      $("counts").append(section);
    }
  });
}

// People
const SIDES = ["target", "initiator", "civilian", "unknown"];
const range = ([low, high]) => (high === null ? `${low.toLocaleString("en")}+` : low === high ? low.toLocaleString("en") : `${low.toLocaleString("en")}–${high.toLocaleString("en")}`);
function drawPeople(list) {
  const sums = new Map();
  for (const r of list) {
    if (r.whole) continue;
    for (const [fate, side, low, high] of r.people)
      for (const key of [`${fate} ${side}`, `${fate} all`]) {
        const sum = sums.get(key) ?? [0, 0];
        sums.set(key, [sum[0] + low, sum[1] === null || high === null ? null : sum[1] + high]);
      }
  }
  const head = make("tr", {}, make("th", { scope: "col" }, "fate"), ...["all", "of the target", "of the initiator", "civilians", "side unknown"].map((t) => make("th", { scope: "col", class: "number" }, t)));
  const rows = data.fates.filter((fate) => sums.has(`${fate} all`)).map((fate) =>
    make("tr", {}, make("th", { scope: "row" }, fate), ...["all", ...SIDES].map((side) => make("td", { class: "number" }, sums.has(`${fate} ${side}`) ? range(sums.get(`${fate} ${side}`)) : "–"))));
  $("people").replaceChildren(make("thead", {}, head), make("tbody", {}, ...(rows.length ? rows : [make("tr", {}, make("td", { colspan: 6 }, "No figures are told."))])));
}

// Table
const COLUMNS = [["start", "date"], ["kind", "kind"], ["place", "place"], ["who", "who → whom"], ["results", "result"], ["article", "article"]];
const sortable = { start: (r) => r.start ?? "", kind: (r) => r.kind, place: (r) => (r.places[0] ?? ["~"])[0], who: (r) => r.who ?? "~", results: (r) => r.people.reduce((n, p) => n + (p[0] === "killed" ? p[2] : 0), 0), article: (r) => r.article };
function link(r, words) {
  if (!r.url) return null;
  const href = words ? `${r.url.split("#")[0]}#:~:text=${encodeURIComponent(words.slice(0, 200)).replaceAll("-", "%2D")}` : r.url;
  return make("a", { href, rel: "noopener noreferrer" }, words ? "in the article" : "article");
}
function evidence(r) {
  const list = make("dl", { class: "facts" });
  for (const [label, told, quotes] of r.facts) {
    const lines = make("ul");
    for (const [before, words, after, rule, where, who, url] of quotes) {
      if (who) lines.append(make("li", { class: "small" }, make("bdi", {}, who), " ", label === "kind" && url ? link({ url }) : null));
      if (words) lines.append(make("li", { class: "quote" }, `${where === "title" ? "title: " : ""}${before}`, make("mark", { class: label }, words), `${after} `,
        make("span", { class: "rule" }, rule), " ", label === "kind" && where !== "title" && who === undefined ? link(r, words) : null));
    }
    list.append(make("div", { class: "fact" }, make("dt", {}, make("span", { class: label }, label)), make("dd", {}, told, lines)));
  }
  const tellers = r.tellers ? `told by ${several(r.tellers[0], "article")}${r.tellers[1] < r.tellers[0] ? ` (${several(r.tellers[1], "text")}; copies count once)` : ""}` : "";
  const about = [tellers, `confidence ${r.confidence ?? 0}`, r.published ? `published ${r.published}` : "", r.source, r.unreal, r.part ? `part of ${r.part}` : "", r.id];
  return make("div", { class: "evidence" }, make("p", { class: "dim small" }, about.filter(Boolean).join(" · ")), list);
}
// Roles are said, since a phone shows rows as cards and browsers then forget that they are rows.
function drawTable(list) {
  const key = sortable[order.by];
  const sorted = list.map((r, i) => [key(r), i, r]).sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) * (order.down ? -1 : 1) || a[1] - b[1]).map((s) => s[2]);
  redraw($("table"), () => {
    const head = make("tr", { role: "row" });
    for (const [by, title] of COLUMNS) {
      const button = make("button", { type: "button", "data-name": `sort:${by}` }, title, order.by === by ? (order.down ? " ↓" : " ↑") : "");
      button.addEventListener("click", () => { order = { by, down: order.by === by ? !order.down : by === "start" || by === "results" }; update(); });
      head.append(make("th", { scope: "col", role: "columnheader", "aria-sort": order.by === by ? (order.down ? "descending" : "ascending") : null }, button));
    }
    head.append(make("th", { scope: "col", role: "columnheader" }, make("span", { class: "unseen" }, "evidence")));
    const body = make("tbody", { role: "rowgroup" });
    sorted.slice(0, shown).forEach((r, i) => {
      const cell = (label, ...inside) => make("td", { role: "cell", "data-label": label }, ...inside);
      const button = make("button", { type: "button", "aria-expanded": open.has(r.id), "aria-controls": `e${i}`, "data-name": `row:${r.id}`, "aria-label": `Evidence of ${r.head}, ${r.date ?? "no day"}` }, "evidence");
      const row = make("tr", { role: "row", id: `record-${r.id}` }, cell("date", r.date ?? ""), cell("kind", r.head), cell("place", r.places.map(placeKey).join("; ")),
        cell("who", [r.who, r.whom].some(Boolean) ? `${r.who ?? "?"} → ${r.whom ?? "?"}` : ""), cell("result", r.results.join("; ")),
        cell("article", r.title ?? r.article, r.tellers?.[0] > 1 ? ` and ${r.tellers[0] - 1} more` : "", " ", link(r)), make("td", { role: "cell" }, button));
      const more = make("tr", { role: "row", id: `e${i}` }, make("td", { role: "cell", colspan: 7 }));
      const show = () => { more.hidden = !open.has(r.id); more.firstChild.replaceChildren(...(open.has(r.id) ? [evidence(r)] : [])); button.setAttribute("aria-expanded", open.has(r.id)); };
      button.addEventListener("click", () => { open.has(r.id) ? open.delete(r.id) : open.add(r.id); show(); });
      show();
      body.append(row, more);
    });
    $("table").append(make("thead", { role: "rowgroup" }, head), body);
  });
  $("more").hidden = sorted.length <= shown;
  $("more").textContent = `Show ${Math.min(PAGE, sorted.length - shown)} more of ${several(sorted.length, data.noun)}`;
}
$("more").addEventListener("click", () => { shown += PAGE; update(true); });

function update(more) {
  if (more !== true) shown = PAGE;
  const list = records.filter((r) => matches(r));
  const hidden = $("unreal").checked ? 0 : records.filter((r) => r.unreal).length;
  $("tally").textContent = `${several(list.length, data.noun)} of ${records.length.toLocaleString("en")}${hidden ? `; ${hidden} planned, denied, hypothetical or background left out` : ""}`;
  drawMap(records.filter((r) => matches(r, "place")));
  drawTime(records.filter((r) => matches(r, "time")));
  drawCounts();
  drawPeople(list);
  drawTable(list);
}
const dates = records.flatMap((r) => (r.start && !r.unreal ? [r.start, r.end] : [])).sort();
$("period").textContent = dates.length ? `Acts from ${dates[0]} to ${dates[dates.length - 1]}.` : "";
let waiting = 0;
for (const event of ["input", "change"])
  $("filters").addEventListener(event, () => { clearTimeout(waiting); waiting = setTimeout(update, 120); });
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("filters").addEventListener("reset", () => setTimeout(update));
addEventListener("resize", look);
rove($("bars"), "button.full");
drawWorld();
if (location.hash.startsWith("#record-")) { open.add(location.hash.slice(8)); shown = records.length; }
update(true);
if (location.hash.startsWith("#record-")) $(location.hash.slice(1))?.scrollIntoView();
