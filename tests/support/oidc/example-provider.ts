import type { OidcProvider } from "#lib/auth/auth-env.ts";

/** A provider as the environment describes one, which says nothing about roles. */
export const exampleProvider: OidcProvider = {
  id: "company",
  name: "Company",
  issuer: "https://id.example.com",
  clientId: "tidy",
  clientSecret: undefined,
  scopes: ["openid"],
  emailVerifiedClaim: "email_verified",
  groupsClaim: "groups",
  adminGroups: [],
  viewerGroups: [],
};
