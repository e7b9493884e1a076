import { type Finding, median, round } from "../report.ts";
import { type Load, measureRate } from "./load.ts";
import { exampleTodo, type HttpServers, startHttpServers } from "./servers.ts";

/** Each load is measured as often, in short turns with the others: what else the machine does meets all alike. */
const rounds = 9;
const secondsEach = 1;

/**
 * Requests a second that one process answers to 16 connections, beside a plain server on the same database, and beside
 * the address that does nothing.
 */
export async function benchHttp({ log }: { log: (line: string) => void }): Promise<Finding[]> {
  const servers = await startHttpServers();
  try {
    const loads = loadsOf(servers);
    await ratesOf(loads);
    const measured: Rates[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      log(`round ${round} of ${rounds}`);
      measured.push(await ratesOf(loads));
    }
    return findings(measured);
  } finally {
    await servers.stop();
  }
}

/** Loads whose rates are compared stand side by side. */
const loadNames = ["live", "listBySession", "floorList", "listByKey", "create", "floorCreate"] as const;
type LoadName = (typeof loadNames)[number];
type Loads = Readonly<Record<LoadName, Load>>;
/** Answers a second, in one round. */
type Rates = Readonly<Record<LoadName, number>>;

async function ratesOf(loads: Loads): Promise<Rates> {
  const rates = { live: 0, listBySession: 0, listByKey: 0, create: 0, floorList: 0, floorCreate: 0 };
  for (const name of loadNames) rates[name] = await measureRate(loads[name], secondsEach);
  return rates;
}

function loadsOf({ tidy, floor, session, key, writer }: HttpServers): Loads {
  const list = { origin: tidy, method: "GET", path: "/api/todos", status: 200 } as const;
  const create = {
    origin: tidy,
    method: "POST",
    path: "/api/todos",
    headers: { ...writer, "content-type": "application/json" },
    body: JSON.stringify(exampleTodo),
    status: 201,
  } as const;
  return {
    live: { ...list, path: "/api/health/live", headers: {} },
    listBySession: { ...list, headers: session },
    listByKey: { ...list, headers: key },
    create,
    floorList: { ...list, origin: floor, headers: {} },
    floorCreate: { ...create, origin: floor },
  };
}

/**
 * The stack that Tidy re-imagines reads 651 pages and creates 827 todos a second on a machine where the address that
 * does nothing is answered 2,000 times, and the floor reads 5,000 pages. Twice its reads and one and a half times its
 * writes are the targets, except that the list by session is to come nearer to that address.
 */
function findings(measured: readonly Rates[]): Finding[] {
  const medianOf = (figure: (rates: Rates) => number) => median(measured.map(figure));
  const rateOf = (name: LoadName) => medianOf((rates) => rates[name]);
  const compare = (name: string, of: LoadName, { to, beside, least }: Comparison): Finding => {
    const ratio = round(
      medianOf((rates) => rates[of] / rates[to]),
      2,
    );
    return {
      name,
      value: ratio,
      unit: `× ${beside}`,
      target: `≥ ${least}`,
      ok: ratio >= least,
      details: `${Math.round(rateOf(of))} a second; ${beside} ${Math.round(rateOf(to))}`,
    };
  };
  const live = { to: "live", beside: "/api/health/live" } as const;
  const floor = { to: "floorList", beside: "node:http and pg alone", least: 0.26 } as const;
  return [
    compare("50 todos by session, beside an address that does nothing", "listBySession", { ...live, least: 0.7 }),
    compare("50 todos by API key, beside the same", "listByKey", { ...live, least: 0.65 }),
    compare("a new todo by API key, beside the same", "create", { ...live, least: 0.62 }),
    compare("50 todos by session", "listBySession", floor),
    compare("50 todos by API key", "listByKey", floor),
    compare("a new todo by API key", "create", { ...floor, to: "floorCreate" }),
  ];
}

interface Comparison {
  readonly to: LoadName;
  readonly beside: string;
  readonly least: number;
}
