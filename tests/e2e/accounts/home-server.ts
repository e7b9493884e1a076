import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { dropDatabase, ensureDatabase } from "#lib/db/server-databases.ts";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { startTraceCollector, type TraceCollector } from "#tests/support/monitors/trace-collector.ts";
import { type OidcServer, startOidcServer } from "#tests/support/oidc/oidc-server.ts";
import { inheritedEnvironment } from "#tests/support/processes/inherited.ts";
import { startSmtpServer, type TestSmtpServer } from "#tests/support/smtp.ts";
import { publishedEnv } from "../support/server.ts";

/** What the server of the other tests lacks: mail, a provider, traces, and an address by http as in a home network. */
export interface HomeServer {
  readonly origin: string;
  /** The same server by an address that every program knows. */
  readonly localOrigin: string;
  readonly databaseUrl: string;
  /** The link that it prints, since nobody is an admin. */
  readonly setupLink: string;
  readonly smtp: TestSmtpServer;
  readonly oidc: OidcServer;
  readonly collector: TraceCollector;
  stop(): Promise<void>;
}

/** Starts Tidy as `npm start` does, on an empty database and without ADMIN_EMAILS. */
export async function startHomeServer(): Promise<HomeServer> {
  const database = `tidy_home_${randomUUID().slice(-12)}`;
  const adminUrl = publishedEnv().DATABASE_URL;
  const port = await findFreePort();
  const origin = `http://tidy.home.arpa:${port}`;
  const [smtp, oidc, collector, databaseUrl] = await Promise.all([
    startSmtpServer(),
    startOidcServer([`${origin}/api/auth/callback/company`]),
    startTraceCollector(),
    ensureDatabase(adminUrl, database),
  ]);
  const server = spawn(process.execPath, ["scripts/start.ts"], {
    env: {
      ...inheritedEnvironment(),
      PORT: String(port),
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: randomBytes(32).toString("hex"),
      APP_URL: origin,
      LOG_LEVEL: "silent",
      SMTP_URL: smtp.url,
      MAIL_FROM: "Tidy <tidy@example.com>",
      OIDC_PROVIDERS: "company",
      OIDC_COMPANY_NAME: "Example Ltd.",
      OIDC_COMPANY_ISSUER: oidc.issuer,
      OIDC_COMPANY_CLIENT_ID: oidc.clientId,
      OIDC_COMPANY_CLIENT_SECRET: oidc.clientSecret,
      OIDC_COMPANY_SCOPES: "openid email profile groups",
      OIDC_COMPANY_VIEWER_GROUPS: "tidy-ops",
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: "100",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return {
    origin,
    localOrigin: `http://127.0.0.1:${port}`,
    databaseUrl,
    setupLink: await printedLink(server),
    smtp,
    oidc,
    collector,
    async stop() {
      if (server.exitCode === null) {
        server.kill("SIGTERM");
        await once(server, "exit");
      }
      collector.close();
      await Promise.all([smtp.stop(), oidc.stop(), dropDatabase(adminUrl, database)]);
    },
  };
}

async function printedLink({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error("What npm start prints is not read.");
  for await (const line of createInterface({ input: stdout })) {
    const link = /^ {2}(http:\S+\/setup\?token=\S+)$/.exec(line)?.[1];
    if (link !== undefined) return link;
  }
  throw new Error("npm start ended without printing a setup link.");
}
