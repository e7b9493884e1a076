import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAccount } from "#lib/auth/create-account.ts";
import { type App, createApp } from "#lib/composition/create-app.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { grantRole } from "#tests/support/accounts/operators.ts";
import { createIdleEngine } from "#tests/support/app.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { cheapHashing, password } from "#tests/support/sessions.ts";
import { startSmtpServer, type TestSmtpServer } from "#tests/support/smtp.ts";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

const database = setUpTestDatabase();
const engine = createIdleEngine();
const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const minute = 60_000;
const hour = 60 * minute;

let receiver: WebhookReceiver;
let smtp: TestSmtpServer;
let app: App;
let now: Date;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  smtp = await startSmtpServer();
  const env = testEnv(database.url, {
    WEBHOOK_URL: receiver.url,
    WEBHOOK_SECRET: secret,
    SMTP_URL: smtp.url,
    MAIL_FROM: "tidy@example.com",
  });
  app = createApp(env, { database: database.db, engine, clock: () => now, hashing: cheapHashing });
  const account = { email: "ops@example.com", password, name: "Olga" };
  await createAccount(account, app.auth);
  await grantRole(app.auth, account.email, "admin");
  await createAccount({ ...account, email: "ann@example.com" }, app.auth);
});
afterAll(async () => {
  await app.stop();
  await smtp.stop();
  await receiver.stop();
});

beforeEach(async () => {
  await database.db.alert.deleteMany();
  await database.db.taskRun.deleteMany();
  await database.db.taskSchedule.deleteMany();
  receiver.answer = (response) => void response.writeHead(204).end();
  receiver.received.length = 0;
  smtp.received.length = 0;
  now = new Date();
});

/** Calls the scheduler, so long after the last call. */
async function call(afterMs = minute): Promise<void> {
  now = new Date(now.getTime() + afterMs);
  await app.scheduler.runAllDue(now);
}

const fail = () => app.runs.execute(todoCleanup, { asOf: "2999-01-01T00:00:00Z" });

/** The notices that the receiver has got since the last call of this function, sorted. */
function told(): string[] {
  return receiver.received
    .splice(0)
    .map(({ message: { type, data } }) => `${type} ${data.kind} ${data.task}`)
    .sort();
}

/** Plans these tasks alone since so long: the others may be due at the time of day that the tests run. */
async function plan(forMs: number, ...tasks: string[]): Promise<void> {
  await app.schedules.register(new Date(now.getTime() - forMs));
  await database.db.taskSchedule.deleteMany({ where: { task: { notIn: tasks } } });
}

describe("an operator is told once that something does not work, and once that it works again", () => {
  test("the heartbeat, though no engine lives; the message is signed", async () => {
    await plan(10 * minute, systemPing.name);
    await call(0);
    const [{ headers, body, message } = { headers: {}, body: "", message: null }] = receiver.received;
    expect(message).toMatchObject({
      type: "alert.started",
      timestamp: now.toISOString(),
      data: { kind: "heartbeat", summary: "The heartbeat is gone", url: "https://tidy.example.com/tasks" },
    });
    const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    expect(new Webhook(secret).verify(body, given)).toEqual(message);
    expect(() => new Webhook(secret).verify(body.replace("gone", "fine"), given)).toThrow("No matching signature");
    expect(told()).toEqual(["alert.started heartbeat system/ping"]);

    await call();
    await call(5 * minute);
    expect(told()).toEqual([]);

    await app.tasks.systemPing.execute({});
    await call();
    expect(told()).toEqual(["alert.resolved heartbeat system/ping"]);
    await call();
    expect(told()).toEqual([]);
  });

  test("a run that finally failed, by mail as well, without what its error says", async () => {
    const { id } = await fail();
    await call();
    const [webhook] = receiver.received;
    expect(webhook?.message.data).toMatchObject({ runId: id, url: `https://tidy.example.com/tasks/runs/${id}` });
    expect(webhook?.body).toContain("PermanentError");
    expect(webhook?.body).not.toContain("asOf lies");
    expect(told()).toEqual(["alert.started run-failed todo/cleanup"]);
    expect(smtp.received.map(({ recipient }) => recipient)).toEqual(["ops@example.com"]);
    const mail = await smtp.mailTo("ops@example.com");
    expect(mail.subject).toBe("“Clean up completed todos” failed (Tidy on tidy.example.com)");
    expect(mail.link).toBe(`https://tidy.example.com/tasks/runs/${id}`);

    await fail();
    await call();
    expect([told(), smtp.received]).toEqual([[], []]);

    await app.tasks.todoCleanup.execute({});
    await call();
    expect(told()).toEqual(["alert.resolved run-failed todo/cleanup"]);
    expect((await smtp.mailTo("ops@example.com")).subject).toMatch(/^“Clean up completed todos” is well again/);
    await fail();
    await call();
    expect(told()).toEqual(["alert.started run-failed todo/cleanup"]);
  });

  test("a slot that nobody claimed in time, and a cleanup without success for 26 hours", async () => {
    // The claim of its slot leaves nothing overdue.
    await plan(72 * hour, systemPing.name, todoCleanup.name);
    engine.reachable = false;
    const claim = await app.scheduler.runDue(todoCleanup, now);
    engine.reachable = true;
    expect(claim.run).not.toBeNull();
    expect(told()).toEqual([
      "alert.started heartbeat system/ping",
      "alert.started no-success todo/cleanup",
      "alert.started schedules null",
    ]);
    await app.tasks.todoCleanup.execute({});
    await call();
    await call();
    expect(told()).toEqual(["alert.resolved no-success todo/cleanup", "alert.resolved schedules null"]);
  });

  test("at the end of the call that met it, where requests execute the runs", async () => {
    const within = createApp({ ...app.env, TASK_ENGINE: "in-request" }, { database: database.db, clock: () => now });
    await within.tasks.todoCleanup.enqueue({ asOf: "2999-01-01T00:00:00Z" });
    await within.requestExecution?.executeRest({ startedAt: now, task: todoCleanup.name });
    expect(told()).toEqual(["alert.started run-failed todo/cleanup"]);
  });

  test("by one of several schedulers that ask at the same time", async () => {
    await plan(10 * minute, systemPing.name);
    await Promise.all(Array.from({ length: 4 }, () => call(0)));
    await call();
    expect(told()).toEqual(["alert.started heartbeat system/ping"]);
  });
});

describe("what does not work now is listed", () => {
  test("where nobody is told, until it works again", async () => {
    const unheard = createApp(testEnv(database.url), { database: database.db, engine, clock: () => now });
    await plan(10 * minute, systemPing.name);
    const { id, finishedAt } = await fail();
    expect(await unheard.alerts.list(now)).toMatchObject([
      { kind: "heartbeat", summary: "The heartbeat is gone", since: null, runId: null },
      { kind: "run-failed", summary: "“Clean up completed todos” failed", since: finishedAt, runId: id },
    ]);
    now = new Date(now.getTime() + 1_000);
    await app.tasks.systemPing.execute({});
    await app.tasks.todoCleanup.execute({});
    expect(await unheard.alerts.list(now)).toEqual([]);
  });

  test("since it was noticed, however long ago a run failed", async () => {
    await fail();
    await call();
    const since = now.toISOString();
    now = new Date(now.getTime() + 9 * 24 * hour);
    expect(await app.alerts.list(now)).toMatchObject([{ kind: "run-failed", since }]);
    await app.tasks.todoCleanup.execute({});
    expect(await app.alerts.list(now)).toEqual([]);
  });
});

describe("a receiver", () => {
  const firstFailure = async () => {
    await fail();
    await call();
  };
  const sendings = () => database.db.taskRun.findMany({ where: { task: "notice/send" }, orderBy: { id: "asc" } });
  const webhookErrors = async () =>
    (await sendings()).flatMap(({ error }) =>
      error !== null && typeof error === "object" && "message" in error ? [error.message] : [],
    );

  test("that refuses gets the same message under the same id, later and later, and nobody hears of that", async () => {
    receiver.answer = (response) => void response.writeHead(500).end("no\n\0disk".repeat(1000));
    await firstFailure();
    expect(await webhookErrors()).toEqual([
      expect.stringMatching(/^The webhook answered 500: no diskno disk.{400,500}$/),
    ]);
    await call(30_000);
    expect(receiver.received).toHaveLength(1);
    await call(minute);
    expect(receiver.received).toHaveLength(2);
    receiver.answer = (response) => void response.writeHead(200).end();
    await call(2 * minute);
    const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect([ids.length, new Set(ids).size, new Set(receiver.received.map(({ body }) => body)).size]).toEqual([3, 1, 1]);
    await call(hour);
    const noticeId = String(ids[0]);
    expect(await app.tasks.noticeSend.execute({ noticeId })).toEqual({ sent: false });
    expect(receiver.received).toHaveLength(3);
    expect(smtp.received).toHaveLength(1);
  });

  test("gets a test on request, whose run fails where one of them does not take it", async () => {
    expect(await app.tasks.noticeTest.execute({})).toEqual({ sentCount: 2 });
    expect(told()).toEqual(["alert.test test null"]);
    expect((await smtp.mailTo("ops@example.com")).subject).toBe("This is a test (Tidy on tidy.example.com)");
    receiver.answer = (response) => void response.writeHead(404).end();
    await expect(app.tasks.noticeTest.execute({})).rejects.toThrow("The webhook answered 404.");
  });

  test("that redirects is not followed", async () => {
    receiver.answer = (response) => void response.writeHead(307, { location: "/elsewhere" }).end();
    await firstFailure();
    expect(receiver.received.map(({ path }) => path)).toEqual(["/hooks/tidy"]);
    expect(await webhookErrors()).toEqual([expect.stringContaining("Set WEBHOOK_URL to the final address")]);
  });

  test("is given up after a day, and hears of the end only after the start", async () => {
    receiver.answer = (response) => void response.writeHead(500).end();
    await firstFailure();
    await app.tasks.todoCleanup.execute({});
    await call(minute);
    expect(new Set(told())).toEqual(new Set(["alert.started run-failed todo/cleanup"]));
    await call(25 * hour);
    const given = await database.db.notice.findMany({ where: { channel: "webhook" }, orderBy: { id: "asc" } });
    expect(given[0]).toMatchObject({ sentAt: null, nextAttemptAt: null });
    told();
    await call(hour);
    expect(told()).toContain("alert.resolved run-failed todo/cleanup");
  });
});
