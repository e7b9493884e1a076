import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RequestError } from "#app/_client/request-error.ts";
import { type Command, changeOf } from "#app/(todos)/_outbox/command.ts";
import { makeCommand } from "#app/(todos)/_outbox/make-command.ts";
import { createOutbox } from "#app/(todos)/_outbox/outbox.ts";
import type { Outcome } from "#app/(todos)/_outbox/sending/send-command.ts";
import { backoffMs, createSender } from "#app/(todos)/_outbox/sending/sender.ts";
import { judge } from "#app/(todos)/_outbox/sending/verdict.ts";
import { todoAt } from "../../todos.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-24T12:00:00.000Z") }));
afterEach(() => void vi.useRealTimers());

function setUp({ isOnline = true } = {}) {
  const outbox = createOutbox();
  const requests: { readonly command: Command; readonly answer: PromiseWithResolvers<Outcome> }[] = [];
  const network = { isOnline };
  const sender = createSender({
    outbox,
    send(command) {
      const answer = Promise.withResolvers<Outcome>();
      requests.push({ command, answer });
      return answer.promise;
    },
    settle: async (command) => outbox.remove(command.id),
    judge: (command, error) => judge(command, error, true),
    fail(command, verdict) {
      if (verdict.kind === "stands") outbox.put({ command, standing: verdict.standing });
    },
    isOnline: () => network.isOnline,
  });
  const pin = (order: number): Command => {
    const command = makeCommand(changeOf(todoAt(order), { pinned: true }), "account", new Date());
    outbox.put({ command, standing: { status: "waiting" } });
    sender.wake();
    return command;
  };
  const turn = () => vi.advanceTimersByTimeAsync(0);
  return {
    outbox,
    sender,
    network,
    pin,
    sent: () => requests.map(({ command }) => command.id),
    async answer(index: number) {
      requests[index]?.answer.resolve({});
      await turn();
    },
    async fail(index: number, status: number, retryAfterSeconds?: number) {
      requests[index]?.answer.reject(
        new RequestError(status, "No.", { ...(retryAfterSeconds && { retryAfterSeconds }) }),
      );
      await turn();
    },
  };
}

describe("a sender", () => {
  test("sends nothing before it is started", () => {
    const { pin, sent, sender } = setUp();
    const first = pin(1);
    expect(sent()).toEqual([]);
    sender.start();
    expect(sent()).toEqual([first.id]);
  });

  test("sends commands of one todo in order, those of others beside them, four at once", async () => {
    const { pin, sent, answer, sender } = setUp();
    sender.start();
    const [first, second, other] = [pin(1), pin(1), pin(2)];
    expect(sent()).toEqual([first.id, other.id]);
    await answer(0);
    expect(sent()).toEqual([first.id, other.id, second.id]);
    for (const order of [3, 4, 5, 6]) pin(order);
    expect(sent()).toHaveLength(5);
  });

  test("tries again with growing pauses, and lets other todos pass", async () => {
    const { pin, sent, fail, answer, sender } = setUp();
    sender.start();
    const stubborn = pin(1);
    await fail(0, 500);
    const other = pin(2);
    expect(sent()).toEqual([stubborn.id, other.id]);
    await answer(1);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(sent()).toEqual([stubborn.id, other.id, stubborn.id]);
    await fail(2, 500);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(sent()).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(sent()).toHaveLength(4);
  });

  test("with no network, one command at a time finds out when it is back", async () => {
    const { pin, sent, fail, answer, sender } = setUp();
    sender.start();
    const [first] = [pin(1), pin(2)];
    await fail(0, 0);
    await fail(1, 0);
    pin(3);
    expect(sent()).toHaveLength(2);
    sender.retry();
    expect(sent().slice(2)).toEqual([first.id]);
    await answer(2);
    expect(sent()).toHaveLength(5);
  });

  test("waits while the browser is offline, until somebody says that it is back", async () => {
    const { pin, sent, network, sender } = setUp({ isOnline: false });
    sender.start();
    const first = pin(1);
    expect(sent()).toEqual([]);
    network.isOnline = true;
    sender.retry();
    expect(sent()).toEqual([first.id]);
  });

  test("waits as long as the server says, even when asked to try again", async () => {
    const { pin, sent, fail, sender } = setUp();
    sender.start();
    pin(1);
    await fail(0, 429, 30);
    sender.retry();
    await vi.advanceTimersByTimeAsync(29_000);
    expect(sent()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(sent()).toHaveLength(2);
  });

  test("once stopped, finishes what is under way and starts nothing", async () => {
    const { pin, sent, answer, sender } = setUp();
    sender.start();
    const first = pin(1);
    pin(1);
    let isOver = false;
    void sender.stop().then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(isOver).toBe(false);
    await answer(0);
    expect([isOver, sent()]).toEqual([true, [first.id]]);
  });
});

test("pauses double up to a minute, and differ between browsers by up to a quarter", () => {
  expect([1, 2, 3, 9].map((count) => backoffMs(count, 0.5))).toEqual([2_000, 4_000, 8_000, 60_000]);
  expect([backoffMs(1, 0), backoffMs(1, 1)]).toEqual([1_500, 2_500]);
});
