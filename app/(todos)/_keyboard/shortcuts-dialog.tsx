"use client";

import { Dialog } from "#app/_ui/dialog.tsx";
import { setSingleKeys, useSingleKeys } from "./shortcut-setting.ts";
import { shortcuts } from "./shortcuts.ts";

/** All keys of the list, and the switch for those that are single letters. */
export function ShortcutsDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const work = useSingleKeys();
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts">
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 text-sm">
        {shortcuts.map(({ key, does }) => (
          <Shortcut key={key} keys={[key]} does={does} />
        ))}
        <Shortcut keys={["Ctrl", "Z"]} does="Undo as well, also on the trash page (on a Mac: ⌘ Z)" />
        <Shortcut
          keys={["Esc"]}
          does="From an empty field back to the list; with a due date understood, leave it in words"
        />
      </dl>
      <label className="flex min-h-11 items-center gap-3 border-t border-line pt-3 text-sm">
        <input
          type="checkbox"
          checked={work}
          onChange={(event) => setSingleKeys(event.target.checked)}
          className="size-4.5"
        />
        Single keys work on this page
      </label>
    </Dialog>
  );
}

function Shortcut({ keys, does }: { readonly keys: readonly string[]; readonly does: string }) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid items-center">
      <dt className="flex gap-1">
        {keys.map((key) => (
          <kbd
            key={key}
            className="grid h-7 min-w-7 place-items-center rounded-sm border border-line bg-sunken px-1.5 font-mono text-xs"
          >
            {key}
          </kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </div>
  );
}
