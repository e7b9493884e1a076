"use client";

import { Dialog } from "#app/_ui/dialog.tsx";
import { setSingleKeys, useSingleKeys } from "./shortcut-setting.ts";
import { shortcuts } from "./shortcuts.ts";

/** Lists the keyboard shortcuts, with a switch for those of a single key. */
export function ShortcutsDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const work = useSingleKeys();
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts">
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 text-sm">
        {shortcuts.map(({ key, does }) => (
          <Shortcut key={key} keys={[key]} does={does} />
        ))}
        <Shortcut keys={["Ctrl", "Z"]} does="Undo, also on the trash page (⌘ Z on a Mac)" />
        <Shortcut
          keys={["Shift", "click"]}
          does="Select all todos up to this one; c, d, p and # act on what is selected"
        />
        <Shortcut keys={["Esc"]} does="Deselect, leave an empty field, or keep a recognized date in the title" />
      </dl>
      <label className="flex min-h-11 items-center gap-3 border-t border-line pt-3 text-sm">
        <input
          type="checkbox"
          checked={work}
          onChange={(event) => setSingleKeys(event.target.checked)}
          className="size-4.5"
        />
        Enable single-key shortcuts
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
