"use strict";
// Draws the records that the page holds as data. Text goes into nodes as text, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const records = data.records;
for (const r of records) {
  for (const name of ["places", "forces", "countries", "results", "people", "facts"]) r[name] ??= [];
  r.words = JSON.stringify([r.id, r.article, r.title, r.source, r.head, r.date, r.countries, r.forces, r.facts]).toLowerCase();
}
const $ = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";
const PAGE = 50;
let shown = PAGE;
let order = { by: "start", down: true };
const open = new Set();

function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) node.setAttribute(key, value);
  node.append(...children.filter((c) => c !== null && c !== undefined));
  return node;
}
function draw(name, attributes = {}, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
}
const several = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
const placeKey = (p) => (p[3] && p[3] !== p[0] ? `${p[0]}, ${p[3]}` : p[0]);

// One tab stop for many buttons: arrows, Home and End go between them.
function rove(box, selector) {
  box.addEventListener("keydown", (event) => {
    const all = [...box.querySelectorAll(selector)];
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -at, End: all.length - 1 - at }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, at + step))].focus();
  });
  box.addEventListener("focusin", (event) => {
    const now = event.target.closest(selector);
    if (now) for (const node of box.querySelectorAll(selector)) node.setAttribute("tabindex", node === now ? 0 : -1);
  });
}
// What was in focus stays in focus when its box is drawn anew.
function redraw(box, fill) {
  const name = box.contains(document.activeElement) ? document.activeElement.dataset.name : undefined;
  box.replaceChildren();
  fill();
  if (name !== undefined) [...box.querySelectorAll("[data-name]")].find((node) => node.dataset.name === name)?.focus();
}

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

// Map: Mercator; the view is a box in projected units, markers keep their size on screen
const projected = ([longitude, latitude]) => {
  const north = (Math.max(-83, Math.min(83, latitude)) * Math.PI) / 180;
  return [longitude, (-180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + north / 2))];
};
const svg = draw("svg", { role: "group", "aria-label": "Map of places" });
const points = draw("g");
const names = draw("g", { "aria-hidden": "true" });
const lands = [];
let box = { x: -180, y: -100, w: 360, h: 200 };
function drawWorld() {
  const ground = draw("g", { "aria-hidden": "true" });
  for (const [name, ...rings] of data.world.countries) {
    let path = "", best = null;
    for (const ring of rings) {
      let [x, y] = [0, 0];
      const extent = [Infinity, Infinity, -Infinity, -Infinity];
      for (let i = 0; i < ring.length; i += 2) {
        x += ring[i]; y += ring[i + 1];
        const [px, py] = projected([x / data.world.scale, y / data.world.scale]);
        path += `${i ? "L" : "M"}${px.toFixed(2)} ${py.toFixed(2)}`;
        extent[0] = Math.min(extent[0], px); extent[1] = Math.min(extent[1], py);
        extent[2] = Math.max(extent[2], px); extent[3] = Math.max(extent[3], py);
      }
      path += "Z";
      const size = (extent[2] - extent[0]) * (extent[3] - extent[1]);
      if (!best || size > best.size) best = { size, extent };
    }
    ground.append(draw("path", { class: "land", d: path }));
    lands.push({ name, extent: best.extent });
  }
  svg.append(ground, names, points);
  const tools = make("div", { class: "tools" });
  for (const [label, sign, act] of [
    ["Zoom in", "+", () => zoom(0.6)], ["Zoom out", "−", () => zoom(1 / 0.6)], ["Show all places", "⤢", () => fit(true)],
  ]) {
    const button = make("button", { type: "button", "aria-label": label, title: label }, sign);
    button.addEventListener("click", act);
    tools.append(button);
  }
  $("map").append(svg, tools);
  rove(points, ".point");
  points.addEventListener("focusin", (event) => reveal(event.target.closest(".point")));
  points.addEventListener("click", (event) => {
    const point = event.target.closest(".point");
    if (point && !dragged) toggle("place", point.dataset.place);
  });
  points.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    toggle("place", event.target.closest(".point").dataset.place);
  });
}
let dragged = false, grip = null;
svg.addEventListener("pointerdown", (event) => { grip = { x: event.clientX, y: event.clientY, box: { ...box } }; dragged = false; });
addEventListener("pointerup", () => { grip = null; });
addEventListener("pointercancel", () => { grip = null; });
addEventListener("pointermove", (event) => {
  if (!grip) return;
  const [dx, dy] = [event.clientX - grip.x, event.clientY - grip.y];
  if (Math.abs(dx) + Math.abs(dy) > 4) dragged = true;
  if (dragged) { box.x = grip.box.x - dx * unit(); box.y = grip.box.y - dy * unit(); look(); }
});
svg.addEventListener("wheel", (event) => {
  if (!event.ctrlKey && !event.metaKey) return; // a plain wheel scrolls the page
  event.preventDefault();
  zoom(event.deltaY < 0 ? 0.8 : 1.25);
}, { passive: false });
const unit = () => {
  const { width, height } = svg.getBoundingClientRect();
  return Math.max(box.w / (width || 1), box.h / (height || 1));
};
function zoom(by) {
  const w = Math.min(400, Math.max(0.2, box.w * by)), h = box.h * (w / box.w);
  const chosen = points.querySelector("[aria-pressed=true]") ?? (points.contains(document.activeElement) ? document.activeElement : null);
  const [cx, cy] = chosen ? [Number(chosen.dataset.x), Number(chosen.dataset.y)] : [box.x + box.w / 2, box.y + box.h / 2];
  box = { x: cx - w / 2, y: cy - h / 2, w, h };
  look();
}
function reveal(point) {
  if (!point) return;
  const [x, y] = [Number(point.dataset.x), Number(point.dataset.y)];
  if (x < box.x || x > box.x + box.w) box.x = x - box.w / 2;
  if (y < box.y || y > box.y + box.h) box.y = y - box.h / 2;
  look();
}
let fitted;
function fit(again) {
  if (fitted === value("country") && !again) return; // another country is looked at as a whole
  const all = [...points.children].map((p) => [Number(p.dataset.x), Number(p.dataset.y)]);
  if (all.length) {
    const [xs, ys] = [all.map((p) => p[0]), all.map((p) => p[1])];
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    const [w, h] = [Math.max(Math.max(...xs) - left, 6), Math.max(Math.max(...ys) - top, 4)];
    const [cx, cy] = [(Math.max(...xs) + left) / 2, (Math.max(...ys) + top) / 2];
    box = { x: cx - w * 0.6, y: cy - h * 0.6, w: w * 1.2, h: h * 1.2 };
    fitted = value("country");
  }
  look();
}
function look() {
  svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
  const u = unit();
  for (const point of points.children) point.firstChild.setAttribute("r", Number(point.dataset.size) * u);
  names.replaceChildren();
  const taken = [...points.children].map((point) => {
    const [x, y, r] = [Number(point.dataset.x), Number(point.dataset.y), Number(point.dataset.size) * u];
    return { point, l: x - r, r: x + r, t: y - r, b: y + r };
  });
  const free = (room) => !taken.some((o) => o.point !== room.point && room.l < o.r && room.r > o.l && room.t < o.b && room.b > o.t);
  const write = (room, kind, x, words) => {
    if (room.l < box.x || room.r > box.x + box.w || !free(room)) return;
    taken.push({ ...room, point: undefined });
    const text = draw("text", { class: kind, x, y: room.b - 4 * u, "font-size": 12 * u }, words);
    text.style.strokeWidth = `${3 * u}px`;
    names.append(text);
  };
  for (const point of points.children) { // the places of most records first
    const [x, y, size] = [Number(point.dataset.x), Number(point.dataset.y), Number(point.dataset.size)];
    const label = point.dataset.place.split(", ")[0];
    const left = x + (size + 3) * u;
    write({ point, l: left, r: left + label.length * 7.5 * u, t: y - 8 * u, b: y + 8 * u }, "town", left, label);
  }
  for (const { name, extent } of lands) {
    const [x, y, half] = [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2, name.length * 3.8 * u];
    if (extent[2] - extent[0] > 2 * half) write({ l: x - half, r: x + half, t: y - 8 * u, b: y + 8 * u }, "name", x, name);
  }
}
function drawMap(list) {
  const found = new Map();
  for (const r of list)
    for (const p of r.places) {
      if (p[1] === null || p[2] === null) continue;
      const key = placeKey(p);
      if (!found.has(key)) found.set(key, { key, at: projected([p[2], p[1]]), vague: p[4], ids: new Set() });
      found.get(key).ids.add(r.id);
    }
  const places = [...found.values()].sort((a, b) => b.ids.size - a.ids.size || a.at[0] - b.at[0]);
  redraw(points, () => {
    places.forEach((place, rank) => {
      const pressed = value("place") === place.key;
      const label = `${place.key}: ${several(place.ids.size, "record")}`;
      const node = draw("g", {
        class: `point${place.vague ? " vague" : ""}`, role: "button", tabindex: rank ? -1 : 0, "aria-label": label,
        "aria-pressed": pressed, "data-name": place.key, "data-place": place.key, "data-x": place.at[0], "data-y": place.at[1],
        "data-size": 5 + 4 * Math.sqrt(place.ids.size - 1),
      });
      const circle = draw("circle", { cx: place.at[0], cy: place.at[1], r: 1 });
      node.append(circle, draw("title", {}, label));
      points.append(node);
    });
  });
  const unplaced = list.filter((r) => !r.places.some((p) => p[1] !== null && p[2] !== null)).length;
  $("unplaced").textContent = unplaced ? `${several(unplaced, "record")} without coordinates.` : "";
  fit(false);
  look();
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
      const label = `${bin === "day" ? from : `${from} to ${to}`}: ${several(n, "record")}`;
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
  $("bin").textContent = `${dated.length ? `by ${bin}, highest ${top}` : "no record has a day"}${undated && dated.length ? `; ${undated} without a day` : ""}`;
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
    for (const [before, words, after, rule, where] of quotes)
      lines.append(make("li", { class: "quote" }, `${where === "title" ? "title: " : ""}${before}`, make("mark", { class: label }, words), `${after} `,
        make("span", { class: "rule" }, rule), " ", label === "kind" && where !== "title" ? link(r, words) : null));
    list.append(make("div", { class: "fact" }, make("dt", {}, make("span", { class: label }, label)), make("dd", {}, told, lines)));
  }
  const about = [`confidence ${r.confidence ?? 0}`, r.published ? `published ${r.published}` : "", r.source, r.unreal, r.part ? `part of ${r.part}` : "", r.id];
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
        cell("article", r.title ?? r.article, " ", link(r)), make("td", { role: "cell" }, button));
      const more = make("tr", { role: "row", id: `e${i}` }, make("td", { role: "cell", colspan: 7 }));
      const show = () => { more.hidden = !open.has(r.id); more.firstChild.replaceChildren(...(open.has(r.id) ? [evidence(r)] : [])); button.setAttribute("aria-expanded", open.has(r.id)); };
      button.addEventListener("click", () => { open.has(r.id) ? open.delete(r.id) : open.add(r.id); show(); });
      show();
      body.append(row, more);
    });
    $("table").append(make("thead", { role: "rowgroup" }, head), body);
  });
  $("more").hidden = sorted.length <= shown;
  $("more").textContent = `Show ${Math.min(PAGE, sorted.length - shown)} more of ${several(sorted.length, "record")}`;
}
$("more").addEventListener("click", () => { shown += PAGE; update(true); });

function update(more) {
  if (more !== true) shown = PAGE;
  const list = records.filter((r) => matches(r));
  const hidden = $("unreal").checked ? 0 : records.filter((r) => r.unreal).length;
  $("tally").textContent = `${several(list.length, "record")} of ${records.length.toLocaleString("en")}${hidden ? `; ${hidden} planned, denied, hypothetical or background left out` : ""}`;
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
