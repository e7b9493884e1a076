import { describe, expect, test } from "vitest";
import { EnvironmentError, parseEnv } from "#lib/env.ts";
import { required } from "../required-variables.ts";

type Variables = Readonly<Record<string, string>>;

const company = {
  OIDC_PROVIDERS: "company",
  OIDC_COMPANY_ISSUER: "https://id.example.com",
  OIDC_COMPANY_CLIENT_ID: "tidy",
};

function problemsOf(variables: Variables): readonly string[] {
  try {
    parseEnv({ ...required, ...variables });
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

test("providers are read in their order, each from its own variables", () => {
  const { oidcProviders, PASSWORD_SIGN_IN } = parseEnv({
    ...required,
    ...company,
    OIDC_PROVIDERS: "google, company",
    OIDC_GOOGLE_ISSUER: "https://accounts.google.com",
    OIDC_GOOGLE_CLIENT_ID: "id",
    OIDC_GOOGLE_CLIENT_SECRET: "secret",
    OIDC_GOOGLE_NAME: "Google Workspace",
    OIDC_COMPANY_SCOPES: "openid  email groups",
    OIDC_COMPANY_ADMIN_GROUPS: "Tidy admins, /staff",
    PASSWORD_SIGN_IN: "off",
  });
  expect(PASSWORD_SIGN_IN).toBe(false);
  expect(oidcProviders).toMatchObject([
    { id: "google", name: "Google Workspace", clientSecret: "secret", scopes: ["openid", "email", "profile"] },
    {
      id: "company",
      name: "Company",
      issuer: "https://id.example.com",
      clientSecret: undefined,
      scopes: ["openid", "email", "groups"],
      emailVerifiedClaim: "email_verified",
      adminGroups: ["Tidy admins", "/staff"],
      viewerGroups: [],
    },
  ]);
});

describe("what is wrong with a provider is said", () => {
  test.each([
    ["no issuer", { OIDC_COMPANY_ISSUER: "" }, /^OIDC_COMPANY_ISSUER is not set: OIDC_PROVIDERS names the provider/],
    ["an issuer that is no address", { OIDC_COMPANY_ISSUER: "id" }, /^OIDC_COMPANY_ISSUER: use a URL such as/],
    ["no client", { OIDC_COMPANY_CLIENT_ID: "" }, /^OIDC_COMPANY_CLIENT_ID is not set: .*id from the provider/],
    ["scopes without openid", { OIDC_COMPANY_SCOPES: "email" }, /^OIDC_COMPANY_SCOPES: use scopes with "openid"/],
    ["a name in capitals", { OIDC_PROVIDERS: "Company" }, /^OIDC_PROVIDERS: use small letters and digits/],
    ["a mistyped variable", { OIDC_COMPANY_ISUER: "x" }, /^OIDC_COMPANY_ISUER: OIDC_PROVIDERS names no provider/],
    [
      "another provider's variable",
      { OIDC_GOOGLE_ISSUER: "https://x" },
      /^OIDC_GOOGLE_ISSUER: OIDC_PROVIDERS names no/,
    ],
    ["an unseen line end", { OIDC_COMPANY_CLIENT_SECRET: "x\r" }, /^OIDC_COMPANY_CLIENT_SECRET: remove the control/],
  ])("%s", (_, variables: Variables, problem) => {
    expect(problemsOf({ ...company, ...variables })).toEqual([expect.stringMatching(problem)]);
  });

  test("no way in at all", () => {
    expect(problemsOf({ PASSWORD_SIGN_IN: "off" })).toEqual([
      expect.stringMatching(/^PASSWORD_SIGN_IN: without OIDC_PROVIDERS nobody could sign in/),
    ]);
  });
});
