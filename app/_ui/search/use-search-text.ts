"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { trackOwnWords } from "./own-words.ts";

export interface SearchText {
  /** The words of the search in the address. */
  readonly q: string;
  readonly onSearch: (q: string) => void;
  /** The pause in typing, in ms, before the search starts. */
  readonly pauseMs: number;
}

/** The text of a field that searches while somebody types. Shows the words of the address where others change it. */
export function useSearchText({ q: current, onSearch, pauseMs }: SearchText) {
  const [text, setText] = useState(current);
  const [words] = useState(() => trackOwnWords(current));
  const search = useEffectEvent(onSearch);

  useEffect(() => {
    const inAddress = new URLSearchParams(location.search).get("q") ?? "";
    if (words.arrive(current, inAddress)) setText(current);
  }, [words, current]);

  useEffect(() => {
    const timer = setTimeout(() => {
      const q = text.trim();
      if (q === words.last()) return;
      words.send(q);
      search(q);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [words, text, pauseMs]);

  return [text, setText] as const;
}
