import { beforeEach, expect, it, vi } from "vitest";
import { loadModel } from "../../generator/smithy/load.js";
import { selectService } from "../../generator/smithy/select.js";
import { getTrait, traits } from "../../generator/smithy/traits.js";
import type { FetchInit } from "../../templates/runtime/contract/http.js";
import { describeWith } from "../support/conformance.js";
import { generateClient } from "../support/protocolTests/client.js";

// What endpoint tests say of signing, whole clients have to do.

interface Scheme {
  readonly name: string;
  readonly signingName: string;
  readonly signingRegion?: string;
  readonly signingRegionSet?: readonly string[];
}

interface TestCase {
  readonly documentation?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly expect: {
    readonly endpoint?: {
      readonly url: string;
      readonly properties?: { readonly authSchemes?: readonly Scheme[] };
    };
  };
}

/** The settings that parameters of rules are. */
const settings: Readonly<Record<string, string>> = {
  ...{ Region: "region", UseFIPS: "useFips", UseDualStack: "useDualStack", Endpoint: "endpoint" },
  ...{ Accelerate: "useAccelerateEndpoint", ForcePathStyle: "forcePathStyle" },
  ...{ UseArnRegion: "useArnRegion", UseGlobalEndpoint: "useGlobalEndpoint" },
  DisableMultiRegionAccessPoints: "disableMultiregionAccessPoints",
  DisableS3ExpressSessionAuth: "disableS3ExpressSessionAuth",
};

/** An operation of each service, the parameters that are its input's members, and the rest of its input. */
const called = [
  {
    model: "eventbridge",
    operation: "PutEvents",
    members: ["EndpointId"],
    input: { Entries: [] },
    schemes: { sigv4a: 3 },
  },
  {
    model: "sesv2",
    operation: "SendEmail",
    members: ["EndpointId"],
    input: { Content: {} },
    schemes: { sigv4a: 3 },
  },
  {
    model: "cloudfront-keyvaluestore",
    operation: "ListKeys",
    members: ["KvsARN"],
    input: {},
    schemes: { sigv4a: 3 },
  },
  {
    model: "s3",
    operation: "GetObject",
    members: ["Bucket"],
    input: { Key: "key" },
    schemes: { sigv4a: 13, "sigv4-s3express": 47, sigv4: 164 },
  },
] as const;

const session = `<CreateSessionResult><Credentials><SessionToken>TOKEN</SessionToken>
  <SecretAccessKey>SECRET</SecretAccessKey><AccessKeyId>SESSION</AccessKeyId>
  <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></CreateSessionResult>`;

describeWith("models", "the signing that endpoint tests tell of", ({ read }) => {
  beforeEach(() => {
    for (const name of ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_SIGV4A_SIGNING_REGION_SET"]) {
      vi.stubEnv(name, undefined);
    }
  });

  it.each(called)(
    "is done in $model",
    async ({ model: name, operation, members, input, schemes }) => {
      const file = `models/${name}.json`;
      const { model } = loadModel([{ file, text: read(file) }]);
      const { service } = selectService(model!);
      const id = `${service!.id.split("#")[0]}#${operation}`;
      const client = await generateClient(model!, service!, "number", undefined, [operation]);
      const cases = (getTrait(service!, traits.endpointTests)?.testCases ??
        []) as unknown as readonly TestCase[];
      const seen: Record<string, number> = {};
      for (const { documentation, params = {}, expect: expected } of cases) {
        const given = Object.entries(params);
        const isMember = (param: string) => (members as readonly string[]).includes(param);
        const [scheme] = expected.endpoint?.properties?.authSchemes ?? [];
        // Others are of other operations.
        const isOurs = given.every(
          ([param, value]) => value === false || param in settings || isMember(param),
        );
        if (!scheme || !isOurs || !members.every((member) => member in params)) continue;
        const sent: { readonly url: string; readonly headers: Headers }[] = [];
        const config = {
          region: "us-east-1",
          credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" },
          ...(Object.fromEntries(
            given.flatMap(([param, value]) =>
              param in settings ? [[settings[param], value]] : [],
            ),
          ) as object),
          maxAttempts: 1,
          fetch(url: string, { headers }: FetchInit) {
            sent.push({ url, headers: new Headers(headers) });
            return Promise.resolve(new Response(url.endsWith("/?session") ? session : ""));
          },
        };
        const values = Object.fromEntries(given.filter(([param]) => isMember(param)));
        const result = await client.call(id, config, { ...input, ...values });
        const message = `${documentation}: ${JSON.stringify(result)}`;
        const { url, headers } = sent.at(-1) ?? {};
        expect(url?.startsWith(expected.endpoint!.url), message).toBe(true);
        const scope = scheme.name === "sigv4a" ? "" : `${scheme.signingRegion}/`;
        const algorithm = scheme.name === "sigv4a" ? "AWS4-ECDSA-P256-SHA256" : "AWS4-HMAC-SHA256";
        const isSession = scheme.name === "sigv4-s3express";
        expect(headers?.get("authorization")?.replace(/\/\d{8}\//, "/"), message).toMatch(
          `${algorithm} Credential=${isSession ? "SESSION" : "AKID"}/${scope}${scheme.signingName}/aws4_request`,
        );
        expect(headers?.get("x-amz-region-set") ?? undefined, message).toBe(
          scheme.signingRegionSet?.join(),
        );
        expect(headers?.get("x-amz-s3session-token"), message).toBe(isSession ? "TOKEN" : null);
        seen[scheme.name] = (seen[scheme.name] ?? 0) + 1;
      }
      console.info(`${name}: ${JSON.stringify(seen)}`);
      for (const [scheme, least] of Object.entries(schemes)) {
        expect(seen[scheme], scheme).toBeGreaterThanOrEqual(least);
      }
    },
  );
});
