import { expect, test } from "vitest";
import { routeOf } from "#lib/http/edge/records/route-of.ts";

test.each([
  ["/", "/"],
  ["/?q=secret", "/"],
  ["/trash", "/trash"],
  ["/trash/", "/trash"],
  ["/trash#x", "/trash"],
  ["/api/todos", "/api/todos"],
  ["/api/todos/019b0000-0000-7000-8000-000000000000", "/api/todos/{id}"],
  ["/api/todos/export?format=csv", "/api/todos/export"],
  ["/api/todos/export/parts", "/api/todos/export/parts"],
  ["/api/todos/imports/x/apply", "/api/todos/imports/{id}/apply"],
  ["/api/tasks/todo/cleanup/preview", "/api/tasks/{domain}/{action}/preview"],
  ["/api/tasks/todo/todo", "/api/tasks/{domain}/{action}"],
  ["/api/auth/sign-in/email", "/api/auth/{...all}"],
  ["/_next/static/chunks/a.js", "/_next/{...file}"],
])("%s meets %s", (url, pattern) => expect(routeOf(url)).toBe(pattern));

test.each([
  "",
  "*",
  "//",
  "/wp-login.php",
  "/api",
  "/api/nothing",
  "/api/%74odos",
  "/api/todos/x/y",
  "/api/tasks/todo",
  "/api/auth",
  "/api/__proto__",
  "/constructor/prototype",
])("%j meets none", (url) => expect(routeOf(url)).toBe("other"));
