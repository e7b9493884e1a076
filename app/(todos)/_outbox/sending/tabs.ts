import type { Command } from "../command.ts";
import type { Entry } from "../outbox.ts";
import type { Outcome } from "./send-command.ts";

/** What a tab tells the others of the same account. */
export type Message =
  | { readonly type: "put"; readonly entry: Entry }
  | { readonly type: "removed"; readonly id: string }
  | { readonly type: "settled"; readonly command: Command; readonly outcome: Outcome };

/** The other tabs of this browser that show the same account. */
export interface Tabs {
  tell(message: Message): void;
  /** Calls back once this tab is the one that sends. Where the browser has no locks, each tab sends. */
  lead(begin: () => void): void;
  close(): void;
}

export function joinTabs(account: string, hear: (message: Message) => void): Tabs {
  const name = `tidy-outbox-${account}`;
  const channel = new BroadcastChannel(name);
  const { promise: closed, resolve: close } = Promise.withResolvers<void>();
  channel.onmessage = ({ data }: MessageEvent<Message>) => hear(data);
  return {
    tell: (message) => channel.postMessage(message),
    lead(begin) {
      // Without HTTPS there are no locks.
      if (!("locks" in navigator)) return begin();
      const hold = () => {
        begin();
        return closed;
      };
      navigator.locks.request(name, hold).catch(begin);
    },
    close() {
      channel.close();
      close();
    },
  };
}
