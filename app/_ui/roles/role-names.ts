import type { Role } from "#lib/auth/roles/role.ts";

/** Names of the roles as people see them. */
export const roleNames: Readonly<Record<Role, string>> = { user: "Member", viewer: "Viewer", admin: "Admin" };
