"use client";

import { useActionState, useId } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { CopyButton } from "#app/_feedback/copy-button.tsx";
import { Button } from "#app/_ui/button.tsx";
import { SelectField, TextField } from "#app/_ui/text-field.tsx";
import { type ApiKeyScope, scopesFor } from "#lib/auth/api-keys/api-key-scopes.ts";
import { apiKeyDefaultDays } from "#lib/auth/limits.ts";
import type { Role } from "#lib/auth/roles/role.ts";
import { type CreatedKey, createKey, type TypedKey } from "./api-key-actions.ts";

const scopeTexts: Readonly<Record<ApiKeyScope, string>> = {
  todos: "Todos and settings",
  "tasks:read": "See background tasks",
  "tasks:write": "Run and pause background tasks",
};

const untouched: TypedKey = { name: "", days: String(apiKeyDefaultDays), scopes: ["todos"] };

export interface NewKeyFormProps {
  readonly role: Role;
  /** The keys that work. */
  readonly keyIds: readonly string[];
}

/**
 * Asks for a name, an end and, where the role leaves a choice, the scope of a key; then shows the new key once, unless
 * it is revoked.
 */
export function NewKeyForm({ role, keyIds }: NewKeyFormProps) {
  const scopes = scopesFor(role);
  const [state, action, pending] = useActionState(createKey, {});
  const { typed = untouched } = state;
  const { created } = state;
  const { name, scopes: scopeError } = (pending ? undefined : state.fields) ?? {};
  return (
    <div className="grid gap-4">
      {state.error !== undefined && !pending && <Alert>{state.error}</Alert>}
      <form action={action} className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <TextField
            label="Name of the new key"
            name="name"
            placeholder="What will use it?"
            autoComplete="off"
            required
            defaultValue={typed.name}
            error={name}
          />
        </div>
        <SelectField label="Works for" name="days" defaultValue={typed.days} key={typed.days}>
          <option value="30">30 days</option>
          <option value="90">90 days</option>
          <option value={String(apiKeyDefaultDays)}>1 year</option>
        </SelectField>
        {scopes.length > 1 ? (
          <ScopeChoice scopes={scopes} chosen={typed.scopes} error={scopeError} />
        ) : (
          <input type="hidden" name="scopes" value="todos" />
        )}
        <Button type="submit" variant="primary" pending={pending} className="sm:mt-6.5">
          {pending ? "Creating…" : "Create key"}
        </Button>
      </form>
      {created !== undefined && keyIds.includes(created.id) && !pending && <CreatedKeyNotice {...created} />}
    </div>
  );
}

interface ScopeChoiceProps {
  readonly scopes: readonly ApiKeyScope[];
  readonly chosen: readonly string[];
  readonly error: string | undefined;
}

function ScopeChoice({ scopes, chosen, error }: ScopeChoiceProps) {
  const errorId = useId();
  return (
    <fieldset className="basis-full" aria-describedby={error === undefined ? undefined : errorId}>
      <legend className="mb-1 text-sm font-medium">What it may do</legend>
      <div className="flex flex-wrap gap-x-5">
        {scopes.map((scope) => (
          <label key={scope} className="flex min-h-11 items-center gap-2 text-sm">
            <input type="checkbox" name="scopes" value={scope} defaultChecked={chosen.includes(scope)} />
            {scopeTexts[scope]}
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p id={errorId} role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function CreatedKeyNotice({ name, value }: CreatedKey) {
  return (
    <Alert tone="info" action={<CopyButton text={value} />}>
      <p>Copy the key “{name}” now. It won’t be shown again.</p>
      <code data-testid="new-api-key" className="mt-1 block font-mono text-ink select-all">
        {value}
      </code>
    </Alert>
  );
}
