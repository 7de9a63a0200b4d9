import { describe, expect, it } from "vitest";
import {
  isValidHostLabel,
  isVirtualHostableS3Bucket,
  parseArn,
  parseURL,
  split,
  substring,
  uriEncode,
} from "../../../templates/runtime/endpoints/functions.js";
import { cpuMs } from "../../support/cpuTime.js";

describe("parseURL", () => {
  it.each([
    ["https://example.com", "https", "example.com", "", "/", false],
    ["HTTP://example.com:80/foo/bar", "http", "example.com:80", "/foo/bar", "/foo/bar/", false],
    ["https://user:pass@example.com/", "https", "example.com", "/", "/", false],
    ["https://127.0.0.1", "https", "127.0.0.1", "", "/", true],
    ["https://127.0.0.256", "https", "127.0.0.256", "", "/", false],
    ["https://127.0.0.01", "https", "127.0.0.01", "", "/", false],
    ["https://[fe80::1]:8/x", "https", "[fe80::1]:8", "/x", "/x/", true],
  ])("takes %s apart", (url, scheme, authority, path, normalizedPath, isIp) => {
    expect(parseURL(url)).toEqual({ scheme, authority, path, normalizedPath, isIp });
  });

  it.each([
    "",
    "example.com",
    "ftp://a",
    "https://",
    "https://a?b",
    "https://a/?",
    "https://a#b",
    "https://a:b",
    "https://a b",
    "https://a/\n",
    "https://[a",
    "https://a/b\r\nx: y",
  ])("rejects %j", (url) => {
    expect(parseURL(url)).toBeUndefined();
  });

  it("takes no longer than its input is long", () => {
    const time = cpuMs(() => {
      parseURL(`https://${"a".repeat(200_000)}\n`);
      parseURL(`https://${"@".repeat(200_000)}`);
      parseURL(`https://${"1.".repeat(100_000)}`);
    });
    // Were it quadratic, this would take ten times as long.
    expect(time).toBeLessThan(2000);
  });
});

describe("parseArn", () => {
  it.each([
    ["arn:aws:sns:us-west-2:0123:topic", ["aws", "sns", "us-west-2", "0123"], ["topic"]],
    ["arn:aws:iam::0123:user/john", ["aws", "iam", "", "0123"], ["user", "john"]],
    ["arn:aws:s3:::b", ["aws", "s3", "", ""], ["b"]],
    ["arn:aws:s3:a:b:c:d/e:", ["aws", "s3", "a", "b"], ["c", "d", "e", ""]],
  ])("takes %s apart", (arn, parts, resourceId) => {
    const [partition, service, region, accountId] = parts;
    expect(parseArn(arn)).toEqual({ partition, service, region, accountId, resourceId });
  });

  it.each([
    "",
    "arn",
    "11111111-2222",
    "arn:aws:s3:::",
    "arn::s3:::b",
    "arn:aws::::b",
    "x:aws:s3:::b",
  ])("rejects %j", (arn) => {
    expect(parseArn(arn)).toBeUndefined();
  });
});

describe("isValidHostLabel", () => {
  it.each([
    ["a", true, true],
    ["3aws4", true, true],
    ["A-b", true, true],
    ["a".repeat(63), true, true],
    ["a".repeat(64), false, false],
    ["a.b", false, true],
    ["", false, false],
    ["a.", false, false],
    ["a..b", false, false],
    ["-a", false, false],
    ["a-", false, false],
    ["a.-b", false, false],
    ["a_b", false, false],
    ["a\n", false, false],
    ["é", false, false],
  ])("judges %j", (value, alone, withSubDomains) => {
    expect(isValidHostLabel(value, false)).toBe(alone);
    expect(isValidHostLabel(value, true)).toBe(withSubDomains);
  });
});

describe("isVirtualHostableS3Bucket", () => {
  it.each([
    ["abc", true, true],
    ["a--b", true, true],
    ["a.b.c", false, true],
    ["ab", false, false],
    ["a".repeat(63), true, true],
    ["a".repeat(64), false, false],
    ["aBc", false, false],
    ["a_c", false, false],
    ["-ab", false, false],
    ["ab-", false, false],
    ["a..b", false, false],
    ["a.-b", false, false],
    ["a-.b", false, false],
    ["1.2.3.4", false, false],
    ["abc\n", false, false],
  ])("judges %j", (value, alone, withSubDomains) => {
    expect(isVirtualHostableS3Bucket(value, false)).toBe(alone);
    expect(isVirtualHostableS3Bucket(value, true)).toBe(withSubDomains);
  });
});

describe("substring", () => {
  it.each([
    ["abcdefg", 0, 4, false, "abcd"],
    ["abcdefg", 0, 4, true, "defg"],
    ["abcdefg", 1, 3, true, "ef"],
    ["abc", 0, 4, false, undefined],
    ["abc", 2, 2, false, undefined],
    ["abc", 2, 1, false, undefined],
    ["ab\u0080", 0, 1, false, undefined],
  ])("cuts %j from %d to %d", (value, start, stop, reverse, expected) => {
    expect(substring(value, start, stop, reverse)).toBe(expected);
  });
});

describe("split", () => {
  it.each([
    ["a--b--c", "--", 0, ["a", "b", "c"]],
    ["a--b--c", "--", 1, ["a--b--c"]],
    ["a--b--c", "--", 2, ["a", "b--c"]],
    ["a--b--c", "--", 9, ["a", "b", "c"]],
    ["", "--", 0, [""]],
    ["aaa", "aa", 0, ["", "a"]],
  ])("splits %j at %j into %d", (value, delimiter, limit, parts) => {
    expect(split(value, delimiter, limit)).toEqual(parts);
  });

  it("rejects an empty delimiter", () => {
    expect(() => split("abc", "", 0)).toThrow("empty delimiter");
  });
});

describe("uriEncode", () => {
  it.each([
    ["aZ09-_.~", "aZ09-_.~"],
    [
      " /:,?#[]{}|@! $&'()*+;=%<>\"^`\\",
      "%20%2F%3A%2C%3F%23%5B%5D%7B%7D%7C%40%21%20%24%26%27%28%29%2A%2B%3B%3D%25%3C%3E%22%5E%60%5C",
    ],
    ["é\u{1f600}", "%C3%A9%F0%9F%98%80"],
    ["\ud800x", "%EF%BF%BDx"],
  ])("encodes %j", (value, expected) => {
    expect(uriEncode(value)).toBe(expected);
  });
});
