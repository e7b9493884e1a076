import type { Command } from "../command.ts";
import type { Entry } from "../outbox.ts";
import type { Outcome } from "./send-command.ts";

/** A message from one tab to the others of the same account. */
export type Message =
  | { readonly type: "put"; readonly entry: Entry }
  | { readonly type: "removed"; readonly id: string }
  | { readonly type: "settled"; readonly command: Command; readonly outcome: Outcome };

/** Starts and stops the sending of a tab. */
export interface Lead {
  begin(): void;
  /** Starts no request any more. Resolves when those under way are answered. */
  end(): Promise<void>;
}

/** The other tabs of this browser that show the same account. One of them sends. */
export interface Tabs {
  tell(message: Message): void;
  /** Makes this tab one of those that may send. Where the browser has no locks, each does. */
  join(lead: Lead): void;
  /** Sends from this tab from now on: somebody looks at it, and browsers freeze tabs in the background. */
  takeOver(): void;
  close(): void;
}

/** The time in ms that the sending tab may take to finish. A frozen tab never answers. */
const finishMs = 2_000;

export function joinTabs(account: string, hear: (message: Message) => void): Tabs {
  const name = `tidy-outbox-${account}`;
  const channel = new BroadcastChannel(name);
  let lead: Lead | undefined;
  /** Set while this tab sends: gives the lock back. */
  let release: (() => void) | undefined;
  let waiting = new AbortController();
  let isClosed = false;

  async function request(options: LockOptions): Promise<void> {
    const hold = () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      release = resolve;
      lead?.begin();
      return promise;
    };
    // Rejects when another tab has taken the lock away, or when this one no longer waits for it.
    await navigator.locks.request(name, options, hold).catch(() => undefined);
    if (release === undefined) return;
    release = undefined;
    await lead?.end();
    if (!isClosed) wait();
  }

  function wait(): void {
    waiting = new AbortController();
    void request({ signal: waiting.signal });
  }

  channel.onmessage = ({ data }: MessageEvent<Message | "finish">) => {
    if (data !== "finish") hear(data);
    else if (release !== undefined) void lead?.end().then(release);
  };

  return {
    tell: (message) => channel.postMessage(message),
    join(given) {
      lead = given;
      // Without HTTPS there are no locks.
      if ("locks" in navigator) wait();
      else lead.begin();
    },
    takeOver() {
      if (!("locks" in navigator) || release !== undefined) return;
      channel.postMessage("finish");
      setTimeout(() => {
        if (release !== undefined || isClosed) return;
        waiting.abort();
        void request({ steal: true });
      }, finishMs);
    },
    close() {
      isClosed = true;
      waiting.abort();
      release?.();
      channel.close();
    },
  };
}
