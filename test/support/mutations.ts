import type { Bump } from "../../generator/versioning/change.js";
import type { Rule } from "../../generator/versioning/rules.js";

/** A model as its file has it, as far as mutations look. */
export interface Ast {
  readonly smithy: string;
  readonly metadata?: unknown;
  readonly shapes: Record<string, Shape>;
}

interface Shape {
  type: string;
  members?: Record<string, Member>;
  member?: Member;
  value?: Member;
  input?: Reference;
  output?: Reference;
  errors?: Reference[];
  operations?: Reference[];
  resources?: Reference[];
  traits?: Record<string, unknown>;
  version?: string;
}

interface Reference {
  target: string;
}

interface Member extends Reference {
  traits?: Record<string, unknown>;
}

/** One known change of a model, and what it has to come to. */
export interface Mutation {
  readonly name: string;
  /** The rule that has to tell of it; none where nothing may be told. */
  readonly rule?: Rule;
  /**
   * Changes a copy of a model.
   *
   * @param pick - which of the places to change
   * @returns the bump it has to come to; `undefined` where the model has no place for it
   */
  readonly mutate: (ast: Ast, pick: number) => Bump | undefined;
}

const required = "smithy.api#required";
const paginated = "smithy.api#paginated";
const waitable = "smithy.waiters#waitable";

/** Takes a trait from one of the operations that have it. */
function loseTrait(ast: Ast, pick: number, trait: string): Bump | undefined {
  const operations = operationsOf(ast).filter(([, { traits }]) => traits?.[trait]);
  const operation = at(operations, pick)?.[1];
  if (operation?.traits) removeFrom(operation.traits, trait);
  return operation && "major";
}

export function copy(ast: Ast): Ast {
  return JSON.parse(JSON.stringify(ast)) as Ast;
}

/** From which side of calls each shape is met: reckoned here once more, apart from the generator. */
export function sidesOf(ast: Ast): ReadonlyMap<string, string> {
  const { shapes } = ast;
  const sides = new Map<string, string>();
  const walk = (id: string | undefined, side: "i" | "o"): void => {
    const shape = id === undefined ? undefined : shapes[id];
    if (id === undefined || !shape || sides.get(id)?.includes(side)) return;
    sides.set(id, [...new Set((sides.get(id) ?? "") + side)].sort().join(""));
    if (shape.type === "enum" || shape.type === "intEnum") return;
    const members = [...Object.values(shape.members ?? {}), shape.member, shape.value];
    for (const member of members) walk(member?.target, side);
  };
  for (const [, shape] of operationsOf(ast)) {
    walk(shape.input?.target, "i");
    walk(shape.output?.target, "o");
    for (const { target } of shape.errors ?? []) {
      for (const member of Object.values(shapes[target]?.members ?? {})) walk(member.target, "o");
    }
  }
  return sides;
}

interface Place {
  readonly id: string;
  readonly name: string;
  readonly owner: Shape & { members: Record<string, Member> };
  readonly member: Member;
  readonly side: string;
}

/** The members of structures that are met as they are: not filled, and no error's. */
function places(ast: Ast, wanted: (place: Place) => boolean = () => true): readonly Place[] {
  const sides = sidesOf(ast);
  return Object.entries(ast.shapes).flatMap(([id, owner]) => {
    const { members, traits } = owner;
    const side = sides.get(id);
    if (owner.type !== "structure" || !members || side === undefined) return [];
    if (traits?.["smithy.api#error"] !== undefined) return [];
    return Object.entries(members)
      .map(([name, member]) => ({ id, name, owner: { ...owner, members }, member, side }))
      .filter(
        ({ member: { traits: of = {} } }) =>
          !("smithy.api#default" in of) && !("smithy.api#idempotencyToken" in of),
      )
      .filter(wanted);
  });
}

function at<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(list.length, 1)];
}

function shapesOf(ast: Ast, type: string): readonly [string, Shape][] {
  return Object.entries(ast.shapes).filter(([, shape]) => shape.type === type);
}

/** Those that the service has; a model may hold others. */
function operationsOf(ast: Ast): readonly [string, Shape][] {
  return (service(ast).operations ?? []).flatMap(({ target }): [string, Shape][] => {
    const shape = ast.shapes[target];
    return shape ? [[target, shape]] : [];
  });
}

const isPassed = (side: string) => side.includes("i");
const isGot = (side: string) => side.includes("o");
const isRequired = ({ member }: Place) => member.traits?.[required] !== undefined;

/** A mutation of one member of a structure. */
function ofMember(
  name: string,
  rule: Rule | undefined,
  wanted: (place: Place) => boolean,
  change: (place: Place, ast: Ast) => Bump,
): Mutation {
  return {
    name,
    ...(rule && { rule }),
    mutate: (ast, pick) => {
      const place = at(places(ast, wanted), pick);
      return place && change(place, ast);
    },
  };
}

function retarget(
  from: string,
  to: string,
  rule: Rule | undefined,
  bump: (place: Place) => Bump,
): Mutation {
  const target = ({ member }: Place) => member.target === `smithy.api#${from}`;
  return ofMember(`${from} becomes ${to}`, rule, target, (place, ast) => {
    place.member.target = to.includes("#") ? to : `smithy.api#${to}`;
    for (const [id, shape] of Object.entries(extra)) {
      if (id === to) ast.shapes[id] = shape;
    }
    return bump(place);
  });
}

/** Shapes that mutations bring with them. */
const extra: Readonly<Record<string, Shape>> = {
  "mutation#Text": { type: "string" },
  "mutation#Anew": {
    type: "enum",
    members: { A: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "a" } } },
  },
};

function set(holder: { traits?: Record<string, unknown> }, trait: string, value: unknown): void {
  holder.traits = { ...holder.traits, [trait]: value };
}

function removeFrom(record: Record<string, unknown>, key: string): void {
  Reflect.deleteProperty(record, key);
}

function service(ast: Ast): Shape {
  const [first] = shapesOf(ast, "service");
  if (!first) throw new Error("The model has no service.");
  return first[1];
}

export const mutations: readonly Mutation[] = [
  ofMember(
    "an optional member is added",
    "member-added",
    () => true,
    ({ owner }) => {
      owner.members["zzAdded"] = { target: "smithy.api#String" };
      return "minor";
    },
  ),
  ofMember(
    "a required member is added to input",
    "member-added-required",
    ({ side }) => isPassed(side),
    ({ owner }) => {
      owner.members["zzAdded"] = { target: "smithy.api#String", traits: { [required]: {} } };
      return "major";
    },
  ),
  ofMember(
    "a required member is added to output",
    "member-added",
    ({ side }) => !isPassed(side),
    ({ owner }) => {
      owner.members["zzAdded"] = { target: "smithy.api#String", traits: { [required]: {} } };
      return "minor";
    },
  ),
  ofMember(
    "a member with a default is added",
    "member-added",
    () => true,
    ({ owner }) => {
      const traits = { [required]: {}, "smithy.api#default": "x" };
      owner.members["zzAdded"] = { target: "smithy.api#String", traits };
      return "minor";
    },
  ),
  ofMember(
    "a member is removed",
    "member-removed",
    () => true,
    ({ owner, name }) => {
      removeFrom(owner.members, name);
      return "major";
    },
  ),
  ofMember(
    "a member becomes required",
    "member-required",
    (place) => !isRequired(place),
    ({ member, side }) => {
      set(member, required, {});
      return isPassed(side) ? "major" : "minor";
    },
  ),
  ofMember("a member becomes optional", "member-optional", isRequired, ({ member, side }) => {
    removeFrom(member.traits ?? {}, required);
    return isGot(side) ? "major" : "minor";
  }),
  ofMember(
    "a required member of input gets a token",
    "member-optional",
    (place) =>
      isRequired(place) && place.member.target === "smithy.api#String" && place.side === "i",
    ({ member }) => {
      set(member, "smithy.api#idempotencyToken", {});
      return "minor";
    },
  ),
  ofMember(
    "a required member of output gets a default",
    "member-default-changed",
    (place) =>
      isRequired(place) && place.member.target === "smithy.api#String" && place.side === "o",
    ({ member }) => {
      set(member, "smithy.api#default", "x");
      return "patch";
    },
  ),
  retarget("String", "Timestamp", "member-type-changed", () => "major"),
  retarget("String", "Boolean", "member-type-changed", () => "major"),
  retarget("String", "Document", "member-type-changed", ({ side }) =>
    isGot(side) ? "major" : "minor",
  ),
  retarget("Document", "String", "member-type-changed", ({ side }) =>
    isPassed(side) ? "major" : "minor",
  ),
  retarget("String", "mutation#Text", undefined, () => "none"),
  retarget("String", "mutation#Anew", "type-added", () => "minor"),
  retarget("Integer", "Long", "wire-changed", () => "patch"),
  retarget("Integer", "Double", "wire-changed", () => "patch"),
  {
    name: "a list becomes sparse",
    rule: "member-type-changed",
    mutate: (ast, pick) => {
      const sides = sidesOf(ast);
      const lists = shapesOf(ast, "list").filter(
        ([id, { traits }]) => sides.has(id) && traits?.["smithy.api#sparse"] === undefined,
      );
      const found = at(lists, pick);
      if (!found) return undefined;
      set(found[1], "smithy.api#sparse", {});
      return isGot(sides.get(found[0]) ?? "") ? "major" : "minor";
    },
  },
  ofEnum("an enum gets a value", "enum-value-added", "minor", (members) => {
    members["ZZ_NEW"] = { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "zz-new" } };
  }),
  ofEnum("an enum loses a value", "enum-value-removed", "major", (members, first) => {
    removeFrom(members, first);
  }),
  ofEnum("the constant of a value is renamed", "enum-value-removed", "major", (members, first) => {
    members["ZZ_NEW"] = members[first] ?? { target: "smithy.api#Unit" };
    removeFrom(members, first);
  }),
  ofEnum("a constant gets another value", "enum-value-changed", "major", (members, first) => {
    members[first] = { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "zz-new" } };
  }),
  ofEnum("values change places", undefined, "none", (members, first) => {
    const value = members[first];
    removeFrom(members, first);
    if (value) members[first] = value;
  }),
  {
    name: "an operation is added",
    rule: "operation-added",
    mutate: (ast) => {
      ast.shapes["mutation#Added"] = { type: "operation" };
      service(ast).operations?.push({ target: "mutation#Added" });
      return "minor";
    },
  },
  {
    name: "an operation is removed",
    rule: "operation-removed",
    mutate: (ast, pick) => {
      const { operations = [] } = service(ast);
      operations.splice(pick % operations.length, 1);
      return "major";
    },
  },
  {
    name: "an operation moves to a resource",
    mutate: (ast, pick) => {
      const all = service(ast);
      const [moved] = all.operations?.splice(pick % all.operations.length, 1) ?? [];
      if (!moved) return undefined;
      ast.shapes["mutation#Resource"] = { type: "resource", operations: [moved] };
      all.resources = [{ target: "mutation#Resource" }];
      return "none";
    },
  },
  {
    name: "operations change places",
    mutate: (ast) => {
      service(ast).operations?.reverse();
      return "none";
    },
  },
  {
    name: "an operation fails in a new way",
    rule: "operation-error-added",
    mutate: (ast, pick) => {
      const operation = at(operationsOf(ast), pick)?.[1];
      if (!operation) return undefined;
      ast.shapes["mutation#NewProblem"] = {
        type: "structure",
        members: { count: { target: "smithy.api#Integer" } },
        traits: { "smithy.api#error": "client" },
      };
      operation.errors = [...(operation.errors ?? []), { target: "mutation#NewProblem" }];
      return "minor";
    },
  },
  {
    name: "an operation no longer fails in a way",
    rule: "operation-error-removed",
    mutate: (ast, pick) => {
      const failing = operationsOf(ast).filter(([, { errors = [] }]) => errors.length > 0);
      const operation = at(failing, pick)?.[1];
      operation?.errors?.shift();
      return operation && "major";
    },
  },
  {
    name: "an operation gives something instead of nothing",
    rule: "operation-output-changed",
    mutate: (ast, pick) => {
      const silent = operationsOf(ast).filter(([, { output }]) => !output);
      const operation = at(silent, pick)?.[1];
      if (!operation) return undefined;
      ast.shapes["mutation#Given"] = {
        type: "structure",
        members: { text: { target: "smithy.api#String", traits: { [required]: {} } } },
      };
      operation.output = { target: "mutation#Given" };
      return "minor";
    },
  },
  {
    name: "an operation gives nothing any more",
    rule: "operation-output-changed",
    mutate: (ast, pick) => {
      const giving = operationsOf(ast).filter(
        ([, { output }]) => Object.keys(ast.shapes[output?.target ?? ""]?.members ?? {}).length > 0,
      );
      const operation = at(giving, pick)?.[1];
      if (operation) removeFrom(operation as unknown as Record<string, unknown>, "output");
      return operation && "major";
    },
  },
  ...[true, false].map((isNeeded): Mutation => ({
    name: `an operation that took nothing takes ${isNeeded ? "a required" : "an optional"} member`,
    rule: "operation-input-changed",
    mutate: (ast, pick) => {
      const plain = operationsOf(ast).filter(([, { input }]) => !input);
      const operation = at(plain, pick)?.[1];
      if (!operation) return undefined;
      ast.shapes["mutation#Taken"] = {
        type: "structure",
        members: {
          text: { target: "smithy.api#String", ...(isNeeded && { traits: { [required]: {} } }) },
        },
      };
      operation.input = { target: "mutation#Taken" };
      return isNeeded ? "major" : "minor";
    },
  })),
  {
    name: "a union gets a member",
    rule: "member-added",
    mutate: (ast, pick) => {
      const union = at(used(ast, "union"), pick)?.[1];
      if (union?.members) union.members["zzAdded"] = { target: "smithy.api#String" };
      return union && "minor";
    },
  },
  {
    name: "a union loses a member",
    rule: "member-removed",
    mutate: (ast, pick) => {
      const union = at(used(ast, "union"), pick)?.[1];
      const [first] = Object.keys(union?.members ?? {});
      if (first !== undefined) removeFrom(union?.members ?? {}, first);
      return union && "major";
    },
  },
  ...(["structure", "enum", "union"] as const).map((type): Mutation => ({
    name: `the shape of a ${type} gets another name`,
    rule: "type-removed",
    mutate: (ast, pick) => {
      const shape = at(
        used(ast, type).filter(([, { traits }]) => !traits?.["smithy.api#error"]),
        pick,
      );
      return shape && rename(ast, shape[0], "mutation#Renamed");
    },
  })),
  {
    name: "an error gets another name",
    rule: "error-removed",
    mutate: (ast, pick) => {
      const errors = shapesOf(ast, "structure").filter(
        ([, { traits }]) => traits?.["smithy.api#error"],
      );
      const error = at(errors, pick);
      return error && rename(ast, error[0], "mutation#Renamed");
    },
  },
  {
    name: "an operation has pages now",
    rule: "paginator-added",
    mutate: (ast, pick) => {
      const texts = (id: string | undefined) =>
        Object.entries(ast.shapes[id ?? ""]?.members ?? {})
          .filter(([, { target, traits }]) => target.endsWith("#String") && !traits?.[required])
          .map(([name]) => name);
      const candidates = operationsOf(ast).flatMap(([, operation]) => {
        const inputToken = at(texts(operation.input?.target), pick);
        const outputToken = at(texts(operation.output?.target), pick);
        const has = operation.traits?.[paginated] !== undefined;
        return inputToken && outputToken && !has ? [{ operation, inputToken, outputToken }] : [];
      });
      const found = at(candidates, pick);
      if (!found) return undefined;
      const { operation, ...pages } = found;
      operation.traits = { ...operation.traits, [paginated]: pages };
      return "minor";
    },
  },
  {
    name: "an operation has pages no more",
    rule: "paginator-removed",
    mutate: (ast, pick) => loseTrait(ast, pick, paginated),
  },
  {
    name: "a waiter is added",
    rule: "waiter-added",
    mutate: (ast, pick) => {
      const operation = at(operationsOf(ast), pick)?.[1];
      if (!operation) return undefined;
      const acceptors = [{ state: "success", matcher: { success: pick % 2 === 0 } }];
      const known = operation.traits?.[waitable] as object | undefined;
      operation.traits = { ...operation.traits, [waitable]: { ...known, Added: { acceptors } } };
      return "minor";
    },
  },
  {
    name: "waiters are removed",
    rule: "waiter-removed",
    mutate: (ast, pick) => loseTrait(ast, pick, waitable),
  },
  {
    name: "a shape that nothing uses is added",
    mutate: (ast) => {
      ast.shapes["mutation#Unused"] = { type: "structure", members: {} };
      return "none";
    },
  },
  {
    name: "shapes and members change places",
    mutate: (ast) => {
      const turned = Object.entries(ast.shapes).reverse();
      for (const [id, shape] of turned) {
        removeFrom(ast.shapes, id);
        const { members } = shape;
        ast.shapes[id] =
          members && shape.type === "structure"
            ? { ...shape, members: Object.fromEntries(Object.entries(members).reverse()) }
            : shape;
      }
      return "none";
    },
  },
  ofMember(
    "a member is documented otherwise",
    "documentation-changed",
    () => true,
    ({ member }) => {
      set(member, "smithy.api#documentation", "Something else.");
      return "patch";
    },
  ),
  ofMember(
    "a member is deprecated",
    "deprecation-changed",
    () => true,
    ({ member }) => {
      set(member, "smithy.api#deprecated", { message: "Do without." });
      return "patch";
    },
  ),
  ofMember(
    "a text gets another length",
    "constraints-changed",
    ({ member }) => member.target === "smithy.api#String",
    ({ member }) => {
      set(member, "smithy.api#length", { max: 7 });
      return "patch";
    },
  ),
  ofMember(
    "a member goes by another name on the wire",
    "wire-changed",
    () => true,
    ({ member }) => {
      set(member, "smithy.api#jsonName", "other");
      return "patch";
    },
  ),
  {
    name: "requests are signed in another way",
    rule: "authentication-changed",
    mutate: (ast) => {
      set(service(ast), "aws.auth#sigv4", { name: "other" });
      return "patch";
    },
  },
  {
    name: "endpoints are found by other rules",
    rule: "endpoints-changed",
    mutate: (ast) => {
      set(service(ast), "aws.endpoints#standardRegionalEndpoints", {});
      return "patch";
    },
  },
  {
    name: "the service speaks another protocol too",
    rule: "protocols-changed",
    mutate: (ast) => {
      set(service(ast), "smithy.protocols#rpcv2Cbor", {});
      return "minor";
    },
  },
];

function ofEnum(
  name: string,
  rule: Rule | undefined,
  bump: Bump,
  change: (members: Record<string, Member>, first: string) => void,
): Mutation {
  return {
    name,
    ...(rule && { rule }),
    mutate: (ast, pick) => {
      const members = at(
        used(ast, "enum").filter(([, shape]) => Object.keys(shape.members ?? {}).length > 1),
        pick,
      )?.[1].members;
      const [first] = Object.keys(members ?? {});
      if (!members || first === undefined) return undefined;
      change(members, first);
      return bump;
    },
  };
}

function used(ast: Ast, type: string): readonly [string, Shape][] {
  const sides = sidesOf(ast);
  return shapesOf(ast, type).filter(([id]) => sides.has(id));
}

function rename(ast: Ast, from: string, to: string): Bump {
  const text = JSON.stringify(ast.shapes).replaceAll(JSON.stringify(from), JSON.stringify(to));
  for (const id of Object.keys(ast.shapes)) removeFrom(ast.shapes, id);
  Object.assign(ast.shapes, JSON.parse(text) as Ast["shapes"]);
  return "major";
}
