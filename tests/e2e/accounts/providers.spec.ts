import type { Page } from "@playwright/test";
import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { ensureDatabase } from "#lib/db/server-databases.ts";
import type { Child } from "#scripts/runtime/child.ts";
import { nextGraceMs, probeUrl, startNext, waitUntilAnswering } from "#scripts/runtime/next-server.ts";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { type OidcServer, startOidcServer } from "#tests/support/oidc/oidc-server.ts";
import { inheritedEnvironment } from "#tests/support/processes/inherited.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { publishedEnv, serverEnvironment } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

/** The server of the other tests knows no provider. This one has a real one. */
let origin = "";
let oidc: OidcServer;
let next: Child;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const databaseUrl = await ensureDatabase(publishedEnv().DATABASE_URL, `tidy_e2e_oidc_${process.pid}`);
  await applyMigrations(databaseUrl);
  const port = await findFreePort();
  const base = serverEnvironment({ databaseUrl, port, demoEmail: "boss@example.com" });
  origin = base.APP_URL;
  oidc = await startOidcServer([`${origin}/api/auth/callback/company`]);
  const env = {
    ...base,
    DEMO_MODE: "0",
    OIDC_PROVIDERS: "company",
    OIDC_COMPANY_NAME: "Example Ltd.",
    OIDC_COMPANY_ISSUER: oidc.issuer,
    OIDC_COMPANY_CLIENT_ID: oidc.clientId,
    OIDC_COMPANY_CLIENT_SECRET: oidc.clientSecret,
    OIDC_COMPANY_SCOPES: "openid email profile groups",
    OIDC_COMPANY_VIEWER_GROUPS: "tidy-ops",
  };
  next = startNext({ mode: "start", port, host: "127.0.0.1", env: { ...inheritedEnvironment(), ...env } });
  expect(await waitUntilAnswering(next, probeUrl(port), new AbortController().signal)).toBe(true);
});

test.afterAll(async () => {
  await next.stop({ graceMs: nextGraceMs, forced: new AbortController().signal });
  await oidc.stop();
});

/** Leaves both sites, as somebody else at the same machine would find them. */
async function forget(page: Page) {
  await page.context().clearCookies();
}

const ann = { sub: "ann", email: "ann@corp.example", email_verified: true, name: "Ann", groups: ["tidy-ops"] };

test("people sign in at a provider, are told why not, link and unlink it, and delete an account without a password", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const button = page.getByRole("link", { name: "Continue with Example Ltd." });
  const heading = (name: string) => page.getByRole("heading", { name });

  // A link on another site signs nobody in: it leads to a page where they may want it.
  const elsewhere = await page.request.get(`${origin}/sign-in/with/company?next=%2Ftrash`, {
    headers: { "sec-fetch-site": "cross-site" },
    maxRedirects: 0,
  });
  expect([elsewhere.status(), elsewhere.headers().location]).toEqual([303, "/sign-in?next=%2Ftrash"]);

  oidc.person = { ...ann, email_verified: false };
  await page.goto(`${origin}/sign-in?next=/trash`);
  await expectAccessible(page);
  await expectToFitPhone(page);
  await button.click();
  await expect(heading("You are not signed in")).toBeVisible();
  await expect(page.getByText("Example Ltd. has not checked that your email address is yours.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Go to the sign-in page" }).click();

  oidc.person = ann;
  await forget(page);
  await page.goto(`${origin}/sign-in?next=/trash`);
  await button.click();
  await expect(heading("Trash")).toBeVisible();
  // The group makes a viewer, who sees the console.
  await expect(page.getByRole("link", { name: "Tasks" })).toBeVisible();

  await page.goto(`${origin}/settings`);
  const providers = page.getByRole("region", { name: "Sign in with" });
  await expect(providers.getByText("Your only way to sign in")).toBeVisible();
  await expect(page.getByRole("region", { name: "Password", exact: true })).toHaveCount(0);
  await expect(page.getByText("Account created by signing in at Example Ltd.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Delete account…" }).click();
  await expect(page.getByLabel("Your password")).toHaveCount(0);
  await page.getByRole("button", { name: "Delete for good" }).click();
  await page.waitForURL(`${origin}/sign-in`);

  await forget(page);
  await page.goto(`${origin}/sign-up`);
  await page.getByLabel("Name").fill("Bea");
  await page.getByLabel("Email").fill("bea@corp.example");
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(heading("Todos")).toBeVisible();
  oidc.person = { ...ann, sub: "bea", email: "bea@corp.example" };
  await page.goto(`${origin}/settings`);
  await providers.getByRole("button", { name: "Link Example Ltd." }).click();
  await expect(providers.getByText("Linked", { exact: true })).toBeVisible();
  await expect(page.getByText("Example Ltd. linked as a way to sign in")).toBeVisible();
  await providers.getByRole("button", { name: "Unlink Example Ltd." }).click();
  await expect(providers.getByText("Not linked")).toBeVisible();

  await oidc.stop();
  await forget(page);
  await page.goto(`${origin}/sign-in`);
  await button.click();
  await expect(heading("Example Ltd. doesn’t answer")).toBeVisible();
});
