import { writeFile } from "node:fs/promises";
import { runCommand } from "../runtime/command.ts";
import { generatedFiles } from "./generated-files.ts";

await runCommand(async () => {
  for (const [path, text] of Object.entries(generatedFiles())) {
    await writeFile(new URL(`../../${path}`, import.meta.url), text);
    console.log(`Wrote ${path}.`);
  }
  return 0;
});
