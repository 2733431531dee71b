/** Starts the explorer: the routes, the live stream, and what the bar shows. */
import { ApiError, follow, get } from "./api.js";
import { account } from "./account.js";
import { authorities } from "./authorities.js";
import { block, blocks } from "./blocks.js";
import { overview } from "./overview.js";
import { transaction } from "./transaction.js";
import { grouped } from "./format.js";
import { Genesis } from "./verify.js";
import { h, hash, heading, notice, refreshAges, table } from "./ui.js";

const page = document.getElementById("page");
const away = document.getElementById("away");
const indicator = document.getElementById("live");
const live = new EventTarget();
const ROUTES = { "": overview, blocks, block, tx: transaction, account, authorities, search };

/** After this long a page that is still being fetched says so. */
const SLOW_MS = 400;

/** How often the node is asked how it is while it takes no payments. */
const STATUS_MS = 1_000;

let network = null;
let genesis = null;
let current = new AbortController();
let isAway = false;

async function show() {
  current.abort();
  current = new AbortController();
  const { signal } = current;
  const { name, argument, place } = address();
  markPage(name);
  const patience = setTimeout(() => page.replaceChildren(h("p", { class: "soft" }, "Loading…")), SLOW_MS);
  try {
    network ??= await get("/v1/network");
    genesis ??= new Genesis(network);
    showFoot();
    const route = ROUTES[name];
    if (!route) throw new ApiError("There is no such page.");
    const target = h("div");
    await route(target, { network, genesis, live, signal, place }, ...(argument === "" ? [] : [argument]));
    if (!signal.aborted) page.replaceChildren(target);
  } catch (error) {
    if (signal.aborted) return;
    showError(error);
  } finally {
    clearTimeout(patience);
  }
  document.title = titleOf(name, argument);
}

/** What the address names: `#/name/argument?place`. */
function address() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
  const [name = "", argument = ""] = path.split("/").map(decode);
  return { name, argument, place: new URLSearchParams(query) };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function titleOf(name, argument) {
  const title = { blocks: "Blocks", block: `Block ${argument}`, tx: "Transaction", account: "Account", authorities: "Authorities", search: "Search" }[name];
  return [title, network?.name, "Tallystick"].filter(Boolean).join(" · ");
}

function markPage(name) {
  for (const link of document.querySelectorAll(".bar nav a")) {
    const here = link.getAttribute("href") === `#/${name === "block" ? "blocks" : name}`;
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function showError(error) {
  const again = h("button", { class: "button main", type: "button", click: show }, "Try again");
  if (error instanceof ApiError && error.away) {
    page.replaceChildren(notice("This node does not answer", "The page will show itself when it does.", again));
    setAway(true);
  } else if (error instanceof ApiError) {
    page.replaceChildren(notice(error.problem?.status === 404 ? "Not there" : "That can't be shown", error.message,
      h("a", { class: "button", href: "#/" }, "To the overview")));
  } else {
    console.error(error);
    page.replaceChildren(notice("This page failed", "The node's answer was not as expected.", again));
  }
}

async function search(target, context, query) {
  const found = query ? await get(`/v1/search?q=${encodeURIComponent(query)}`) : { matches: [] };
  const pages = { block: "block", transaction: "tx", account: "account" };
  const linkOf = (match) => (match.kind === "authority" ? "#/authorities" : `#/${pages[match.kind]}/${match.id}`);
  if (found.matches.length === 1) {
    location.replace(linkOf(found.matches[0]));
    return;
  }
  target.replaceChildren(found.matches.length === 0
    ? notice("Nothing found", `No height, hash, transaction, address or authority is “${query ?? ""}” on this network.`)
    : h("div", null, heading("Search", query), h("section", { class: "card" }, table([{ name: "Kind" }, { name: "Found", kind: "free" }],
        found.matches.map((match) => [match.kind, h("a", { href: linkOf(match) }, match.label)])))));
}

function showFoot() {
  document.getElementById("foot").replaceChildren(
    h("span", null, "Network ", h("strong", null, network.name)),
    h("span", null, "genesis ", hash(network.genesisHash)),
    h("a", { href: "/openapi.yaml" }, "API"),
    h("a", { href: "/metrics" }, "Metrics"));
}

function setAway(now, status = null) {
  indicator.className = `live ${now ? "off" : "on"}`;
  indicator.lastElementChild.textContent = now ? "away" : status?.node ?? "live";
  away.hidden = !now && (status?.ready ?? true);
  if (now) {
    away.textContent = "This node does not answer. What you see is what was last known; trying again…";
  } else if (status && !status.ready) {
    const failing = status.checks.filter((check) => !check.passed).map((check) => check.reason);
    away.textContent = `This node is not ready: ${failing.join("; ")}.`;
  }
  if (isAway && !now) {
    isAway = false;
    show();
  }
  isAway = now;
}

function showStatus(status) {
  setAway(false, status);
  indicator.title = `Node ${status.node}, height ${grouped(status.head.header.height)}, ${status.peers} peers`;
}

let isAsked = false;

async function statusSoon() {
  if (isAsked) return;
  isAsked = true;
  try {
    showStatus(await get("/v1/status"));
  } catch {
    // The stream says when the node is away.
  } finally {
    setTimeout(() => { isAsked = false; }, STATUS_MS);
  }
}

document.getElementById("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const query = document.getElementById("query");
  if (query.value.trim() !== "") location.hash = `#/search/${encodeURIComponent(query.value.trim())}`;
  query.value = "";
  query.blur();
});
addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.getElementById("query").focus();
  } else if (event.key === "Escape" && typing) {
    event.target.blur();
  }
});
let shownPath = location.hash.split("?")[0];
addEventListener("hashchange", async () => {
  const [path] = location.hash.split("?");
  const isTurnedPage = path === shownPath;
  shownPath = path;
  await show();
  page.focus({ preventScroll: true });
  if (!isTurnedPage) scrollTo(0, 0);
});
setInterval(refreshAges, 1_000);
follow({
  onBlock: (block) => {
    live.dispatchEvent(new CustomEvent("block", { detail: block }));
    // A node tells its status when nothing else happens: what the banner says must not outlive it while blocks come.
    if (!away.hidden) statusSoon();
  },
  onStatus: showStatus,
  onAway: () => setAway(true),
});
show();
