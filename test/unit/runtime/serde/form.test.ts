import { describe, expect, it } from "vitest";
import { asString } from "../../../../templates/runtime/serde/json.js";
import { readFormList, toForm, writeFormList } from "../../../../templates/runtime/serde/form.js";

describe("a form", () => {
  it.each<[object, string]>([
    [{}, ""],
    [{ a: "x", b: 1, c: false }, "a=x&b=1&c=false"],
    [{ a: "" }, "a="],
    [{ a: null }, "a="],
    [{ a: "a b+c&d=é/~-_.!'()*😀" }, "a=a%20b%2Bc%26d%3D%C3%A9%2F~-_.%21%27%28%29%2A%F0%9F%98%80"],
    [{ a: { b: { c: "x" }, d: "y" } }, "a.b.c=x&a.d=y"],
    [{ a: ["x", "y"] }, "a.1=x&a.2=y"],
    [{ a: { member: [{ b: "x" }, { b: "y" }] } }, "a.member.1.b=x&a.member.2.b=y"],
    [{ a: [["x"], ["y", "z"]] }, "a.1.1=x&a.2.1=y&a.2.2=z"],
    [{ a: [], b: {}, c: { entry: [] } }, ""],
  ])("of %j", (value, text) => {
    expect(toForm(value)).toBe(text);
  });

  it("tells of a flattened list that is empty", () => {
    expect(toForm({ a: writeFormList(asString)([]) })).toBe("a=");
    expect(toForm({ a: writeFormList(asString)(["x"]) })).toBe("a.1=x");
    expect(readFormList(asString)("")).toEqual([]);
    expect(readFormList(asString)(["", "x"])).toEqual(["", "x"]);
  });
});
