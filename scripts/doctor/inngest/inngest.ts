import { serve } from "inngest/edge";
import { createInngestApp, type InngestHost } from "#lib/engines/inngest/inngest-app.ts";
import { inngestAuthorization, inngestServerUrl } from "#lib/engines/inngest/server-api.ts";
import { type Env, isInngestDev } from "#lib/env.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { type Answer, ask, type NoAnswer } from "../ask.ts";
import { about, type Finding } from "../finding.ts";
import { isSameOrigin } from "../loopback.ts";
import {
  askForDeclaration,
  type Declaration,
  type DeclaredFunction,
  parseDeclaration,
  parseListing,
} from "./protocol.ts";

const { ok, warning, error, notChecked } = about("inngest");

/** The variables that name the Inngest server and its keys. */
export type InngestAccess = Pick<
  Env,
  "INNGEST_DEV" | "INNGEST_SIGNING_KEY" | "INNGEST_SIGNING_KEY_FALLBACK" | "INNGEST_EVENT_KEY" | "INNGEST_BASE_URL"
>;

/** The functions that this checkout declares, according to the SDK in this process. */
export async function declaredByCode(host: InngestHost): Promise<Declaration> {
  const { env } = host;
  const dev = { ...env, INNGEST_DEV: "1", INNGEST_BASE_URL: undefined };
  const request = new Request(`${env.APP_URL}/api/inngest`, {
    method: "PUT",
    body: JSON.stringify({ url: `${env.APP_URL}/api/inngest` }),
    headers: { "content-type": "application/json", host: new URL(env.APP_URL).host, "x-inngest-sync-kind": "in_band" },
  });
  const declaration = parseDeclaration(await (await serve(createInngestApp({ ...host, env: dev }))(request)).json());
  if (declaration === null)
    throw new Error("The Inngest SDK declares its functions in a form that the doctor does not know.");
  return declaration;
}

/** Checks that app and server know each other, and that both know the functions of this code. */
export async function examineInngest(
  context: { readonly origin: string | null; readonly access: InngestAccess; readonly code: Declaration },
  now: Date,
): Promise<Finding[]> {
  const { origin, access, code } = context;
  const app = origin === null ? null : await examineApp(origin, access, code, now);
  const server = await examineServer(access, app?.declaration ?? null, code);
  const notRunning = notChecked(
    "Which functions the app serves: it doesn't run.",
    "Start it, then run the doctor again.",
  );
  return [...(app === null ? [notRunning] : app.findings), ...server];
}

async function examineApp(
  origin: string,
  access: InngestAccess,
  code: Declaration,
  now: Date,
): Promise<{ findings: Finding[]; declaration: Declaration | null }> {
  const answer = await askForDeclaration(origin, access.INNGEST_SIGNING_KEY, now);
  if ("reason" in answer) {
    const findings = [error(`${origin}/api/inngest doesn't answer: ${answer.reason}.`, "Look at the app's log.")];
    return { findings, declaration: null };
  }
  if (answer.status === 401) {
    const fix = "Use the same INNGEST_SIGNING_KEY in the app and here, and check both machines' clocks.";
    return {
      findings: [error("The app refuses requests that are signed with this signing key.", fix)],
      declaration: null,
    };
  }
  const declaration = answer.status === 200 ? parseDeclaration(answer.json) : null;
  if (declaration === null) {
    const fix = "Let /api/inngest through whatever stands before the app.";
    return { findings: [error(`/api/inngest answers ${answer.status}, but not as the SDK does.`, fix)], declaration };
  }
  return { findings: [judgeKey(access), judgeVersion(declaration, code)], declaration };
}

function judgeKey(access: InngestAccess): Finding {
  return isInngestDev(access)
    ? ok("The app serves /api/inngest in dev mode, without keys.")
    : ok("The app accepts requests that are signed with this signing key.");
}

/** Ignores cron expressions, which follow the app's environment and not its version. */
function judgeVersion(declaration: Declaration, code: Declaration): Finding {
  const different = differences(declaration.functions.map(withoutCrons), code.functions.map(withoutCrons));
  return different.length === 0 && declaration.appId === code.appId
    ? ok(`The app serves the ${code.functions.length} functions of this version of the code.`)
    : error(
        `The app serves other functions than this code: ${different.join(", ")}.`,
        "Deploy this version, or run the doctor of the version that is deployed.",
      );
}

const withoutCrons = (declared: DeclaredFunction): DeclaredFunction => ({ ...declared, crons: [] });

/** The ids of functions that are missing, superfluous or declared differently. */
function differences(found: readonly DeclaredFunction[], expected: readonly DeclaredFunction[]): string[] {
  const texts = (list: readonly DeclaredFunction[]) => new Map(list.map((each) => [each.id, JSON.stringify(each)]));
  const [a, b] = [texts(found), texts(expected)];
  return [...new Set([...a.keys(), ...b.keys()])].filter((id) => a.get(id) !== b.get(id)).toSorted();
}

async function examineServer(
  access: InngestAccess,
  app: Declaration | null,
  { appId, address }: Declaration,
): Promise<Finding[]> {
  const base = inngestServerUrl(access);
  const list = (key: InngestAccess) =>
    ask(`${base}/v1/apps/${appId}/functions`, { headers: inngestAuthorization(key) });
  const first = await list(access);
  const otherKey = access.INNGEST_SIGNING_KEY_FALLBACK;
  // While the key is being replaced, the server may know the other one only.
  const usesOther = otherKey !== undefined && isRefused(first);
  const listing = usesOther ? await list({ ...access, INNGEST_SIGNING_KEY: otherKey }) : first;
  if ("reason" in listing) {
    const fix = "Start the Inngest server, or correct INNGEST_BASE_URL (INNGEST_DEV in development).";
    return [error(`The Inngest server at ${base} doesn't answer: ${listing.reason}.`, fix)];
  }
  const reachable = ok(`The Inngest server at ${base} answers.`);
  if (isRefused(listing)) {
    return [
      reachable,
      error(
        "The Inngest server refuses this signing key.",
        "Copy INNGEST_SIGNING_KEY anew from its dashboard or configuration.",
      ),
    ];
  }
  const registered = listing.status === 200 ? parseListing(listing.json) : null;
  if (registered === null) {
    return [
      reachable,
      notChecked(
        "Whether its keys are valid and its functions are synced: it doesn't list them.",
        "See the app in Inngest's dashboard.",
      ),
    ];
  }
  const signing = isInngestDev(access)
    ? []
    : [usesOther ? otherKeyFinding : ok("The Inngest server accepts the signing key.")];
  const synced = judgeSync(registered.functions, app);
  return [reachable, ...signing, synced, ...judgeAddresses(registered.addresses, address), ...eventKey(access)];
}

function isRefused(answer: Answer | NoAnswer): boolean {
  return "status" in answer && (answer.status === 401 || answer.status === 403);
}

const otherKeyFinding = warning(
  "The Inngest server accepts INNGEST_SIGNING_KEY_FALLBACK only.",
  "Activate the new key in Inngest's dashboard, or exchange the two variables.",
);

/** The host at the registered address executes the tasks, and gets Inngest's signed calls. */
function judgeAddresses(registered: readonly string[], expected: string): Finding[] {
  if (registered.length === 0) return [];
  const foreign = registered.filter((address) => !isSameAddress(address, expected));
  if (foreign.length === 0) return [ok(`Inngest calls the app at ${expected}.`)];
  return [error(`Inngest calls ${foreign.join(" and ")}, but the app is at ${expected}.`, foreignFix)];
}

const foreignFix =
  "If that address isn't yours, replace the signing key. Sync the app: npm run inngest:sync. If it is yours, correct APP_URL.";

function isSameAddress(address: string, expected: string): boolean {
  const [one, other] = [URL.parse(address), new URL(expected)];
  return one !== null && isSameOrigin(one.origin, other.origin) && one.pathname + one.search === other.pathname;
}

function judgeSync(registered: readonly DeclaredFunction[], app: Declaration | null): Finding {
  if (registered.length === 0) return error("The app is not synced with Inngest: no function is known there.", syncFix);
  if (app === null) return notChecked("Whether the synced functions are the app's: the app's are not known.");
  const different = differences(registered, app.functions);
  return different.length === 0
    ? ok("Inngest knows exactly the functions that the app serves.")
    : error(`Inngest knows other functions than the app serves: ${different.join(", ")}.`, syncFix);
}

const syncFix =
  "Sync the app: deploy again with the Vercel integration, press “Resync” in the dashboard, or npm run inngest:sync.";

/** Only an event would prove it, and that would start a run. */
function eventKey(access: InngestAccess): Finding[] {
  if (isInngestDev(access)) return [];
  return [
    notChecked(
      "Whether the event key is valid: only an event would prove it.",
      `Press “Run now” for ${systemPing.name} in the task console.`,
    ),
  ];
}
