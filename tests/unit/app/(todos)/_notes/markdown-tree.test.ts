import { describe, expect, test } from "vitest";
import { withTaskSwitched } from "#app/(todos)/_notes/markdown-tree.ts";

describe("switching a check box changes one sign of the text", () => {
  test.each([
    ["- [ ] one", 0, "- [x] one"],
    ["- [x] one\n- [X] two", 1, "- [x] one\n- [ ] two"],
    ["* [ ] one\n  1. [ ] two\n> - [ ] three", 1, "* [ ] one\n  1. [x] two\n> - [ ] three"],
    ["> - [ ] quoted", 0, "> - [x] quoted"],
    ["```\n- [ ] code\n```\n\n- [ ] one", 0, "```\n- [ ] code\n```\n\n- [x] one"],
    ["- [ ] same\n- [ ] same", 1, "- [ ] same\n- [x] same"],
    ["- [ ] one\n\n- [ ] two", 1, "- [ ] one\n\n- [x] two"],
    ["- [ ] - [ ] x", 0, "- [x] - [ ] x"],
    ["- [ ] - [ ] x", 1, "- [ ] - [x] x"],
    ["- [x] 1. [x] x\n- [ ] y", 1, "- [x] 1. [ ] x\n- [ ] y"],
    ["- [x] - [ ] x - [ ] text\n- [ ] y", 2, "- [x] - [ ] x - [ ] text\n- [x] y"],
    ["- > - [ ] quoted", 0, "- > - [x] quoted"],
    ["- [x] > - [ ] quoted", 1, "- [x] > - [x] quoted"],
    ["    - [ ] code\n\ntext [ ] here\n\n- [ ] one", 0, "    - [ ] code\n\ntext [ ] here\n\n- [x] one"],
  ])("%j, number %i", (text, task, switched) => expect(withTaskSwitched(text, task)).toBe(switched));

  test.each([
    ["no check box", 0],
    ["- [ ] one", 1],
    ["`- [ ] code`", 0],
  ])("none in %j, number %i", (text, task) => expect(withTaskSwitched(text, task)).toBeNull());
});
