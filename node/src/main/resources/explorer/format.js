/** Figures as people read them. */

/** Base units (an integer string, with or without a sign) as coins, grouped, without trailing zeros. */
export function coins(baseUnits, decimals) {
  if (/^[+-]/.test(baseUnits)) return (baseUnits[0] === "-" ? "\u2212" : "+") + coins(baseUnits.slice(1), decimals);
  const digits = baseUnits.padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return grouped(whole) + (fraction ? "." + fraction : "");
}

/** An integer with narrow gaps between groups of three. */
export function grouped(integer) {
  return String(integer).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
}

/** A large sum, cut to what fits: 1.25M. */
export function compact(baseUnits, decimals) {
  const value = Number(baseUnits) / 10 ** decimals;
  return value < 1e6
    ? coins(baseUnits, decimals)
    : new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 }).format(value);
}

export function rate(perSecond) {
  return perSecond >= 100 ? grouped(Math.round(perSecond)) : perSecond.toFixed(perSecond >= 10 ? 1 : 2);
}

/** The beginning and the end of something long. */
export function short(text, ends = 6) {
  return text.length <= 2 * ends + 3 ? text : text.slice(0, ends + 2) + "…" + text.slice(-ends);
}

export function moment(ms) {
  const time = new Date(ms);
  const pad = (n, width = 2) => String(n).padStart(width, "0");
  const day = `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;
  return `${day} ${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}.${pad(time.getMilliseconds(), 3)}`;
}

/** How long ago, in one unit. */
export function ago(ms, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - ms) / 1000));
  if (seconds < 2) return "now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

export function bytes(count) {
  return count < 1024 ? `${count} B` : count < 1024 * 1024 ? `${(count / 1024).toFixed(1)} KiB` : `${(count / 1048576).toFixed(2)} MiB`;
}
