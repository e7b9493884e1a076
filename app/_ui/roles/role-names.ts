import type { Role } from "#lib/auth/roles/role.ts";

/** What people call the roles. */
export const roleNames: Readonly<Record<Role, string>> = { user: "Member", viewer: "Viewer", admin: "Admin" };
