/** Checks a block in the browser: its hash, its certificate, and that the list of transactions is the one that it commits to. */
import { get } from "./api.js";
import * as borsh from "./borsh.js";
import { equal, fromHex, hex, sha256, tagged } from "./crypto.js";
import { checkCertificate, checkGenesis, fail, headerHash, judge, unable } from "./verify.js";

/** A list that is longer is not fetched for this. */
const MAX_LIST = 2_000;
const PAGE = 200;

/**
 * @param block as the API gives it, with its certificate
 * @param shown the part of its transactions that the page shows
 */
export async function checkBlock(block, shown, genesis) {
  const impossible = unable();
  if (impossible) return impossible;
  return [
    await checkGenesis(genesis),
    await checkHash(block, genesis),
    await checkList(block, shown, genesis),
    block.finalization
      ? await checkCertificate(block.header, block.finalization, genesis)
      : skip("Certificate", "This block is final through a later one, whose certificate covers it.")];
}

function skip(name, detail) {
  return { name, outcome: "skip", detail };
}

async function checkHash(block, genesis) {
  const found = await headerHash(block.header, genesis);
  return judge("Block hash", equal(found, fromHex(block.hash)), "The header hashes to the block's hash.", `The header hashes to ${hex(found)}.`);
}

async function checkList({ header, transactionCount }, shown, genesis) {
  const name = "Transactions and outcomes";
  if (transactionCount > MAX_LIST) {
    return skip(name, `Lists of more than ${MAX_LIST} are not fetched. The page of each transaction checks that one.`);
  }
  const all = await list(header.height, transactionCount);
  if (header.transactionCount !== transactionCount) return fail(name, `The header counts ${header.transactionCount} of them.`);
  if (all.length !== transactionCount) return fail(name, `The node lists ${all.length} of ${transactionCount}.`);
  for (const each of all) {
    const id = await tagged("tallystick/tx/1", genesis.hash, borsh.transactionBody(each.transaction));
    if (hex(id) !== each.id) return fail(name, `The content of ${each.id} has the id ${hex(id)}.`);
  }
  const transactions = await root(all.map((each) => borsh.transaction(each.transaction)));
  if (hex(transactions) !== header.transactionsRoot) return fail(name, "They do not hash to the block's transactions root.");
  const records = header.recordCount === 0 ? [] : (await get(`/v1/blocks/${header.height}/records`)).items;
  if (records.length !== header.recordCount) return fail(name, `The node lists ${records.length} of ${header.recordCount} records.`);
  const outcomes = [...all.map((each) => borsh.receipt(receiptOf(each))), ...records.map((each) => borsh.record(each.record))];
  const receipts = await root(outcomes);
  if (hex(receipts) !== header.receiptsRoot) return fail(name, "The outcomes do not hash to the block's receipts root.");
  const told = shown.every((each) => JSON.stringify(each) === JSON.stringify(all[each.inclusion.index]));
  return judge(name, told,
    transactionCount === 0 ? "There are none, and the roots say so too."
      : `All ${transactionCount} hash to the roots in the header, with their outcomes and fees. The page of each also checks its signature.`,
    "The node lists others than this page shows.");
}

async function list(height, count) {
  const pages = [];
  for (let first = 0; first < count; first += PAGE) {
    pages.push(get(`/v1/blocks/${height}/transactions?order=asc&limit=${PAGE}&cursor=${first}`));
  }
  return (await Promise.all(pages)).flatMap((page) => page.items);
}

function receiptOf({ id, state, inclusion }) {
  const outcome = state === "final" ? { result: "applied" } : { result: "failed", ...inclusion.failure };
  return { transactionId: id, outcome, feePaid: inclusion.feePaid };
}

/** RFC 9162, section 2.1.1. */
async function root(entries) {
  if (entries.length === 0) return sha256();
  let level = await Promise.all(entries.map((entry) => sha256(new Uint8Array([0]), entry)));
  while (level.length > 1) {
    const pairs = [];
    for (let i = 0; i < level.length; i += 2) {
      pairs.push(i + 1 < level.length ? sha256(new Uint8Array([1]), level[i], level[i + 1]) : level[i]);
    }
    level = await Promise.all(pairs);
  }
  return level[0];
}
