import fc from "fast-check";
import { expect, test } from "vitest";
import { durationText } from "#app/tasks/format-duration.ts";

test.each([
  [-5, "0 ms"],
  [12.4, "12 ms"],
  [999.7, "1.0 s"],
  [1500, "1.5 s"],
  [9_970, "10 s"],
  [42_400, "42 s"],
  [59_600, "1 min 0 s"],
  [119_800, "2 min 0 s"],
  [185_000, "3 min 5 s"],
  [3_599_600, "1 h 0 min"],
  [10_805_000, "3 h 0 min"],
  [100_000_000, "27 h 47 min"],
])("%d ms takes %s", (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

const units = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000 } as const;
const full = { ms: 1_000, s: 60, min: 60, h: Number.POSITIVE_INFINITY } as const;

test("no unit is full, and what is said is off by half of its last digit at most", () => {
  // Around each change of units, too.
  const near = fc.constantFrom(1_000, 10_000, 60_000, 3_600_000, 7_200_000);
  const anywhere = fc.double({ min: 0, max: 200_000_000, noNaN: true });
  const closeBy = fc.tuple(near, fc.double({ min: -999, max: 999, noNaN: true })).map(([at, by]) => at + by);
  fc.assert(
    fc.property(fc.oneof(anywhere, closeBy), (ms) => {
      const text = durationText(ms);
      const parts = [...text.matchAll(/([\d.]+) (ms|s|min|h)/g)].map(([, value = "", unit]) => ({ value, unit }));
      let said = 0;
      let digit = 0;
      for (const { value, unit } of parts) {
        if (unit !== "ms" && unit !== "s" && unit !== "min" && unit !== "h") throw new Error(`${unit} is no unit.`);
        expect(Number(value)).toBeLessThan(full[unit]);
        said += Number(value) * units[unit];
        digit = value.includes(".") ? units[unit] / 10 : units[unit];
      }
      expect(Math.abs(said - ms)).toBeLessThanOrEqual(digit / 2 + 1e-6);
    }),
  );
});
