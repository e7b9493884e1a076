import { describe, expect, test } from "vitest";
import { payloadFields, readPayload } from "#app/tasks/_run-now/payload-fields.ts";

describe("payloads", () => {
  const fields = payloadFields({
    type: "object",
    required: ["days"],
    properties: {
      days: { type: "integer", minimum: 0, maximum: 3650, description: "How old" },
      asOf: { type: "string", format: "date-time" },
      name: { type: "string", title: "Nickname" },
      ids: { type: "array" },
    },
  });

  test("become inputs", () => {
    expect(fields).toMatchObject([
      { name: "days", label: "Days", kind: "number", required: true, min: 0, max: 3650, hint: "How old" },
      { name: "asOf", label: "As of", kind: "instant", required: false },
      { name: "name", label: "Nickname", kind: "text" },
      { name: "ids", kind: "json" },
    ]);
    expect(payloadFields({ type: "object" })).toEqual([]);
  });

  test("are read from what was typed, leaving out what is empty", () => {
    const typed = { days: " 7 ", asOf: "", ids: '["a"]' };
    expect(readPayload(fields, typed)).toEqual({ ok: true, payload: { days: 7, ids: ["a"] } });
  });

  test("say which field can't be read", () => {
    expect(readPayload(fields, { ids: "[" })).toMatchObject({ ok: false, field: "ids" });
  });
});
