import { describe, expect, it } from "vitest";
import { openApiDocument } from "#app/api/openapi.json/document.ts";
import { curlOf } from "#app/docs/curl.ts";
import { operationGroups } from "#app/docs/operation-groups.ts";

const document = openApiDocument("https://tidy.example.com");

describe("curlOf", () => {
  const curl = (method: string, path: string) => {
    const found = operationGroups(document)
      .flatMap((group) => group.operations)
      .find((each) => each.method === method && each.path === path);
    return found && curlOf("https://tidy.example.com", method, path, found.operation);
  };

  it("is a command that can be pasted", () => {
    expect(curl("patch", "/api/todos/{id}")).toBe(
      `curl -X PATCH "https://tidy.example.com/api/todos/$ID" \\
  -H "Authorization: Bearer $TIDY_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"completed":true}'`,
    );
    expect(curl("get", "/api/cron/{domain}/{action}")).toBe(
      `curl "https://tidy.example.com/api/cron/todo/cleanup" \\
  -H "Authorization: Bearer $CRON_SECRET"`,
    );
    expect(curl("get", "/api/health/live")).toBe('curl "https://tidy.example.com/api/health/live"');
  });
});
