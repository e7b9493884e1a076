// Started by file-lock.test.ts: holds the lock of the file that it is given until it is killed.
import { withLock } from "#scripts/data-directory/file-lock.ts";

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("Name a file.");
await withLock(path, async () => {
  console.log("held");
  await new Promise(() => setInterval(() => {}, 60_000));
});
