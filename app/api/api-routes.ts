import * as deleteAccount from "#app/api/account/delete/route.ts";
import * as signOut from "#app/api/account/sign-out/route.ts";
import * as alerts from "#app/api/alerts/route.ts";
import * as audit from "#app/api/audit/route.ts";
import * as changes from "#app/api/changes/route.ts";
import * as cron from "#app/api/cron/[domain]/[action]/route.ts";
import * as live from "#app/api/health/live/route.ts";
import * as ready from "#app/api/health/ready/route.ts";
import * as metrics from "#app/api/metrics/route.ts";
import * as cancelRun from "#app/api/runs/[id]/cancel/route.ts";
import * as runDetails from "#app/api/runs/[id]/details/route.ts";
import * as restoreRun from "#app/api/runs/[id]/restore/route.ts";
import * as retryRun from "#app/api/runs/[id]/retry/route.ts";
import * as run from "#app/api/runs/[id]/route.ts";
import * as countRuns from "#app/api/runs/count/route.ts";
import * as errorNames from "#app/api/runs/errors/route.ts";
import * as runPulse from "#app/api/runs/pulse/route.ts";
import * as runs from "#app/api/runs/route.ts";
import * as schedules from "#app/api/schedules/route.ts";
import * as previewRetention from "#app/api/settings/retention/preview/route.ts";
import * as settings from "#app/api/settings/route.ts";
import * as theme from "#app/api/settings/theme/route.ts";
import * as pauseTask from "#app/api/tasks/[domain]/[action]/pause/route.ts";
import * as previewTask from "#app/api/tasks/[domain]/[action]/preview/route.ts";
import * as resumeTask from "#app/api/tasks/[domain]/[action]/resume/route.ts";
import * as task from "#app/api/tasks/[domain]/[action]/route.ts";
import * as runNextSlot from "#app/api/tasks/[domain]/[action]/run-next-slot/route.ts";
import * as figures from "#app/api/tasks/figures/route.ts";
import * as tasks from "#app/api/tasks/route.ts";
import * as todo from "#app/api/todos/[id]/route.ts";
import * as clearCompleted from "#app/api/todos/clear-completed/route.ts";
import * as pinExpiring from "#app/api/todos/expiring/pin/route.ts";
import * as expiring from "#app/api/todos/expiring/route.ts";
import * as trashExpiring from "#app/api/todos/expiring/trash/route.ts";
import * as unpinExpiring from "#app/api/todos/expiring/unpin/route.ts";
import * as exportParts from "#app/api/todos/export/parts/route.ts";
import * as exportTodos from "#app/api/todos/export/route.ts";
import * as applyImport from "#app/api/todos/imports/[id]/apply/route.ts";
import * as todoImport from "#app/api/todos/imports/[id]/route.ts";
import * as todoImports from "#app/api/todos/imports/route.ts";
import * as todos from "#app/api/todos/route.ts";
import * as restore from "#app/api/trash/[id]/restore/route.ts";
import * as trashed from "#app/api/trash/[id]/route.ts";
import * as trashCount from "#app/api/trash/count/route.ts";
import * as purgeMany from "#app/api/trash/purge/route.ts";
import * as restoreMany from "#app/api/trash/restore/route.ts";
import * as undoRestore from "#app/api/trash/restore/undo/route.ts";
import * as trash from "#app/api/trash/route.ts";
import type { RouteModules } from "#lib/http/openapi/openapi.ts";
import * as releaseRun from "./runs/[id]/release/route.ts";

/**
 * Every route of the API by its place below `app`, in the order of the documentation. The OpenAPI document describes
 * this list, and the pages' client takes its types from it (app/_client/api-types.ts). A test compares it with the
 * files.
 */
export const apiRoutes = {
  "/api/todos": todos,
  "/api/todos/[id]": todo,
  "/api/todos/clear-completed": clearCompleted,
  "/api/todos/export": exportTodos,
  "/api/todos/export/parts": exportParts,
  "/api/todos/imports": todoImports,
  "/api/todos/imports/[id]": todoImport,
  "/api/todos/imports/[id]/apply": applyImport,
  "/api/todos/expiring": expiring,
  "/api/todos/expiring/pin": pinExpiring,
  "/api/todos/expiring/unpin": unpinExpiring,
  "/api/todos/expiring/trash": trashExpiring,
  "/api/changes": changes,
  "/api/trash": trash,
  "/api/trash/count": trashCount,
  "/api/trash/[id]": trashed,
  "/api/trash/[id]/restore": restore,
  "/api/trash/restore": restoreMany,
  "/api/trash/restore/undo": undoRestore,
  "/api/trash/purge": purgeMany,
  "/api/settings": settings,
  "/api/settings/theme": theme,
  "/api/settings/retention/preview": previewRetention,
  "/api/account/sign-out": signOut,
  "/api/account/delete": deleteAccount,
  "/api/tasks": tasks,
  "/api/tasks/figures": figures,
  "/api/tasks/[domain]/[action]": task,
  "/api/tasks/[domain]/[action]/preview": previewTask,
  "/api/tasks/[domain]/[action]/pause": pauseTask,
  "/api/tasks/[domain]/[action]/resume": resumeTask,
  "/api/tasks/[domain]/[action]/run-next-slot": runNextSlot,
  "/api/schedules": schedules,
  "/api/runs": runs,
  "/api/runs/count": countRuns,
  "/api/runs/errors": errorNames,
  "/api/runs/pulse": runPulse,
  "/api/runs/[id]": run,
  "/api/runs/[id]/details": runDetails,
  "/api/runs/[id]/cancel": cancelRun,
  "/api/runs/[id]/release": releaseRun,
  "/api/runs/[id]/retry": retryRun,
  "/api/runs/[id]/restore": restoreRun,
  "/api/alerts": alerts,
  "/api/audit": audit,
  "/api/cron/[domain]/[action]": cron,
  "/api/health/live": live,
  "/api/health/ready": ready,
  "/api/metrics": metrics,
} satisfies RouteModules;
