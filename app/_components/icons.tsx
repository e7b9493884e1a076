import { icon } from "./icon.tsx";

export const PlusIcon = icon("M12 5v14", "M5 12h14");
export const CheckIcon = icon("M5 12.5 10 17.5 19.5 7");
export const CloseIcon = icon("M6 6 18 18", "M18 6 6 18");
export const SearchIcon = icon("M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z", "M16 16 20.5 20.5");
export const TrashIcon = icon(
  "M4.5 7h15",
  "M9.5 7V4.5h5V7",
  "M6.5 7 7.3 18.2a1.5 1.5 0 0 0 1.5 1.4h6.4a1.5 1.5 0 0 0 1.5-1.4L17.5 7",
  "M10.3 11v5",
  "M13.7 11v5",
);
export const RestoreIcon = icon("M5 9.5h9a5.25 5.25 0 1 1 0 10.5H9.5", "M8.75 5.75 5 9.5l3.75 3.75");
export const PinIcon = icon(
  "M12 15.5V21",
  "M8.5 4h7",
  "M9.5 4v5.2L6.8 12.6a1.2 1.2 0 0 0-.3.8v2.1h11v-2.1a1.2 1.2 0 0 0-.3-.8L14.5 9.2V4",
);
export const CalendarIcon = icon(
  "M5 6.5h14a.5.5 0 0 1 .5.5v12a.5.5 0 0 1-.5.5H5a.5.5 0 0 1-.5-.5V7a.5.5 0 0 1 .5-.5Z",
  "M8.5 4v4",
  "M15.5 4v4",
  "M4.5 11h15",
);
export const NotesIcon = icon("M5 7h14", "M5 12h14", "M5 17h8");
export const ClockIcon = icon("M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Z", "M12 7.8V12l2.8 1.8");
export const ChevronDownIcon = icon("M6.5 9.5 12 15l5.5-5.5");
export const ChevronRightIcon = icon("M9.5 6.5 15 12l-5.5 5.5");
export const PlayIcon = icon("M8 5.5v13l10.5-6.5L8 5.5Z");
export const PauseIcon = icon("M9 5.5v13", "M15 5.5v13");
export const PersonIcon = icon(
  "M12 12a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5Z",
  "M5 20c.6-3.3 3.4-5 7-5s6.4 1.7 7 5",
);
export const ListIcon = icon("M9.5 7h10", "M9.5 12h10", "M9.5 17h10", "M4.8 7h.1", "M4.8 12h.1", "M4.8 17h.1");
export const TasksIcon = icon(
  "M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4Z",
  "M12 3.5v2.3",
  "M12 18.2v2.3",
  "M3.5 12h2.3",
  "M18.2 12h2.3",
  "M6 6l1.6 1.6",
  "M16.4 16.4 18 18",
  "M6 18l1.6-1.6",
  "M16.4 7.6 18 6",
);
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
