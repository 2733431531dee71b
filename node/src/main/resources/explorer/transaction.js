/** One transaction: what it did, where it stands, and whether the proof of it holds. */
import { get } from "./api.js";
import { grouped, moment } from "./format.js";
import { accountLink, age, amount, blockLink, card, facts, h, hash, heading, notice, stateBadge, table } from "./ui.js";
import { checkReceipt } from "./verify.js";
import { checksCard } from "./checks.js";
import { fieldsOf, titleOf, totalOf } from "./operations.js";

export async function transaction(page, context, id) {
  const { network, genesis, live, signal } = context;
  const status = await get(`/v1/transactions/${encodeURIComponent(id)}`);
  if (status.state === "unknown") {
    page.replaceChildren(notice("Not known here",
      `Transaction ${id} is neither in a final block nor waiting on this node. It may have expired, or not have arrived yet.`,
      h("a", { class: "button", href: "#/" }, "To the overview")));
  } else {
    show(page, status, network, genesis);
  }
  if (status.state === "unknown" || status.state === "pending") {
    live.addEventListener("block", () => { if (!signal.aborted) transaction(page, context, id); }, { once: true, signal });
  }
}

function show(page, status, network, genesis) {
  const { inclusion, transaction: content } = status;
  const total = totalOf(content);
  page.replaceChildren(...[
    heading("Transaction", total === null ? "" : amount(total, network), stateBadge(status.state), h("span", { class: "spacer" }),
      inclusion ? h("a", { class: "button", href: `/v1/transactions/${status.id}/proof`, download: `receipt-${status.id}.json` }, "Download the proof") : null),
    card("About it", {}, facts([
      ["Id", hash(status.id, { full: true })],
      inclusion && ["Block", h("span", null, blockLink(inclusion.height), h("span", { class: "soft" }, `, at place ${inclusion.index}`))],
      inclusion && ["Time", h("span", null, moment(inclusion.timeMs), " ", age(inclusion.timeMs))],
      inclusion?.failure && ["Why it failed", h("span", null, h("code", { class: "mono" }, inclusion.failure.code),
        ` at operation ${inclusion.failure.operationIndex}; nothing of it took effect, the fee was charged`)],
      ["From", accountLink(content.sender, { full: true })],
      ["Fee", amount(inclusion ? inclusion.feePaid : content.fee, network)],
      content.memo !== "" && ["Memo", content.memo],
      ["Valid until", moment(content.validUntilMs)],
      ["Idempotency key", hash(content.idempotencyKey, { full: true })]])),
    operationsCard(content.operations, network),
    inclusion
      ? checksCard("Checked in this browser", async () => checkReceipt(await get(`/v1/transactions/${status.id}/proof`), status, genesis))
      : null].filter(Boolean));
}

/** Transfers as a table; any other kind field by field. */
function operationsCard(operations, network) {
  if (operations.every((operation) => operation.type === "transfer")) {
    return card(operations.length === 1 ? "Transfer" : `${grouped(operations.length)} transfers`, {},
      table([{ name: "To", kind: "free" }, { name: "Amount", kind: "right" }],
        operations.map((operation) => [accountLink(operation.to, { full: true }), amount(operation.amount, network)])));
  }
  return h("div", null, ...operations.map((operation) => card(titleOf(operation), {},
    facts(fieldsOf(operation).map(([name, type]) => [label(name), value(operation[name], type, network)])))));
}

/** Such as "Last holder" for lastHolder. */
function label(name) {
  const words = name.replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase());
  return words[0].toUpperCase() + words.slice(1);
}

function value(content, type, network) {
  switch (type) {
    case "address": return accountLink(content, { full: true });
    case "amount": return amount(content, network);
    case "hash": return hash(content, { full: true });
    default: return String(content);
  }
}
