/** The overview: what the network does right now. */
import { every, get } from "./api.js";
import { total } from "./blocks.js";
import { compact, grouped, rate } from "./format.js";
import { accountLink, age, amount, badge, blockLink, card, h, proposer, table, txLink } from "./ui.js";

const ROWS = 10;
const TURNS = 64;
const REFRESH_MS = 1_000;
const IDLE_MS = 3_000;

export async function overview(page, { network, live, signal }) {
  const state = { stats: null, authorities: null, blocks: [], turns: [], transactions: [], seen: new Set(), readMs: 0 };
  const parts = { tiles: h("dl", { class: "tiles" }), turns: h("div"), blocks: h("div"), transactions: h("div") };
  page.replaceChildren(
    h("h1", { class: "hidden" }, `The network ${network.name}`),
    parts.tiles,
    card("Turns", { more: h("span", { class: "soft" }, "last blocks by proposer, as high as they are full") }, parts.turns),
    h("div", { class: "cols" },
      card("Latest blocks", { more: h("a", { href: "#/blocks" }, "All blocks") }, parts.blocks),
      card("Latest transactions", {}, parts.transactions)));
  const show = () => {
    showTiles(parts.tiles, state.stats, network);
    showTurns(parts.turns, state.turns, state.authorities.members);
    showBlocks(parts.blocks, state);
    showTransactions(parts.transactions, state, network);
  };
  const [blocks] = await Promise.all([get(`/v1/blocks?limit=${ROWS}`), read(state)]);
  state.blocks = blocks.items;
  state.turns = state.stats.turns;
  show();

  let dirty = false;
  live.addEventListener("block", ({ detail: block }) => {
    state.blocks = [block, ...state.blocks].slice(0, ROWS);
    const { height, proposer, timeMs } = block.header;
    state.turns = [...state.turns, { height, proposer, timeMs, transactionCount: block.transactionCount }].slice(-TURNS);
    dirty = true;
  }, { signal });
  // Many blocks a second become one redraw a second: what changes faster can't be read. Without any, figures still fall.
  every(REFRESH_MS, async () => {
    if (!dirty && Date.now() - state.readMs < IDLE_MS) return;
    dirty = false;
    await read(state).finally(() => { if (!signal.aborted) show(); });
  }, signal);
}

async function read(state) {
  const [stats, authorities, transactions] = await Promise.all([
    get("/v1/stats"), get("/v1/authorities"), get(`/v1/transactions?limit=${ROWS}`)]);
  Object.assign(state, { stats, authorities, transactions: transactions.items, readMs: Date.now() });
}

function showTiles(element, stats, network) {
  const tile = (name, value, unit, title) => h("div", { class: "tile", title }, h("dt", null, name), h("dd", null, value, unit ? h("small", null, unit) : null));
  const seconds = Math.round(stats.windowMs / 1000);
  element.replaceChildren(
    tile("Height", grouped(stats.height)),
    tile("Throughput", rate(stats.transactionsPerSecond), "per s", `transactions per second over the last ${seconds} s`),
    tile("Finality", stats.finalityMs === undefined ? "–" : grouped(Math.round(stats.finalityMs)), stats.finalityMs === undefined ? "" : "ms",
      "median, from a block's proposal until it is final on this node"),
    tile("Transactions", grouped(stats.transactions)),
    tile("Accounts", grouped(stats.accounts)),
    tile("Supply", compact(stats.supply, network.decimals), network.coinSymbol));
}

function showTurns(element, turns, members) {
  const most = Math.max(1, ...turns.map((turn) => turn.transactionCount));
  const bars = turns.map((turn) => {
    const name = members[turn.proposer]?.name ?? `authority ${turn.proposer}`;
    const what = `Block ${turn.height} by ${name}, ${turn.transactionCount} transactions`;
    const bar = h("i");
    bar.style.height = `${8 + 92 * (turn.transactionCount / most)}%`;
    return h("a", { href: `#/block/${turn.height}`, class: `t${turn.proposer % 8}`, title: what, "aria-label": what, tabindex: "-1" }, bar);
  });
  const counts = members.map((member) => turns.filter((turn) => turn.proposer === member.index).length);
  element.replaceChildren(
    turns.length > 0 ? h("div", { class: "turns", role: "group", "aria-label": "Proposers of the last blocks" }, bars) : h("p", { class: "empty" }, "No block yet but the genesis."),
    h("div", { class: "legend" }, members.map((member) => h("span", { class: "who" }, h("i", { class: `t${member.index % 8}` }), member.name,
      h("span", { class: "num" }, String(counts[member.index])), member.connected ? null : badge("away", "bad")))));
}

function showBlocks(element, state) {
  const first = state.seen.size === 0;
  const rows = state.blocks.map((block) => [
    blockLink(block.header.height), proposer(block), grouped(block.transactionCount), age(block.header.timeMs)]);
  const shown = table([{ name: "Height" }, { name: "Proposer" }, { name: "Transactions", kind: "right" }, { name: "Time", kind: "right" }], rows);
  shown.querySelectorAll("tbody tr").forEach((row, i) => {
    const { height } = state.blocks[i].header;
    if (!first && !state.seen.has(height)) row.classList.add("new");
  });
  state.seen = new Set(state.blocks.map((block) => block.header.height));
  element.replaceChildren(shown);
}

function showTransactions(element, state, network) {
  if (state.transactions.length === 0) {
    element.replaceChildren(h("p", { class: "empty" }, "None yet."));
    return;
  }
  const rows = state.transactions.map(({ id, state: outcome, transaction }) => {
    return [txLink(id), accountLink(transaction.sender), outcome === "failed" ? badge("failed", "bad") : total(transaction, network)];
  });
  element.replaceChildren(table([{ name: "Transaction" }, { name: "From", kind: "wide" }, { name: "Amount", kind: "right" }], rows));
}
