export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The cookie with this browser's theme. */
export const themeCookie = "theme";

/** Reads the theme from a cookie's value; an unknown one follows the system. */
export function parseTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}
