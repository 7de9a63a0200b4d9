import { expect, it } from "vitest";
import { locate } from "../../../generator/smithy/locate.js";
import { error } from "../../../generator/smithy/report.js";

const text = '\uFEFF{\n  "a": [1, {"b\\"~/": "},]"}],\n  "c": {\n    "d": null}}\n';

function positionOf(pointer: string, file = "m.json"): string {
  const diagnostic = error("Target", "Wrong.", { source: { file, pointer } });
  const [located] = locate(
    [diagnostic],
    [
      { file: "other.json", text: "{}" },
      { file: "m.json", text },
    ],
  );
  return `${located?.source?.line}:${located?.source?.column}`;
}

it.each([
  ["/a", "2:8"],
  ["/a/0", "2:9"],
  ['/a/1/b"~0~1', "2:22"],
  ["/c", "3:8"],
  ["/c/d", "4:10"],
  ["/c/gone/far", "3:8"],
  ["/a/7", "2:8"],
])("finds %s at %s", (pointer, position) => {
  expect(positionOf(pointer)).toBe(position);
});

it("leaves what has no place as it is", () => {
  expect(positionOf("")).toBe("undefined:undefined");
  expect(positionOf("/a", "gone.json")).toBe("undefined:undefined");
  const without = error("Target", "Wrong.");
  expect(locate([without], [{ file: "m.json", text }])).toEqual([without]);
});
