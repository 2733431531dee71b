/** Building blocks of pages. Everything becomes text nodes: nothing that came from the ledger is ever parsed as HTML. */
import { ago, coins, moment, short } from "./format.js";

/** An element: `h("a", { href }, "text", child)`. Attributes that are null are left out; functions become listeners. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function copyIcon() {
  return svg("svg", { width: 14, height: 14, viewBox: "0 0 16 16", fill: "none", stroke: "currentColor", "stroke-width": 1.5, "aria-hidden": "true" },
    svg("rect", { x: 5.5, y: 5.5, width: 8, height: 8, rx: 1.5 }),
    svg("path", { d: "M3.500 10.500 h-.500 a1 1 0 0 1 -1 -1 v-6.500 a1 1 0 0 1 1 -1 h6.500 a1 1 0 0 1 1 1 v.500" }));
}

const SAID_MS = 1_500;

/** Copies and says so beside the button; where the browser does not let pages copy, selects the text and says what to press. */
async function copy(button, body, text) {
  const isDone = await write(text);
  const word = h("span", { class: "said", role: "status" }, isDone ? "Copied" : "Press Ctrl+C");
  button.parentElement.querySelector(".said")?.remove();
  button.after(word);
  if (isDone) {
    setTimeout(() => word.remove(), SAID_MS);
  } else {
    body.textContent = text;
    getSelection().selectAllChildren(body);
  }
}

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // On plain http pages browsers have no clipboard but the old way.
    const area = h("textarea", { class: "hidden", readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    } finally {
      area.remove();
    }
  }
}

/** Something long in monospace, shortened unless `full`, with a button that copies all of it. */
export function hash(text, { href = null, full = false } = {}) {
  const shown = full ? text : short(text);
  const body = href ? h("a", { href, title: text }, shown) : h("span", { title: text }, shown);
  const button = h("button", { class: "copy", type: "button", "aria-label": "Copy", title: "Copy" }, copyIcon());
  button.addEventListener("click", () => copy(button, body, text));
  return h("span", { class: "hash" }, body, button);
}

export const txLink = (id, options) => hash(id, { href: `#/tx/${id}`, ...options });
export const accountLink = (address, options) => hash(address, { href: `#/account/${address}`, ...options });
export const blockLink = (height) => h("a", { href: `#/block/${height}`, class: "num" }, String(height));

export function amount(baseUnits, network, kind = "") {
  return h("span", { class: `amount ${kind}` }, coins(baseUnits, network.decimals), h("small", null, network.coinSymbol));
}

export function badge(text, kind = "") {
  return h("span", { class: `badge ${kind}` }, text);
}

const STATES = { final: ["final", "good"], failed: ["failed", "bad"], pending: ["pending", "wait"], expired: ["expired", "bad"], unknown: ["unknown", ""] };

export function stateBadge(state) {
  return badge(...(STATES[state] ?? [state, ""]));
}

/** A block's proposer with the colour it has everywhere. */
export function proposer(block) {
  return block.proposerName
    ? h("span", { class: "who" }, h("i", { class: `t${block.header.proposer % 8}` }), block.proposerName)
    : h("span", { class: "soft" }, "genesis");
}

/** How long ago; kept up to date while it is shown. */
export function age(ms) {
  return h("time", { datetime: new Date(ms).toISOString(), title: moment(ms), "data-ms": ms, class: "soft num" }, ago(ms));
}

export function refreshAges() {
  for (const element of document.querySelectorAll("time[data-ms]")) {
    element.textContent = ago(Number(element.dataset.ms));
  }
}

export function card(title, { more = null, id = null } = {}, ...content) {
  return h("section", { class: "card", id }, h("header", null, h("h2", null, title), more ? h("span", { class: "more" }, more) : null), ...content);
}

/** Who can't point must be able to scroll with the keyboard, and need not stop where there is nothing to scroll. */
const scrollers = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});

/**
 * @param columns of `{ name, kind }`: `kind` is the class of the column's cells
 * @param stacked whether each row becomes a list of names and values where there is no room for columns
 */
export function table(columns, rows, { stacked = false } = {}) {
  const scroller = h("div", { class: stacked ? "scroll stacked" : "scroll" }, h("table", null,
    h("thead", null, h("tr", null, columns.map(({ name, kind }) => h("th", { class: kind, scope: "col" }, name)))),
    h("tbody", null, rows.map((cells) => h("tr", null, cells.map((cell, i) => h("td", { class: columns[i].kind, "data-name": columns[i].name }, cell)))))));
  scrollers.observe(scroller);
  return scroller;
}

export function facts(entries) {
  return h("dl", { class: "facts" }, entries.filter(Boolean).map(([name, value]) => [h("dt", null, name), h("dd", null, value)]));
}

export function heading(eyebrow, title, ...beside) {
  return h("div", { class: "head" }, h("span", { class: "eyebrow" }, eyebrow), h("h1", null, title), ...beside);
}

export function notice(title, text, ...actions) {
  return h("section", { class: "card notice" }, h("h1", null, title), h("p", null, text), ...actions);
}

/**
 * Links to the pages before and after. The place in the list is part of the address, so that a page can be passed on and returned to.
 *
 * @param path of this page, without a place
 * @param isNewest whether the list is shown from its beginning
 */
export function pager(path, list, isNewest, [before, after]) {
  const button = (text, link) => h("a", { class: "button", href: `${path}?${link.slice(link.indexOf("?") + 1)}` }, text);
  const back = list.prev ? button(before, list.prev) : isNewest ? null : h("a", { class: "button", href: path }, "To the first");
  if (!back && !list.next) return null;
  return h("div", { class: "pager" }, back, list.next ? button(after, list.next) : null);
}

/** The place in a list that the address names, in the form of the API's links; `limit` is the length of a page. */
export function placed(path, place, limit) {
  const query = new URLSearchParams({ limit });
  for (const name of ["order", "limit", "cursor"]) {
    if (place.has(name)) query.set(name, place.get(name));
  }
  return `${path}?${query}`;
}
