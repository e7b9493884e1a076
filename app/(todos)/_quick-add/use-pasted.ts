import { useEffect, useState, useSyncExternalStore } from "react";
import { noSubscription } from "#app/_ui/hydration/no-subscription.ts";
import { oneLine } from "#lib/text.ts";
import { useDrafts } from "../_outbox/outbox-provider.tsx";

export interface Pasted {
  /** Several lines that were pasted, as long as the field has nothing but them; else null. */
  readonly lines: string | null;
  /** Keeps lines, also over a reload. @returns the text that the field has for them. */
  paste(lines: string): string;
  /** Leaves them as the one line that the field has. */
  keepOneLine(): void;
}

/** Remembers pasted lines while the field holds them as one. */
export function usePasted(text: string): Pasted {
  const drafts = useDrafts();
  const [pasted, setPasted] = useState<{ readonly lines: string; readonly text: string } | null>(null);
  const kept = useSyncExternalStore(
    drafts?.subscribe ?? noSubscription,
    () => drafts?.find("new", ""),
    () => undefined,
  );
  const own = pasted?.text === text ? pasted.lines : null;
  const lines = own ?? (kept?.text === text ? (kept.lines ?? null) : null);
  useEffect(() => {
    if (own !== null) drafts?.put({ kind: "new", text, lines: own });
  }, [drafts, own, text]);
  return {
    lines,
    paste(words) {
      const line = oneLine(words);
      setPasted({ lines: words, text: line });
      return line;
    },
    keepOneLine() {
      setPasted(null);
      drafts?.put({ kind: "new", text });
    },
  };
}
