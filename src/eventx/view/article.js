"use strict";
// What belongs together lights up on hover and focus; links between text and records work without this.
const marked = new Map();
for (const node of document.querySelectorAll("[data-facts]"))
  for (const fact of node.dataset.facts.split(" ")) {
    if (!marked.has(fact)) marked.set(fact, []);
    marked.get(fact).push(node);
  }
let lit = [];
function light(event) {
  for (const node of lit) node.classList.remove("on");
  const node = event.target instanceof Element ? event.target.closest("[data-facts]") : null;
  lit = [];
  if (!node) return;
  for (const fact of node.dataset.facts.split(" ")) lit.push(...marked.get(fact));
  for (const other of lit) other.classList.add("on");
}
document.addEventListener("mouseover", light);
document.addEventListener("focusin", light);
