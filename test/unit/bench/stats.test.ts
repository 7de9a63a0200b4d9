import { describe, expect, it } from "vitest";
import { compare, inRounds } from "../../../bench/rounds.js";
import { figureOf, isNoisy, ratioOf } from "../../../bench/stats.js";

describe("figures", () => {
  it("are medians and quartiles, between samples where need be", () => {
    expect(figureOf([5, 1, 3])).toEqual({ median: 3, low: 2, high: 4 });
    expect(figureOf([4, 1, 2, 3])).toEqual({ median: 2.5, low: 1.75, high: 3.25 });
    expect(figureOf([7])).toEqual({ median: 7, low: 7, high: 7 });
    expect(() => figureOf([])).toThrow("no samples");
  });

  it("are noisy when the middle half is spread over more than a tenth", () => {
    expect(isNoisy({ median: 100, low: 95, high: 105 })).toBe(false);
    expect(isNoisy({ median: 100, low: 94, high: 105 })).toBe(true);
  });

  it("are compared round by round, so that a slow round changes no ratio", () => {
    expect(ratioOf([1, 10, 1], [2, 20, 2]).median).toBe(0.5);
    expect(ratioOf([1, 10, 1], [2, 20, 2]).high).toBe(0.5);
  });
});

describe("rounds", () => {
  it("take the subjects in turn", () => {
    const order: string[] = [];
    const samples = inRounds(["a", "b"], 2, (subject) => order.push(subject));
    expect(order).toEqual(["a", "b", "a", "b"]);
    expect(samples.get("b")).toEqual([2, 4]);
  });

  it("compare a client with the SDK and with the hand-written call of its transport", () => {
    const samples = new Map([
      ["tinsmithFetch", [2, 4]],
      ["sdk", [8, 16]],
      ["rawHttp", [100, 100]],
      ["rawFetch", [1, 2]],
    ]);
    const { median, toSdk, toRaw } = compare(samples, "tinsmithFetch", (sample) => sample);
    expect([median, toSdk?.median, toRaw?.median]).toEqual([3, 0.25, 2]);
  });
});
