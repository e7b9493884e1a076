"use client";

import Link from "next/link";
import { useState } from "react";
import { request } from "../_data/request.ts";
import { SettingsIcon, SignOutIcon } from "./icons.tsx";
import { notices } from "./notices.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

const menuId = "account-menu";
const itemClass =
  "flex min-h-11 w-full items-center gap-3 rounded-md px-3 text-sm text-ink hover:bg-hover disabled:opacity-55";

/** Who is signed in, the theme, settings and sign-out, behind the initial at the right of the header. */
export function AccountMenu({ name, email }: { readonly name: string; readonly email: string }) {
  const [leaving, setLeaving] = useState(false);

  const signOut = async () => {
    setLeaving(true);
    try {
      await request("/api/auth/sign-out", { method: "POST", body: {} });
      // A full load, so that nothing of this account stays in the page's memory.
      window.location.assign("/sign-in");
    } catch (error) {
      setLeaving(false);
      const detail = error instanceof Error ? error.message : "Try again.";
      notices.failed({ id: "sign-out", text: "You are still signed in.", detail });
    }
  };

  return (
    <>
      <button
        type="button"
        popoverTarget={menuId}
        aria-label={`Account of ${name}`}
        className="grid size-9 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent hover:bg-hover pointer-coarse:size-11"
      >
        {/* As generated content, so that a single letter isn't taken for a word of the button's name. */}
        <span data-initial={initial(name, email)} className="before:content-[attr(data-initial)]" />
      </button>
      <div
        id={menuId}
        popover="auto"
        className="enter fixed inset-auto top-14 right-[max(0.75rem,calc(50vw-28rem+1.5rem))] w-64 rounded-lg border border-line bg-raised p-1.5 text-ink shadow-overlay"
      >
        <div className="px-3 pt-2 pb-3">
          <p className="truncate text-sm font-medium">{name}</p>
          <p className="truncate text-sm text-muted">{email}</p>
        </div>
        <ThemeSwitch />
        <div className="mt-1.5">
          <Link href="/settings" className={itemClass}>
            <SettingsIcon className="size-5 text-muted" />
            Settings
          </Link>
          <button type="button" onClick={signOut} disabled={leaving} className={itemClass}>
            <SignOutIcon className="size-5 text-muted" />
            {leaving ? "Signing out…" : "Sign out"}
          </button>
        </div>
      </div>
    </>
  );
}

function initial(name: string, email: string): string {
  return (name.trim() || email).slice(0, 1).toUpperCase();
}
