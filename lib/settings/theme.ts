export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** What is around the page on a phone: the canvas of each theme, in a form that every browser reads. */
export const themeColors = { light: "#faf9f6", dark: "#0f1313" } as const;

/** The cookie with this browser's theme. */
export const themeCookie = "theme";

/** Reads the theme from a cookie's value; an unknown one follows the system. */
export function parseTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}
