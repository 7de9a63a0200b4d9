/** The places of a model that take any text: `text` stands in each of them. */
export function modelWith(text: string): string {
  return JSON.stringify({
    smithy: "2.0",
    shapes: {
      "a#S": {
        type: "service",
        version: text,
        operations: [{ target: "a#Op" }],
        traits: {
          "aws.api#service": { sdkId: "S" },
          "aws.auth#sigv4": { name: text },
          "aws.protocols#awsJson1_1": {},
          "smithy.api#title": text,
          "smithy.api#documentation": text,
          "smithy.rules#endpointRuleSet": {
            version: "1.0",
            parameters: { Region: { type: "string", builtIn: "AWS::Region", documentation: text } },
            rules: [
              {
                conditions: [
                  { fn: "isSet", argv: [{ ref: "Region" }] },
                  { fn: "stringEquals", argv: [{ ref: "Region" }, text.replace(/[{}]/g, "")] },
                ],
                type: "error",
                error: text.replace(/[{}]/g, ""),
              },
              { conditions: [], type: "endpoint", endpoint: { url: "https://a.example" } },
            ],
          },
        },
      },
      "a#Op": {
        type: "operation",
        input: { target: "a#In" },
        output: { target: "smithy.api#Unit" },
        errors: [{ target: "a#Err" }],
        traits: { "smithy.api#documentation": text, "smithy.api#deprecated": { message: text } },
      },
      "a#In": {
        type: "structure",
        members: {
          color: { target: "a#Color", traits: { "smithy.api#documentation": text } },
          word: { target: "a#Word", traits: { "smithy.api#recommended": { reason: text } } },
          since: { target: "a#Word", traits: { "smithy.api#since": text } },
          filled: { target: "smithy.api#String", traits: { "smithy.api#default": text } },
        },
      },
      "a#Color": {
        type: "enum",
        members: {
          A: {
            target: "smithy.api#Unit",
            traits: { "smithy.api#enumValue": text, "smithy.api#documentation": text },
          },
        },
        traits: { "smithy.api#documentation": text },
      },
      "a#Word": { type: "string", traits: { "smithy.api#pattern": `\\Q${text}` } },
      "a#Err": {
        type: "structure",
        members: { message: { target: "smithy.api#String" } },
        traits: { "smithy.api#error": "client", "smithy.api#documentation": text },
      },
    },
  });
}
