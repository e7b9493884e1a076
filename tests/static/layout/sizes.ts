import { dirname } from "node:path/posix";
import { isCode, type ProjectFile } from "../project-files.ts";

const mostLines = 250;
const mostFiles = 15;
const mostColumns = 120;

/** Code and styles that nobody reads in one go. */
export function longFiles(files: readonly ProjectFile[]): string[] {
  return files
    .filter((file) => isCode(file) || file.path.endsWith(".css"))
    .flatMap(({ path, text }) => {
      const lines = text.split("\n").length - 1;
      return lines > mostLines ? [`${path}: ${lines} lines`] : [];
    });
}

/** Folders with more code than a glance takes in. Routes are one file a folder by themselves. */
export function crowdedFolders(files: readonly ProjectFile[]): string[] {
  const filesIn = Map.groupBy(files.filter(isCode), ({ path }) => dirname(path));
  return [...filesIn].flatMap(([folder, { length }]) => (length > mostFiles ? [`${folder}: ${length} files`] : []));
}

const comment = /^\s*(?:\/\/|\/?\*)|\s\/\/ /;

/** Tells a test what the compiler must say about the line. */
const marker = /\s\/\/ rejected: TS\d+$/;

/** Comments that run past the column where the formatter breaks code: it leaves comments alone. */
export function wideComments(files: readonly ProjectFile[]): string[] {
  return files.filter(isCode).flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => {
      const wide = line.length > mostColumns && comment.test(line.replace(marker, ""));
      return wide ? [`${path}:${index + 1}: ${line.length} columns`] : [];
    }),
  );
}
