// Started by server-claim.test.ts: claims the directory that it is given until it is killed.
import { claimDev } from "#scripts/data-directory/server-claim.ts";

const [directory, url] = process.argv.slice(2);
if (directory === undefined || url === undefined) throw new Error("Name a directory and an address.");
const claim = await claimDev(directory);
await claim.publish(url);
console.log("claimed");
setInterval(() => {}, 60_000);
