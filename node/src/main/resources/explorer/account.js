/** One account: what it holds and what moved it. */
import { get } from "./api.js";
import { blockLink, accountLink, age, amount, badge, card, facts, h, hash, heading, pager, placed, stateBadge, svg, table, txLink } from "./ui.js";
import { receivers } from "./blocks.js";
import { checkBalance } from "./verify.js";
import { checksCard } from "./checks.js";
import { changeOf, titleOf } from "./operations.js";

export async function account(page, context, address) {
  const { network, genesis, live, signal, place } = context;
  const path = `/v1/accounts/${encodeURIComponent(address)}`;
  const head = h("div");
  const history = h("div");
  const checks = h("div");
  const records = h("div");
  let known = null;
  const load = async () => {
    const found = await get(path);
    if (known && known.balance === found.balance && known.exists === found.exists && known.name === found.name) return;
    known = found;
    head.replaceChildren(
      heading(found.exists ? "Account" : "Account that was never paid", amount(found.balance, network), found.exists ? null : badge("new")),
      card("About it", {}, facts([found.name && ["Name", found.name], ["Address", hash(found.address, { full: true })],
        ["As of block", blockLink(found.height)]])));
    checks.replaceChildren(checksCard("Checked in this browser", async () => checkBalance(await get(`${path}/proof`), found, genesis)));
    showRecords(records, (await get(`${path}/records`)).items, network);
    showHistory(history, await get(placed(`${path}/transactions`, place, 25)), found, context);
  };
  await load();
  page.replaceChildren(head, history, records, checks);
  let busy = false;
  live.addEventListener("block", async ({ detail }) => {
    if (busy || detail.transactionCount === 0) return;
    busy = true;
    try {
      await load();
    } catch {
      // The bar says that the node is away.
    } finally {
      setTimeout(() => { busy = false; }, 1_000);
    }
  }, { signal });
}

/** What happened to the account without a transaction; mostly nothing. */
function showRecords(element, items, network) {
  element.replaceChildren(items.length === 0 ? "" : card("Happened by itself", {},
    table([{ name: "What", kind: "free" }, { name: "Amount", kind: "right" }, { name: "Block", kind: "right" }, { name: "Time", kind: "right" }],
      items.map(({ record, height, timeMs }) => [titleOf(record), record.deposit ? amount(record.deposit, network) : "", blockLink(height), age(timeMs)]))));
}

function showHistory(element, list, found, { network, place }) {
  const mine = found.address;
  const rows = list.items.map((each) => {
    const { transaction, state, inclusion, id } = each;
    const moved = change(each, mine);
    const sent = transaction.sender === mine;
    return [txLink(id), sent ? receivers(transaction) : accountLink(transaction.sender), stateBadge(state),
      amount(signed(moved), network, moved > 0n ? "in" : ""), age(inclusion.timeMs)];
  });
  const isNewest = !place.has("cursor");
  element.replaceChildren(
    isNewest && list.items.length > 1 ? card("Balance over these transactions", {}, chart(list.items, found)) : "",
    card("History", {},
      rows.length === 0
        ? h("p", { class: "empty" }, "Nothing was ever sent from or to this address.")
        : table([{ name: "Transaction" }, { name: "With" }, { name: "Outcome" }, { name: "Change", kind: "right" }, { name: "Time", kind: "right" }], rows,
          { stacked: true }),
      pager(`#/account/${mine}`, list, isNewest, ["Newer", "Older"])));
}

/** By how much a transaction changed the balance of `address`. */
function change({ transaction, inclusion, state }, address) {
  let moved = 0n;
  if (state === "final") {
    moved += changeOf(transaction, address);
  }
  return transaction.sender === address ? moved - BigInt(inclusion.feePaid) : moved;
}

function signed(units) {
  return (units < 0n ? "-" : "+") + String(units < 0n ? -units : units);
}

/** The balance after each of the listed transactions, worked back from the present one. */
function chart(items, found) {
  let balance = BigInt(found.balance);
  const points = [Number(balance)];
  for (const each of items) {
    balance -= change(each, found.address);
    points.unshift(Number(balance));
  }
  const [low, high] = [Math.min(...points), Math.max(...points)];
  const x = (i) => (i * 1000) / (points.length - 1);
  const y = (value) => 110 - (high === low ? 50 : (100 * (value - low)) / (high - low));
  let line = `M0 ${y(points[0])}`;
  points.slice(1).forEach((value, i) => { line += ` H${x(i + 1)} V${y(value)}`; });
  return svg("svg", { class: "chart", viewBox: "0 0 1000 120", preserveAspectRatio: "none", role: "img", "aria-label": "Balance over the listed transactions" },
    svg("path", { class: "area", d: `${line} V120 H0 Z` }), svg("path", { class: "line", d: line }));
}
