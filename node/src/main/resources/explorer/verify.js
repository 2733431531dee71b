/**
 * Checks proofs in the browser, from the genesis on, with WebCrypto: nothing that the node says of itself is believed. The encodings
 * are those of docs/protocol.md.
 */
import { getBytes } from "./api.js";
import * as borsh from "./borsh.js";
import { addressOf, decodeAddress, equal, fromHex, hex, publicKey, sha256, tagged } from "./crypto.js";

export const pass = (name, detail) => ({ name, outcome: "pass", detail });
export const fail = (name, detail) => ({ name, outcome: "fail", detail });
export const judge = (name, holds, good, bad) => (holds ? pass(name, good) : fail(name, bad));

/** The founding facts, fetched once and hashed here. */
export class Genesis {
  constructor(network) {
    this.network = network;
    this.hashHex = network.genesisHash;
    this.hash = fromHex(network.genesisHash);
  }

  load() {
    this.loaded ??= this.#load().catch((error) => { this.loaded = null; throw error; });
    return this.loaded;
  }

  async #load() {
    const bytes = await getBytes("/v1/genesis");
    const found = await tagged("tallystick/genesis/1", bytes);
    const parsed = borsh.readGenesis(bytes);
    const keys = await Promise.all(parsed.authorities.map((authority) => publicKey(authority.publicKey)));
    return { found, ...parsed, keys, authoritiesHash: await tagged("tallystick/authorities/1", parsed.authoritiesBytes) };
  }
}

/** Why nothing can be checked here, or null. */
export function unable() {
  return globalThis.crypto?.subtle
    ? null
    : [{ name: "Signatures", outcome: "skip", detail: "Browsers check signatures only on https pages and on localhost." }];
}

/** @param shown the transaction's status as the page shows it, which the proof has to be about */
export async function checkReceipt(proof, shown, genesis) {
  const impossible = unable();
  if (impossible) return impossible;
  const { id } = shown;
  const header = proof.headers[0];
  const receipt = borsh.receipt(proof.receipt);
  const transaction = borsh.transaction(proof.transaction);
  const samePlace = proof.transactionPath.index === proof.receiptPath.index && proof.transactionPath.size === header.transactionCount
    && proof.receiptPath.size === header.transactionCount + header.recordCount;
  return [
    await checkGenesis(genesis),
    await checkTransaction(proof, id, genesis),
    judge("Transaction in the block", await provesLeaf(proof.transactionPath, header.transactionsRoot, transaction),
      `Its Merkle path of ${proof.transactionPath.siblings.length} hashes leads to the block's transactions root.`,
      "Its Merkle path does not lead to the block's transactions root."),
    judge("Outcome in the block", samePlace && proof.receipt.transactionId === id && await provesLeaf(proof.receiptPath, header.receiptsRoot, receipt),
      `The receipt says: ${proof.receipt.outcome.result}. It stands at the same place under the receipts root.`,
      "The receipt is not the one that the block commits to."),
    await checkChain(proof.headers, genesis),
    await checkCertificate(proof.headers.at(-1), proof.certificate, genesis),
    judge("What this page shows", shows(shown, proof), "It is what was proven: the same content, outcome, fee, block and time.",
      "The proof holds something else than what the node gave this page to show.")];
}

/** Whether the node told the page what its proof proves. */
function shows({ transaction, inclusion, state }, proof) {
  const header = proof.headers[0];
  const { outcome, feePaid } = proof.receipt;
  const sameOutcome = outcome.result === "applied"
    ? state === "final" && !inclusion.failure
    : state === "failed" && inclusion.failure.code === outcome.code && inclusion.failure.operationIndex === outcome.operationIndex;
  return sameOutcome && feePaid === inclusion.feePaid && header.height === inclusion.height && header.timeMs === inclusion.timeMs
    && JSON.stringify(transaction) === JSON.stringify(proof.transaction);
}

/** @param shown the account as the page shows it, which the proof has to be about */
export async function checkBalance(proof, shown, genesis) {
  const impossible = unable();
  if (impossible) return impossible;
  const account = decodeAddress(shown.address).bytes;
  const path = await tagged("tallystick/state-key/1", new Uint8Array([0]), account);
  const row = proof.row.state === "present" ? fromHex(proof.row.value) : null;
  const value = row ? await tagged("tallystick/state-value/1", row) : null;
  const holds = proof.table === "accounts" && proof.key === hex(account) && await provesState(proof, path, value);
  const proven = row ? borsh.readBalance(row) : "0";
  return [
    await checkGenesis(genesis),
    judge("Balance in the state", holds,
      value ? `The path of ${proof.path.siblings.length} hashes leads from the balance to the state root of block ${proof.header.height}.`
        : `The path proves that the state of block ${proof.header.height} holds nothing under this address.`,
      "The path does not lead to the block's state root."),
    await checkCertificate(proof.header, proof.certificate, genesis),
    proven === shown.balance
      ? pass("What this page shows", "It is the balance that was proven.")
      : proof.header.height === shown.height
        ? fail("What this page shows", `The proof says ${proven} base units.`)
        : { name: "What this page shows", outcome: "skip", detail: `The balance moved on: at block ${proof.header.height} it is ${proven} base units.` }];
}

export async function checkGenesis(genesis) {
  const { found, authorities } = await genesis.load();
  return judge("Genesis", equal(found, genesis.hash),
    `The ${authorities.length} authorities come from the genesis ${genesis.hashHex}. Compare this hash with the one you were given: it is all you have to trust.`,
    `The genesis that this node gave has the hash ${hex(found)}, not ${genesis.hashHex}.`);
}

export function headerHash(header, genesis) {
  return tagged("tallystick/block/1", genesis.hash, borsh.header(header));
}

async function checkTransaction(proof, id, genesis) {
  const found = await tagged("tallystick/tx/1", genesis.hash, borsh.transactionBody(proof.transaction));
  if (hex(found) !== id) return fail("Transaction and signature", `Its content has the id ${hex(found)}.`);
  const sender = decodeAddress(proof.transaction.sender).bytes;
  for (const { key, signature } of proof.transaction.authorizations) {
    const bytes = fromHex(key);
    if (equal(await addressOf(bytes), sender) && await verify(await publicKey(bytes), fromHex(signature), found)) {
      return pass("Transaction and signature", "Its content hashes to its id, and the sender's key signed it.");
    }
  }
  return fail("Transaction and signature", "No signature is the sender's.");
}

async function checkChain(headers, genesis) {
  for (let i = 1; i < headers.length; i++) {
    const parent = await headerHash(headers[i - 1], genesis);
    if (headers[i].parentHash !== hex(parent) || headers[i].height !== headers[i - 1].height + 1) {
      return fail("Chain of headers", `Header ${i} does not follow the one before.`);
    }
  }
  return pass("Chain of headers", headers.length === 1
    ? `Block ${headers[0].height} has a certificate of its own.`
    : `${headers.length} headers lead from block ${headers[0].height} to the certified block ${headers.at(-1).height}.`);
}

export async function checkCertificate(header, certificate, genesis) {
  const { authorities, keys, authoritiesHash } = await genesis.load();
  const name = "Certificate";
  if (header.authoritiesHash !== hex(authoritiesHash)) return fail(name, "The block names other authorities than the genesis.");
  const hashOfHeader = await headerHash(header, genesis);
  const fits = certificate.kind === "finalize" && certificate.epoch === header.epoch && certificate.view === header.view
    && certificate.blockHash === hex(hashOfHeader);
  if (!fits) return fail(name, "The certificate is about something else.");
  const digest = await tagged("tallystick/vote/1", genesis.hash, borsh.ballot(certificate));
  const signers = new Set();
  for (const { signer, signature } of certificate.seals) {
    if (keys[signer] && await verify(keys[signer], fromHex(signature), digest)) signers.add(signer);
  }
  const quorum = authorities.length - Math.floor((authorities.length - 1) / 3);
  const names = [...signers].map((signer) => authorities[signer].name).join(", ");
  return judge(name, signers.size >= quorum,
    `${signers.size} valid signatures, ${quorum} of ${authorities.length} are needed: ${names}.`,
    `Only ${signers.size} valid signatures, ${quorum} are needed.`);
}

function verify(key, signature, digest) {
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, digest);
}

/** RFC 9162, section 2.1.3.2. */
async function provesLeaf({ index, size, siblings }, root, leaf) {
  if (index >= size) return false;
  const rest = siblings.map(fromHex);
  let found = await sha256(new Uint8Array([0]), leaf);
  let at = index;
  for (let last = size - 1; last > 0; last = Math.floor(last / 2)) {
    const isRight = at % 2 === 1;
    if (isRight || at !== last) {
      const sibling = rest.shift();
      if (!sibling) return false;
      found = await sha256(new Uint8Array([1]), ...(isRight ? [sibling, found] : [found, sibling]));
    }
    at = Math.floor(at / 2);
  }
  return rest.length === 0 && hex(found) === root;
}

/** Whether the state tree holds `value` at `path`, or nothing there when `value` is null. */
async function provesState({ path: { siblings, end }, header }, path, value) {
  const leaf = end.kind === "leaf" ? { path: fromHex(end.path), value: fromHex(end.valueHash) } : null;
  const isHere = leaf !== null && equal(leaf.path, path);
  if (value === null ? isHere : !isHere || !equal(leaf.value, value)) return false;
  let found = leaf ? await tagged("tallystick/state-leaf/1", leaf.path, leaf.value) : new Uint8Array(32);
  const bit = (bytes, depth) => (bytes[depth >> 3] >> (7 - (depth & 7))) & 1;
  for (let depth = siblings.length - 1; depth >= 0; depth--) {
    if (leaf && bit(leaf.path, depth) !== bit(path, depth)) return false;
    const sibling = fromHex(siblings[depth]);
    found = await tagged("tallystick/state-node/1", ...(bit(path, depth) === 1 ? [sibling, found] : [found, sibling]));
  }
  return hex(found) === header.stateRoot;
}
