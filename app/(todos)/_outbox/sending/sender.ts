import type { Command } from "../command.ts";
import type { Outbox } from "../outbox.ts";
import type { Outcome, SendCommand } from "./send-command.ts";
import type { Verdict } from "./verdict.ts";

export interface SenderOptions {
  readonly outbox: Outbox;
  readonly send: SendCommand;
  /** Takes a command that the server has out of the outbox. */
  settle(command: Command, outcome: Outcome): Promise<void>;
  judge(command: Command, error: unknown): Verdict;
  /** Notes the consequence of a failed try. */
  fail(command: Command, verdict: Exclude<Verdict, { readonly kind: "done" }>): void;
  /** Whether the browser believes that there is a network. */
  isOnline(): boolean;
}

/** Sends the waiting commands of an outbox: those of one todo in order, those of different todos side by side. */
export interface Sender {
  /** Begins to send. Until then another tab does. */
  start(): void;
  /** Looks for commands that can be sent now. */
  wake(): void;
  /** Doesn't wait any longer for the next try, except where the server has said for how long. */
  retry(): void;
  /** Starts no request any more. Resolves when those under way are answered. */
  stop(): Promise<void>;
}

interface Pause {
  readonly count: number;
  readonly until: number;
  /** The server has set the time. */
  readonly isFixed: boolean;
}

const mostAtOnce = 4;
const firstWaitMs = 2_000;
const longestWaitMs = 60_000;

/**
 * The wait in ms after a number of failed tries: it doubles each time, and varies so that browsers don't retry
 * together.
 */
export function backoffMs(count: number, random = Math.random()): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** (count - 1)) * (0.75 + random / 2);
}

export function createSender({ outbox, send, settle, judge, fail, isOnline }: SenderOptions): Sender {
  /** By id. One that another tab has settled is not in the outbox any more, but its request may arrive yet. */
  const sending = new Map<string, Command>();
  const pauses = new Map<string, Pause>();
  /** Called once no request is under way. */
  const idle: (() => void)[] = [];
  /** Set while nothing gets through. Then one command at a time finds out whether that is over. */
  let halt: Pause | null = null;
  let isRunning = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const pauseAfter = (before: Pause | null | undefined, waitMs: number | null): Pause => {
    const count = (before?.count ?? 0) + 1;
    return { count, until: Date.now() + (waitMs ?? backoffMs(count)), isFixed: waitMs !== null };
  };

  function run(): void {
    clearTimeout(timer);
    if (!isRunning) return;
    const commands = sendable(outbox.pending(), [...sending.values()]);
    if (commands.length > 0 && halt === null && !isOnline()) halt = pauseAfter(null, null);
    const now = Date.now();
    const due = commands.filter(({ id }) => !sending.has(id)).map((command) => ({ command, at: dueAt(command) }));
    for (const { command, at } of due) {
      if (at <= now && sending.size < (halt === null ? mostAtOnce : 1)) void attempt(command);
    }
    const next = Math.min(...due.map(({ at }) => at).filter((at) => at > now));
    if (next < Number.POSITIVE_INFINITY) timer = setTimeout(run, next - now);
  }

  const dueAt = ({ id }: Command) => Math.max(halt?.until ?? 0, pauses.get(id)?.until ?? 0);

  async function attempt(command: Command): Promise<void> {
    sending.set(command.id, command);
    const verdict = await send(command).then(
      (outcome) => ({ kind: "done", outcome }) as const,
      (error: unknown) => judge(command, error),
    );
    if (verdict.kind === "later") wait(command, verdict);
    else {
      halt = null;
      pauses.delete(command.id);
    }
    if (verdict.kind === "done") await settle(command, verdict.outcome);
    else fail(command, verdict);
    sending.delete(command.id);
    if (sending.size === 0) for (const resolve of idle.splice(0)) resolve();
    run();
  }

  function wait({ id }: Command, { everything, waitMs }: Extract<Verdict, { readonly kind: "later" }>): void {
    if (everything) halt = pauseAfter(halt, waitMs);
    else pauses.set(id, pauseAfter(pauses.get(id), waitMs));
  }

  return {
    start() {
      isRunning = true;
      run();
    },
    wake: run,
    retry() {
      if (halt?.isFixed === false) halt = { ...halt, until: 0 };
      for (const [id, pause] of pauses) if (!pause.isFixed) pauses.set(id, { ...pause, until: 0 });
      run();
    },
    stop() {
      isRunning = false;
      clearTimeout(timer);
      if (sending.size === 0) return Promise.resolve();
      return new Promise((resolve) => idle.push(resolve));
    },
  };
}

/** The commands that wait for no earlier one, and for none that is under way. */
function sendable(pending: readonly Command[], sending: readonly Command[]): Command[] {
  return pending.filter((command, index) => {
    const others = sending.filter(({ id }) => id !== command.id);
    return ![...pending.slice(0, index), ...others].some((earlier) => isAfter(command, earlier));
  });
}

/** Whether the second command has to wait until the server has the first. */
function isAfter(later: Command, earlier: Command): boolean {
  if (later.todoIds.length === 0 || earlier.todoIds.length === 0) return true;
  return later.todoIds.some((id) => earlier.todoIds.includes(id));
}
