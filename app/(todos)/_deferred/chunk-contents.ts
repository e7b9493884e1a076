/** The code that the list needs after its first paint: the contents of `deferredChunk`. */

export { TodoDetails } from "../_details/todo-details.tsx";
export { DraftMark } from "../_drafts/draft-mark.tsx";
export { ClearCompleted } from "../_list/clear-completed.tsx";
export { ListControls } from "../_list/controls/list-controls.tsx";
export { LoadMore } from "../_list/load-more.tsx";
export { UnseenParts } from "../_list/unseen-parts.tsx";
export { TypedText } from "../_quick-add/typed-text.tsx";
export { LinkedTitle } from "../_row/linked-title.tsx";
export { RowButtons } from "../_row/row-buttons.tsx";
export { TitleInput } from "../_row/title-input.tsx";
