import fc from "fast-check";
import { expect, test } from "vitest";
import { fromBase64 } from "../../../generator/text/base64.js";

test("bytes of base64 are those that it was made of", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase64(Buffer.from(bytes).toString("base64"))).toEqual(bytes);
    }),
  );
});

test.each(["YQ", "YQ= =", "YR==", "Y", "-_==", "a\nb=", "日本"])(
  "%j is not as base64 is written",
  (text) => {
    expect(fromBase64(text)).toBeUndefined();
  },
);
