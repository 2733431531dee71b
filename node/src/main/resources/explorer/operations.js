/** Every kind of operation that this page knows: one entry a kind. What it does not know it shows as it came. */

/**
 * tag: the number in encodings; fields: their names and types, in the order of their encoding; title: for one of it; change: by how
 * many base units it changes what an account owns.
 */
const KINDS = {
  transfer: {
    tag: 0,
    fields: { to: "address", amount: "amount" },
    title: "Transfer",
    change: (operation, sender, account) => (operation.to === account ? BigInt(operation.amount) : 0n)
      - (sender === account ? BigInt(operation.amount) : 0n),
  },
  "register-name": {
    tag: 1,
    fields: { name: "text", deposit: "amount" },
    title: "Registers a name",
    change: (operation, sender, account) => (sender === account ? -BigInt(operation.deposit) : 0n),
  },
  "release-name": { tag: 2, fields: {}, title: "Releases its name", change: () => 0n },
  "transfer-name": { tag: 3, fields: { to: "address" }, title: "Offers its name", change: () => 0n },
  "claim-name": {
    tag: 4,
    fields: { name: "text", from: "address", deposit: "amount" },
    title: "Claims a name",
    change: (operation, sender, account) => (operation.from === account ? BigInt(operation.deposit) : 0n)
      - (sender === account ? BigInt(operation.deposit) : 0n),
  },
};

/** The same of what happens in blocks by itself. */
const RECORDS = {
  "name-freed": { tag: 0, fields: { name: "text", holder: "address", deposit: "amount" }, title: "A name is free again" },
};

/** The kind of an operation, or undefined. */
export const kindOf = (operation) => KINDS[operation.type];
export const recordKindOf = (record) => RECORDS[record.type];

/** The name of each field of an operation or record, and its type; of an unknown kind all are text. */
export function fieldsOf(operation) {
  const known = kindOf(operation) ?? recordKindOf(operation);
  return known ? Object.entries(known.fields) : Object.keys(operation).filter((name) => name !== "type").map((name) => [name, "text"]);
}

export const titleOf = (operation) => (kindOf(operation) ?? recordKindOf(operation))?.title ?? operation.type;

/** By how many base units a transaction's operations change what `account` owns, if they take effect. */
export function changeOf(transaction, account) {
  return transaction.operations.reduce((sum, operation) => sum + (kindOf(operation)?.change(operation, transaction.sender, account) ?? 0n), 0n);
}

/** The other accounts that an operation names. */
export function othersOf(operation) {
  return fieldsOf(operation).filter(([, type]) => type === "address").map(([name]) => operation[name]);
}

/** The sum of the amounts that a transaction's operations name, or null where they name none. */
export function totalOf(transaction) {
  const amounts = transaction.operations.flatMap((operation) =>
    fieldsOf(operation).filter(([, type]) => type === "amount").map(([name]) => BigInt(operation[name])));
  return amounts.length === 0 ? null : String(amounts.reduce((sum, each) => sum + each, 0n));
}
