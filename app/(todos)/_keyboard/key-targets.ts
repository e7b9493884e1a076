/** The ids of the fields that keys focus. */
export const quickAddId = "quick-add";
export const searchFieldId = "search-todos";
