"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useSyncExternalStore } from "react";
import { api } from "#app/_client/api.ts";
import { notices } from "#app/_feedback/notices.ts";
import { parseTheme, type Theme, themes } from "#lib/settings/theme.ts";
import { showTheme } from "./show-theme.ts";

const labels: Readonly<Record<Theme, string>> = { system: "System", light: "Light", dark: "Dark" };

/** Watches the page's theme, since there may be more than one switch on a page. */
function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

const shownTheme = () => parseTheme(document.documentElement.dataset.theme);

/** Three radio buttons: system, light, dark. The choice applies at once and is stored in a cookie. */
export function ThemeSwitch() {
  const name = useId();
  const theme = useSyncExternalStore<Theme>(subscribe, shownTheme, () => "system");
  const change = useMutation({
    mutationFn: (next: Theme) => api("PUT /api/settings/theme", { body: { theme: next } }),
    onMutate: showTheme,
    onError: (error, next) =>
      notices.failed({
        id: "theme",
        text: "The theme isn’t saved. It is gone after a reload.",
        detail: error.message,
        retry: () => change.mutate(next),
      }),
  });

  return (
    <fieldset className="grid grid-cols-3 gap-0.5 rounded-md bg-sunken p-0.5">
      <legend className="sr-only">Theme</legend>
      {themes.map((each) => (
        <label
          key={each}
          className="grid min-h-9 place-items-center rounded-sm px-2 text-xs font-medium text-muted has-checked:bg-thumb has-checked:text-ink has-checked:border has-checked:border-line-strong has-checked:shadow-raised has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:min-h-11"
        >
          <input
            type="radio"
            name={name}
            value={each}
            checked={each === theme}
            onChange={() => change.mutate(each)}
            className="sr-only"
          />
          {labels[each]}
        </label>
      ))}
    </fieldset>
  );
}
