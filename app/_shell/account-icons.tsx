import { icon } from "#app/_ui/icons/icon.tsx";

export const SettingsIcon = icon(
  "M4.5 7.5h8",
  "M17.5 7.5h2",
  "M4.5 16.5h2",
  "M11.5 16.5h8",
  "M15 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  "M9 19a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
);
export const SignOutIcon = icon(
  "M13.5 4.5H6a.5.5 0 0 0-.5.5v14a.5.5 0 0 0 .5.5h7.5",
  "M10.5 12h9",
  "M16 8.5l3.5 3.5-3.5 3.5",
);
