import { mutantsOf } from "../mutant.ts";

const routeTests = ["tests/integration/routes/at-once.test.ts"];
const serviceTests = ["tests/integration/todo-service/at-once/at-once.property.test.ts"];

export const atOnce = [
  ...mutantsOf("lib/auth/callers/known-callers.ts", routeTests, [
    ["lets in an expired session", `AND expires_at > \${renewedAfter.toISOString()}::timestamptz`, ""],
    [
      "lets in a session that is too old",
      `AND created_at > \${addDays(now, -env.SESSION_MAX_DAYS).toISOString()}::timestamptz`,
      "",
    ],
    ["never renews a session", "(idle - renewal) * 1_000", "0"],
    ["lets in a disabled key", "enabled IS NOT FALSE AND ", ""],
    ["lets in an expired key", `(expires_at IS NULL OR expires_at > \${now.toISOString()}::timestamptz)`, "true"],
    ["lets in a key that has lost its scope", `permissions = \${key.permissions} AND `, ""],
    ["never stores the use of a key", ` AND last_request >= \${usedAfter}::timestamptz`, ""],
    ["takes any signature", "given.length === expected.length && timingSafeEqual(given, expected)", "true"],
    ["takes the cookie where a key is wrong", "return token === null ?", "return token === null || true ?"],
  ]),
  ...mutantsOf("lib/http/at-once/at-once.ts", routeTests, [
    ["changes todos for another site", 'caller.via === "session" && isFromOtherSite', "false && isFromOtherSite"],
    ["changes todos for a page of another account", "|| !isPageOf(request, caller.userId)", ""],
    ["does not count what it answers", "app.auth.throttle.take(counted, now);", ""],
    ["counts a request twice", "return { reply: null, counted };", "return { reply: null, counted: null };"],
  ]),
  ...mutantsOf("lib/todo-service/at-once/page-statement.ts", serviceTests, [
    ["shows a todo too many", `WHERE position <= \${limit}::int), '')`, "WHERE true), '')"],
    ["knows no next page", `CASE WHEN count(*) > \${limit}::int`, `CASE WHEN count(*) > 1 + \${limit}::int`],
    ["tags a page by its length", "hashtextextended(concat(items, cursor), 0)", "length(items)"],
  ]),
  ...mutantsOf("lib/todo-service/at-once/update-statement.ts", serviceTests, [
    [
      "lets an expiry be where nothing changes",
      `AND \${isPinned} = pinned THEN expires_at`,
      "AND false THEN expires_at",
    ],
    ["overwrites what somebody else has written", "...unchangedSince(base, change)", ""],
    ["changes anybody's todo", "Prisma.sql`owner_id = owner.id`", "Prisma.sql`true`"],
  ]),
];
