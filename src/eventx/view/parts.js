"use strict";
// What draws: nodes made with text as text, and boxes of buttons that are one tab stop.
const $ = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";
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
