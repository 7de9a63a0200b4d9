import type { Ast } from "../../support/mutations.js";

const member = (target: string, ...traits: readonly string[]) => ({
  target: target.includes("#") ? target : `smithy.api#${target}`,
  ...(traits.length > 0 && {
    traits: Object.fromEntries(traits.map((trait) => [`smithy.api#${trait}`, {}])),
  }),
});

const value = (text: string) => ({
  target: "smithy.api#Unit",
  traits: { "smithy.api#enumValue": text },
});

/** A service with a bit of everything, in input, output, and both. */
export const ZOO: Ast = {
  smithy: "2.0",
  shapes: {
    "ns#Zoo": {
      type: "service",
      version: "1",
      operations: ["Feed", "Look", "Ring", "Open"].map((name) => ({ target: `ns#${name}` })),
      traits: { "aws.protocols#awsJson1_0": {}, "aws.auth#sigv4": { name: "zoo" } },
    },
    "ns#Feed": {
      type: "operation",
      input: { target: "ns#FeedInput" },
      output: { target: "ns#FeedOutput" },
      errors: [{ target: "ns#Asleep" }, { target: "ns#Empty" }],
    },
    "ns#Look": {
      type: "operation",
      input: { target: "ns#LookInput" },
      output: { target: "ns#LookOutput" },
      errors: [{ target: "ns#Asleep" }],
    },
    "ns#Ring": { type: "operation" },
    "ns#Open": { type: "operation", input: { target: "ns#OpenInput" } },
    "ns#FeedInput": {
      type: "structure",
      members: {
        animal: member("String", "required"),
        amount: member("Integer"),
        food: member("ns#Food", "required"),
        notes: member("ns#Notes"),
        extra: member("Document"),
        note: member("String"),
      },
    },
    "ns#FeedOutput": {
      type: "structure",
      members: {
        at: member("Timestamp", "required"),
        left: member("Integer"),
        name: member("String", "required"),
        remark: member("String"),
        raw: member("Document"),
        mood: member("ns#Mood", "required"),
        cage: member("ns#Cage"),
      },
    },
    "ns#LookInput": { type: "structure", members: { cage: member("ns#Cage") } },
    "ns#LookOutput": {
      type: "structure",
      members: { found: member("ns#Found"), seen: member("ns#Cages", "required") },
    },
    "ns#OpenInput": { type: "structure", members: { cages: member("ns#Cages") } },
    "ns#Cage": {
      type: "structure",
      members: {
        id: member("String", "required"),
        size: member("Integer", "required"),
        label: member("String"),
        keys: member("ns#Keys"),
      },
    },
    "ns#Cages": { type: "list", member: { target: "ns#Cage" } },
    "ns#Notes": { type: "list", member: { target: "smithy.api#String" } },
    "ns#Keys": {
      type: "map",
      key: { target: "smithy.api#String" },
      value: { target: "ns#Mood" },
    } as Ast["shapes"][string],
    "ns#Food": {
      type: "union",
      members: { hay: member("Integer"), fish: member("String"), cage: member("ns#Cage") },
    },
    "ns#Found": { type: "union", members: { one: member("String"), many: member("ns#Notes") } },
    "ns#Mood": { type: "enum", members: { CALM: value("calm"), WILD: value("wild") } },
    "ns#Asleep": {
      type: "structure",
      members: { message: member("String"), until: member("Timestamp") },
      traits: { "smithy.api#error": "client" },
    },
    "ns#Empty": {
      type: "structure",
      members: { message: member("String") },
      traits: { "smithy.api#error": "server" },
    },
  },
};
