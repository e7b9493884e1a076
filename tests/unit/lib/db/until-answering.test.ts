import { expect, test, vi } from "vitest";
import { toStartError } from "#lib/db/start-error.ts";
import { untilAnswering } from "#lib/db/until-answering.ts";

const failing = (code: string) => () => Promise.reject(Object.assign(new Error("refused"), { code }));
const { signal } = new AbortController();

test("a database without a free connection is tried again for a while, then somebody has to act", async () => {
  const onFailure = vi.fn();
  const started = untilAnswering(failing("53300"), { signal, onFailure, busyMs: 100 }).catch(toStartError);
  expect(await started).toMatchObject({ name: "StartError", message: expect.stringMatching(/no connection left/) });
  expect(onFailure).toHaveBeenCalled();
});

test("a refusal is no reason to try again", async () => {
  const onFailure = vi.fn();
  await expect(untilAnswering(failing("28P01"), { signal, onFailure })).rejects.toThrow("refused");
  expect(onFailure).not.toHaveBeenCalled();
});
