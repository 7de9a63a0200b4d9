import { expect, it } from "vitest";
import { goldenClient } from "../../support/goldenClient.js";

const client = await goldenClient("customization-route-53");
const endpoint = { endpoint: "https://example.com" };

it.each([
  ["Z1", "Z1"],
  ["/hostedzone/Z1", "Z1"],
  ["/change/C1", "C1"],
  ["/delegationset/N1", "N1"],
  ["/other/Z1", "%2Fother%2FZ1"],
  ["Z/hostedzone/1", "Z%2Fhostedzone%2F1"],
])("sends %s without the path it was given with", async (Id, expected) => {
  const { sent } = await client("getHostedZone", { Id }, endpoint);
  expect(sent[0]?.url).toBe(`https://example.com/hostedzone/${expected}`);
});

it("does so in bodies, and to no other members", async () => {
  const { sent } = await client(
    "changeRecord",
    {
      HostedZoneId: "/hostedzone/Z1",
      Name: "/hostedzone/Z1",
      Target: { HostedZoneId: "/hostedzone/Z2", DNSName: "/hostedzone/Z2" },
    },
    endpoint,
  );
  expect(sent[0]?.url).toBe("https://example.com/hostedzone/Z1/rrset");
  expect(JSON.parse(sent[0]?.init.body as string)).toEqual({
    Name: "/hostedzone/Z1",
    Target: { HostedZoneId: "Z2", DNSName: "/hostedzone/Z2" },
  });
});

it("has what is no text for an InputError", async () => {
  const { result } = await client("getHostedZone", { Id: 1 }, endpoint);
  expect(result).toMatchObject({ ok: false, error: { name: "InputError", path: "Id" } });
});
