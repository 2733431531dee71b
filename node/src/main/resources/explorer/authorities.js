/** The authorities, as the node that serves this page sees them. */
import { every, get } from "./api.js";
import { grouped } from "./format.js";
import { accountLink, badge, card, h, hash, heading, table } from "./ui.js";

const REFRESH_MS = 2_000;

export async function authorities(page, { signal }) {
  const show = async () => {
    const set = await get("/v1/authorities");
    if (signal.aborted) return;
    const faulty = set.members.length - set.quorum;
    const rows = set.members.map((member) => [
      h("span", { class: "who" }, h("i", { class: `t${member.index % 8}` }), h("strong", null, member.name)),
      h("span", null, member.connected ? badge("connected", "good") : badge("away", "bad"), member.index === set.leader ? [" ", badge("leads now")] : null,
        member.evidence.length > 0 ? [" ", badge("broke the rules", "bad")] : null,
        member.misbehaviour.length > 0 ? [" ", badge("misbehaves", "wait")] : null),
      h("span", { class: "num" }, grouped(member.lastVoteView)),
      member.missedTurns > 0 ? badge(`${member.missedTurns} missed`, "wait") : h("span", { class: "soft" }, "none"),
      hash(member.publicKey), accountLink(member.account)]);
    page.replaceChildren(
      heading("Network", "Authorities", h("span", { class: "spacer" }), h("span", { class: "soft num" }, `View ${grouped(set.view)}`)),
      h("section", { class: "card" }, table([{ name: "Name" }, { name: "State" }, { name: "Last vote in view", kind: "right wide" },
        { name: "Missed turns" }, { name: "Key", kind: "wide" }, { name: "Receives fees at", kind: "wide" }], rows, { stacked: true })),
      h("p", { class: "soft" }, `They lead in turn, in this order. ${set.quorum} of ${set.members.length} have to agree before a block is final; `
        + (faulty === 0 ? "none of them may fail." : `up to ${faulty} may fail or lie without harm.`)),
      misbehaviour(set.members), evidence(set.members));
  };
  await show();
  // By time and not by blocks: who is absent matters most when there are none.
  every(REFRESH_MS, show, signal);
}

/** What this node saw of them that no honest authority does, if anything. */
function misbehaviour(members) {
  const rows = members.flatMap((member) => member.misbehaviour.map(({ kind, count }) => [
    h("strong", null, member.name), kind.replaceAll("_", " "), h("span", { class: "num" }, grouped(count))]));
  return rows.length === 0 ? "" : h("div", { class: "below" }, card("Misbehaviour", {},
    table([{ name: "Of" }, { name: "What" }, { name: "How often", kind: "right" }], rows, { stacked: true })),
    h("p", { class: "soft" }, "Seen by this node since it was started. Nothing proves it to others: another node may show something else."));
}

/** What was signed that an honest authority does not sign, if anything was. */
function evidence(members) {
  const rows = members.flatMap((member) => member.evidence.map((proof) => [
    h("strong", null, member.name), h("span", { class: "num" }, grouped(proof.view)), vote(proof.first), vote(proof.second)]));
  return rows.length === 0 ? "" : h("div", { class: "below" }, card("Votes that exclude each other", {},
    table([{ name: "Signed by" }, { name: "In view", kind: "right" }, { name: "One vote" }, { name: "Another" }], rows, { stacked: true })),
    h("p", { class: "soft" }, "An honest authority never signs both: its key is stolen, used by two nodes, or misused. "
      + "The signatures are in /v1/authorities, so that anyone can check this."));
}

function vote({ kind, blockHash }) {
  return kind === "nullify" ? "skip the view" : h("span", null, `${kind} `, hash(blockHash));
}
