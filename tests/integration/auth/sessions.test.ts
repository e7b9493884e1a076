import { expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { password, post, sessionHeaders } from "#tests/support/sessions.ts";
import { setUpAuth } from "./auth-harness.ts";

const context = setUpAuth();
const now = new Date();

const signIn = async (email: string, userAgent: string) =>
  sessionHeaders(await post(context.auth, "/sign-in/email", { email, password }, { "user-agent": userAgent }));

test("sessions are listed, the current one first, without their tokens", async () => {
  const here = await context.signUp("lists@example.com");
  await signIn("lists@example.com", "Firefox");
  const latest = await signIn("lists@example.com", "Safari");
  await context.signUp("somebody.else@example.com");
  const sessions = await context.auth.listSessions(here, now);
  expect(sessions.map(({ isCurrent }) => isCurrent)).toEqual([true, false, false]);
  expect(sessions.slice(1).map(({ userAgent }) => userAgent)).toEqual(["Safari", "Firefox"]);
  expect(Object.keys(sessions[0] ?? {}).toSorted()).toEqual([
    "createdAt",
    "id",
    "isCurrent",
    "lastUsedAt",
    "userAgent",
  ]);
  const [current] = await context.auth.listSessions(latest, now);
  expect(current).toMatchObject({ userAgent: "Safari", isCurrent: true });
});

test("an expired session isn't listed", async () => {
  const here = await context.signUp("expires@example.com");
  await signIn("expires@example.com", "old");
  await context.db.session.updateMany({
    where: { userAgent: "old" },
    data: { expiresAt: new Date(now.getTime() - 1) },
  });
  expect(await context.auth.listSessions(here, now)).toHaveLength(1);
});

test("a session of one's own ends at once, and nobody else's can be ended", async () => {
  const here = await context.signUp("ends@example.com");
  const there = await signIn("ends@example.com", "there");
  const stranger = await context.signUp("stranger@example.com");
  const [, other] = await context.auth.listSessions(here, now);
  const id = other?.id ?? "";
  await expect(context.auth.endSession(stranger, id)).rejects.toMatchObject({ kind: "not-found" });
  expect(await context.auth.findUserBySession(there)).not.toBeNull();
  await context.auth.endSession(here, id);
  expect(await context.auth.findUserBySession(there)).toBeNull();
  await expect(context.auth.endSession(here, id)).rejects.toMatchObject({ kind: "not-found" });
  expect(await context.auth.findUserBySession(here)).not.toBeNull();
});

test("all other sessions of one's own end together", async () => {
  const here = await context.signUp("alone@example.com");
  const others = [await signIn("alone@example.com", "a"), await signIn("alone@example.com", "b")];
  const stranger = await context.signUp("bystander@example.com");
  expect(await context.auth.endOtherSessions(here)).toEqual({ endedCount: 2 });
  for (const other of others) expect(await context.auth.findUserBySession(other)).toBeNull();
  expect(await context.auth.findUserBySession(here)).not.toBeNull();
  expect(await context.auth.findUserBySession(stranger)).not.toBeNull();
  expect(await context.auth.endOtherSessions(here)).toEqual({ endedCount: 0 });
});

test("without a session nothing is listed or ended", async () => {
  const nobody = new Headers();
  for (const act of [
    () => context.auth.listSessions(nobody, now),
    () => context.auth.endSession(nobody, newId(now)),
    () => context.auth.endOtherSessions(nobody),
  ]) {
    await expect(act()).rejects.toMatchObject({ kind: "unauthenticated" });
  }
});
