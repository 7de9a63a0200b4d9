import fc from "fast-check";
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { withMember, withoutMember } from "../../../../generator/cli/services/configText.js";

const CONFIG = `{
    "packages": [
        { "name": "a",   "operations": ["A", "B"] }
    ],
    "sources": [{ "out": "src/aws", "services": {} }]
}
`;

const SERVICE = { model: "model/s3.json", source: "aws:s3", operations: ["GetObject"] };

describe("a config's text", () => {
  it("takes an item on the line that the others are on", () => {
    const text = withMember(CONFIG, ["packages", 0, "operations"], undefined, "C");
    expect(text).toBe(CONFIG.replace('"B"]', '"B", "C"]'));
  });

  it("takes an item on a line of its own, as the others are", () => {
    expect(withMember(CONFIG, ["packages"], undefined, { name: "b", operations: ["C"] })).toBe(
      CONFIG.replace(
        '"B"] }\n',
        '"B"] },\n        {\n            "name": "b",\n            "operations": ["C"]\n        }\n',
      ),
    );
  });

  it("takes the first property of an object", () => {
    const text = withMember(CONFIG, ["sources", 0, "services"], "s3", SERVICE);
    expect(text).toBe(
      CONFIG.replace(
        '"services": {}',
        `"services": {
        "s3": {
            "model": "model/s3.json",
            "source": "aws:s3",
            "operations": ["GetObject"]
        }
    }`,
      ),
    );
  });

  it("keeps tabs, and how lines end", () => {
    const text = '{\r\n\t"packages": []\r\n}\r\n';
    expect(withMember(text, [], "sources", [{ out: "a" }])).toBe(
      '{\r\n\t"packages": [],\r\n\t"sources": [{ "out": "a" }]\r\n}\r\n',
    );
  });

  it("loses an item from the start, the middle and the end", () => {
    const text = '{ "a": [1, 2, 3] }';
    expect(withoutMember(text, ["a", 0])).toBe('{ "a": [2, 3] }');
    expect(withoutMember(text, ["a", 1])).toBe('{ "a": [1, 3] }');
    expect(withoutMember(text, ["a", 2])).toBe('{ "a": [1, 2] }');
  });

  it("loses the only property", () => {
    expect(withoutMember(CONFIG, ["packages", 0])).toContain('"packages": [],\n');
  });

  it("is laid out as Prettier does where it was", async () => {
    const parser = "json";
    const text = await format(JSON.stringify({ sources: [{ out: "a", services: {} }] }, null, 2), {
      parser,
    });
    const long = {
      ...SERVICE,
      operations: ["GetObject", "PutObject", "ListObjectsV2", "CopyObject", "HeadObject"],
    };
    const one = withMember(text, ["sources", 0, "services"], "s3", SERVICE);
    const two = withMember(one, ["sources", 0, "services"], "s4", long);
    const three = withMember(two, [], "packages", [{ name: "b", ...SERVICE }]);
    expect(await format(three, { parser })).toBe(three);
    expect(withoutMember(three, ["sources", 0, "services", "s4"])).not.toContain("CopyObject");
  });

  it("says just what it said, but for the change", () => {
    const document = fc.dictionary(fc.string(), fc.array(fc.jsonValue()));
    const spaces = fc.constantFrom(undefined, 0, 2, "\t");
    fc.assert(
      fc.property(
        document,
        fc.string(),
        fc.array(fc.jsonValue()),
        spaces,
        (before, key, value, space) => {
          fc.pre(!(key in before) && !("__proto__" in before) && key !== "__proto__");
          // JSON has no -0.
          const after = JSON.parse(JSON.stringify({ ...before, [key]: value })) as typeof before;
          const text = JSON.stringify(before, null, space);
          const added = withMember(text, [], key, value);
          expect(JSON.parse(added)).toEqual(after);
          const grown = withMember(added, [key], undefined, 1);
          expect(JSON.parse(grown)).toEqual({ ...after, [key]: [...(after[key] ?? []), 1] });
          expect(JSON.parse(withoutMember(grown, [key, 0]))).toEqual({
            ...after,
            [key]: [...(after[key] ?? []), 1].slice(1),
          });
          expect(JSON.parse(withoutMember(added, [key]))).toEqual(JSON.parse(text));
        },
      ),
    );
  });
});
