/** Reasons why a sign-in at a provider signed nobody in, as the address of the page names them. */
export const providerProblems = [
  "unreachable",
  "not-configured",
  "canceled",
  "expired",
  "no-email",
  "email-not-verified",
  "account-not-proven",
  "sign-up-not-open",
  "other-address",
  "linked-elsewhere",
  "not-fresh",
  "disabled",
  "too-many-attempts",
  "failed",
] as const;
export type ProviderProblem = (typeof providerProblems)[number];

/** By the codes of the library, of OAuth 2.0, and of this app's own hooks. */
const problems: Readonly<Record<string, ProviderProblem>> = {
  access_denied: "canceled",
  oauth_provider_not_found: "not-configured",
  state_not_found: "expired",
  state_mismatch: "expired",
  state_invalid: "expired",
  state_security_mismatch: "expired",
  email_not_found: "no-email",
  EMAIL_NOT_VERIFIED: "email-not-verified",
  account_not_linked: "account-not-proven",
  SIGN_UP_NOT_OPEN: "sign-up-not-open",
  email_does_not_match: "other-address",
  account_already_linked_to_different_user: "linked-elsewhere",
  NOT_FRESH: "not-fresh",
  ACCOUNT_DISABLED: "disabled",
};

/** The problem of an error code; `failed` for one that says nothing to the person who signs in. */
export function problemOf(code: string): ProviderProblem {
  return Object.hasOwn(problems, code) ? (problems[code] ?? "failed") : "failed";
}
