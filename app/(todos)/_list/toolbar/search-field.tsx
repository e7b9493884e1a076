"use client";

import { useRef } from "react";
import { CloseIcon, SearchIcon } from "#app/_ui/icons/icons.tsx";
import { useSearchText } from "#app/_ui/search/use-search-text.ts";
import { Spinner } from "#app/_ui/spinner.tsx";
import { searchMaxLength } from "#lib/todo-service/limits.ts";

export interface SearchFieldProps {
  readonly id: string;
  readonly label: string;
  /** The words of the current search. */
  readonly q: string;
  readonly onSearch: (q: string) => void;
  readonly isSearching: boolean;
}

/** Searches titles and notes as you type. Escape clears the field. */
export function SearchField({ id, label, q, onSearch, isSearching }: SearchFieldProps) {
  const [text, setText] = useSearchText({ q, onSearch, pauseMs: 180 });
  const input = useRef<HTMLInputElement>(null);

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
        className="w-full rounded-md border border-line-strong bg-surface pr-11 pl-11 text-base transition-colors hover:border-muted focus-visible:outline-offset-0 sm:text-sm"
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
