import { describe, expect, it } from "vitest";
import { matchesPattern } from "../../../generator/smithy/pattern.js";

describe("row 37: a pattern", () => {
  it.each([
    ["^\\Asnap-[0-9a-f]{8}\\z$", "snap-78e22663"],
    ["^[\\pL]+$", "abc"],
    ["^abc\\Z", "abc"],
    ["^\\p{Alnum}+$", "abc1"],
    ["^\\p{Alpha}+$", "é"],
    ["^a\\hb$", "a b"],
    ["^a\\vb$", "a\nb"],
    ["^\\x{61}$", "a"],
    ["^[\\p{InBasicLatin}]+$", "abc"],
    ["^\\p{IsLatin}+$", "abc"],
    ["^(\\p{LD}|\\p{Punct}| )+$", "a!"],
    ["^\\p{Print}+$", "abc"],
    ["^\\p{Space}+$", " "],
    ["^\\_\\p{Print}$", "_a"],
    ["\\QA.B\\E", "a.b"],
    ["^[a-z&&[^b]]$", "b"],
    ["^[a-c[x-z]]$", "y"],
    ["^[]a]$", "]"],
    ["^(?i)abc$", "ABC"],
    ["^(?>a+)b$", "ab"],
    ["^a++$", "a"],
    ["^(a)?b\\1$", "b"],
    ["^\\0141$", "a"],
    ["^\\u{61}$", "a"],
  ])("%s does not mean the same in Java and JavaScript", (pattern, text) => {
    expect(matchesPattern(pattern, text)).toBeUndefined();
  });

  it.each([
    ["^[a-z]+$", "abc", "aBc"],
    ["^[\\w-.]+$", "a-.", "a!"],
    ["^[\\w-]+$", "a-", "a."],
    ["^[\\\\w-x]$", "w", "-"],
    ["^[\\-_\\@\\&\\&]+$", "-_@&", "a"],
    ["^\\_\\-\\p{L}$", "_-é", "_-1"],
    ["^\\p{Lu}[^\\P{L}]{2}$", "Éàb", "éàb"],
    ["^a]}\\{$", "a]}{", "a"],
    ["^(?<n>a|b){1,2}(?:c)?(?=d)d(?!e)$", "abcd", "abce"],
    ["^\\x61\\u0062\\t/$", "ab\t/", "ab/"],
    ["^[\\u0020-\\uD7FF]{2,}?$", "ab", "a"],
    ["^.{1}$", "\u{1f600}", "ab"],
    ["^a\\sb\\b", "a b", "a_b"],
  ])("%s does, and tells what matches", (pattern, good, bad) => {
    expect(matchesPattern(pattern, good)).toBe(true);
    expect(matchesPattern(pattern, bad)).toBe(false);
  });

  it.each([
    ["^\\S$", "\u00a0"],
    ["^\\w\\b", "aé"],
    ["^a$", "a\n"],
    ["^.$", "\u0085"],
  ])("%s does, but for texts such as %j", (pattern, text) => {
    expect(matchesPattern(pattern, text)).toBeUndefined();
    expect(matchesPattern(pattern, "?")).not.toBeUndefined();
  });
});
