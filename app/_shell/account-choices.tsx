"use client";

import { Link } from "#app/_ui/links/link.tsx";
import { PeopleIcon, SettingsIcon, SignOutIcon } from "./account-icons.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import { useSignOut } from "./use-sign-out.ts";

const itemClass =
  "flex min-h-11 w-full items-center gap-3 rounded-md px-3 text-sm text-ink hover:bg-hover disabled:opacity-55";

/** The items of the account menu: theme, settings, accounts for admins, sign-out. */
export function AccountChoices({ isAdmin }: { readonly isAdmin: boolean }) {
  const { signOut, pending } = useSignOut();
  return (
    <>
      <ThemeSwitch />
      <div className="mt-1.5">
        <Link href="/settings" className={itemClass}>
          <SettingsIcon className="size-5 text-muted" />
          Settings
        </Link>
        {isAdmin && (
          <Link href="/accounts" className={itemClass}>
            <PeopleIcon className="size-5 text-muted" />
            Accounts
          </Link>
        )}
        <button type="button" onClick={signOut} disabled={pending} className={itemClass}>
          <SignOutIcon className="size-5 text-muted" />
          {pending ? "Signing out…" : "Sign out"}
        </button>
      </div>
    </>
  );
}
