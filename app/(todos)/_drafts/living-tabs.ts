import { v7 } from "uuid";

/** The tabs of this browser. Each holds a lock of its own for as long as it lives. */
export interface LivingTabs {
  /** The name of this tab. A reloaded page is another tab. */
  readonly own: string;
  /** Calls back once a tab is gone, at once where it is already. */
  whenGone(tab: string, callback: () => Promise<void>): void;
  leave(): void;
}

export function joinLivingTabs(): LivingTabs {
  const own = v7();
  const { promise: isOver, resolve: leave } = Promise.withResolvers<void>();
  // Without HTTPS there are no locks: then any other tab counts as gone.
  const locks = "locks" in navigator ? navigator.locks : undefined;
  void locks?.request(lockOf(own), () => isOver);
  return {
    own,
    whenGone: (tab, callback) => void (locks === undefined ? callback() : locks.request(lockOf(tab), callback)),
    leave,
  };
}

const lockOf = (tab: string) => `tidy-tab-${tab}`;
