import { IconButton } from "#app/_ui/icon-button.tsx";
import { CalendarIcon, PinIcon, TrashIcon } from "#app/_ui/icons/icons.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";

/** The buttons of a row for a mouse. They are only markup: `followRowButtons` handles their clicks. */
export function RowButtons({ todo }: { readonly todo: Todo }) {
  return (
    <>
      <IconButton
        icon={PinIcon}
        label={todo.pinned ? `Unpin “${todo.title}”` : `Pin “${todo.title}”`}
        tip={todo.pinned ? "Unpin" : "Pin to keep it from cleanup"}
        aria-pressed={todo.pinned}
        data-shortcut="p"
        tone={todo.pinned ? "accent" : "muted"}
      />
      <IconButton icon={TrashIcon} label={`Delete “${todo.title}”`} tip="Delete" data-shortcut="#" tone="danger" />
      {todo.dueOn === null && (
        <IconButton
          icon={CalendarIcon}
          label={`Set the due date of “${todo.title}”`}
          tip="Due date"
          data-shortcut="d"
        />
      )}
    </>
  );
}
