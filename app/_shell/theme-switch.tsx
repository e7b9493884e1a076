"use client";

import { useId, useSyncExternalStore } from "react";
import { parseTheme, type Theme, themes } from "./theme.ts";
import { saveTheme } from "./theme-action.ts";

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

  const choose = (next: Theme) => {
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    void saveTheme(next);
  };

  return (
    <fieldset className="grid grid-cols-3 gap-0.5 rounded-md bg-sunken p-0.5">
      <legend className="sr-only">Theme</legend>
      {themes.map((each) => (
        <label
          key={each}
          className="grid min-h-9 place-items-center rounded-sm px-2 text-xs font-medium text-muted has-checked:bg-thumb has-checked:text-ink has-checked:shadow-raised has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:min-h-11"
        >
          <input
            type="radio"
            name={name}
            value={each}
            checked={each === theme}
            onChange={() => choose(each)}
            className="sr-only"
          />
          {labels[each]}
        </label>
      ))}
    </fieldset>
  );
}
