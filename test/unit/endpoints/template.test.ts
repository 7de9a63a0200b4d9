import { describe, expect, it } from "vitest";
import { parsePath, parseTemplate } from "../../../generator/endpoints/template.js";

describe("parseTemplate", () => {
  const text = (value: string) => ({ kind: "text", text: value });
  const value = (name: string, path?: string) => ({ kind: "value", name, path });

  it.each([
    ["", [text("")]],
    ["plain", [text("plain")]],
    ["{a}", [value("a")]],
    ["x{a}y{b#c[1]}", [text("x"), value("a"), text("y"), value("b", "c[1]")]],
    ["{a}{b}", [value("a"), value("b")]],
    ["{{a}}", [text("{a}")]],
    ["{{{a}}}", [text("{"), value("a"), text("}")]],
    ["line\nbreak", [text("line\nbreak")]],
  ])("reads %j", (template, parts) => {
    expect(parseTemplate(template, "")).toEqual(parts);
  });

  it.each(["{", "}", "{}", "{a", "a}", "{a{b}}", "{#a}"])("rejects %j", (template) => {
    expect(() => parseTemplate(template, "/x")).toThrow("do not match");
  });
});

describe("parsePath", () => {
  it.each([
    ["a", ["a"]],
    ["a.b", ["a", "b"]],
    ["a[0]", ["a", 0]],
    ["[12]", [12]],
    ["a[-1]", ["a", -1]],
    ["__proto__", ["__proto__"]],
  ])("reads %j", (path, steps) => {
    expect(parsePath(path, "")).toEqual(steps);
  });

  it.each(["", "a.", "a[--1]", "a[-]", "a[x]", "a[1", "a b", "[99999999999]"])(
    "rejects %j",
    (path) => {
      expect(() => parsePath(path, "/x")).toThrow("is not a path");
    },
  );
});
