/** Hashes, keys and addresses, on top of WebCrypto. */

export function fromHex(text) {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new Error("not hex");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function equal(left, right) {
  return left.length === right.length && left.every((byte, i) => byte === right[i]);
}

export function concat(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", concat(...parts)));
}

/** The tagged hash of BIP-340. */
export async function tagged(tag, ...parts) {
  const prefix = await sha256(new TextEncoder().encode(tag));
  return sha256(prefix, prefix, ...parts);
}

const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

function power(base, exponent) {
  let result = 1n;
  for (let b = base % P, e = exponent; e > 0n; e >>= 1n, b = (b * b) % P) {
    if (e & 1n) result = (result * b) % P;
  }
  return result;
}

/** Imports a compressed P-256 key; browsers themselves read only uncompressed ones. */
export async function publicKey(compressed) {
  const x = BigInt("0x" + hex(compressed.slice(1)));
  const square = (x * x * x - 3n * x + B) % P;
  const positive = ((square % P) + P) % P;
  let y = power(positive, (P + 1n) / 4n);
  if ((y * y) % P !== positive) throw new Error("a key is not on the curve");
  if (Number(y & 1n) !== (compressed[0] & 1)) y = P - y;
  const raw = concat(new Uint8Array([4]), compressed.slice(1), fromHex(y.toString(16).padStart(64, "0")));
  return crypto.subtle.importKey("raw", raw, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
}

/** The address that a key opens: 20 bytes. */
export async function addressOf(compressed) {
  return (await tagged("tallystick/address/1", compressed)).slice(0, 20);
}

const CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const BECH32M = 0x2bc830a3;

function checksum(values) {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((generator, i) => { if ((top >>> i) & 1) sum ^= generator; });
  }
  return sum >>> 0;
}

/** Reads a Bech32m address: its prefix and 20 bytes. */
export function decodeAddress(text) {
  const split = text.lastIndexOf("1");
  const prefix = text.slice(0, split);
  const words = [...text.slice(split + 1)].map((character) => CHARSET.indexOf(character));
  const expanded = [...prefix].map((c) => c.charCodeAt(0) >> 5).concat(0, [...prefix].map((c) => c.charCodeAt(0) & 31));
  if (words.includes(-1) || checksum(expanded.concat(words)) !== BECH32M) throw new Error("not an address: " + text);
  const bytes = [];
  let bits = 0;
  let held = 0;
  for (const word of words.slice(0, -6)) {
    held = ((held << 5) | word) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  if (bytes.length !== 20) throw new Error("not an address: " + text);
  return { prefix, bytes: Uint8Array.from(bytes) };
}
