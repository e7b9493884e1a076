import { dirname, join } from "node:path/posix";
import type { ProjectFile } from "../project-files.ts";

/** The number of sections in each chapter of ASVS 5.0.0, from V1 on. */
export const sectionsOfChapters = [5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3] as const;

/** The sections of ASVS that have a row in the page, e.g. `6.2`, in its order. */
export function coveredSections(page: string): string[] {
  return [...page.matchAll(/^\| (\d+\.\d+) /gm)].map(([, section = ""]) => section);
}

/** The requirements that the list of known gaps names, and those that the rows of the sections call not met. */
export function gapsOf(page: string): { readonly listed: string[]; readonly admitted: string[] } {
  const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+(?:, \d+\.\d+\.\d+)*) \|/gm)].map(([, some = ""]) => some);
  const phrases = [...page.matchAll(/\*\*([\d., and]+) not met\*\*/g)].map(([, some = ""]) => some);
  const requirements = (texts: readonly string[]) => texts.flatMap((text) => text.match(/\d+\.\d+\.\d+/g) ?? []).sort();
  return { listed: requirements(rows), admitted: requirements(phrases) };
}

/** Links to tests, by file and title, of which there is no such file or no such test. */
export function missingTests(page: ProjectFile, files: readonly ProjectFile[]): string[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return linkedTests(page).flatMap(({ path, title }) => {
    const named = new RegExp(String.raw`(["'\`])${RegExp.escape(title)}\1`);
    return named.test(texts.get(path) ?? "") ? [] : [`${path}: ${title}`];
  });
}

/** A link in the column of tests has the title for its text. */
export function linkedTests({ path, text }: ProjectFile): { readonly path: string; readonly title: string }[] {
  return [...text.matchAll(/\[([^\]]+)\]\(([^)\s]+\.(?:test|spec)\.tsx?)\)/g)].map(([, title = "", target = ""]) => ({
    path: join(dirname(path), decodeURI(target)),
    title,
  }));
}
