import { describe, expect, it } from "vitest";
import { barChart } from "../../../generator/charts/barChart.js";

const widthsIn = (svg: string): readonly number[] =>
  [...svg.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));

describe("a bar chart", () => {
  it("draws bars in proportion, and text as XML has it", () => {
    const svg = barChart("A & B", [
      { label: "@tinsmith/kms", value: 1, text: "1.0" },
      { label: '<other> "x"', value: 4, text: "4.0", spread: { low: 3, high: 5 } },
    ]);
    const [first, second] = widthsIn(svg);
    expect(second).toBeCloseTo((first ?? NaN) * 4);
    expect(svg).toContain("A &#38; B");
    expect(svg).toContain(">&#60;other&#62; &#34;x&#34;<");
  });

  it("tells what bars have in common from the rest", () => {
    const svg = barChart("kB", [{ label: "getObject", value: 8, text: "8.0", base: 6 }]);
    const [base, rest] = widthsIn(svg);
    expect(base).toBeCloseTo((rest ?? NaN) * 3);
  });

  it("leaves long labels the room that they need", () => {
    const widthOf = (label: string): number =>
      Number(/width="(\d+)"/.exec(barChart("kB", [{ label, value: 1, text: "1.0" }]))?.[1]);
    expect(widthOf("a")).toBe(720);
    expect(widthOf("getRouteServerRoutingDatabase and more")).toBeGreaterThan(720);
  });

  it("has no unseen characters in it", () => {
    expect(barChart("\u001b[31m", [{ label: "a\u202e", value: 1, text: "\u0000" }])).not.toMatch(
      // eslint-disable-next-line no-control-regex
      /[\u0000\u001b\u202e]/,
    );
  });
});
