import type { Diagnostic } from "../diagnostic.js";
import { groupBy } from "../groupBy.js";
import { isArray, isObject, property } from "../json.js";
import { membersOf } from "../members.js";
import type { Json, Model, OperationShape, ShapeId } from "../model.js";
import { neighboursOf } from "../neighbours.js";
import { checkNode } from "../nodeValue.js";
import { at, error, inside, quoted } from "../report.js";
import type { World } from "../world.js";
import { problemAt } from "./nodeProblems.js";
import { ofType, valueIn } from "./shapesOf.js";
import type { Validator } from "./validator.js";

const ends = ["input", "output"] as const;

/** Structures for one operation's input or output are that, and nothing else. */
export const validateInputsOutputs: Validator = ({ shapes, world }) => {
  const code = "OperationInputOutputMisuse";
  const operations = ofType(shapes, "operation");
  const has = (id: ShapeId, end: string) =>
    world.shapeOf(id)?.traits.has(`smithy.api#${end}`) === true;
  const swapped = operations.flatMap((operation) =>
    ends.flatMap((end) => {
      const other = end === "input" ? "output" : "input";
      if (!has(operation[end], other)) return [];
      const message = `The ${end} \`${operation[end]}\` is marked as an ${other}.`;
      return [error(code, message, at(operation))];
    }),
  );
  const targeted = shapes.flatMap((shape) =>
    [...membersOf(shape)].flatMap((member) =>
      ends
        .filter((end) => has(member.target, end))
        .map((end) =>
          error(
            code,
            `The member targets \`${member.target}\`, an operation's ${end}.`,
            at(member),
          ),
        ),
    ),
  );
  const shared = ends.flatMap((end) =>
    [...groupBy(operations, (operation) => operation[end])].flatMap(([id, group]) => {
      const shape = world.shapeOf(id);
      if (group.length < 2 || shape === undefined || !has(id, end)) return [];
      const list = quoted(group.map((operation) => operation.id));
      return [error(code, `The ${end} of one operation is that of several: ${list}.`, at(shape))];
    }),
  );
  return [...swapped, ...targeted, ...shared];
};

/** Examples are of the operation's input, and of its output or one of its errors. */
export const validateExamples: Validator = ({ model, shapes, world }) => {
  const common = commonErrors(model);
  return ofType(shapes, "operation").flatMap((operation) => {
    const examples = operation.traits.get("smithy.api#examples");
    if (!isArray(examples)) return [];
    const errors = new Set([...operation.errors, ...common]);
    return examples.flatMap((example, index) =>
      isObject(example) ? exampleProblems(operation, errors, example, index, world) : [],
    );
  });
};

function exampleProblems(
  operation: OperationShape,
  errors: ReadonlySet<Json>,
  example: { readonly [key: string]: Json },
  index: number,
  world: World,
): Diagnostic[] {
  const place = inside(at(operation), "traits", "smithy.api#examples", index);
  const say = (message: string) => error("ExamplesTrait", message, place);
  const ignoresConstraints = property(example, "allowConstraintErrors") === true;
  const check = (value: Json | undefined, id: ShapeId, ...keys: string[]): Diagnostic[] => {
    const shape = world.shapeOf(id);
    if (value === undefined || shape === undefined) return [];
    return checkNode(value, shape, { ...world, ignoresConstraints }).map((problem) =>
      problemAt("ExamplesTrait", "The example is wrong", problem, inside(place, ...keys)),
    );
  };
  const failure = property(example, "error");
  const [id, content] = isObject(failure)
    ? [property(failure, "shapeId"), property(failure, "content")]
    : [];
  const found = [
    ...check(property(example, "input") ?? {}, operation.input, "input"),
    ...check(property(example, "output"), operation.output, "output"),
  ];
  if (ignoresConstraints && failure === undefined) {
    found.push(say("An example with `allowConstraintErrors` has to have an error."));
  }
  if (typeof id !== "string") return found;
  if (property(example, "output") !== undefined) {
    found.push(say("An example has an output or an error, not both."));
  }
  if (!errors.has(id)) found.push(say(`The operation has no error \`${id}\`.`));
  return [...found, ...check(content, id, "error", "content")];
}

/** What a repeated call may fail with is among the errors of the operation. */
export const validateIdempotency: Validator = ({ model, shapes }) => {
  const trait = "smithy.api#idempotent";
  const common = commonErrors(model);
  return ofType(shapes, "operation").flatMap((operation) => {
    const lists = ["exists", "notFound"].map((key) => valueIn(operation, trait, key));
    const errors = new Set<Json>([...operation.errors, ...common]);
    const unknown = lists
      .flatMap((list) => (isArray(list) ? list : []))
      .filter((id) => !errors.has(id));
    const say = (message: string) =>
      error("IdempotentTrait", message, inside(at(operation), "traits", trait));
    return [
      ...(lists.every(isArray) ? [say("Only one of `exists` and `notFound` can be there.")] : []),
      ...unknown.map((id) => say(`The operation has no error ${JSON.stringify(id)}.`)),
    ];
  });
};

/** The errors that all operations of a service have. */
function commonErrors(model: Model): readonly ShapeId[] {
  return ofType([...model.shapes.values()], "service").flatMap(({ errors }) => errors);
}

/** Private shapes are used in their own namespace alone. */
export const validatePrivacy: Validator = ({ model, shapes }) =>
  shapes.flatMap((shape) => [
    ...[...membersOf(shape)].flatMap((member) => trespass(model, member, [member.target])),
    ...([...membersOf(shape)].length === 0 ? trespass(model, shape, neighboursOf(shape)) : []),
  ]);

function trespass(
  model: Model,
  from: { readonly id: ShapeId },
  targets: readonly ShapeId[],
): Diagnostic[] {
  return targets.flatMap((id) => {
    const isPrivate = model.shapes.get(id)?.traits.has("smithy.api#private") === true;
    if (!isPrivate || namespaceOf(id) === namespaceOf(from.id)) return [];
    return [error("PrivateAccess", `\`${id}\` is private to its namespace.`, at(from))];
  });
}

function namespaceOf(id: ShapeId): string {
  return id.slice(0, id.indexOf("#"));
}
