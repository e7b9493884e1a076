import { api } from "#app/_client/api.ts";
import type { ChangeSettings } from "#lib/settings/settings-schemas.ts";
import type { Retention } from "../_retention/format-retention.ts";

export function changeSettings(change: ChangeSettings) {
  return api("PATCH /api/settings", { body: change });
}

/** What another retention would do to the todos that are completed already. */
export function previewRetention(retentionDays: Retention, signal: AbortSignal) {
  return api("POST /api/settings/retention/preview", { body: { retentionDays }, signal });
}

/** For good. The session of this browser ends with it. */
export function deleteAccount(password: string) {
  return api("POST /api/account/delete", { body: { password } });
}
