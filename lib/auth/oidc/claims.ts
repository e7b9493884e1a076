import { z } from "zod";
import type { OidcProvider } from "../auth-env.ts";
import { emailInput } from "../credentials-schemas.ts";
import type { Role } from "../roles/role.ts";

export type Claims = Readonly<Record<string, unknown>>;

/** A person's identity at a provider. */
export interface ProviderIdentity {
  readonly providerId: string;
  readonly subject: string;
  readonly email: string | null;
  /** Whether the provider has proven that the address is theirs. */
  readonly emailVerified: boolean;
  readonly name: string | null;
  /** The role that their groups give; null where the provider says nothing about roles. */
  readonly role: Role | null;
  /** The time at which they last typed something there; null where the provider does not tell. */
  readonly authenticatedAt: Date | null;
}

const text = z.string().trim().min(1);

/** @returns null for claims that name nobody. */
export function readIdentity(provider: OidcProvider, claims: Claims): ProviderIdentity | null {
  const subject = text.safeParse(claims.sub).data;
  if (subject === undefined) return null;
  const verified = claimAt(claims, provider.emailVerifiedClaim);
  const authTime = z.number().safeParse(claims.auth_time).data;
  return {
    providerId: provider.id,
    subject,
    email: emailInput.safeParse(claims.email).data?.toLowerCase() ?? null,
    // Some providers send text.
    emailVerified: verified === true || verified === "true" || verified === 1 || verified === "1",
    name: text.safeParse(claims.name).data ?? text.safeParse(claims.preferred_username).data ?? null,
    role: roleOfGroups(provider, claims),
    authenticatedAt: authTime === undefined ? null : new Date(authTime * 1000),
  };
}

/** Whether the provider's groups decide on roles. */
export function mapsRoles({ adminGroups, viewerGroups }: OidcProvider): boolean {
  return adminGroups.length + viewerGroups.length > 0;
}

/** The highest role that the claimed groups give. Without one of them, nobody is more than a member. */
function roleOfGroups(provider: OidcProvider, claims: Claims): Role | null {
  if (!mapsRoles(provider)) return null;
  const groups = groupsIn(claimAt(claims, provider.groupsClaim));
  const isIn = (mapped: readonly string[]) => mapped.some((group) => groups.includes(group));
  if (isIn(provider.adminGroups)) return "admin";
  return isIn(provider.viewerGroups) ? "viewer" : "user";
}

function groupsIn(claim: unknown): readonly string[] {
  if (typeof claim === "string") return [claim];
  return (
    z
      .array(z.unknown())
      .safeParse(claim)
      .data?.filter((group) => typeof group === "string") ?? []
  );
}

/** A claim by its name, which may be an address with dots, or by a path of names. */
export function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split(".").reduce<unknown>((value, key) => {
    const object = z.record(z.string(), z.unknown()).safeParse(value).data;
    return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
  }, claims);
}
