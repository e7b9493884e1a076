import type { z } from "zod";
import type { Json, JsonObject } from "#lib/task-runs/json.ts";
import { mailSend } from "./definitions/mail-send.ts";
import { noticeSend } from "./definitions/notice-send.ts";
import { noticeTest } from "./definitions/notice-test.ts";
import { systemBackup } from "./definitions/system-backup.ts";
import { systemPing } from "./definitions/system-ping.ts";
import { taskRunsCancel } from "./definitions/task-runs-cancel.ts";
import { taskRunsPrune } from "./definitions/task-runs-prune.ts";
import { taskRunsRetry } from "./definitions/task-runs-retry.ts";
import { todoCleanup } from "./definitions/todo-cleanup.ts";
import { todoImport } from "./definitions/todo-import.ts";
import { todoImportPrune } from "./definitions/todo-import-prune.ts";
import { trashPurge } from "./definitions/trash-purge.ts";
import { trashRestore } from "./definitions/trash-restore.ts";
import type { AnswerSchema, TaskName as AnyTaskName, Task } from "./task.ts";

type Camel<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Text;

/** `task-runs/prune` is `tasks.taskRunsPrune`. */
export type TaskKey<Name extends AnyTaskName> = Name extends `${infer Domain}/${infer Action}`
  ? `${Camel<Domain>}${Capitalize<Camel<Action>>}`
  : never;

/** Refuses a definition under a key that isn't its name in camel case. */
export function keyedByName<const Tasks extends { [Key in keyof Tasks]: { name: AnyTaskName } }>(
  tasks: Tasks & { [Key in keyof Tasks]: TaskKey<Tasks[Key]["name"]> extends Key ? unknown : never },
): Tasks {
  return tasks;
}

/** Every task there is. Types, schedules, engines, routes, the console and the command line all follow from it. */
export const registry = keyedByName({
  systemPing,
  systemBackup,
  todoCleanup,
  trashPurge,
  taskRunsPrune,
  taskRunsRetry,
  taskRunsCancel,
  todoImport,
  trashRestore,
  todoImportPrune,
  mailSend,
  noticeSend,
  noticeTest,
});

export type Registry = typeof registry;
export type RegisteredTask = Registry[keyof Registry];
export type TaskName = RegisteredTask["name"];

type TaskNamed<Name extends TaskName> = Extract<RegisteredTask, { readonly name: Name }>;
type AnswerOf<Part extends { readonly result: z.ZodType } | undefined> = z.output<NonNullable<Part>["result"]>;

/** The types of a task's parts, by its name; `never` for a part that it lacks. */
export type PayloadOf<Name extends TaskName> = z.output<TaskNamed<Name>["payload"]>;
export type ResultOf<Name extends TaskName> = z.output<TaskNamed<Name>["result"]>;
export type ProgressOf<Name extends TaskName> = z.output<NonNullable<TaskNamed<Name>["progress"]>>;
export type PreviewOf<Name extends TaskName> = AnswerOf<TaskNamed<Name>["preview"]>;
export type BacklogOf<Name extends TaskName> = AnswerOf<TaskNamed<Name>["backlog"]>;

/** A task of which only its name is known: its payload and result are JSON. */
export type StoredTask = Task<
  AnyTaskName,
  z.ZodType<JsonObject, JsonObject>,
  z.ZodType<Json>,
  z.ZodType<Json>,
  AnswerSchema,
  AnswerSchema
>;
