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
};

/** The kind of an operation, or undefined. */
export const kindOf = (operation) => KINDS[operation.type];

/** The name of each field, and its type; of an unknown kind all are text. */
export function fieldsOf(operation) {
  const known = kindOf(operation);
  return known ? Object.entries(known.fields) : Object.keys(operation).filter((name) => name !== "type").map((name) => [name, "text"]);
}

export const titleOf = (operation) => kindOf(operation)?.title ?? operation.type;

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
