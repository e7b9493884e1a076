import { type App, createApp } from "#lib/composition/create-app.ts";
import { inngestServerUrl } from "#lib/engines/inngest/server-api.ts";
import { type Env, parseEnv } from "#lib/env.ts";
import { examineDatabase } from "./database/database.ts";
import { examineDemo } from "./database/demo.ts";
import { examineGrowth } from "./database/growth.ts";
import { examineListen } from "./database/listen.ts";
import { examineSchedules } from "./database/schedules.ts";
import { examineSession } from "./database/session.ts";
import { examineDeployment } from "./deployment.ts";
import { examineEnvironment } from "./environment.ts";
import { about, type Finding } from "./finding.ts";
import { examineConnectPorts } from "./inngest/connect-ports.ts";
import { declaredByCode, examineInngest, type InngestAccess } from "./inngest/inngest.ts";
import { examineNode } from "./node.ts";
import { examineMail } from "./outside/mail.ts";
import { examineProviders } from "./outside/providers.ts";
import { examineWebhook } from "./outside/webhook.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** Examines an environment, its database, and the app at APP_URL if it runs. May claim a due slot of the heartbeat. */
export async function examineMachine(variables: Variables, now: Date): Promise<Finding[]> {
  const { env, findings } = examineEnvironment(variables);
  const node = examineNode(process.versions.node);
  if (env === null) return [node, ...findings, about("database").notChecked("The variables come first.")];
  const database = await examineDatabase(env.DATABASE_URL);
  const stored = database.usable ? await examineStored(env, now) : [];
  const running = await examineRunning(env);
  return [
    node,
    ...findings,
    await examineMail(env),
    ...(await examineWebhook(env)),
    ...(await examineProviders(env)),
    ...database.findings,
    ...stored,
    ...running.findings,
    ...(await inngestOf(env, running.answers, now)),
  ];
}

async function examineStored(env: Env, now: Date): Promise<Finding[]> {
  const listen = env.TASK_ENGINE === "in-request" ? [] : await examineListen(env.DATABASE_URL);
  const session = [...listen, ...(await examineSession(env.DATABASE_URL))];
  if (session.some(({ level }) => level === "error")) return session;
  return await withApp(env, async (app) => [
    ...session,
    ...(await examineSchedules(app, now)),
    ...(await examineGrowth(env, now)),
    ...(await examineDemo(env)),
  ]);
}

/** An app that does not run is no error of the configuration. */
async function examineRunning(env: Env): Promise<{ findings: readonly Finding[]; answers: boolean }> {
  const deployment = await examineDeployment({ origin: env.APP_URL, cronSecret: env.CRON_SECRET });
  if (deployment.answers) return deployment;
  const [reason] = deployment.findings;
  const notRunning = about("address").notChecked(
    `The app at APP_URL. ${reason?.message ?? ""}`.trim(),
    "Start it, or correct APP_URL, and run the doctor again.",
  );
  return { findings: [notRunning], answers: false };
}

async function inngestOf(env: Env, answers: boolean, now: Date): Promise<Finding[]> {
  if (env.TASK_ENGINE !== "inngest") return [];
  const code = await withApp(env, (app) => declaredByCode(app.inngest));
  return [
    ...(await examineInngest({ origin: answers ? env.APP_URL : null, access: env, code }, now)),
    ...(await examineConnectPorts(inngestServerUrl(env))),
  ];
}

async function withApp<T>(env: Env, use: (app: App) => Promise<T>): Promise<T> {
  const app = createApp({ ...env, LOG_LEVEL: "silent" });
  try {
    return await use(app);
  } finally {
    await app.close();
  }
}

/** Examines a Tidy that runs elsewhere, and its Inngest server if this environment has the signing key. */
export async function examineElsewhere(
  deployment: { readonly origin: string; readonly cronSecret: string | undefined },
  variables: Variables,
  now: Date,
): Promise<Finding[]> {
  const { findings, answers } = await examineDeployment(deployment);
  if (!answers) return [...findings];
  if (!variables.INNGEST_SIGNING_KEY) {
    const fix = "If the deployment uses Inngest, set its INNGEST_SIGNING_KEY (and INNGEST_BASE_URL) here.";
    return [...findings, about("inngest").notChecked("Keys and functions: no signing key is given.", fix)];
  }
  const access: InngestAccess = {
    INNGEST_DEV: undefined,
    INNGEST_EVENT_KEY: undefined,
    INNGEST_SIGNING_KEY: variables.INNGEST_SIGNING_KEY,
    INNGEST_SIGNING_KEY_FALLBACK: variables.INNGEST_SIGNING_KEY_FALLBACK || undefined,
    INNGEST_BASE_URL: variables.INNGEST_BASE_URL || undefined,
  };
  const env = codeOnlyEnv(deployment.origin);
  const code = await withApp(env, (app) => declaredByCode(app.inngest));
  return [...findings, ...(await examineInngest({ origin: deployment.origin, access, code }, now))];
}

/** Enough to build the tasks. Nothing connects to these addresses. */
function codeOnlyEnv(origin: string): Env {
  return parseEnv({
    DATABASE_URL: "postgresql://localhost/none",
    AUTH_SECRET: "-".repeat(32),
    APP_URL: origin,
    INNGEST_DEV: "1",
  });
}
