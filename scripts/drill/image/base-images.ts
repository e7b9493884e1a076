import { existsSync } from "node:fs";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runTool } from "./tools.ts";

/** The images that the Dockerfile starts from. */
export interface BaseImages {
  /** A small system with Node. */
  readonly base: string;
  /** The same with npm. */
  readonly buildBase: string;
}

const images: BaseImages = { base: "localhost/tidy-test-base", buildBase: "localhost/tidy-test-build-base" };

const certificates = "/etc/ssl/certs/ca-certificates.crt";

/**
 * Makes the base images from Debian's packages and from this machine's Node and npm, since the usual ones come from a
 * registry that not every machine reaches. Keeps them for the next time.
 */
export async function makeBaseImages(): Promise<BaseImages> {
  const directory = await mkdtemp(join(tmpdir(), "tidy-image-"));
  try {
    if (!(await exists(images.base))) {
      const system = join(directory, "system");
      await runTool("debootstrap", ["--variant=minbase", "bookworm", system]);
      await fill("scratch", images.base, [
        [system, "/"],
        [process.execPath, "/usr/local/bin/node"],
      ]);
    }
    if (!(await exists(images.buildBase))) {
      const npm = dirname(dirname(await realpath(await runTool("which", ["npm"]))));
      const files: [string, string][] = [[npm, "/usr/local/lib/node_modules/npm"]];
      if (existsSync(certificates)) files.push([certificates, certificates]);
      await fill(images.base, images.buildBase, files, [
        "ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm",
        "ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx",
      ]);
    }
    return images;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function exists(image: string): Promise<boolean> {
  return await runTool("podman", ["image", "exists", image]).then(
    () => true,
    () => false,
  );
}

/** A new image from another one, with these files. */
async function fill(
  from: string,
  image: string,
  files: readonly (readonly [from: string, to: string])[],
  commands: readonly string[] = [],
): Promise<void> {
  const container = await runTool("buildah", ["from", from]);
  try {
    for (const [source, target] of files) await runTool("buildah", ["copy", "--quiet", container, source, target]);
    for (const command of commands) {
      await runTool("buildah", ["run", "--isolation", "chroot", container, "--", "sh", "-c", command]);
    }
    const environment = [`NODE_EXTRA_CA_CERTS=${certificates}`, `npm_config_cafile=${certificates}`];
    const settings = from === "scratch" ? [] : environment.flatMap((each) => ["--env", each]);
    await runTool("buildah", ["config", "--env", "PATH=/usr/local/bin:/usr/bin:/bin", ...settings, container]);
    await runTool("buildah", ["commit", "--quiet", container, image]);
  } finally {
    await runTool("buildah", ["rm", container]);
  }
}
