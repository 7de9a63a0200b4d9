import type { Code } from "../codes.js";
import { groupBy } from "../groupBy.js";
import { isArray, isObject, property } from "../json.js";
import { membersOf } from "../members.js";
import type { Json, Member, Shape, ShapeId } from "../model.js";
import { at, error, inside, quoted } from "../report.js";
import { textTrait } from "./shapesOf.js";
import type { Validator } from "./validator.js";

/** What is wrong in a trait's value beyond what its definition says. */
interface Rule {
  readonly trait: ShapeId;
  readonly code: Code;
  readonly problem: (value: Json, subject: Shape | Member) => string | undefined;
}

const field = (value: Json, key: string): Json | undefined =>
  isObject(value) ? property(value, key) : undefined;

// RFC 6838 and 9110: type/subtype with parameters, each a token or a quoted string.
const token = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
const mediaType = new RegExp(
  `^${token}/${token}(?:[ \\t]*;[ \\t]*${token}=(?:${token}|"(?:[^"\\\\]|\\\\.)*"))*$`,
);

const reserved = ["severityOverrides", "shapeClosures", "suppressions", "validators"];

const protocols: readonly (readonly [trait: ShapeId, code: Code])[] = [
  ["aws.protocols#awsJson1_0", "AwsJson1_0Trait"],
  ["aws.protocols#awsJson1_1", "AwsJson1_1Trait"],
  ["aws.protocols#restJson1", "RestJson1Trait"],
  ["aws.protocols#restXml", "RestXmlTrait"],
  ["smithy.protocols#rpcv2Cbor", "Rpcv2CborTrait"],
  ["smithy.protocols#rpcv2Json", "Rpcv2JsonTrait"],
];

const rules: readonly Rule[] = [
  {
    trait: "smithy.api#cors",
    code: "CorsTrait",
    problem: (value) =>
      field(value, "origin") !== undefined && field(value, "origins") !== undefined
        ? "only one of `origin` and `origins` can be there"
        : undefined,
  },
  {
    trait: "smithy.api#httpApiKeyAuth",
    code: "HttpApiKeyAuthTrait",
    problem: (value) =>
      field(value, "scheme") !== undefined && field(value, "in") !== "header"
        ? "a `scheme` is only for a key that is in a header"
        : undefined,
  },
  {
    trait: "smithy.api#mediaType",
    code: "MediaType",
    problem: (value) =>
      typeof value === "string" && !mediaType.test(value)
        ? `${JSON.stringify(value)} is not a media type`
        : undefined,
  },
  {
    trait: "smithy.api#xmlNamespace",
    code: "XmlNamespaceTrait",
    problem: (value) => {
      const uri = field(value, "uri");
      const isUri =
        typeof uri !== "string" ||
        /^(?![^/?#]*::)(?:[^\s<>"{}|\\^`:/?#]+:)?[^\s<>"{}|\\^`]*$/.test(uri);
      return isUri ? undefined : "the `uri` is not a URI";
    },
  },
  {
    trait: "smithy.api#externalDocumentation",
    code: "TraitValue",
    problem: (value) => {
      const links = isObject(value) ? Object.entries(value) : [];
      const bad = links.find(([, url]) => typeof url === "string" && !URL.canParse(url));
      return bad && `\`${bad[0]}\` is not an absolute URL`;
    },
  },
  { trait: "smithy.api#range", code: "RangeTrait", problem: fractional },
  { trait: "smithy.api#pattern", code: "TraitValue", problem: unbalanced },
  {
    trait: "smithy.api#metadata",
    code: "MetadataTrait",
    problem: (value) => {
      const key = field(value, "key");
      return reserved.some((each) => each === key)
        ? `the key ${JSON.stringify(key)} is Smithy's own`
        : undefined;
    },
  },
  {
    trait: "aws.api#arn",
    code: "ArnTrait",
    problem: (value) => {
      if (field(value, "resourceDelimiter") !== undefined && field(value, "absolute") !== true) {
        return "a `resourceDelimiter` is only for an `absolute` ARN";
      }
      const template = field(value, "template");
      return typeof template === "string" && template.startsWith("/")
        ? "the `template` cannot start with `/`"
        : undefined;
    },
  },
  ...protocols.map(([trait, code]): Rule => ({
    trait,
    code,
    problem: (value) => {
      const [http, events] = [field(value, "http"), field(value, "eventStreamHttp")];
      const missing = (isArray(events) ? events : []).filter(
        (each) => !isArray(http) || !http.includes(each),
      );
      return missing.length === 0
        ? undefined
        : `\`eventStreamHttp\` has what is not in \`http\`: ${quoted(missing.map(String))}`;
    },
  })),
];

const integers: ReadonlySet<string> = new Set(["byte", "short", "integer", "long", "bigInteger"]);

function fractional(value: Json, subject: Shape | Member): string | undefined {
  if ("target" in subject || !integers.has(subject.type)) return undefined;
  const key = ["min", "max"].find((each) => !Number.isInteger(field(value, each) ?? 0));
  return key && `\`${key}\` is no integer, and the shape is one of integers`;
}

// What no dialect of regular expressions reads, in the words of V8; between \Q and \E anything goes.
const broken = /Unterminated (?:group|character class)|Unmatched '\)'|\\ at end of pattern/;

/** What is wrong in a pattern. Models have patterns for Java's dialect too: those are let through. */
function unbalanced(value: Json): string | undefined {
  if (typeof value !== "string" || value.includes("\\Q")) return undefined;
  try {
    new RegExp(value);
    return undefined;
  } catch (error) {
    const [problem] = broken.exec(String(error)) ?? [];
    return problem && `it is no regular expression (${problem.toLowerCase()})`;
  }
}

const byTrait = groupBy(rules, ({ trait }) => trait);

/** Values of single traits make sense. */
export const validateSingleTraits: Validator = ({ shapes }) =>
  shapes.flatMap((shape) =>
    [shape, ...membersOf(shape)].flatMap((subject) =>
      [...subject.traits].flatMap(([id, value]) =>
        (byTrait.get(id) ?? []).flatMap(({ code, problem }) => {
          const found = problem(value, subject);
          if (found === undefined) return [];
          const message = `The value of trait \`${id}\` is wrong: ${found}.`;
          return [error(code, message, inside(at(subject), "traits", id))];
        }),
      ),
    ),
  );

/** No two members of a shape have one name in JSON. */
export const validateJsonNames: Validator = ({ shapes }) =>
  shapes.flatMap((shape) => {
    if (shape.type !== "structure" && shape.type !== "union") return [];
    const members = [...shape.members.values()];
    if (!members.some(({ traits }) => traits.has("smithy.api#jsonName"))) return [];
    const groups = groupBy(members, (each) => textTrait(each, "smithy.api#jsonName") ?? each.name);
    return [...groups].flatMap(([name, group]) => {
      if (group.length < 2) return [];
      const list = quoted(group.map((member) => member.name));
      return [error("JsonName", `Several members are \`${name}\` in JSON: ${list}.`, at(shape))];
    });
  });
