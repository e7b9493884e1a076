"use client";

import { useState } from "react";
import { useHydrated } from "#app/_ui/hydration/hydrated.ts";
import { TextField } from "#app/_ui/text-field.tsx";
import { instantOf, latestInput, localInput } from "./local-instant.ts";

export interface InstantFieldProps {
  readonly label: string;
  /** The instant that is filtered by. */
  readonly instant: string | undefined;
  readonly onChoose: (instant: string | undefined) => void;
}

/** A date and time to filter by. Chosen as a whole: half of a year that is being typed is a year, too. */
export function InstantField({ label, instant, onChoose }: InstantFieldProps) {
  // The server does not know the reader's zone.
  const chosen = useHydrated() ? localInput(instant) : "";
  const [typed, setTyped] = useState(chosen);
  const [shown, setShown] = useState(chosen);
  const [isIncomplete, setIncomplete] = useState(false);
  // The back button and links change the address from outside.
  if (chosen !== shown) {
    setShown(chosen);
    setTyped(chosen);
    setIncomplete(false);
  }
  const choose = (field: HTMLInputElement) => {
    const { badInput } = field.validity;
    setIncomplete(badInput);
    // Some of it is missing, so that the choice before stays. React does not know what half of a date is shown.
    if (badInput) {
      field.value = chosen;
      setTyped(chosen);
    } else if (field.value !== chosen) onChoose(instantOf(field.value));
  };
  return (
    <TextField
      type="datetime-local"
      label={label}
      value={typed}
      max={latestInput}
      error={isIncomplete ? "Type both the date and the time." : undefined}
      onChange={({ target }) => {
        setTyped(target.value);
        setIncomplete(false);
      }}
      onBlur={({ target }) => choose(target)}
      onKeyDown={({ key, currentTarget }) => key === "Enter" && choose(currentTarget)}
    />
  );
}
