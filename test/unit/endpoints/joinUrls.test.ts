import { describe, expect, it } from "vitest";
import { joinUrls } from "../../../generator/endpoints/joinUrls.js";
import type { Block, EndpointResult, Expression } from "../../../generator/endpoints/program.js";

const variable = (name: string, id: number): Expression => ({
  kind: "reference",
  variable: { name, id },
});
const region = variable("region", 0);
const fips = variable("fips", 1);
const dual = variable("dual", 2);
const suffix = variable("suffix", 3);
const other = variable("other", 4);

/** A URL: texts, and values. */
function url(...parts: (string | Expression)[]): EndpointResult {
  const all = parts.map((part): Expression =>
    typeof part === "string" ? { kind: "literal", value: part } : part,
  );
  const [only] = all as [Expression];
  return {
    kind: "endpoint",
    url: all.length === 1 ? only : { kind: "template", parts: all },
    headers: [],
    properties: [],
  };
}

const when = (test: Expression, ...then: Block): Block[number] => ({ kind: "if", test, then });
const choose = (
  test: Expression,
  yes: string | Expression,
  no: string | Expression,
): Expression => {
  const of = (value: string | Expression): Expression =>
    typeof value === "string" ? { kind: "literal", value } : value;
  return { kind: "choose", test, then: of(yes), otherwise: of(no) };
};

describe("joinUrls", () => {
  it.each<[string, Block, Block]>([
    [
      "a part that one has in addition",
      [when(fips, url("https://kms-fips.", region, ".a")), url("https://kms.", region, ".a")],
      [url("https://kms", choose(fips, "-fips", ""), ".", region, ".a")],
    ],
    [
      "values",
      [when(dual, url("https://", region, ".", suffix)), url("https://", region, ".", other)],
      [url("https://", region, ".", choose(dual, suffix, other))],
    ],
    [
      "words, and not what words begin or end with",
      [when(fips, url("https://east.", region)), url("https://eats.", region)],
      [url("https://", choose(fips, "east", "eats"), ".", region)],
    ],
    [
      "the four endpoints of two settings",
      [
        when({ kind: "and", of: [fips, dual] }, url("https://k-fips.", region, ".", suffix)),
        when(fips, url("https://k-fips.", region, ".", other)),
        when(dual, url("https://k.", region, ".", suffix)),
        url("https://k.", region, ".", other),
      ],
      [
        url(
          ...["https://k", choose(fips, "-fips", ""), ".", region, "."],
          choose(dual, suffix, other),
        ),
      ],
    ],
    [
      "values in headers and properties",
      [
        when(
          { kind: "not", of: fips },
          {
            ...url("https://", other, ".", region),
            headers: [["x", [region, other]]],
            properties: [["p", { kind: "list", items: [region] }]],
          },
        ),
        {
          ...url("https://", other, ".", suffix),
          headers: [["x", [suffix, other]]],
          properties: [["p", { kind: "list", items: [suffix] }]],
        },
      ],
      [
        {
          ...url("https://", other, ".", choose(fips, suffix, region)),
          headers: [["x", [choose(fips, suffix, region), other]]],
          properties: [["p", { kind: "list", items: [choose(fips, suffix, region)] }]],
        },
      ],
    ],
    [
      "endpoints in blocks",
      [
        when(other, when(fips, url("https://f.", region)), url("https://", region)),
        url("https://x"),
      ],
      [when(other, url("https://", choose(fips, "f.", ""), region)), url("https://x")],
    ],
  ])("chooses between %s", (_, given, want) => {
    expect(joinUrls(given)).toEqual(want);
  });

  const plain = url("https://", region);
  it.each<[string, Block]>([
    ["have nothing but text in common", [when(fips, url("https://a.b")), url("https://b.b")]],
    ["differ in more than a part", [when(fips, url("https://a.", region, ".b", other)), plain]],
    [
      "are chosen by more than a setting",
      [when({ kind: "isSet", of: other }, url("https://a.", region)), plain],
    ],
    [
      "differ in something else",
      [when(fips, { ...url("https://a.", region), headers: [["x", [region]]] }), plain],
    ],
    [
      "differ in too many values",
      [
        when(fips, { ...url("https://a.", region), headers: [["x", [region, suffix]]] }),
        { ...plain, headers: [["x", [suffix, other]]] },
      ],
    ],
    ["are no alternatives", [when(fips, { kind: "error", message: region }), plain]],
  ])("leaves endpoints alone that %s", (_, block) => {
    expect(joinUrls(block)).toEqual(block);
  });
});
