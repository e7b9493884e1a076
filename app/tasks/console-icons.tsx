import { icon } from "#app/_ui/icons/icon.tsx";

export const PlayIcon = icon("M8 5.5v13l10.5-6.5L8 5.5Z");
export const PauseIcon = icon("M9 5.5v13", "M15 5.5v13");
