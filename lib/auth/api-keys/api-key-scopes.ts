import { z } from "zod";
import { includesRole, type Role } from "../roles/role.ts";

/** Scopes of a key: its owner's todos and settings, reading tasks and runs, or also starting and stopping them. */
export const apiKeyScopes = ["todos", "tasks:read", "tasks:write"] as const;
export type ApiKeyScope = (typeof apiKeyScopes)[number];

/** As the column `permissions` has them. */
const storedScopes = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue("no JSON");
      return z.NEVER;
    }
  })
  .pipe(z.object({ scopes: z.array(z.string()) }));

/** The scopes of a stored key. Unreadable ones, and those that this version doesn't know, give nothing. */
export function parseScopes(permissions: string | null): ApiKeyScope[] {
  const stored = storedScopes.safeParse(permissions).data?.scopes ?? [];
  return apiKeyScopes.filter((scope) => stored.includes(scope));
}

/**
 * The scope that a key needs for a request; `tasks:write` includes `tasks:read`. Requests that viewers may make only
 * read.
 */
export function neededScope(access: Role, method: string): ApiKeyScope {
  if (access === "user") return "todos";
  if (access === "viewer") return "tasks:read";
  return method === "GET" || method === "HEAD" ? "tasks:read" : "tasks:write";
}

/** The scopes that a key of somebody with this role can use. */
export function scopesFor(role: Role): ApiKeyScope[] {
  const accesses = { todos: "user", "tasks:read": "viewer", "tasks:write": "admin" } as const;
  return apiKeyScopes.filter((scope) => includesRole(role, accesses[scope]));
}

/** Whether scopes cover a needed one. */
export function covers(scopes: readonly ApiKeyScope[], needed: ApiKeyScope): boolean {
  return scopes.includes(needed) || (needed === "tasks:read" && scopes.includes("tasks:write"));
}
