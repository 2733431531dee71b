/** The Borsh encodings that are hashed and signed, made out of the API's JSON. */
import { concat, decodeAddress, fromHex } from "./crypto.js";
import { fieldsOf, kindOf, recordKindOf } from "./operations.js";

const REFUSALS = ["BAD_ENCODING", "TRANSACTION_TOO_LARGE", "WRONG_NETWORK", "NO_OPERATIONS", "TOO_MANY_OPERATIONS", "MEMO_TOO_LONG", "AMOUNT_ZERO",
  "AMOUNT_OVERFLOW", "FEE_TOO_LOW", "EXPIRED", "TOO_FAR_AHEAD", "UNAUTHORIZED", "HIGH_S", "BAD_SIGNATURE", "UNKNOWN_ACCOUNT", "INSUFFICIENT_FUNDS",
  "IDEMPOTENCY_CONFLICT", "BAD_ADDRESS", "FOREIGN_ADDRESS", "MEMPOOL_FULL", "NODE_NOT_READY", "ALREADY_INCLUDED",
  "BAD_NAME", "NAME_RESERVED", "NAME_TAKEN", "NAME_RESTS", "HAS_NAME", "NO_NAME", "NOT_OFFERED", "WRONG_DEPOSIT"];
const KINDS = ["notarize", "nullify", "finalize"];

function integer(value, size) {
  const bytes = new Uint8Array(size);
  let rest = BigInt(value);
  for (let i = 0; i < size; i++, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
  return bytes;
}

const u8 = (value) => integer(value, 1);
const u16 = (value) => integer(value, 2);
const u32 = (value) => integer(value, 4);
const u64 = (value) => integer(value, 8);

function list(items, encode) {
  return concat(u32(items.length), ...items.map(encode));
}

function string(text) {
  const utf8 = new TextEncoder().encode(text);
  return concat(u32(utf8.length), utf8);
}

const address = (text) => decodeAddress(text).bytes;

const FIELDS = { address: (text) => address(text), amount: u64, hash: fromHex, text: string };

function operation(content) {
  const kind = kindOf(content);
  if (!kind) throw new Error("an operation that this page does not know: " + content.type);
  return concat(u8(kind.tag), ...fieldsOf(content).map(([name, type]) => FIELDS[type](content[name])));
}

/** What happened in a block by itself. */
export function record(content) {
  const kind = recordKindOf(content);
  if (!kind) throw new Error("a record that this page does not know: " + content.type);
  return concat(u8(kind.tag), ...fieldsOf(content).map(([name, type]) => FIELDS[type](content[name])));
}

export function transactionBody(transaction) {
  return concat(fromHex(transaction.network), address(transaction.sender), fromHex(transaction.idempotencyKey), u64(transaction.validUntilMs),
    u64(transaction.fee), string(transaction.memo), list(transaction.operations, operation));
}

export function transaction(content) {
  return concat(transactionBody(content), list(content.authorizations, ({ key, signature }) => concat(fromHex(key), fromHex(signature))));
}

export function receipt({ transactionId, outcome, feePaid }) {
  const encoded = outcome.result === "applied"
    ? u8(0)
    : concat(u8(1), u8(REFUSALS.indexOf(outcome.code) + 1), u16(outcome.operationIndex));
  return concat(fromHex(transactionId), encoded, u64(feePaid));
}

export function header(h) {
  return concat(u8(h.version), u64(h.epoch), u64(h.height), u64(h.view), fromHex(h.parentHash), u64(h.timeMs), u16(h.proposer),
    u32(h.transactionCount), u32(h.recordCount), fromHex(h.transactionsRoot), fromHex(h.receiptsRoot), fromHex(h.stateRoot), fromHex(h.authoritiesHash));
}

export function ballot({ kind, epoch, view, blockHash }) {
  return concat(u8(KINDS.indexOf(kind)), u64(epoch), u64(view), fromHex(blockHash));
}

/** The base units that a row of the accounts holds, as text. */
export function readBalance(row) {
  if (row.length !== 9 || row[0] !== 0) throw new Error("not an account's row");
  return String(new DataView(row.buffer, row.byteOffset).getBigUint64(1, true));
}

/** Reads the authorities out of an encoded genesis. */
export function readGenesis(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 1;
  const take = (length) => bytes.slice(at, at += length);
  const length = () => { at += 4; return view.getUint32(at - 4, true); };
  const text = () => new TextDecoder("utf-8", { fatal: true }).decode(take(length()));
  const names = { networkName: text(), addressPrefix: text(), coinSymbol: text() };
  at += 8 + 1 + 8;
  at += 8 + 8;
  for (let reserved = length(); reserved > 0; reserved--) text();
  const start = at;
  const count = length();
  const authorities = Array.from({ length: count }, () => ({ name: text(), publicKey: take(33), address: text() }));
  return { ...names, authorities, authoritiesBytes: bytes.slice(start, at) };
}
