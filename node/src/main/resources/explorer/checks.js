/** Shows what the browser found out by itself. */
import { ApiError } from "./api.js";
import { badge, card, h } from "./ui.js";

const MARKS = { pass: "✓", fail: "✕", skip: "–" };

/**
 * A card that runs `check` and shows its results, in order.
 *
 * @param check returns a list of `{ name, outcome, detail }`, `outcome` being pass, fail or skip
 * @param instead said in place of running it
 */
export function checksCard(title, check, instead = null) {
  const body = h("div", null, h("p", { class: "empty" }, instead ?? "Checking…"));
  if (!instead) {
    check().then((results) => show(body, results), (error) => {
      const away = error instanceof ApiError;
      show(body, [{ name: away ? "The proof could not be fetched" : "The proof could not be read", outcome: away ? "skip" : "fail", detail: error.message }]);
    });
  }
  return card(title, { more: h("span", { class: "soft" }, "not taken from the node's word") }, body);
}

function show(body, results) {
  const failed = results.find((result) => result.outcome === "fail");
  const skipped = results.some((result) => result.outcome === "skip");
  const [text, kind, label] = failed
    ? ["Do not rely on what this node shows here.", "bad", "does not hold"]
    : skipped
      ? ["Not everything could be checked.", "wait", "incomplete"]
      : ["Every step was recomputed here, from the genesis on.", "good", "verified"];
  body.replaceChildren(
    h("div", { class: "verdict" }, badge(label, kind), h("strong", null, text)),
    h("ol", { class: "checks" }, results.map(({ name, outcome, detail }) => h("li", { class: outcome },
      h("span", { class: "mark", "aria-hidden": "true" }, MARKS[outcome]),
      h("div", null, h("span", null, name), h("span", { class: "hidden" }, ` ${outcome}`), h("p", null, detail))))));
}
