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
      sure: { type: "boolean", default: false },
    },
  });

  test("become inputs", () => {
    expect(fields).toMatchObject([
      {
        name: "days",
        label: "Days",
        kind: "number",
        required: true,
        min: 0,
        max: 3650,
        hint: "How old From 0 to 3,650.",
      },
      { name: "asOf", label: "As of", kind: "instant", required: false },
      { name: "name", label: "Nickname", kind: "text" },
      { name: "ids", kind: "json" },
      { name: "sure", kind: "flag", hint: "Default: false." },
    ]);
    expect(payloadFields({ type: "object" })).toEqual([]);
  });

  test("are read from what was typed, leaving out what is empty", () => {
    const typed = { days: " 7 ", asOf: "", ids: '["a"]', sure: "true" };
    expect(readPayload(fields, typed)).toEqual({ ok: true, payload: { days: 7, ids: ["a"], sure: true } });
  });

  test("are not sent without a number that the browser cannot read, and gives out as empty", () => {
    const optional = payloadFields({ type: "object", properties: { days: { type: "integer" } } });
    expect(readPayload(optional, { days: "" })).toEqual({ ok: true, payload: {} });
    const read = readPayload(optional, { days: "" }, ["days"]);
    expect(read).toEqual({ ok: false, field: "days", message: "Use a number." });
  });

  test.each([
    ["ids", "[", /JSON/],
    ["days", "-1", /^Use at least 0\.$/],
    ["days", "3651", /^Use at most 3,650\.$/],
    ["days", "1.5", /whole number/],
    ["days", "many", /a number/],
    ["days", "", /needed/],
    ["asOf", "soon", /instant/],
  ])("say which field can't be sent, and why: %s %s", (field, text, message) => {
    const read = readPayload(fields, { days: "1", [field]: text });
    expect(read).toMatchObject({ ok: false, field, message: expect.stringMatching(message) });
  });
});
