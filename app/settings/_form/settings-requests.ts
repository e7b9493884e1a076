import { request } from "#app/_client/request.ts";
import type { ChangeSettings, Settings } from "#app/api/settings/settings-schemas.ts";
import type { RetentionPreview } from "#lib/todo-service/retention/retention-schemas.ts";

export function changeSettings(change: ChangeSettings): Promise<Settings> {
  return request("/api/settings", { method: "PATCH", body: change });
}

/** What another retention would do to the todos that are completed already. */
export function previewRetention(retentionDays: number | null, signal: AbortSignal): Promise<RetentionPreview> {
  return request("/api/settings/retention/preview", { method: "POST", body: { retentionDays }, signal });
}

/** For good. The session of this browser ends with it. */
export function deleteAccount(password: string): Promise<void> {
  return request("/api/account/delete", { method: "POST", body: { password } });
}
