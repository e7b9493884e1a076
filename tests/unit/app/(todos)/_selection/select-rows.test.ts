import { afterEach, expect, test } from "vitest";
import {
  clearSelection,
  keepSelected,
  selectsByClick,
  selectThrough,
  startSelecting,
  toggleSelected,
} from "#app/(todos)/_selection/select-rows.ts";
import { selectedIds } from "#app/(todos)/_selection/selection.ts";

const order = ["a", "b", "c", "d", "e"];
const selected = () => [...selectedIds()].sort().join("");

afterEach(clearSelection);

test("selects from the todo before through this one, in both directions, beside what is selected", () => {
  toggleSelected("a");
  toggleSelected("d");
  selectThrough("c", order);
  expect(selected()).toBe("acd");
  selectThrough("e", order);
  expect(selected()).toBe("acde");
});

test("selects one where no other was before, or where that is gone", () => {
  selectThrough("c", order);
  expect(selected()).toBe("c");
  selectThrough("e", ["d", "e"]);
  expect(selected()).toBe("ce");
});

test("a second time deselects; what leaves the list does, too", () => {
  for (const id of ["a", "b", "c"]) toggleSelected(id);
  toggleSelected("b");
  expect(selected()).toBe("ac");
  keepSelected(new Set(["c", "d"]));
  expect(selected()).toBe("c");
});

test("clicks select once somebody chose to select, until nothing is selected", () => {
  toggleSelected("a");
  expect(selectsByClick()).toBe(false);
  startSelecting("b");
  expect([selected(), selectsByClick()]).toEqual(["ab", true]);
  clearSelection();
  expect(selectsByClick()).toBe(false);
  toggleSelected("a");
  expect(selectsByClick()).toBe(false);
});
