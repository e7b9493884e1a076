import { expect, test } from "vitest";
import { heldPlaces, holdPlace, subscribeToHeldPlaces } from "#app/(todos)/_row/held-places.ts";

test("a todo is held where it was first, until its last field is closed", () => {
  const told: (string | null | undefined)[] = [];
  const unsubscribe = subscribeToHeldPlaces(() => told.push(heldPlaces().get("letter")?.dueOn));
  const today = "2026-11-24";
  const closeDetails = holdPlace("letter", { dueOn: null, today });
  const closeTitle = holdPlace("letter", { dueOn: "2026-12-01", today });
  closeDetails();
  expect(heldPlaces().get("letter")).toEqual({ dueOn: null, today });
  closeTitle();
  expect(heldPlaces().has("letter")).toBe(false);
  holdPlace("letter", { dueOn: "2026-12-01", today })();
  expect(told).toEqual([null, null, null, undefined, "2026-12-01", undefined]);
  unsubscribe();
});
