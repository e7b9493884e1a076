import { beforeEach, describe, expect, test } from "vitest";
import { dayMs } from "#lib/days.ts";
import { newId } from "#lib/id.ts";
import { appUrl } from "#tests/support/app-env.ts";
import { setUpAuth } from "./auth-harness.ts";

const context = setUpAuth();
const now = new Date();

beforeEach(async () => {
  await context.db.user.deleteMany();
  await context.db.verification.deleteMany();
});

async function token(auth = context.auth, at = now): Promise<string> {
  const link = await auth.createSetupLink(at);
  expect(link).toMatch(new RegExp(`^${appUrl}/setup[?]token=`));
  return new URL(link ?? "").searchParams.get("token") ?? "";
}

const roleOf = async (headers: Headers, auth = context.auth) => (await auth.findUserBySession(headers))?.role;

describe("a setup link", () => {
  test("proves an address of ADMIN_EMAILS, once", async () => {
    const [first, second] = [await token(), await token()];
    const boss = await context.signUp("boss@example.com");
    expect(await roleOf(boss)).toBe("user");
    await context.auth.becomeAdmin(boss, first, now);
    expect(await roleOf(boss)).toBe("admin");
    expect(await roleOf(boss, context.configured({ env: { ADMIN_EMAILS: [] } }))).toBe("user");
    for (const used of [first, second]) {
      await expect(context.auth.becomeAdmin(boss, used, now)).rejects.toMatchObject({ kind: "not-found" });
    }
    expect(await context.auth.createSetupLink(now)).toBeNull();
  });

  test("is refused to other addresses, and stays valid", async () => {
    const link = await token();
    const stranger = await context.signUp("stranger@example.com");
    await expect(context.auth.becomeAdmin(stranger, link, now)).rejects.toMatchObject({ kind: "forbidden" });
    expect(await roleOf(stranger)).toBe("user");
    await context.auth.becomeAdmin(await context.signUp("boss@example.com"), link, now);
  });

  test("makes anybody an admin where ADMIN_EMAILS is empty", async () => {
    const auth = context.configured({ env: { ADMIN_EMAILS: [] } });
    const link = await token(auth);
    const [ann, bob] = [await context.signUp("ann@example.com"), await context.signUp("bob@example.com")];
    const tries = await Promise.allSettled([ann, bob].map((who) => auth.becomeAdmin(who, link, now)));
    expect(tries.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await auth.listAdmins()).toHaveLength(1);
  });

  test("is worth nothing once somebody is an admin in another way", async () => {
    const link = await token();
    await context.signUpAdmin("granted@example.com");
    const boss = await context.signUp("boss@example.com");
    await expect(context.auth.becomeAdmin(boss, link, now)).rejects.toMatchObject({ kind: "not-found" });
    expect(await roleOf(boss)).toBe("user");
  });

  test("ends after a day, and can't be made up or read from the database", async () => {
    const old = await token(context.auth, new Date(now.getTime() - dayMs));
    const fresh = await token();
    const boss = await context.signUp("boss@example.com");
    const [stored] = await context.db.verification.findMany({ orderBy: { id: "desc" } });
    for (const wrong of [old, "", newId(now), stored?.value ?? "", `${fresh}x`]) {
      await expect(context.auth.becomeAdmin(boss, wrong, now)).rejects.toMatchObject({ kind: "not-found" });
    }
    await expect(context.auth.becomeAdmin(new Headers(), fresh, now)).rejects.toMatchObject({
      kind: "unauthenticated",
    });
    await context.auth.becomeAdmin(boss, fresh, now);
  });
});
