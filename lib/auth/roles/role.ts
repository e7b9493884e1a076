/** Roles by their rights, from least to most. Each includes those before it. */
export const roles = ["user", "viewer", "admin"] as const;

/**
 * `user` has todos and settings of their own. `viewer` sees the task console too, and changes nothing there. `admin`
 * changes it, and looks after accounts.
 */
export type Role = (typeof roles)[number];

/** Whether a role is the needed one, or includes it. */
export function includesRole(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}
