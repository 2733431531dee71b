/** The list of blocks, and one block. */
import { get } from "./api.js";
import { bytes, grouped, moment } from "./format.js";
import { accountLink, age, amount, badge, blockLink, card, facts, h, hash, heading, pager, proposer, stateBadge, table, txLink } from "./ui.js";
import { checkBlock } from "./verify.js";
import { checksCard } from "./checks.js";

export async function blocks(page, context, link = "/v1/blocks?limit=50") {
  const list = await get(link);
  const rows = list.items.map((block) => [
    blockLink(block.header.height), hash(block.hash, { href: `#/block/${block.header.height}` }), proposer(block),
    grouped(block.transactionCount), bytes(block.sizeBytes), age(block.header.timeMs)]);
  page.replaceChildren(
    heading("Ledger", "Blocks"),
    h("section", { class: "card" },
      table([{ name: "Height" }, { name: "Hash", kind: "wide" }, { name: "Proposer" }, { name: "Transactions", kind: "right" },
        { name: "Size", kind: "right wide" }, { name: "Time", kind: "right" }], rows),
      pager(list, (to) => blocks(page, context, to), ["Newer", "Older"])));
}

export async function block(page, { network, genesis }, id) {
  const found = await get(`/v1/blocks/${encodeURIComponent(id)}`);
  const { header } = found;
  const isGenesis = header.height === 0;
  const step = (height, text) => h("a", { class: "button", href: `#/block/${height}` }, text);
  page.replaceChildren(
    heading("Block", grouped(header.height), badge("final", "good"), h("span", { class: "spacer" }),
      isGenesis ? null : step(header.height - 1, "Previous"), step(header.height + 1, "Next")),
    card("About it", {}, facts([
      ["Hash", hash(found.hash, { full: true })],
      ["Parent", isGenesis ? h("span", { class: "soft" }, "none: this is the genesis block") : hash(header.parentHash, { href: `#/block/${header.parentHash}`, full: true })],
      ["Time", h("span", null, moment(header.timeMs), " ", age(header.timeMs))],
      ["Proposer", proposer(found)],
      ["View", h("span", null, grouped(header.view), h("span", { class: "soft" }, ` of epoch ${header.epoch}`))],
      ["Transactions", grouped(found.transactionCount)],
      ["Size", bytes(found.sizeBytes)]])),
    await transactions(network, `/v1/blocks/${header.height}/transactions?limit=50`),
    checksCard("Checked in this browser", () => checkBlock(found, genesis),
      isGenesis ? "Nobody votes for the genesis block: it follows from the genesis alone." : null),
    h("section", { class: "card" }, h("details", { class: "fold" }, h("summary", null, "What the hash covers"), facts([
      ["Transactions root", hash(header.transactionsRoot, { full: true })],
      ["Receipts root", hash(header.receiptsRoot, { full: true })],
      ["State root", hash(header.stateRoot, { full: true })],
      ["Authorities", hash(header.authoritiesHash, { full: true })]]))));
}

async function transactions(network, first) {
  const section = h("div");
  const show = async (link) => {
    const list = await get(link);
    const rows = list.items.map(({ id, state, transaction }) => {
      const total = transaction.operations.reduce((sum, operation) => sum + BigInt(operation.amount), 0n);
      return [txLink(id), accountLink(transaction.sender), receivers(transaction), stateBadge(state), amount(String(total), network)];
    });
    section.replaceChildren(card("Transactions", {},
      rows.length === 0
        ? h("p", { class: "empty" }, "None.")
        : table([{ name: "Transaction" }, { name: "From", kind: "wide" }, { name: "To", kind: "wide" }, { name: "Outcome" }, { name: "Amount", kind: "right" }], rows),
      pager(list, show, ["Before", "After"])));
  };
  await show(first);
  return section;
}

/** One receiver by address, several by their number. */
export function receivers(transaction) {
  const all = new Set(transaction.operations.map((operation) => operation.to));
  return all.size === 1 ? accountLink([...all][0]) : h("span", null, `${all.size} receivers`);
}
