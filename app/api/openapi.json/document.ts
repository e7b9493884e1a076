import { apiRoutes } from "#app/api/api-routes.ts";
import { timeZoneName } from "#lib/auth/user.ts";
import { describeRoutes, type OpenApiDocument } from "#lib/http/openapi/openapi.ts";
import { settingsSchema } from "#lib/settings/settings-schemas.ts";
import { runSchema } from "#lib/task-runs/schemas.ts";
import { taskViewSchema } from "#lib/tasks/views.ts";
import { createTodoSchema, todoSchema, updateTodoSchema } from "#lib/todo-service/schemas.ts";
import { trashedTodoSchema } from "#lib/todo-service/trash/trash-schemas.ts";

const names = {
  Todo: todoSchema,
  TrashedTodo: trashedTodoSchema,
  CreateTodo: createTodoSchema,
  UpdateTodo: updateTodoSchema,
  Settings: settingsSchema,
  TimeZone: timeZoneName,
  Run: runSchema,
  Task: taskViewSchema,
};

/** `serverUrl`: where the API is reached, without a path. */
export function openApiDocument(serverUrl: string): OpenApiDocument {
  return describeRoutes(apiRoutes, { names, serverUrl });
}
