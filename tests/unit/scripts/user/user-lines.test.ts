import { expect, test } from "vitest";
import { userLines } from "#scripts/user/user-lines.ts";

const at = new Date("2026-11-27T05:00:00.000Z");
const ann = {
  id: "019ac0de-0000-7000-8000-000000000001",
  name: "Ann Lee",
  email: "ann@example.com",
  emailVerified: true,
  role: "admin",
  isAdminByAddress: false,
  createdAt: at,
  disabledAt: null,
  lastSeenAt: null,
  sessionCount: 0,
} as const;

test("accounts stand below each other, and the last line says how to see more", () => {
  const zoe = { ...ann, name: "Zoë", email: "z@example.com", role: "user", disabledAt: at, lastSeenAt: at } as const;
  expect(userLines({ items: [ann, zoe], nextCursor: zoe.id })).toEqual([
    "EMAIL            ROLE   STATE     CREATED                   LAST SEEN                 NAME",
    "ann@example.com  admin            2026-11-27T05:00:00.000Z  never                     Ann Lee",
    "z@example.com    user   disabled  2026-11-27T05:00:00.000Z  2026-11-27T05:00:00.000Z  Zoë",
    `There are more: add --cursor ${zoe.id}`,
  ]);
  expect(userLines({ items: [], nextCursor: null })).toEqual(["No account matches."]);
});
