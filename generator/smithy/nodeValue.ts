import { isArray, isObject, kindOf } from "./json.js";
import { membersOf } from "./members.js";
import type { Json, JsonObject, Member, Shape, ShapeId, StructureShape, Traits } from "./model.js";
import { checkConstraints } from "./nodeConstraints.js";
import type { NodeContext, NodeProblem } from "./nodeContext.js";

type Keys = readonly (string | number)[];

/** Everything that is wrong in a JSON value as a value of a shape, or of a member. */
export function checkNode(
  value: Json,
  subject: Shape | Member,
  context: NodeContext,
): NodeProblem[] {
  const problems: NodeProblem[] = [];
  const checker = new Checker(context, problems);
  if ("target" in subject) checker.member(value, subject, []);
  else checker.shape(value, subject, []);
  return problems;
}

/** The bounds of integers, as numbers: `long`'s are the nearest there are. */
const widths: Readonly<Record<string, number>> = {
  byte: 2 ** 7,
  short: 2 ** 15,
  integer: 2 ** 31,
  intEnum: 2 ** 31,
  long: 2 ** 63,
};

const notNumbers: readonly Json[] = ["NaN", "Infinity", "-Infinity"];

class Checker {
  constructor(
    private readonly context: NodeContext,
    private readonly problems: NodeProblem[],
  ) {}

  /** @param own - the traits of the member that targets the shape; its format is before the shape's */
  shape(value: Json, shape: Shape, keys: Keys, own?: Traits): void {
    const expected = this.expectation(value, shape, own);
    if (expected !== undefined) {
      this.say(keys, `expected ${expected}, found ${kindOf(value)}`);
      return;
    }
    this.constraints(value, shape, shape, keys, "Target");
    switch (shape.type) {
      case "list":
        this.list(value as readonly Json[], shape.member, hasSparse(shape), keys);
        break;
      case "map":
        for (const [key, item] of Object.entries(value as JsonObject)) {
          this.member(key, shape.key, [...keys, key]);
          if (item !== null || !hasSparse(shape)) this.member(item, shape.value, [...keys, key]);
        }
        break;
      case "structure":
        this.structure(value as JsonObject, shape.members, shape.id, keys);
        break;
      case "union":
        this.union(value as JsonObject, shape, keys);
        break;
      case "enum":
      case "intEnum":
        this.oneOf(value, shape, keys);
        break;
      default:
    }
  }

  private say(keys: Keys, message: string, rest: Partial<NodeProblem> = {}): void {
    this.problems.push({ keys, message, ...rest });
  }

  member(value: Json, member: Member, keys: Keys): void {
    const target = this.context.shapeOf(member.target);
    if (target === undefined) return;
    const before = this.problems.length;
    this.shape(value, target, keys, member.traits);
    // A value of the wrong type breaks constraints that mean nothing to it.
    if (this.problems.length === before) {
      this.constraints(value, target, member, keys, "Member");
    }
  }

  private list(items: readonly Json[], member: Member, sparse: boolean, keys: Keys): void {
    for (const [index, item] of items.entries()) {
      if (item !== null || !sparse) this.member(item, member, [...keys, index]);
    }
  }

  private structure(
    value: JsonObject,
    members: ReadonlyMap<string, Member>,
    id: ShapeId,
    keys: Keys,
  ): void {
    for (const [name, item] of Object.entries(value)) {
      const member = members.get(name);
      if (member === undefined) {
        const message = `there is no member \`${name}\``;
        const kind = `UnknownMember.${id}.${name}`;
        this.say([...keys, name], message, { kind, isWarning: true });
      } else if (item !== null) {
        this.member(item, member, [...keys, name]);
      } else if (member.traits.has("smithy.api#required")) {
        this.say([...keys, name], "expected a value, found null");
      }
    }
    for (const [name, { traits }] of members) {
      if (!traits.has("smithy.api#required") || Object.hasOwn(value, name)) continue;
      if (!this.context.ignoresConstraints) this.say(keys, `expected a property "${name}"`);
    }
  }

  private union(value: JsonObject, { members, source }: StructureShape, keys: Keys): void {
    const entries = Object.entries(value);
    // Smithy lets a value have none, but where an official trait is read: its shapes have no file.
    if (entries.length > 1 || (entries.length === 0 && source === undefined)) {
      this.say(keys, `expected one member of the union, found ${entries.length}`);
    }
    for (const [name, item] of entries) {
      const member = members.get(name);
      if (member === undefined) this.say([...keys, name], `the union has no member \`${name}\``);
      else this.member(item, member, [...keys, name]);
    }
  }

  private oneOf(value: Json, shape: Shape, keys: Keys): void {
    const { texts, list } = valuesOf(shape);
    if (this.context.ignoresConstraints || texts.has(JSON.stringify(value))) return;
    this.say(keys, `expected one of ${list}, found ${JSON.stringify(value)}`);
  }

  private constraints(
    value: Json,
    shape: Shape,
    subject: Shape | Member,
    keys: Keys,
    of: "Member" | "Target",
  ): void {
    if (subject.traits.size === 0) return;
    for (const problem of checkConstraints(value, shape, subject, this.context)) {
      const { message, isRange } = problem;
      const rest = isRange ? { kind: `${of}.InvalidRange` } : {};
      const isWarning = isRange && this.context.forgivesZero === true && Number(value) === 0;
      this.say(keys, message, { ...rest, isWarning });
    }
  }

  /** What a value would have to be instead, or `undefined` where it is of the shape's type. */
  private expectation(
    value: Json,
    { type, traits }: Shape,
    own: Traits | undefined,
  ): string | undefined {
    switch (type) {
      case "boolean":
        return typeof value === "boolean" ? undefined : "a boolean";
      case "string":
      case "enum":
      case "blob":
        return typeof value === "string" ? undefined : "a string";
      case "timestamp":
        return isTimestamp(value, own?.get(timestampFormat) ?? traits.get(timestampFormat))
          ? undefined
          : "a timestamp";
      case "byte":
      case "short":
      case "integer":
      case "long":
      case "intEnum": {
        if (!Number.isInteger(value)) return "an integer";
        const limit = widths[type] ?? 0;
        const number = Number(value);
        // The largest long and the limit are one number.
        const fits = number >= -limit && (number < limit || (type === "long" && number === limit));
        return fits ? undefined : `an integer that fits a ${type}`;
      }
      case "bigInteger":
        return Number.isInteger(value) ? undefined : "an integer";
      case "float":
      case "double":
        return typeof value === "number" || notNumbers.includes(value) ? undefined : "a number";
      case "bigDecimal":
        return typeof value === "number" ? undefined : "a number";
      case "list":
        return isArray(value) ? undefined : "an array";
      case "map":
      case "structure":
      case "union":
        return isObject(value) ? undefined : "an object";
      case "document":
        return undefined;
      case "service":
      case "operation":
      case "resource":
        return `no value, since a ${type} has none`;
    }
  }
}

const mostShown = 50;

/** An enum's values, as JSON, and as a list for messages. */
interface EnumValues {
  readonly texts: ReadonlySet<string>;
  readonly list: string;
}

// Both an enum and a model may have thousands of values.
const enumValues = new WeakMap<Shape, EnumValues>();

function valuesOf(shape: Shape): EnumValues {
  const known = enumValues.get(shape);
  if (known) return known;
  const values = Array.from(membersOf(shape), ({ traits }) => traits.get("smithy.api#enumValue"));
  const texts = values.map((each) => JSON.stringify(each));
  const rest = texts.length - mostShown;
  const shown = texts.slice(0, mostShown).join(", ");
  const all = { texts: new Set(texts), list: rest > 0 ? `${shown} and ${rest} more` : shown };
  enumValues.set(shape, all);
  return all;
}

function hasSparse(shape: Shape): boolean {
  return shape.traits.has("smithy.api#sparse");
}

const formats: Readonly<Record<string, RegExp>> = {
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i,
  "http-date": /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d(?:\.\d+)? GMT$/,
};

const timestampFormat = "smithy.api#timestampFormat";

function isTimestamp(value: Json, format: Json | undefined): boolean {
  if (typeof value === "number") return format === undefined || format === "epoch-seconds";
  if (typeof value !== "string" || format === "epoch-seconds") return false;
  const pattern = formats[typeof format === "string" ? format : "date-time"];
  return pattern?.test(value) === true && !Number.isNaN(Date.parse(value));
}
