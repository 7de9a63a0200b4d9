import { describe, expect, it } from "vitest";
import { release } from "../../../generator/release.js";
import { chooseProtocol, planService } from "../../../generator/protocols/protocols.js";
import type { ServiceIr } from "../../../generator/ir/ir.js";
import { generateText } from "../../support/generate.js";

const json = "aws.protocols#awsJson1_0";
/** One of the model's own, which nobody else knows. */
const soap = "example#soap";
const rpcCbor = "smithy.protocols#rpcv2Cbor";
const rpcJson = "smithy.protocols#rpcv2Json";

const modelText = (...protocols: string[]) =>
  JSON.stringify({
    smithy: "2.0",
    shapes: {
      "example#Radio": {
        type: "service",
        version: "1",
        operations: [{ target: "example#Tune" }],
        traits: Object.fromEntries(protocols.map((id) => [id, {}])),
      },
      "example#Tune": { type: "operation" },
      [soap]: {
        type: "structure",
        members: {},
        traits: {
          "smithy.api#trait": { selector: "service" },
          "smithy.api#protocolDefinition": {},
        },
      },
    },
  });

const format = (_: string, text: string) => Promise.resolve(text);

async function generated(protocol: string | undefined, ...protocols: string[]) {
  const { files, diagnostics } = await generateText(modelText(...protocols), { protocol, format });
  const lock = JSON.parse(files?.get("tinsmith.lock.json") ?? "{}") as { protocol?: string };
  return { files: files ?? new Map<string, string>(), diagnostics, protocol: lock.protocol };
}

describe("the protocol of a client", () => {
  it.each([
    [json, [rpcCbor, rpcJson, soap, json]],
    [rpcJson, [rpcCbor, rpcJson, soap]],
    [rpcCbor, [soap, rpcCbor]],
  ])("is %s of %s, which makes the smallest and fastest", async (protocol, spoken) => {
    expect((await generated(undefined, ...spoken)).protocol).toBe(protocol);
  });

  it.each(["rpcv2Cbor", rpcCbor])("is the one that is asked for: %s", async (asked) => {
    const { files, protocol } = await generated(asked, json, rpcJson, rpcCbor);
    expect(protocol).toBe(rpcCbor);
    expect(files.get("src/client.ts")).toContain("writeRpcCbor");
  });

  it.each([
    ["the service does not have", "rpcv2Json", "it does not have"],
    ["nobody knows", "nonsense", "it does not have"],
    ["is but a part of a name", "awsJson1", "it does not have"],
    ["Tinsmith cannot do", "soap", "Tinsmith cannot do"],
  ])("is none that %s", async (_what, asked, why) => {
    const { files, diagnostics } = await generated(asked, json, rpcCbor, soap);
    expect(files.size).toBe(0);
    expect(diagnostics).toMatchObject([
      {
        code: "Service.UnsupportedProtocol",
        severity: "error",
        message:
          `example#Radio cannot be generated with the protocol "${asked}", which ${why}; ` +
          `it can be with ${json}, ${rpcCbor}.`,
      },
    ]);
  });

  it("is none where there is none, whatever is asked for", async () => {
    const { diagnostics } = await generated("rpcv2Cbor", soap);
    expect(diagnostics[0]?.message).toContain("has none of the protocols that Tinsmith can");
    expect(chooseProtocol([])).toBe(undefined);
    expect(planService({ protocols: [] } as unknown as ServiceIr)).toBe(undefined);
  });

  it("is a patch where it is another one, which the changelog tells", async () => {
    const old = release((await generated("awsJson1_0", json, rpcCbor)).files, undefined, "1.0.0");
    const { files } = await generated("rpcv2Cbor", json, rpcCbor);
    const text = (path: string) => old.files.get(path) ?? "";
    const previous = {
      lock: text("tinsmith.lock.json"),
      packageJson: text("package.json"),
      changelog: text("CHANGELOG.md"),
    };
    const next = release(files, previous, undefined);
    expect(next.release).toMatchObject({
      version: "1.0.1",
      bump: "patch",
      changes: [
        {
          rule: "code-changed",
          message: `The client speaks \`${rpcCbor}\` instead of \`${json}\`; callers need not do anything.`,
        },
      ],
    });
    // Anyone may have written the lock file.
    const strange = { ...previous, lock: previous.lock.replaceAll(`"${json}",`, '"`<b>",') };
    expect(release(files, strange, undefined).release.changes[0]?.message).toBe(
      "The generated code changed; callers need not do anything.",
    );
  });
});
