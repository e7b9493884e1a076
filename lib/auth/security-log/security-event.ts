import { z } from "zod";
import { apiKeyScopes } from "../api-keys/api-key-scopes.ts";
import { providerProblems } from "../oidc/refusals.ts";
import { roles } from "../roles/role.ts";

/** The name of the provider at which somebody signed in; left out for a password or a link. */
const provider = z.string().optional();
/** Who acted on somebody else's account; `operator` is the command line. Unknown of events before this was kept. */
const by = z.enum(["operator", "admin", "provider"]).optional();
const apiKey = { keyId: z.string(), name: z.string() };

/** Everything that concerns the security of an account. Details hold no address, password, token or key. */
export const securityEventSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("account-created"), provider }),
  z.object({ kind: z.literal("account-deleted") }),
  z.object({ kind: z.literal("account-disabled"), by }),
  z.object({ kind: z.literal("account-enabled"), by }),
  z.object({ kind: z.literal("signed-in"), isNewDevice: z.boolean(), provider }),
  /** Refused after somebody had signed in at the provider. */
  z.object({ kind: z.literal("provider-refused"), provider: z.string(), reason: z.enum(providerProblems) }),
  z.object({ kind: z.literal("provider-linked"), provider: z.string() }),
  z.object({ kind: z.literal("provider-unlinked"), provider: z.string() }),
  z.object({ kind: z.literal("sign-in-failed") }),
  /** Refused without a look at the password: it was wrong too often, or too many tries came from one address. */
  z.object({ kind: z.literal("sign-in-delayed") }),
  z.object({ kind: z.literal("signed-out") }),
  z.object({
    kind: z.literal("sessions-ended"),
    count: z.int(),
    /** `by-admin` is by an operator, too. */
    reason: z.enum(["asked", "replaced", "too-old", "by-admin"]),
    by,
  }),
  /** A wrong password from somebody who is signed in. */
  z.object({ kind: z.literal("password-refused") }),
  z.object({ kind: z.literal("password-delayed") }),
  z.object({ kind: z.literal("password-changed"), endedSessions: z.int() }),
  /** By an admin or an operator, who can choose the password with it. */
  z.object({ kind: z.literal("reset-link-created"), by }),
  /** By an admin or an operator, who can sign in with it. */
  z.object({ kind: z.literal("sign-in-link-created"), by }),
  z.object({ kind: z.literal("email-verified") }),
  z.object({ kind: z.literal("email-changed") }),
  z.object({ kind: z.literal("api-key-created"), ...apiKey }),
  z.object({ kind: z.literal("api-key-revoked"), ...apiKey }),
  z.object({
    kind: z.literal("role-changed"),
    role: z.enum(roles),
    /** `operator` is the command line. */
    by: z.enum(["operator", "admin", "setup-link", "environment", "provider"]),
  }),
  z.object({
    kind: z.literal("access-denied"),
    reason: z.enum(["not-admin", "not-viewer", "missing-scope", "unknown-key", "wrong-secret", "other-site"]),
    scope: z.enum(apiKeyScopes).optional(),
  }),
]);

export type SecurityEvent = z.output<typeof securityEventSchema>;

/** Somebody was refused: logged as warnings. */
const refusals: ReadonlySet<SecurityEvent["kind"]> = new Set([
  "sign-in-failed",
  "sign-in-delayed",
  "provider-refused",
  "password-refused",
  "password-delayed",
  "access-denied",
]);

export function isRefusal({ kind }: SecurityEvent): boolean {
  return refusals.has(kind);
}

/** Refusals that cost nothing else, so that anybody can cause any number of them: recorded once a minute. */
const unlimited: ReadonlySet<SecurityEvent["kind"]> = new Set([
  "sign-in-delayed",
  "provider-refused",
  "password-delayed",
  "access-denied",
]);

export function isUnlimited({ kind }: SecurityEvent): boolean {
  return unlimited.has(kind);
}
