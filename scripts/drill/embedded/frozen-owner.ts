import { join } from "node:path";
import { type Postmaster, readPostmaster } from "#scripts/embedded-postgres/postmaster-pid.ts";
import { postgresDirectory } from "#scripts/runtime/checkout.ts";
import type { Drill, DrillContext } from "../drill.ts";
import { type Owner, startOwner } from "./owner.ts";
import { serverOf } from "./server-of.ts";

export const frozenOwner: Drill = {
  name: "embedded-frozen-owner",
  description: "suspends the process that started the embedded server, then the server; nobody may take it for dead",
  async run(context) {
    if (process.platform === "win32") throw new Error("Windows cannot suspend a process by a signal.");
    const rounds = context.rounds ?? 1;
    for (let round = 1; round <= rounds && !context.stop.aborted; round += 1) {
      const data = join(context.directory, `checkout-${round}`);
      const owner = startOwner(data, context.env);
      context.atEnd(() => owner.kill());
      await freezeOwner(context, owner, data);
      await freezeServer(context, owner, data);
      await owner.leave();
      context.check("the server stops with its last user", (await postmasterOf(data)) === null);
    }
  },
};

/** Another command of the checkout comes and goes meanwhile. */
async function freezeOwner({ env, check, atEnd }: DrillContext, owner: Owner, data: string): Promise<void> {
  const before = await serverOf(await owner.opened);
  owner.signal("SIGSTOP");
  try {
    const guest = startOwner(data, env);
    atEnd(() => guest.kill());
    check(
      "while the owner is suspended, another command uses its server",
      (await guest.opened) === (await owner.opened),
    );
    await guest.leave();
    check("the server stays when that command leaves", (await serverOf(await owner.opened)) === before);
  } finally {
    owner.signal("SIGCONT");
  }
}

/** Another command starts meanwhile, and gets no answer for more than 5 s. */
async function freezeServer({ env, check, atEnd }: DrillContext, owner: Owner, data: string): Promise<void> {
  const before = await postmasterOf(data);
  if (before === null) throw new Error("The server has no pid file.");
  const server = await serverOf(await owner.opened);
  process.kill(before.pid, "SIGSTOP");
  const guest = startOwner(data, env);
  atEnd(() => guest.kill());
  try {
    await guest.says("does not answer yet");
    check("the pid file of a suspended server stays", sameProcess(await postmasterOf(data), before));
  } finally {
    process.kill(before.pid, "SIGCONT");
  }
  check("who started meanwhile has waited for it", (await guest.opened) === (await owner.opened));
  check("it is the server of before", (await serverOf(await guest.opened)) === server);
  await guest.leave();
}

function postmasterOf(data: string): Promise<Postmaster | null> {
  return readPostmaster(join(postgresDirectory(data), "cluster", "data"));
}

function sameProcess(one: Postmaster | null, other: Postmaster): boolean {
  return one?.pid === other.pid && one.startedAt === other.startedAt;
}
