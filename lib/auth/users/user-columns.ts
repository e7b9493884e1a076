import { Prisma } from "#lib/db/client.ts";
import type { User } from "../user.ts";

const columns: Readonly<Record<keyof User, string>> = {
  id: "id",
  name: "name",
  email: "email",
  role: "role",
  retentionDays: "retention_days",
  timeZone: "time_zone",
};

/** The columns of "user" under the names of a `User`. `role` is the granted one. */
export const userColumns = Prisma.raw(
  Object.entries(columns)
    .map(([field, column]) => `"user".${column} AS "${field}"`)
    .join(", "),
);
