/** The list of blocks, and one block. */
import { get } from "./api.js";
import { bytes, grouped, moment } from "./format.js";
import { accountLink, age, amount, badge, blockLink, card, facts, h, hash, heading, notice, pager, placed, proposer, stateBadge, table, txLink } from "./ui.js";
import { checkBlock } from "./block-checks.js";
import { checksCard } from "./checks.js";
import { othersOf, titleOf, totalOf } from "./operations.js";

export async function blocks(page, { place }) {
  const list = await get(placed("/v1/blocks", place, 50));
  const rows = list.items.map((block) => [
    blockLink(block.header.height), hash(block.hash, { href: `#/block/${block.header.height}` }), proposer(block),
    grouped(block.transactionCount), bytes(block.sizeBytes), age(block.header.timeMs)]);
  page.replaceChildren(
    heading("Ledger", "Blocks"),
    h("section", { class: "card" },
      table([{ name: "Height" }, { name: "Hash", kind: "wide" }, { name: "Proposer" }, { name: "Transactions", kind: "right" },
        { name: "Size", kind: "right wide" }, { name: "Time", kind: "right" }], rows),
      pager("#/blocks", list, !place.has("cursor"), ["Newer", "Older"])));
}

export async function block(page, context, id) {
  const { network, genesis, place } = context;
  const [found, newest] = await Promise.all([get(`/v1/blocks/${encodeURIComponent(id)}`).catch(orAbsent), get("/v1/blocks?limit=1")]);
  const head = newest.items[0].header.height;
  if (!found) {
    absent(page, context, id, head);
    return;
  }
  const { header } = found;
  const isGenesis = header.height === 0;
  const list = await get(placed(`/v1/blocks/${header.height}/transactions`, place, 50));
  page.replaceChildren(
    heading("Block", grouped(header.height), badge("final", "good"), h("span", { class: "spacer" }),
      isGenesis ? null : step(header.height - 1, "Previous"), next(context, header.height, head)),
    card("About it", {}, facts([
      ["Hash", hash(found.hash, { full: true })],
      ["Parent", isGenesis ? h("span", { class: "soft" }, "none: this is the genesis block") : hash(header.parentHash, { href: `#/block/${header.parentHash}`, full: true })],
      ["Time", h("span", null, moment(header.timeMs), " ", age(header.timeMs))],
      ["Proposer", proposer(found)],
      ["View", h("span", null, grouped(header.view), h("span", { class: "soft" }, ` of epoch ${header.epoch}`))],
      ["Transactions", grouped(found.transactionCount)],
      ["Size", bytes(found.sizeBytes)]])),
    transactions(network, `#/block/${id}`, list, !place.has("cursor")),
    checksCard("Checked in this browser", () => checkBlock(found, list.items, genesis),
      isGenesis ? "Nobody votes for the genesis block: it follows from the genesis alone." : null),
    h("section", { class: "card" }, h("details", { class: "fold" }, h("summary", null, "What the hash covers"), facts([
      ["Transactions root", hash(header.transactionsRoot, { full: true })],
      ["Receipts root", hash(header.receiptsRoot, { full: true })],
      ["State root", hash(header.stateRoot, { full: true })],
      ["Authorities", hash(header.authoritiesHash, { full: true })]]))));
}

function step(height, text) {
  return h("a", { class: "button", href: `#/block/${height}` }, text);
}

/** The way to the next block, which comes into being when that block does. */
function next({ live, signal }, height, head) {
  if (height < head) return step(height + 1, "Next");
  const button = h("span", { class: "button off" }, "Newest");
  live.addEventListener("block", ({ detail }) => { if (detail.header.height > height) button.replaceWith(step(height + 1, "Next")); }, { signal });
  return button;
}

function orAbsent(error) {
  if (error.problem?.status === 404) return null;
  throw error;
}

/** Says that there is no such block; a height that is only ahead shows itself when it is reached. */
function absent(page, context, id, head) {
  const isAhead = /^[0-9]+$/.test(id) && Number(id) > head;
  page.replaceChildren(notice(isAhead ? "Not final yet" : "Not there",
    isAhead ? `Block ${grouped(id)} will show itself here when it is final. The newest is ${grouped(head)}.` : `No final block is named ${id}.`,
    step(head, "To the newest block")));
  if (!isAhead) return;
  const onBlock = ({ detail }) => {
    if (detail.header.height < Number(id)) return;
    context.live.removeEventListener("block", onBlock);
    block(page, context, id).catch(() => {});
  };
  context.live.addEventListener("block", onBlock, { signal: context.signal });
}

function transactions(network, path, list, isFirst) {
  const rows = list.items.map(({ id, state, transaction }) => {
    return [txLink(id), accountLink(transaction.sender), receivers(transaction), stateBadge(state), total(transaction, network)];
  });
  return card("Transactions", {},
    rows.length === 0
      ? h("p", { class: "empty" }, "None.")
      : table([{ name: "Transaction" }, { name: "From" }, { name: "To" }, { name: "Outcome" }, { name: "Amount", kind: "right" }], rows, { stacked: true }),
    pager(path, list, isFirst, ["Before", "After"]));
}

/** What is moved; where nothing is, what is done. */
export function total(transaction, network) {
  const sum = totalOf(transaction);
  return sum === null ? titleOf(transaction.operations[0]) : amount(sum, network);
}

/** One receiver by address, several by their number. */
export function receivers(transaction) {
  const all = new Set(transaction.operations.flatMap(othersOf));
  if (all.size === 0) return titleOf(transaction.operations[0]);
  return all.size === 1 ? accountLink([...all][0]) : h("span", null, `${all.size} receivers`);
}
