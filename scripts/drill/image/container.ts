import { z } from "zod";
import { type Program, runProgram } from "../app/program.ts";
import { runTool } from "./tools.ts";

/** An account that the image does not know. */
const account = "1234:4321";

const inspectedSchema = z.tuple([
  z.object({
    Size: z.int(),
    Config: z.object({
      User: z.string(),
      WorkingDir: z.string(),
      Env: z.array(z.string()),
      Cmd: z.array(z.string()).min(1),
    }),
    Healthcheck: z.object({ Test: z.array(z.string()) }).optional(),
  }),
]);

/** An image whose files are mounted, and its own settings. */
export interface MountedImage {
  /** Its size in bytes. */
  readonly size: number;
  /** The account that it runs as unless told otherwise. */
  readonly user: string;
  readonly command: readonly string[];
  /** The command that checks its health; empty if it has none. */
  readonly healthCheck: readonly string[];
  /** Runs a command of the image as an account of no name, on a root that nobody can write, with /tmp in memory. */
  run(command: readonly string[], variables: Readonly<Record<string, string>>): Program;
  unmount(): Promise<void>;
}

/** The size of an image in bytes. */
export async function sizeOf(image: string): Promise<number> {
  return z.int().parse(Number(await runTool("podman", ["image", "inspect", "--format", "{{.Size}}", image])));
}

/** Mounts an image that is on this machine. */
export async function mountImage(image: string): Promise<MountedImage> {
  const { Size, Config, Healthcheck } = await inspect(image);
  const root = await runTool("podman", ["image", "mount", image]);
  const set = Config.Env.map((each) => each.split(/=(.*)/s)).map(([name = "", value = ""]) => [name, value] as const);
  return {
    size: Size,
    user: Config.User,
    command: Config.Cmd,
    healthCheck: Healthcheck?.Test.slice(1) ?? [],
    run(command, variables) {
      const all = { ...Object.fromEntries(set), ...variables };
      const environment = Object.entries(all).map(([name, value]) => `${name}=${value}`);
      const inside = ["env", `--chdir=${Config.WorkingDir}`, "-i", ...environment, ...command];
      const outside = ["--mount", "--propagation", "private", "sh", "-ec", onReadOnlyRoot, "sh", root, account];
      return runProgram(["unshare", ...outside, ...inside], { PATH: process.env.PATH ?? "" }, "/");
    },
    unmount: async () => void (await runTool("podman", ["image", "unmount", image])),
  };
}

/** Each step replaces the process by the next program, so that signals reach the last. */
const onReadOnlyRoot = `
  root=$1 account=$2; shift 2
  mount --bind "$root" "$root"
  mount -o remount,bind,ro "$root"
  mount -t tmpfs tmpfs "$root/tmp"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  exec chroot --userspec="$account" "$root" "$@"`;

async function inspect(image: string): Promise<z.output<typeof inspectedSchema>[0]> {
  return inspectedSchema.parse(JSON.parse(await runTool("podman", ["image", "inspect", image])))[0];
}
