import { icon } from "./icon.tsx";

/** Apart from the other icons: the pages for errors need this one only, and are loaded with every page. */
export const AlertIcon = icon("M12 4.5 21 19.5H3L12 4.5Z", "M12 10.5v4", "M12 17.2v.1");
