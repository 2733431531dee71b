/** The node's public API: one function to ask, one to follow. */

/** A refusal by the node (with its problem details), or no answer at all (`away`). */
export class ApiError extends Error {
  constructor(message, { away = false, problem = null } = {}) {
    super(message);
    this.away = away;
    this.problem = problem;
  }
}

const TIMEOUT_MS = 10_000;

async function request(path) {
  try {
    return await fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MS), cache: "no-store" });
  } catch {
    throw new ApiError("The node does not answer.", { away: true });
  }
}

async function refusal(response) {
  try {
    const problem = await response.json();
    return new ApiError(problem.detail, { problem });
  } catch {
    return new ApiError(`The node answered with status ${response.status}.`);
  }
}

/** Reads a path of the API as JSON. */
export async function get(path) {
  const response = await request(path);
  if (!response.ok) throw await refusal(response);
  return response.json();
}

/** Reads a path of the API as bytes. */
export async function getBytes(path) {
  const response = await request(path);
  if (!response.ok) throw await refusal(response);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * Calls `refresh` again and again, each time `ms` after it was done, while anyone looks. Its failures are left to the bar, which says
 * that the node is away: what is shown stays as it was last seen.
 */
export function every(ms, refresh, signal) {
  let timer;
  const again = () => { timer = setTimeout(run, ms); };
  const run = async () => {
    if (!document.hidden) await refresh().catch(() => {});
    if (!signal.aborted) again();
  };
  signal.addEventListener("abort", () => clearTimeout(timer));
  if (!signal.aborted) again();
}

const SILENCE_MS = 16_000;
const RETRY_MS = 2_000;

/**
 * Follows blocks and status for as long as the page lives. The browser resumes broken streams by itself; a stream that was refused
 * or fell silent is opened anew.
 */
export function follow({ onBlock, onStatus, onAway }) {
  let source;
  let watchdog;
  const alive = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => restart(0), SILENCE_MS);
  };
  const restart = (delay) => {
    clearTimeout(watchdog);
    source.close();
    onAway();
    setTimeout(open, delay);
  };
  const open = () => {
    source = new EventSource("/v1/events?types=block,status");
    source.addEventListener("block", (event) => { alive(); onBlock(JSON.parse(event.data)); });
    source.addEventListener("status", (event) => { alive(); onStatus(JSON.parse(event.data)); });
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) restart(RETRY_MS);
      else onAway();
    };
    alive();
  };
  open();
}
