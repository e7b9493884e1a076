import { icon } from "./icon.tsx";

/* The icons of the list page, which are loaded together. Other icons are defined where they are used. */
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
export const AlertIcon = icon("M12 4.5 21 19.5H3L12 4.5Z", "M12 10.5v4", "M12 17.2v.1");
