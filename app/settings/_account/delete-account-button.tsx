"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { api } from "#app/_client/api.ts";
import { clearUnsaved } from "#app/_client/device/command-store.ts";
import { forgetAccount } from "#app/_client/device/forget-account.ts";
import { pageAccount } from "#app/_client/page-account.ts";
import { RequestError } from "#app/_client/request-error.ts";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { fieldError } from "../_form/field-error.ts";

export interface DeleteAccountButtonProps {
  readonly email: string;
  /** Whether nobody would be left with access to the background tasks. */
  readonly isOnlyAdmin: boolean;
  /** Whether a password proves who they are. People without one have just signed in. */
  readonly needsPassword: boolean;
  /** The way to prove it once more, shown once that sign-in is too long ago. */
  readonly signInAgain: ReactNode;
}

/** Asks for the password, where there is one, then deletes the account. */
export function DeleteAccountButton(props: DeleteAccountButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete account…
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Delete your account?">
        <DeletionForm {...props} onCancel={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function DeletionForm({
  email,
  isOnlyAdmin,
  needsPassword,
  signInAgain,
  onCancel,
}: DeleteAccountButtonProps & { readonly onCancel: () => void }) {
  const deletion = useMutation({
    mutationFn: (body: { password?: string }) => api("POST /api/account/delete", { body }),
    async onSuccess() {
      const account = pageAccount();
      if (account !== undefined) await clearUnsaved(account);
      await forgetAccount();
      // A full page load, so that nothing of this account stays in memory.
      window.location.assign("/sign-in");
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    deletion.mutate(needsPassword ? { password } : {});
  };
  if (deletion.isSuccess) return <Alert tone="info">Your account and everything in it is deleted. Goodbye!</Alert>;
  const refused = fieldError(deletion.error, "password");
  return (
    <form onSubmit={submit} className="grid gap-4">
      <p className="text-sm text-muted">
        This deletes <strong className="font-medium text-ink">{email}</strong> with all todos, trash and API keys, and
        signs out every browser. It can’t be undone.
      </p>
      {isOnlyAdmin && (
        <Alert>
          You are the only admin. Background tasks keep running, but nobody can see them until an operator makes
          somebody an admin.
        </Alert>
      )}
      {deletion.error !== null && refused === undefined && <Alert>Nothing was deleted. {deletion.error.message}</Alert>}
      {deletion.error instanceof RequestError && deletion.error.is("forbidden") && signInAgain}
      {needsPassword && (
        <>
          <input hidden readOnly type="text" name="username" autoComplete="username" value={email} />
          <TextField
            data-autofocus
            label="Your password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            error={deletion.isPending ? undefined : refused}
          />
        </>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel} disabled={deletion.isPending}>
          Cancel
        </Button>
        <Button type="submit" variant="danger" pending={deletion.isPending}>
          {deletion.isPending ? "Deleting…" : "Delete for good"}
        </Button>
      </div>
    </form>
  );
}
