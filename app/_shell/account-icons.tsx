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
export const PeopleIcon = icon(
  "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z",
  "M3 19.5c.4-3.2 2.9-5 6-5s5.6 1.8 6 5",
  "M16 5.2a3.2 3.2 0 0 1 0 6",
  "M17.5 14.8c2 .6 3.2 2.2 3.5 4.7",
);
