import type { Role } from "#lib/auth/roles/role.ts";
import { Badge } from "../badge.tsx";
import { roleNames } from "./role-names.ts";

const tones = { user: "neutral", viewer: "neutral", admin: "accent" } as const;

/** The role of an account in a word. */
export function RoleBadge({ role }: { readonly role: Role }) {
  return <Badge tone={tones[role]}>{roleNames[role]}</Badge>;
}
