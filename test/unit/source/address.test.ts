import { describe, expect, it } from "vitest";
import {
  isLoopback,
  isPrivateAddress,
  isPrivatelyResolved,
  redirected,
} from "../../../generator/source/address.js";
import { parseSource, printSource } from "../../../generator/source/source.js";

describe("isPrivateAddress", () => {
  it.each([
    ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.9.9.9", "169.254.169.254"],
    ...[
      "172.16.0.1",
      "172.31.255.255",
      "192.168.1.1",
      "198.18.0.1",
      "224.0.0.1",
      "255.255.255.255",
    ],
    ...[
      "::",
      "::1",
      "fc00::1",
      "fd12::1",
      "fe80::1",
      "ff02::1",
      "::ffff:10.0.0.1",
      "::ffff:7f00:1",
    ],
  ])("takes %s for private", (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(["1.1.1.1", "172.32.0.1", "192.169.0.1", "2606:4700::1111", "::ffff:1.1.1.1"])(
    "takes %s for public",
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );
});

describe("row 74: an address that leads elsewhere", () => {
  it.each([
    ["NAT64", "64:ff9b::a9fe:a9fe"],
    ["NAT64 of a network's own", "64:ff9b:1::a9fe:a9fe"],
    ["6to4", "2002:a9fe:a9fe::1"],
    ["Teredo", "2001:0:53aa:64c:0:5efe:5601:5601"],
    ["a site-local one", "fec0::1"],
    ["Azure's host", "168.63.129.16"],
    ["IPv4-compatible", "::a9fe:a9fe"],
    ["IPv4-translated", "::ffff:0:a9fe:a9fe"],
    ["Azure's host, mapped", "::ffff:168.63.129.16"],
    ["discard-only", "100::1"],
    ["segment routing", "5f00::1"],
    ["documentation's", "2001:db8::1"],
    ["documentation's", "3fff:fff::1"],
    ["documentation's", "203.0.113.9"],
    ["a relay of 6to4", "192.88.99.1"],
    ["ORCHID", "2001:20::1"],
    ["unassigned", "4000::1"],
    ["of a zone", "fe80::1%eth0"],
    ["Oracle's metadata", "192.0.0.192"],
    ["Amazon's metadata", "fd00:ec2::254"],
  ])("is refused: %s", (_, address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(["2001:200::1", "2001:4860:4860::8888", "2620:4f:8000::1", "168.63.129.17", "192.0.1.1"])(
    "%s does not",
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );

  it.each<[string, boolean]>([
    ["64:ff9b::a9fe:a9fe", true],
    ["64:ff9b::7f00:1", true],
    ["64:ff9b::1", true],
    ["64:ff9b::", true],
    ["64:ff9b:1::101:101", true],
    ["64:ff9b::101:101", false],
    ["1.1.1.1", false],
    ["10.0.0.1", true],
    ["2606:4700::1111", false],
    ["fe80::1", true],
  ])("is found by the address within: %s", (address, isPrivate) => {
    expect(isPrivatelyResolved(address)).toBe(isPrivate);
  });

  it("is not followed to", () => {
    for (const host of [
      "[64:ff9b::a9fe:a9fe]",
      "[2002:a9fe:a9fe::]",
      "168.63.129.16",
      "[fec0::1]",
    ]) {
      const from = new URL("https://models.example.com/a");
      expect(() => redirected(from, from, `https://${host}/b`)).toThrow("to the private host");
    }
  });
});

describe("isLoopback", () => {
  it.each<[string, boolean]>([
    ["http://127.0.0.1:8080/x", true],
    ["http://2130706433/", true],
    ["http://0x7f.1/", true],
    ["http://[::1]/", true],
    ["http://localhost", true],
    ["http://LOCALHOST.", true],
    ["http://a.localhost", true],
    ["http://localhost.example.com", false],
    ["http://127.0.0.1.example.com", false],
    ["http://10.0.0.1", false],
  ])("%s: %s", (url, expected) => {
    expect(isLoopback(new URL(url))).toBe(expected);
  });
});

describe("a redirect", () => {
  const follow = (start: string, to: string | undefined, from = start): string =>
    redirected(new URL(start), new URL(from), to).href;
  const HTTPS = "https://models.example.com/a/b.json?key=secret";
  const LOCAL = "http://127.0.0.1:1234/a";

  it.each([
    [HTTPS, "https://elsewhere.example.net/c", "https://elsewhere.example.net/c"],
    [HTTPS, "../c", "https://models.example.com/c"],
    [HTTPS, "//elsewhere.example.net/c", "https://elsewhere.example.net/c"],
    [HTTPS, "https://1.1.1.1/c", "https://1.1.1.1/c"],
    ["https://10.0.0.1/a", "/b", "https://10.0.0.1/b"],
    [LOCAL, "/b", "http://127.0.0.1:1234/b"],
    [LOCAL, "http://localhost:99/b", "http://localhost:99/b"],
    [LOCAL, "https://models.example.com/b", "https://models.example.com/b"],
    [LOCAL, "https://10.0.0.1/b", "https://10.0.0.1/b"],
  ])("from %s to %s is followed", (start, location, expected) => {
    expect(follow(start, location)).toBe(expected);
  });

  it.each<[string, string | undefined, string]>([
    [HTTPS, undefined, "redirects to nowhere"],
    [HTTPS, "https://", "redirects to what is not a URL"],
    [HTTPS, "http://models.example.com/c?x=1", "to http://models.example.com/c, without TLS"],
    [HTTPS, "http://127.0.0.1/c", "to http://127.0.0.1/c, without TLS"],
    [HTTPS, "file:///etc/passwd", "to file:/etc/passwd (only https: is taken"],
    [HTTPS, "ftp://example.com/c", "to ftp://example.com/c (only https: is taken"],
    [HTTPS, "data:application/json,{}", "(only https: is taken"],
    [HTTPS, "https://me:pass@example.com/c", "a URL with a user or password is not taken"],
    [HTTPS, "https://169.254.169.254/latest", "to the private host 169.254.169.254"],
    [HTTPS, "https://[::ffff:a00:1]/", "to the private host [::ffff:a00:1]"],
    [HTTPS, "https://localhost/c", "to the private host localhost"],
    [HTTPS, "https://2130706433/", "to the private host 127.0.0.1"],
    [LOCAL, "http://models.example.com/c", "to http://models.example.com/c, without TLS"],
    ["https://localhost/a", "http://localhost/b", "without TLS"],
  ])("from %s to %s is not followed", (start, location, message) => {
    expect(() => follow(start, location)).toThrow(message);
    expect(() => follow(start, location)).not.toThrow(/secret|pass@/);
  });
});

describe("parseSource", () => {
  it.each([
    ["aws:kms", "aws:kms"],
    ["aws:Secrets Manager", "aws:secrets-manager"],
    ["https://example.com/m.json?v=1#part", "https://example.com/m.json?v=1"],
    ["http://127.0.0.1:80/m.json", "http://127.0.0.1/m.json"],
    ["../models/weather.json", "../models/weather.json"],
    ["C:\\models\\weather.json", "C:\\models\\weather.json"],
  ])("reads %s as %s", (text, printed) => {
    const parsed = parseSource(text);
    expect("source" in parsed && printSource(parsed.source)).toBe(printed);
  });

  it.each([
    ["aws:", "the SDK ID of a service is expected"],
    ["aws:../../etc/passwd", "the SDK ID of a service is expected"],
    ["aws:a/b", "the SDK ID of a service is expected"],
    ["aws:..", "the SDK ID of a service is expected"],
    ["http://example.com/m.json", "only https: is taken"],
    ["https://me:secret@example.com/", "a URL with a user or password is not taken"],
    ["ftp://example.com/", "only https: is taken"],
    ["file:///m.json", "its path is expected"],
    ["https://", "this is not a URL"],
  ])("refuses %s", (text, problem) => {
    expect(parseSource(text)).toEqual({ problem: expect.stringContaining(problem) as string });
  });
});
