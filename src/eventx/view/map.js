// The map of a report, in Mercator's projection. The view is a box in projected units, markers keep their size on screen
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
  const free = (room) => !taken.some((o) => (!o.point || o.point !== room.point) && room.l < o.r && room.r > o.l && room.t < o.b && room.b > o.t);
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
      const label = `${place.key}: ${several(place.ids.size, data.noun)}`;
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
  $("unplaced").textContent = unplaced ? `${several(unplaced, data.noun)} without coordinates.` : "";
  fit(false);
  look();
}
