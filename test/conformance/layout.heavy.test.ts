import * as prettier from "prettier";
import { expect, it } from "vitest";
import { format } from "../../generator/output/format.js";
import { describeWith } from "../support/conformance.js";
import { generateText } from "../support/generate.js";

// Of each protocol, and of each kind of module: streams, events, presigned requests, helpers, rules.
const services = [
  "api-gateway",
  "bedrock-runtime",
  "cloudwatch",
  "dynamodb",
  "elastic-load-balancing-v2",
  "kinesis",
  "route-53",
  "s3",
  "sqs",
  "transcribe-streaming",
];

describeWith("models", "the sources of an official model", ({ read }) => {
  it.each(services)("are laid out as Prettier would: %s", async (service) => {
    const different: string[] = [];
    await generateText(read(`models/${service}.json`), {
      format: async (path, text) => {
        const formatted = await format(path, text);
        if (path.endsWith(".ts")) {
          const options = { parser: "babel-ts", filepath: path, printWidth: 100 };
          if ((await prettier.format(text, options)) !== formatted) different.push(path);
        }
        return formatted;
      },
    });
    expect(different).toEqual([]);
  });
});
