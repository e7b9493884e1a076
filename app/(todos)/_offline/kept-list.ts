import type { QueryClient } from "@tanstack/react-query";
import { deviceStorage } from "#app/_client/device/device-storage.ts";
import type { Role } from "#lib/auth/roles/role.ts";
import { changesOptions } from "../_changes/changes-query.ts";
import type { Retention } from "../_outbox/todo-actions.ts";
import { todoKeys } from "../_queries/todo-queries.ts";

/** The user who looks at the list. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly timeZone: string | null;
}

/** The answer to a query of the list's page, with its time. */
interface KeptAnswer {
  readonly queryKey: readonly unknown[];
  readonly data: unknown;
  readonly updatedAt: number;
}

/** Everything that the list's page needs to open without a server. */
export interface KeptList {
  readonly user: Viewer;
  readonly retention: Retention;
  /** Whether passwords are a way to sign in again. */
  readonly takesPasswords: boolean;
  readonly theme: string | null;
  readonly answers: readonly KeptAnswer[];
}

const key = "list";

/** The list that this browser keeps, or null. It is written by this code only, so its parts need no check. */
export async function readKeptList(): Promise<KeptList | null> {
  const value = await deviceStorage.read(key);
  return isKeptList(value) ? value : null;
}

/** Keeps the loaded part of the list. Results of a search are left out. */
export async function writeKeptList(client: QueryClient, list: Omit<KeptList, "answers">): Promise<void> {
  const lists = (["open", "completed"] as const).map((status) => todoKeys.list({ status, q: "" }));
  const answers = [...lists, todoKeys.expiring, changesOptions().queryKey].flatMap((queryKey): KeptAnswer[] => {
    const state = client.getQueryState(queryKey);
    return state?.data === undefined ? [] : [{ queryKey, data: state.data, updatedAt: state.dataUpdatedAt }];
  });
  await deviceStorage.write(key, { ...list, answers });
}

/** Puts kept answers into the page, as old as they are: they are asked for again once there is a network. */
export function restoreAnswers(client: QueryClient, { answers }: KeptList): void {
  for (const { queryKey, data, updatedAt } of answers) client.setQueryData(queryKey, data, { updatedAt });
}

function isKeptList(value: unknown): value is KeptList {
  if (typeof value !== "object" || value === null) return false;
  return ["user", "retention", "takesPasswords", "answers"].every((part) => part in value);
}
