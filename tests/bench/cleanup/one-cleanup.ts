// Started by memory.ts: cleans up once in a process of its own, and prints its peak memory in bytes.
import { withCleanup } from "./contenders.ts";

await withCleanup(process.argv[2] ?? "", 30, (cleanUp) => cleanUp());
console.log(process.resourceUsage().maxRSS * 1024);
