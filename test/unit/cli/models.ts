/** A small service with a protocol that can be generated, as the text of its model file. */
export const WEATHER = JSON.stringify({
  smithy: "2.0",
  shapes: {
    "ns#Weather": {
      type: "service",
      version: "2020-01-01",
      operations: [{ target: "ns#GetCity" }, { target: "ns#GetTime" }],
      traits: { "aws.protocols#awsJson1_1": {}, "smithy.api#title": "Weather" },
    },
    "ns#GetCity": {
      type: "operation",
      input: { target: "ns#GetCityInput" },
      output: { target: "ns#City" },
      errors: [{ target: "ns#NoSuchCity" }],
    },
    "ns#GetTime": { type: "operation" },
    "ns#GetCityInput": {
      type: "structure",
      members: { name: { target: "smithy.api#String", traits: { "smithy.api#required": {} } } },
    },
    "ns#City": { type: "structure", members: { parts: { target: "ns#Parts" } } },
    "ns#Parts": { type: "list", member: { target: "ns#City" } },
    "ns#NoSuchCity": {
      type: "structure",
      members: { message: { target: "smithy.api#String" } },
      traits: { "smithy.api#error": "client" },
    },
    "ns#Unused": { type: "structure", members: {} },
  },
});
