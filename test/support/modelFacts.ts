import type { Json, JsonObject } from "../../generator/smithy/model.js";

/** A Smithy JSON AST as `JSON.parse` gives it. */
export interface Ast extends JsonObject {
  readonly smithy: string;
  readonly shapes: { readonly [id: string]: JsonObject };
}

/** What a model says of one shape or member: trait values, and whatever else its node holds. */
type Facts = ReadonlyMap<string, Json>;

/** Traits that only document, or that hold test data or a second form of the endpoint rules. */
const NOT_FACTS: ReadonlySet<string> = new Set([
  "smithy.api#documentation",
  "smithy.api#examples",
  "smithy.rules#endpointBdd",
  "smithy.rules#endpointTests",
]);

/** The AST properties of a list or map that are members. */
const MEMBER_PROPERTIES = ["member", "key", "value"] as const;

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objectAt(node: JsonObject, key: string): JsonObject {
  const value = Object.hasOwn(node, key) ? node[key] : undefined;
  return isObject(value) ? value : {};
}

/** The members of a shape in the model's order, as `[name, node]`; a list's is named `member`. */
function membersOf(shape: JsonObject): [string, JsonObject][] {
  const anonymous = MEMBER_PROPERTIES.filter((name) => Object.hasOwn(shape, name));
  return [
    ...anonymous.map((name): [string, JsonObject] => [name, objectAt(shape, name)]),
    ...Object.keys(objectAt(shape, "members")).map((name): [string, JsonObject] => [
      name,
      objectAt(objectAt(shape, "members"), name),
    ]),
  ];
}

/** A trait value with its prose blanked: that there is a text is a fact, its words are not. */
function withoutProse(trait: string, value: Json): Json {
  if (!isObject(value)) return value;
  if (trait === "smithy.api#deprecated") return blanked(value, "message");
  if (trait !== "smithy.rules#endpointRuleSet") return value;
  const parameters = Object.entries(objectAt(value, "parameters")).map(
    ([name, parameter]): [string, Json] => [
      name,
      isObject(parameter) ? blanked(parameter, "documentation") : parameter,
    ],
  );
  return { ...value, parameters: Object.fromEntries(parameters) };
}

function blanked(value: JsonObject, key: string): JsonObject {
  return Object.hasOwn(value, key) ? { ...value, [key]: "(text)" } : value;
}

/** The facts of a shape's or a member's own node: its traits, and its other properties as they are. */
function factsOfNode(node: JsonObject): Map<string, Json> {
  const own = Object.entries(node).filter(
    ([key]) => !["traits", "members", ...MEMBER_PROPERTIES].includes(key),
  );
  const traits = Object.entries(objectAt(node, "traits"))
    .filter(([trait]) => !NOT_FACTS.has(trait))
    .map(([trait, value]): [string, Json] => [trait, withoutProse(trait, value)]);
  return new Map([...own, ...traits]);
}

/** Every fact of a model, by the ID of the shape or member it is about. */
function factsOf(model: Ast): Map<string, Facts> {
  const subjects = new Map<string, Facts>([["model", new Map([["smithy", model.smithy]])]]);
  for (const [id, shape] of Object.entries(model.shapes)) {
    const members = membersOf(shape);
    const facts = factsOfNode(shape);
    if (members.length > 0) facts.set("member order", members.map(([name]) => name).join(", "));
    subjects.set(id, facts);
    for (const [name, member] of members) subjects.set(`${id}$${name}`, factsOfNode(member));
  }
  return subjects;
}

function differencesOfValues(path: string, ours?: Json, official?: Json): string[] {
  const bothArrays =
    Array.isArray(ours) && Array.isArray(official) && ours.length === official.length;
  if (bothArrays || (isObject(ours) && isObject(official))) {
    const left = new Map<string, Json>(Object.entries(ours));
    const right = new Map<string, Json>(Object.entries(official));
    return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
      differencesOfValues(`${path}/${key}`, left.get(key), right.get(key)),
    );
  }
  const [a, b] = [ours, official].map((value) =>
    value === undefined ? "absent" : JSON.stringify(value),
  );
  return a === b ? [] : [`${path}: ours ${a}, official ${b}`];
}

/**
 * Compares two models fact by fact, both ways, and names each difference in a line such as
 * `ns#In$Id smithy.api#required: ours absent, official {}`. The order of members is a fact. Words
 * that only document are not, nor is the models' `metadata`, which is about no shape.
 */
export function differencesOf(ours: Ast, official: Ast): string[] {
  const left = factsOf(ours);
  const right = factsOf(official);
  const differences: string[] = [];
  for (const subject of new Set([...left.keys(), ...right.keys()])) {
    const a = left.get(subject);
    const b = right.get(subject);
    if (a === undefined || b === undefined) {
      const say = (facts?: Facts) => (facts === undefined ? "absent" : "present");
      differences.push(`${subject}: ours ${say(a)}, official ${say(b)}`);
      continue;
    }
    for (const fact of new Set([...a.keys(), ...b.keys()])) {
      differences.push(...differencesOfValues(`${subject} ${fact}`, a.get(fact), b.get(fact)));
    }
  }
  return differences;
}

/** The names of the shapes and members that ought to be documented and are not. */
export function undocumentedIn(model: Ast): string[] {
  const isDocumented = (node: JsonObject) => {
    const text = objectAt(node, "traits")["smithy.api#documentation"];
    return typeof text === "string" && wordsOf(text) !== "";
  };
  const documentedTypes: Json[] = ["service", "operation", "structure", "union", "enum"];
  return Object.entries(model.shapes).flatMap(([id, shape]) => {
    if (!documentedTypes.includes(shape.type ?? null)) return [];
    const missing = membersOf(shape).filter(([, member]) => !isDocumented(member));
    return [...(isDocumented(shape) ? [] : [id]), ...missing.map(([name]) => `${id}$${name}`)];
  });
}

/** Every text of a model that is written for a reader: what {@link differencesOf} leaves out. */
export function proseOf(model: Ast): string[] {
  const nodes = Object.values(model.shapes).flatMap((shape) => [
    shape,
    ...membersOf(shape).map(([, member]) => member),
  ]);
  return nodes.flatMap((node) => {
    const traits = objectAt(node, "traits");
    const examples = traits["smithy.api#examples"];
    const parameters = objectAt(objectAt(traits, "smithy.rules#endpointRuleSet"), "parameters");
    const texts = [
      traits["smithy.api#documentation"],
      objectAt(traits, "smithy.api#deprecated").message,
      ...(Array.isArray(examples) ? examples : [])
        .filter(isObject)
        .flatMap((example) => [example.title, example.documentation]),
      ...Object.keys(parameters).map((name) => objectAt(parameters, name).documentation),
    ];
    return texts.filter((text) => typeof text === "string");
  });
}

/** A text as its words alone: no tags, entities, punctuation, case or line breaks. */
function wordsOf(html: string): string {
  const text = html.replace(/<[^>]*>/g, " ").replace(/&\w+;/g, " ");
  return (text.toLowerCase().match(/[\p{L}\p{N}_'-]+/gu) ?? []).join(" ");
}

/** The sentences of documentation in HTML, each as its words; a block element ends a sentence. */
function sentencesOf(html: string): string[] {
  return html
    .replace(/\s+/g, " ")
    .split(/<\/?(?:p|ul|ol|li|dl|dt|dd|note|important|h\d)\b[^>]*>|[.:;!?](?=[\s<]|$)/)
    .map(wordsOf)
    .filter((sentence) => sentence !== "");
}

/** The sentences of more than six words that the documentation of both models holds. */
export function sharedSentences(ours: Ast, official: Ast): string[] {
  const officialWords = ` ${proseOf(official).map(wordsOf).join(" | ")} `;
  return proseOf(ours)
    .flatMap(sentencesOf)
    .filter(
      (sentence) => sentence.split(" ").length > 6 && officialWords.includes(` ${sentence} `),
    );
}
