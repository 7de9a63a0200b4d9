import { describe, expect, it } from "vitest";
import { supportOf, type Support } from "../../../generator/smithy/support.js";
import { lines, loadValid, serviceAround, shapeOf, type Definitions } from "./models.js";

function support(shapes: Definitions, events = true): Support {
  const model = loadValid(shapes);
  return supportOf(model, shapeOf(model, "S", "service"), {
    documents: true,
    events,
    streams: true,
  });
}

/** Traits on a service that has nothing else. */
function withTraits(traits: object): Definitions {
  const service = { type: "service", operations: [{ target: "ns#Op" }], traits };
  return { ...serviceAround({ Input: { type: "structure" } }), S: service };
}

const streaming = { "smithy.api#streaming": {} };
const another = { type: "operation", input: { target: "ns#Input" } };

describe("a stream of events, of which the protocol has none", () => {
  it("leaves the operations that reach it with their types only, and says why", () => {
    const shapes = {
      ...serviceAround({
        Input: { type: "structure" },
        Streaming: { type: "structure", members: { a: { target: "ns#Data" } } },
        Data: { type: "union", members: { a: { target: "ns#Input" } }, traits: streaming },
      }),
      S: { type: "service", operations: [{ target: "ns#Op" }, { target: "ns#Other" }] },
      Other: { ...another, output: { target: "ns#Streaming" } },
    };
    const { problems, typesOnly } = support(shapes, false);
    expect(problems).toEqual([]);
    expect([...typesOnly.keys()]).toEqual(["ns#Other"]);
    expect(lines([...typesOnly.values()])).toEqual(["Operation.TypesOnly ns#Data /shapes/ns#Data"]);
    expect(typesOnly.get("ns#Other")?.message).toMatch(/`Other`.*no streams of events/);
    expect(support(shapes).typesOnly.size).toBe(0);
  });
});

describe("an unsupported trait", () => {
  it("of a member counts as well, and one out of reach does not", () => {
    const traits = { "smithy.api#httpHeader": "host" };
    const member = { target: "smithy.api#String", traits };
    const shapes = serviceAround({
      Input: { type: "structure", members: { a: member } },
      Apart: { type: "structure", members: { a: member } },
    });
    const { problems, typesOnly } = support({ ...shapes, More: another });
    expect(lines([...typesOnly.values()])).toEqual([
      "Operation.TypesOnly ns#Input$a /shapes/ns#Input/members/a",
    ]);
    expect(lines(problems)).toEqual(["Service.NothingSupported ns#S /shapes/ns#S"]);
  });

  it.each(["Host", "authorization", "X-Amz-Date", "transfer-encoding"])(
    "is no header that the client sets itself: %s",
    (header) => {
      const a = { target: "smithy.api#String", traits: { "smithy.api#httpHeader": header } };
      const shapes = serviceAround({ Input: { type: "structure", members: { a } } });
      const [diagnostic] = [...support(shapes).typesOnly.values()];
      expect(diagnostic?.message).toContain(`sets the header \`${header.toLowerCase()}\` itself`);
    },
  );

  const cases: [name: string, traits: object, count: number][] = [
    ["digest authentication alone", { "smithy.api#httpDigestAuth": {} }, 1],
    [
      "digest authentication and Signature Version 4",
      { "smithy.api#httpDigestAuth": {}, "aws.auth#sigv4": { name: "x" } },
      0,
    ],
  ];
  it.each(cases)("of a service may be right beside another: %s", (_, traits, count) => {
    expect(support(withTraits(traits)).problems).toHaveLength(count);
  });
});
