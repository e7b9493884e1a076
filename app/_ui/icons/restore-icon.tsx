import { icon } from "./icon.tsx";

export const RestoreIcon = icon("M5 9.5h9a5.25 5.25 0 1 1 0 10.5H9.5", "M8.75 5.75 5 9.5l3.75 3.75");
