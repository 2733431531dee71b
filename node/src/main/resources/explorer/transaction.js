/** One transaction: what it did, where it stands, and whether the proof of it holds. */
import { get } from "./api.js";
import { grouped, moment } from "./format.js";
import { accountLink, age, amount, blockLink, card, facts, h, hash, heading, notice, stateBadge, table } from "./ui.js";
import { checkReceipt } from "./verify.js";
import { checksCard } from "./checks.js";

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
  const total = content.operations.reduce((sum, operation) => sum + BigInt(operation.amount), 0n);
  page.replaceChildren(...[
    heading("Transaction", amount(String(total), network), stateBadge(status.state), h("span", { class: "spacer" }),
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
    card(content.operations.length === 1 ? "Transfer" : `${grouped(content.operations.length)} transfers`, {},
      table([{ name: "To", kind: "free" }, { name: "Amount", kind: "right" }],
        content.operations.map((operation) => [accountLink(operation.to, { full: true }), amount(operation.amount, network)]))),
    inclusion
      ? checksCard("Checked in this browser", async () => checkReceipt(await get(`/v1/transactions/${status.id}/proof`), status, genesis))
      : null].filter(Boolean));
}
