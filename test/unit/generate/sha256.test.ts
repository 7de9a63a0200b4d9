import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256 as ofNode } from "../../../generator/sha256.node.js";
import { sha256 as ofTheWeb } from "../../../generator/sha256.web.js";

test("browsers hash a text as Node does", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(ofTheWeb(text)).toBe(ofNode(text));
    }),
  );
});
