"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { TextField } from "#app/_ui/text-field.tsx";
import { errorNameMaxLength } from "#lib/task-runs/limits.ts";
import { errorNamesOptions } from "../_requests/task-queries.ts";

export interface ErrorNameFieldProps {
  /** The name that is filtered by; empty for none. */
  readonly name: string;
  readonly onChoose: (name: string) => void;
}

/** The name of an error. Suggests those that runs have, once somebody is about to type one. */
export function ErrorNameField({ name, onChoose }: ErrorNameFieldProps) {
  const [typed, setTyped] = useState(name);
  const [shown, setShown] = useState(name);
  const [isAsked, setAsked] = useState(false);
  const { data: names = [] } = useQuery({ ...errorNamesOptions(), enabled: isAsked });
  const listId = useId();
  // The back button and links change the address from outside.
  if (name !== shown) {
    setShown(name);
    setTyped(name);
  }
  const choose = (chosen: string) => chosen !== name && onChoose(chosen);
  return (
    <>
      <TextField
        label="Error name"
        placeholder="TypeError"
        maxLength={errorNameMaxLength}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        list={listId}
        onFocus={() => setAsked(true)}
        onChange={(event) => {
          setTyped(event.target.value);
          if (isSuggestion(event)) choose(event.target.value);
        }}
        onBlur={({ target }) => choose(target.value)}
        onKeyDown={({ key, currentTarget }) => key === "Enter" && choose(currentTarget.value)}
      />
      <datalist id={listId}>
        {names.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </>
  );
}

/** Whether a suggestion was taken. Browsers tell it by the kind of the event. */
function isSuggestion({ nativeEvent }: FormEvent): boolean {
  return !(nativeEvent instanceof InputEvent) || nativeEvent.inputType === "insertReplacementText";
}
