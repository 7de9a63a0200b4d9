import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../generator/smithy/model.js";
import { describeWith } from "../support/conformance.js";
import {
  differencesOf,
  proseOf,
  sharedSentences,
  undocumentedIn,
  type Ast,
} from "../support/modelFacts.js";

const NAMESPACE = "com.amazonaws.kms#";
const SERVICE = `${NAMESPACE}TrentService`;
const parse = (text: string) => JSON.parse(text) as Ast;
const ours = parse(readFileSync(resolve(import.meta.dirname, "../../model/kms.json"), "utf8"));

/** The names of a model's operations. */
const operationsOf = (model: Ast) =>
  Object.keys(model.shapes)
    .filter((id) => model.shapes[id]?.type === "operation")
    .map((id) => id.slice(NAMESPACE.length));

describe("the documentation of model/kms.json", () => {
  it("covers the service, every operation, structure, enum and member", () => {
    expect(undocumentedIn(ours)).toEqual([]);
  });

  it("notices a shape, a member or a text that is missing", () => {
    const broken = parse(
      JSON.stringify(ours, (key, value: unknown) =>
        key === "smithy.api#documentation" ? "<p> </p>" : value,
      ),
    );
    expect(undocumentedIn(broken)).toEqual(
      expect.arrayContaining([
        SERVICE,
        `${NAMESPACE}ReEncrypt`,
        `${NAMESPACE}KeySpec`,
        `${NAMESPACE}KeySpec$RSA_2048`,
        `${NAMESPACE}NotFoundException`,
        `${NAMESPACE}NotFoundException$message`,
        `${NAMESPACE}Tag$TagKey`,
      ]),
    );
  });

  it("refers only to operations that the model has, and links only over https", () => {
    const prose = proseOf(ours).join("\n");
    const references = [...prose.matchAll(/<a>([^<]*)<\/a>/g)].map((match) => match[1]);
    const links = [...prose.matchAll(/<a href="([^"]*)">/g)].map((match) => match[1]);
    expect(references.length).toBeGreaterThan(0);
    expect(links.length).toBeGreaterThan(0);
    const operations = operationsOf(ours);
    expect(references.filter((name) => !operations.includes(name ?? ""))).toEqual([]);
    expect(links.filter((link) => !link?.startsWith("https://docs.aws.amazon.com/"))).toEqual([]);
  });

  it("closes every element it opens", () => {
    const unbalanced = proseOf(ours).filter((html) => {
      const open: string[] = [];
      for (const [, slash, name = ""] of html.matchAll(/<(\/?)(\w+)[^>]*>/g)) {
        if (slash === "") open.push(name);
        else if (open.pop() !== name) return true;
      }
      return open.length > 0;
    });
    expect(unbalanced).toEqual([]);
  });
});

const officialPath = "models/kms.json";

describeWith(officialPath, "model/kms.json beside the official model", ({ read }) => {
  const official = parse(read(officialPath));

  it("has every fact of the official model, and no other", () => {
    expect(differencesOf(ours, official)).toEqual([]);
  });

  it("has all 54 operations", () => {
    expect(operationsOf(ours)).toHaveLength(54);
    expect(operationsOf(ours).sort()).toEqual(operationsOf(official).sort());
  });

  it.each<[change: string, path: string, value: Json | undefined, named: string]>([
    [
      "a required trait dropped",
      "EncryptRequest/members/KeyId/traits/smithy.api#required",
      undefined,
      "EncryptRequest$KeyId smithy.api#required: ours absent, official {}",
    ],
    [
      "a required trait added",
      "DecryptRequest/members/KeyId/traits/smithy.api#required",
      {},
      "DecryptRequest$KeyId smithy.api#required: ours {}, official absent",
    ],
    [
      "an enum value renamed",
      "KeySpec/members/SM2/traits/smithy.api#enumValue",
      "SM3",
      'KeySpec$SM2 smithy.api#enumValue: ours "SM3", official "SM2"',
    ],
    [
      "an error code changed",
      "NotFoundException/traits/aws.protocols#awsQueryError/code",
      "Missing",
      'NotFoundException aws.protocols#awsQueryError/code: ours "Missing", official "NotFound"',
    ],
    [
      "an error status changed",
      "NotFoundException/traits/smithy.api#httpError",
      400,
      "NotFoundException smithy.api#httpError: ours 400, official 404",
    ],
    [
      "an error's fault changed",
      "NotFoundException/traits/smithy.api#error",
      "server",
      'NotFoundException smithy.api#error: ours "server", official "client"',
    ],
    [
      "a length changed",
      "PlaintextType/traits/smithy.api#length/max",
      4097,
      "PlaintextType smithy.api#length/max: ours 4097, official 4096",
    ],
    [
      "a sensitive trait dropped",
      "PlaintextType/traits/smithy.api#sensitive",
      undefined,
      "PlaintextType smithy.api#sensitive: ours absent, official {}",
    ],
    ["a type changed", "DateType/type", "long", 'DateType type: ours "long", official "timestamp"'],
    [
      "a member's target changed",
      "Tag/members/TagKey/target",
      "smithy.api#String",
      `Tag$TagKey target: ours "smithy.api#String", official "${NAMESPACE}TagKeyType"`,
    ],
    [
      "a list's target changed",
      "TagList/member/target",
      "smithy.api#String",
      `TagList$member target: ours "smithy.api#String", official "${NAMESPACE}Tag"`,
    ],
    [
      "an output changed",
      "EnableKey/output/target",
      `${NAMESPACE}EnableKeyRequest`,
      `EnableKey output/target: ours "${NAMESPACE}EnableKeyRequest", official "smithy.api#Unit"`,
    ],
    [
      "an error bound to an operation it is not of",
      "ListKeys/errors/0/target",
      `${NAMESPACE}TagException`,
      `ListKeys errors/0/target: ours "${NAMESPACE}TagException", official "${NAMESPACE}DependencyTimeoutException"`,
    ],
    [
      "a paginated member changed",
      "ListKeys/traits/smithy.api#paginated/items",
      "Key",
      'ListKeys smithy.api#paginated/items: ours "Key", official "Keys"',
    ],
    [
      "the signing name changed",
      "TrentService/traits/aws.auth#sigv4/name",
      "trent",
      'TrentService aws.auth#sigv4/name: ours "trent", official "kms"',
    ],
    [
      "an endpoint rule's message changed",
      "TrentService/traits/smithy.rules#endpointRuleSet/rules/2/error",
      "No Region",
      "TrentService smithy.rules#endpointRuleSet/rules/2/error: " +
        'ours "No Region", official "Invalid Configuration: Missing Region"',
    ],
    [
      "a deprecation without a message",
      "KeyMetadata/members/CustomerMasterKeySpec/traits/smithy.api#deprecated/message",
      undefined,
      'KeyMetadata$CustomerMasterKeySpec smithy.api#deprecated/message: ours absent, official "(text)"',
    ],
    ["a shape dropped", "LimitType", undefined, "LimitType: ours absent, official present"],
    ["a shape added", "Extra", { type: "string" }, "Extra: ours present, official absent"],
  ])("notices %s", (_change, path, value, named) => {
    expect(differencesOf(withChange(ours, path, value), official)).toEqual([NAMESPACE + named]);
  });

  it("notices members out of order, missing and too many", () => {
    const { TagKey, TagValue } = ours.shapes[`${NAMESPACE}Tag`]?.members as JsonObject;
    const withMembers = (members: Record<string, Json | undefined>) =>
      differencesOf(withChange(ours, "Tag/members", members as JsonObject), official);
    expect(withMembers({ TagValue, TagKey })).toEqual([
      `${NAMESPACE}Tag member order: ours "TagValue, TagKey", official "TagKey, TagValue"`,
    ]);
    expect(withMembers({ TagKey })).toEqual([
      `${NAMESPACE}Tag member order: ours "TagKey", official "TagKey, TagValue"`,
      `${NAMESPACE}Tag$TagValue: ours absent, official present`,
    ]);
    expect(withMembers({ TagKey, TagValue, More: TagKey })).toEqual([
      `${NAMESPACE}Tag member order: ours "TagKey, TagValue, More", official "TagKey, TagValue"`,
      `${NAMESPACE}Tag$More: ours present, official absent`,
    ]);
  });

  it("repeats no sentence of the official documentation", () => {
    expect(sharedSentences(ours, official)).toEqual([]);
  });

  it("notices an official sentence, whatever its tags and line breaks", () => {
    const [copied = ""] = sharedSentences(official, official);
    const disguised = `<p>Our own.</p>\n<p>${copied.replace(" ", "\n <code>").replace(/$/, "</code>")}!</p>`;
    const path = "ReEncrypt/traits/smithy.api#documentation";
    expect(copied.split(" ").length).toBeGreaterThan(6);
    expect(sharedSentences(withChange(ours, path, disguised), official)).toEqual([copied]);
  });
});

/** A copy of a model with one value set, or removed where it is undefined; `path` starts at a shape's name. */
function withChange(model: Ast, path: string, value: Json | undefined): Ast {
  const copy = structuredClone(model);
  // Trait IDs hold no slash, so a path needs no escapes.
  const keys = ["shapes", ...(NAMESPACE + path).split("/")];
  const last = keys.pop() ?? "";
  let parent = copy as unknown as Record<string, Json>;
  for (const key of keys) parent = parent[key] as Record<string, Json>;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}
