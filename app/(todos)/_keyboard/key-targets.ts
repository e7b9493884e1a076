/** The ids of the fields that keys go to. */
export const quickAddId = "quick-add";
export const searchFieldId = "search-todos";
