"use client";

import { useActionState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { apiKeyNameMaxLength } from "#lib/auth/limits.ts";
import { createKey } from "./api-key-actions.ts";
import { CopyButton } from "./copy-button.tsx";

/** Asks for a name, then shows the new key once. */
export function NewKeyForm() {
  const [state, action, pending] = useActionState(createKey, {});
  return (
    <div className="grid gap-4">
      <form action={action} className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <TextField
            label="Name of the new key"
            name="name"
            placeholder="What will use it?"
            maxLength={apiKeyNameMaxLength}
            autoComplete="off"
            required
            error={state.error}
          />
        </div>
        <Button type="submit" variant="primary" pending={pending} className="sm:mt-6.5">
          {pending ? "Creating…" : "Create key"}
        </Button>
      </form>
      {state.created !== undefined && !pending && <CreatedKey {...state.created} />}
    </div>
  );
}

function CreatedKey({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <Alert tone="info" action={<CopyButton text={value} />}>
      <p>Copy the key “{name}” now. It won’t be shown again.</p>
      <code data-testid="new-api-key" className="mt-1 block font-mono text-ink select-all">
        {value}
      </code>
    </Alert>
  );
}
