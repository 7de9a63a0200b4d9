import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createKMSClient, listKeys, type KMSClientConfig } from "../support/kms.js";
import { pick, seeded, type Random } from "../support/seeded.js";

// Environments and shared files in which a client of ours and AWS SDK v3's have to send the same
// request to the same place.

/** What a client made of the settings, or that it refused them. */
type Chosen = { readonly refused: true } | Readonly<Record<"url" | "scope" | "attempts", unknown>>;

interface Case {
  readonly environment: Readonly<Record<string, string>>;
  readonly config: string;
  readonly credentials: string;
}

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
const body = '{"Keys":[],"Truncated":false}';

function chosen(url: string, headers: Readonly<Record<string, string | undefined>>): Chosen {
  return {
    url,
    scope: /Credential=\w+\/\d+\/([^,]*),/.exec(headers["authorization"] ?? "")?.[1],
    attempts: /max=(\d+)/.exec(headers["amz-sdk-request"] ?? "")?.[1],
  };
}

async function ours(config: KMSClientConfig = {}): Promise<Chosen> {
  const sent: Chosen[] = [];
  const client = createKMSClient({
    credentials,
    ...config,
    fetch: (url, { headers }) => {
      sent.push(chosen(String(url), headers));
      return Promise.resolve(new Response(body));
    },
  });
  const { ok, error } = await listKeys(client, {});
  if (!ok) expect(error.name, error.message).toBe("ConfigError");
  return sent[0] ?? { refused: true };
}

async function theirs(): Promise<Chosen> {
  let sent: Chosen | undefined;
  const requestHandler = {
    handle: (request: {
      protocol: string;
      hostname: string;
      port?: number;
      path: string;
      headers: Record<string, string>;
    }) => {
      const { protocol, hostname, port, path } = request;
      sent = chosen(
        new URL(`${protocol}//${hostname}${port ? `:${port}` : ""}${path}`).href,
        request.headers,
      );
      const bytes = new Response(body).body;
      return Promise.resolve({ response: { statusCode: 200, headers: {}, body: bytes } });
    },
  };
  const client = new KMSClient({ credentials, requestHandler: requestHandler as never });
  try {
    await client.send(new ListKeysCommand({}));
  } catch {
    // Once it was sent, what the answer is does not matter.
  }
  return sent ?? { refused: true };
}

let folder: string;
let count = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "settings-"));
});

/** Sets the environment and writes the files of a case. */
function play({ environment, config, credentials }: Case): void {
  // SDK v3 remembers a path for good.
  const own = join(folder, String(count++));
  mkdirSync(own);
  writeFileSync(join(own, "config"), config);
  writeFileSync(join(own, "credentials"), credentials);
  vi.unstubAllEnvs();
  vi.stubEnv("AWS_CONFIG_FILE", join(own, "config"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(own, "credentials"));
  // Otherwise SDK v3 asks EC2 for a region.
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
}

/** Some of what there is, each with the given chance. */
const some = <T>(random: Random, chance: number, items: readonly T[]): T[] =>
  items.filter(() => random() < chance);

const regions = ["us-east-1", "eu-west-1", "cn-north-1", "us-gov-west-1", "ap-south-1"];
const flags = ["true", "false", "false"];

function caseOf(random: Random): Case {
  const endpoint = (host: string) => `http://${host}.example:${pick(random, ["80", "4566"])}`;
  const section = (header: string) => [
    header,
    ...some(random, 0.85, [`region = ${pick(random, regions)}`]),
    ...some(random, 0.35, [
      `use_fips_endpoint = ${pick(random, flags)}`,
      `use_dualstack_endpoint = ${pick(random, flags)}`,
      `max_attempts = ${pick(random, ["1", "2", "7"])}`,
      `retry_mode = ${pick(random, ["standard", "legacy"])}`,
      "sdk_ua_app_id = shop",
    ]),
    ...some(random, 0.2, [
      `endpoint_url = ${endpoint("profile")}`,
      `ignore_configured_endpoint_urls = ${pick(random, flags)}`,
      "services = local",
    ]),
  ];
  return {
    environment: Object.fromEntries([
      ...some<readonly [string, string]>(random, 0.3, [
        ["AWS_PROFILE", "a"],
        ["AWS_REGION", pick(random, regions)],
        ["AWS_USE_FIPS_ENDPOINT", pick(random, flags)],
        ["AWS_USE_DUALSTACK_ENDPOINT", pick(random, flags)],
        ["AWS_MAX_ATTEMPTS", pick(random, ["1", "4", "9"])],
        ["AWS_RETRY_MODE", "standard"],
      ]),
      ...some<readonly [string, string]>(random, 0.12, [
        ["AWS_ENDPOINT_URL", endpoint("environment")],
        ["AWS_ENDPOINT_URL_KMS", endpoint("kms")],
        ["AWS_ENDPOINT_URL_S3", endpoint("s3")],
        ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", pick(random, flags)],
      ]),
    ]),
    config: [
      ...section(pick(random, ["[default]", "[profile default]"])),
      ...section("[profile a]"),
      "[services local]",
      ...some(random, 0.7, [`kms =\n  endpoint_url = ${endpoint("services")}`]),
      "s3 =\n  endpoint_url = http://other.example",
    ].join("\n"),
    credentials: ["[default]", ...some(random, 0.2, [`region = ${pick(random, regions)}`])].join(
      "\n",
    ),
  };
}

describe("settings, beside AWS SDK v3", () => {
  const cases = Array.from({ length: 300 }, (_, seed) => caseOf(seeded(seed + 1)));

  it("choose the same in 300 environments", async () => {
    const seen = new Set<string>();
    let refused = 0;
    for (const each of cases) {
      play(each);
      const wanted = await theirs();
      expect(await ours(), JSON.stringify(each, null, 1)).toEqual(wanted);
      seen.add(JSON.stringify(wanted));
      if ("refused" in wanted) refused++;
    }
    // The cases are not all one.
    console.log(`300 environments: ${seen.size} outcomes, ${refused} refused by both`);
    expect(seen.size).toBeGreaterThan(80);
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(150);
  });

  it("differ where both files have a key: the credentials file counts, as the reference says", async () => {
    play({
      environment: { AWS_REGION: "eu-west-1" },
      config: "[default]\nmax_attempts = 2",
      credentials: "[default]\nmax_attempts = 7",
    });
    expect(await ours()).toMatchObject({ attempts: "7" });
    expect(await theirs()).toMatchObject({ attempts: "2" });
  });

  it("differ where a profile is asked for that is not there: SDK v3 goes on without it", async () => {
    play({
      environment: { AWS_REGION: "eu-west-1", AWS_PROFILE: "b" },
      config: "",
      credentials: "",
    });
    expect(await ours()).toEqual({ refused: true });
    expect(await theirs()).toMatchObject({ scope: "eu-west-1/kms/aws4_request" });
  });

  it("of a profile in the configuration are that one's", async () => {
    play({
      environment: { AWS_PROFILE: "a" },
      config: "[profile a]\nregion = eu-west-1\n[profile b]\nregion = us-west-2\nmax_attempts = 5",
      credentials: "",
    });
    expect(await ours({ profile: "b" })).toEqual({
      url: "https://kms.us-west-2.amazonaws.com/",
      scope: "us-west-2/kms/aws4_request",
      attempts: "5",
    });
  });
});
