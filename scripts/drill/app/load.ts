import { Agent, type IncomingMessage, type RequestOptions, request } from "node:http";
import { hasCode } from "#scripts/runtime/files.ts";
import { poll } from "#scripts/runtime/processes.ts";

const callers = 6;

/** The interval at which each process is asked whether it is ready, as a load balancer does. */
const healthEveryMs = 100;

/** The outcomes of the requests. */
export interface Tally {
  ok: number;
  /** No process listened. */
  refused: number;
  /** The connection broke. */
  reset: number;
  /** Answered with a status other than 2xx. */
  errors: number;
}

/** Callers that don't pause. */
export interface Load {
  /** Resolves once so many requests more have been answered. @throws {Error} after a minute */
  answered(count: number): Promise<void>;
  /** Lets requests in flight end. */
  end(): Promise<Tally>;
}

/**
 * Calls pages and the API of the processes at these ports: half of the callers keep their connections, the others open
 * one for each request. None tries again. As behind a load balancer, a process that is not ready, or asks a caller to
 * use another connection, gets no request.
 */
export function startLoad(
  ports: readonly number[],
  visitor: { readonly cookie: string; readonly origin: string },
): Load {
  const tally: Tally = { ok: 0, refused: 0, reset: 0, errors: 0 };
  const ready = new Set(ports);
  let isOver = false;
  const balancing = ports.map(async (port) => {
    while (!isOver) {
      if (await isReady(port)) ready.add(port);
      else ready.delete(port);
      await new Promise((resolve) => setTimeout(resolve, healthEveryMs));
    }
  });
  const calling = Array.from({ length: callers }, async (_, caller) => {
    const keeps = caller % 2 === 0;
    const agent = new Agent({ keepAlive: keeps });
    for (let turn = caller; !isOver; turn += 1) {
      const port = [...ready].at(turn % Math.max(1, ready.size));
      if (port === undefined) await new Promise((resolve) => setTimeout(resolve, healthEveryMs));
      else tally[await call({ agent, port, turn, visitor, onLeaving: () => keeps && ready.delete(port) })] += 1;
    }
    agent.destroy();
  });
  return {
    async answered(count) {
      const goal = tally.ok + count;
      const reached = await poll(async () => (tally.ok >= goal ? true : undefined), { timeoutMs: 60_000 });
      if (reached === undefined) throw new Error(`The processes hardly answer: ${describeTally(tally)}.`);
    },
    async end() {
      isOver = true;
      await Promise.all([...balancing, ...calling]);
      return tally;
    },
  };
}

const kinds = [
  { method: "GET", path: "/" },
  { method: "GET", path: "/api/todos" },
  { method: "POST", path: "/api/todos" },
] as const;

async function call(parts: {
  agent: Agent;
  port: number;
  turn: number;
  visitor: { readonly cookie: string; readonly origin: string };
  /** Called when the process has asked for another connection. A caller that keeps none asks so itself. */
  onLeaving: () => void;
}): Promise<keyof Tally> {
  const { agent, port, turn, visitor, onLeaving } = parts;
  const { method, path } = kinds[turn % kinds.length] ?? kinds[0];
  const headers = { ...visitor, "content-type": "application/json" };
  const body = method === "POST" ? JSON.stringify({ title: `Todo ${turn}` }) : "";
  try {
    const { status, closes } = await send({ agent, host: "127.0.0.1", port, method, path, headers }, body);
    if (closes) onLeaving();
    return status >= 200 && status < 300 ? "ok" : "errors";
  } catch (error) {
    return hasCode(error, "ECONNREFUSED") ? "refused" : "reset";
  }
}

function send(options: RequestOptions, body: string): Promise<{ status: number; closes: boolean }> {
  return new Promise((resolve, reject) => {
    const sent = request(options, (response: IncomingMessage) => {
      response.resume();
      const answer = { status: response.statusCode ?? 0, closes: response.headers.connection === "close" };
      response.once("end", () => resolve(answer)).once("error", reject);
      response.once("close", () => !response.complete && reject(new Error("The answer broke off.")));
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

async function isReady(port: number): Promise<boolean> {
  const url = `http://127.0.0.1:${port}/api/health/ready`;
  return await fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
    (response) => response.ok,
    () => false,
  );
}

/** The tally in words. */
export function describeTally({ ok, refused, reset, errors }: Tally): string {
  return `${ok} answered, ${refused} refused, ${reset} reset, ${errors} answered with an error`;
}
