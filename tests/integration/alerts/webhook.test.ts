import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import type { NoticeMessage } from "#lib/notices/notice-message.ts";
import { createWebhook } from "#lib/notices/webhook.ts";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
});
afterAll(() => receiver.stop());

const now = new Date("2026-11-24T03:00:00Z");
const id = newId(now);
const message: NoticeMessage = {
  type: "alert.started",
  timestamp: now.toISOString(),
  data: {
    alertId: id,
    kind: "schedules",
    summary: "A schedule is overdue",
    detail: "Overdue: todo/cleanup.",
    task: null,
    runId: null,
    startedAt: now.toISOString(),
    resolvedAt: null,
    url: "https://tidy.example.com/tasks",
  },
};

const post = (url: string, deadlineMs: number) => {
  return createWebhook({ WEBHOOK_URL: url, WEBHOOK_SECRET: Buffer.alloc(24) }, { deadlineMs })?.post(id, message, now);
};

test("a webhook that says nothing, or never ends its answer, costs no more than the deadline", async () => {
  receiver.answer = () => {};
  await expect(post(receiver.url, 100)).rejects.toThrow("The webhook did not answer within 0.1 s.");
  receiver.answer = (response) => void response.writeHead(200).write("x");
  await expect(post(receiver.url, 100)).rejects.toThrow("did not answer within");
});

test("a webhook that is out of reach is named so, without its address", async () => {
  const gone = await startWebhookReceiver();
  await gone.stop();
  await expect(post(gone.url, 5_000)).rejects.toThrow(/^The webhook is out of reach \(ECONNREFUSED\)\.$/);
});

test("without WEBHOOK_URL there is none", () => {
  expect(createWebhook({ WEBHOOK_URL: undefined, WEBHOOK_SECRET: undefined })).toBeNull();
});
