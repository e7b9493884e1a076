"use client";

import Link from "next/link";
import { useState } from "react";
import { request } from "../_client/request.ts";
import { notices } from "../_feedback/notices.ts";
import { SettingsIcon, SignOutIcon } from "./account-icons.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

const itemClass =
  "flex min-h-11 w-full items-center gap-3 rounded-md px-3 text-sm text-ink hover:bg-hover disabled:opacity-55";

/** What the account's menu offers: the theme, settings, sign-out. */
export function AccountChoices() {
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
    </>
  );
}
