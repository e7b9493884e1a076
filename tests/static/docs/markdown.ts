import { dirname, join } from "node:path/posix";
import type { ProjectFile } from "../project-files.ts";

const mostColumns = 120;

/**
 * A relative link that leads nowhere, or a path in the text that does not exist. `exists` tells about paths from the
 * root.
 */
export function deadReferences(files: readonly ProjectFile[], exists: (path: string) => boolean): string[] {
  const headings = new Map(files.map(({ path, text }) => [path, anchorsOf(text)]));
  return files.flatMap(({ path, text }) => {
    const links = linksOf(text).filter((link) => {
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? path : join(dirname(path), file);
      return !exists(target) || (anchor !== undefined && headings.get(target)?.includes(anchor) !== true);
    });
    const paths = pathsOf(text).filter((named) => !exists(named));
    return [...links, ...paths].map((dead) => `${path}: ${dead}`);
  });
}

/** Lines of text that run past 120 columns. Tables, code and images cannot be wrapped. */
export function wideProse(files: readonly ProjectFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    withoutCode(text)
      .split("\n")
      .flatMap((line, index) => {
        const isProse = !line.startsWith("|") && !line.startsWith("![");
        return isProse && line.length > mostColumns ? [`${path}:${index + 1}: ${line.length} columns`] : [];
      }),
  );
}

/** Variables of a page's code with a comment behind the value: systemd would take it for a part of the value. */
export function commentedValues(files: readonly ProjectFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(/^[A-Z][A-Z0-9_]*=\S*[ \t]+#.*$/gm)].map(([line]) => `${path}: ${line}`),
  );
}

/** The first heading of a page. */
export function titleOf(text: string): string {
  return /^# (.+)$/m.exec(text)?.[1] ?? "";
}

function linksOf(text: string): string[] {
  const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return links.filter((target) => !/^[a-z]+:/.test(target)).map((target) => decodeURI(target));
}

/** Paths of the repository in backticks: from a top folder on, without placeholders. */
function pathsOf(text: string): string[] {
  const named = [...withoutCode(text).matchAll(/`((?:app|docs|lib|prisma|public|scripts|tests)\/[^`]*)`/g)];
  return named.map(([, path = ""]) => path).filter((path) => !/[…<>*{\s]/.test(path));
}

/** As GitHub makes them of headings. */
function anchorsOf(text: string): string[] {
  const headings = [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Empties code blocks, so that line numbers stay. */
function withoutCode(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, (block) => block.replaceAll(/[^\n]/g, ""));
}
