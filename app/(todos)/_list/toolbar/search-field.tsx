"use client";

import { useEffect, useRef, useState } from "react";
import { CloseIcon, SearchIcon } from "#app/_ui/icons/icons.tsx";
import { Spinner } from "#app/_ui/spinner.tsx";
import { searchMaxLength } from "#lib/todo-service/limits.ts";

/** The pause in typing, in ms, before the search starts. */
const pauseMs = 180;

export interface SearchFieldProps {
  readonly id: string;
  readonly label: string;
  /** The words of the current search. */
  readonly q: string;
  readonly onSearch: (q: string) => void;
  readonly isSearching: boolean;
}

/** Searches titles and notes as you type. Escape clears the field. */
export function SearchField({ id, label, q: current, onSearch, isSearching }: SearchFieldProps) {
  const [text, setText] = useState(current);
  const searched = useRef(current);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (current === searched.current) return;
    searched.current = current;
    setText(current);
  }, [current]);

  useEffect(() => {
    const q = text.trim();
    if (q === searched.current) return;
    const timer = setTimeout(() => {
      searched.current = q;
      onSearch(q);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text, onSearch]);

  const clear = () => {
    setText("");
    input.current?.focus();
  };

  return (
    <search className="relative grid min-h-11 flex-1">
      <span className="pointer-events-none absolute inset-y-0 left-0 grid w-11 place-items-center text-muted">
        {isSearching ? <Spinner /> : <SearchIcon />}
      </span>
      <input
        ref={input}
        id={id}
        type="text"
        inputMode="search"
        aria-label={label}
        dir="auto"
        placeholder="Search"
        autoComplete="off"
        maxLength={searchMaxLength}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && setText("")}
        className="w-full rounded-md border border-line bg-surface pr-11 pl-11 text-base transition-colors hover:border-line-strong focus-visible:outline-offset-0 sm:text-sm"
      />
      {text !== "" && (
        <button
          type="button"
          aria-label="Clear search"
          onClick={clear}
          className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-md text-muted hover:text-ink"
        >
          <CloseIcon className="size-4" />
        </button>
      )}
    </search>
  );
}
