import fc from "fast-check";
import { expect, test } from "vitest";
import { rowWindowOf } from "#app/(todos)/_list/window/row-window.ts";

test("rows and the room around them come to the height of the whole list, whatever is left out", () => {
  const row = fc.record({ height: fc.integer({ min: 40, max: 200 }), isDrawn: fc.boolean() });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
      let end = 0;
      const items = rows.map(({ height, isDrawn }, index) => {
        end += height;
        return { index, start: end - height, end, isDrawn };
      });
      const drawn = items.filter(({ isDrawn }) => isDrawn);
      const window = rowWindowOf(drawn, end);
      expect(window.rows.map(({ index }) => index)).toEqual(drawn.map(({ index }) => index));
      let place = window.above;
      for (const [n, { gap }] of window.rows.entries()) {
        expect(place + gap).toBe(drawn[n]?.start);
        place = drawn[n]?.end ?? 0;
      }
      expect(place + window.below).toBe(end);
      for (const room of [window.above, window.below, ...window.rows.map(({ gap }) => gap)]) {
        expect(room).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
