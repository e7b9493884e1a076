import { expect, test } from "vitest";
import { payloadErrors } from "#app/tasks/_run-now/payload-errors.ts";
import { payloadFields } from "#app/tasks/_run-now/payload-fields.ts";

const fields = payloadFields({ type: "object", properties: { days: { type: "integer" }, tags: { type: "array" } } });

test("what the server refused goes to its input, the first of each, as a sentence", () => {
  const refused = [
    { field: "payload.days", message: "use at least 0" },
    { field: "payload.days", message: "must be a whole number" },
    { field: "payload.tags.1", message: "must be text" },
  ];
  expect(payloadErrors(fields, refused)).toEqual({
    byField: { days: "Use at least 0.", tags: "1: must be text." },
    others: [],
  });
});

test("what belongs to no input is kept", () => {
  const refused = [
    { field: "payload", message: "must be an object" },
    { field: "payload.colour", message: "is not a known field" },
    { field: "idempotencyKey", message: "use a new key" },
  ];
  expect(payloadErrors(fields, refused)).toEqual({
    byField: {},
    others: ["Payload: must be an object.", "Payload.colour: is not a known field.", "IdempotencyKey: use a new key."],
  });
});
