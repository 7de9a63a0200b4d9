import type { Ast, Mutation } from "./mutations.js";

type Shapes = Ast["shapes"];
type Shape = Shapes[string];

/** Changes of a model that come to other names, or to other places for types. */
export const nameMutations: readonly Mutation[] = [
  ...["Error", "Command", "CommandInput", "CommandOutput"].flatMap((suffix) => [
    ...(["structure", "union", "enum"] as const).map((type) =>
      named(`a ${type} gets the name of an operation's ${suffix}`, "type-added", (ast, pick) => {
        const operation = at(operationsOf(ast), pick);
        return (
          operation && give(ast, pick, newShape(ast, `${nameOf(operation[0])}${suffix}`, type))
        );
      }),
    ),
    named(`an error gets the name of an operation's ${suffix}`, "error-added", (ast, pick) => {
      const operation = at(operationsOf(ast), pick);
      if (!operation) return undefined;
      const id = newShape(ast, `${nameOf(operation[0])}${suffix}`, "structure");
      if (id === undefined) return undefined;
      Object.assign(ast.shapes[id] as Shape, { traits: { "smithy.api#error": "client" } });
      operation[1].errors = [...(operation[1].errors ?? []), { target: id }];
      return "minor";
    }),
  ]),
  // Of what comes with every package, and of the language.
  ...[
    ...[
      "Metadata",
      "Clock",
      "Fetch",
      "HttpRequest",
      "Logger",
      "RetryToken",
      "FakeCall",
      "Credentials",
    ],
    ...["Record", "Promise", "Date", "Array", "Uint8Array", "AsyncIterable", "Object", "Error"],
    ...["Partial", "Pick", "Parameters", "JsonValue", "Bytes", "Operation", "Exclude", "Symbol"],
  ].map((name) =>
    named(`a structure is called ${name}`, "type-added", (ast, pick) =>
      give(ast, pick, newShape(ast, name, "structure")),
    ),
  ),
  named("an operation gets the name of what comes with every package", "operation-added", (ast) => {
    ast.shapes["mutation#StandardRetry"] = { type: "operation" };
    serviceOf(ast).operations?.push({ target: "mutation#StandardRetry" });
    return "minor";
  }),
  named("the type of an operation is used by another, too", "member-added", (ast, pick) => {
    const [id] = at(structuresOfOne(ast), pick) ?? [];
    return id === undefined ? undefined : give(ast, pick + 1, id);
  }),
  named("the type of an operation is passed to another, too", "member-added", (ast, pick) => {
    const [id] = at(structuresOfOne(ast), pick) ?? [];
    return id === undefined ? undefined : give(ast, pick + 1, id, "input");
  }),
  named("the type of an operation is used by an error, too", "member-added", (ast, pick) => {
    const [id] = at(structuresOfOne(ast), pick) ?? [];
    const error = at(errorsOf(ast), pick)?.[1];
    if (id === undefined || !error) return undefined;
    error.members = { ...error.members, zzMoved: { target: id } };
    return "minor";
  }),
  named("a type is split in two", "type-added", (ast, pick) => {
    const uses = Object.values(ast.shapes).flatMap((shape) =>
      shape.type === "structure"
        ? Object.values(shape.members ?? {}).filter(
            ({ target }) => ast.shapes[target]?.type === "structure",
          )
        : [],
    );
    const shared = uses.filter(
      ({ target }) => uses.filter((other) => other.target === target).length > 1,
    );
    const member = at(shared, pick);
    if (!member) return undefined;
    const half = JSON.parse(JSON.stringify(ast.shapes[member.target])) as Shape;
    ast.shapes["mutation#Half"] = half;
    member.target = "mutation#Half";
    return "minor";
  }),
  named("an operation gets another name, but for its case", "operation-renamed", (ast, pick) => {
    const operation = at(operationsOf(ast), pick);
    if (!operation) return undefined;
    const [namespace = "", name = ""] = operation[0].split("#");
    rename(ast, operation[0], `${namespace}#${name.charAt(0).toLowerCase()}${name.slice(1)}`);
    return "major";
  }),
  ...(["structure", "union", "enum"] as const).map((type) =>
    named(`a ${type} gets another name, but for its case`, "type-removed", (ast, pick) => {
      const shape = at(usedOf(ast, type), pick);
      if (!shape) return undefined;
      const [namespace = "", name = ""] = shape[0].split("#");
      rename(ast, shape[0], `${namespace}#${name.toUpperCase()}`);
      return "major";
    }),
  ),
  named("the service calls a type otherwise", undefined, (ast, pick) => {
    const shape = at(usedOf(ast, "structure"), pick);
    if (!shape) return undefined;
    Object.assign(serviceOf(ast), { rename: { [shape[0]]: "MutationRenamed" } });
    return "none";
  }),
  named("everything moves to another namespace", undefined, (ast) => {
    const namespace = Object.keys(ast.shapes)[0]?.replace(/#.*/, "") ?? "";
    for (const id of Object.keys(ast.shapes)) {
      if (id.startsWith(`${namespace}#`)) rename(ast, id, id.replace(namespace, "moved"));
    }
    return "none";
  }),
];

function named(name: string, rule: Mutation["rule"], mutate: Mutation["mutate"]): Mutation {
  return { name, ...(rule && { rule }), mutate };
}

function at<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(list.length, 1)];
}

function nameOf(id: string): string {
  return id.replace(/^.*#/, "");
}

function serviceOf(ast: Ast): Shape {
  const found = Object.values(ast.shapes).find(({ type }) => type === "service");
  if (!found) throw new Error("The model has no service.");
  return found;
}

function operationsOf(ast: Ast): readonly [string, Shape][] {
  return (serviceOf(ast).operations ?? []).map(({ target }) => [
    target,
    ast.shapes[target] as Shape,
  ]);
}

function errorsOf(ast: Ast): readonly [string, Shape][] {
  const ids = new Set(operationsOf(ast).flatMap(([, { errors = [] }]) => errors));
  return [...ids].map(({ target }) => [target, ast.shapes[target] as Shape]);
}

/** A new shape, in the namespace of the service; none where that has one of the name. */
function newShape(
  ast: Ast,
  name: string,
  type: "structure" | "union" | "enum",
): string | undefined {
  const namespace = operationsOf(ast)[0]?.[0].replace(/#.*/, "") ?? "";
  const id = `${namespace}#${name}`;
  if (Object.keys(ast.shapes).some((other) => other.toLowerCase() === id.toLowerCase())) {
    return undefined;
  }
  const unit = { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "a" } };
  const members = { a: type === "enum" ? unit : { target: "smithy.api#String" } };
  ast.shapes[id] = { type, members };
  return id;
}

/** Has an operation give, or take, a shape. */
function give(
  ast: Ast,
  pick: number,
  id: string | undefined,
  side: "input" | "output" = "output",
): "minor" | undefined {
  const sides = operationsOf(ast).flatMap(([, operation]) => operation[side]?.target ?? []);
  const members = ast.shapes[at([...new Set(sides)], pick) ?? ""]?.members;
  if (!members || id === undefined) return undefined;
  members["zzGiven"] = { target: id };
  return "minor";
}

/** The structures that are reached from one operation alone, and are not what it takes or gives. */
function structuresOfOne(ast: Ast): readonly [string, Shape][] {
  const roots = new Set(
    operationsOf(ast).flatMap(([, { input, output }]) => [input?.target, output?.target]),
  );
  const users = new Map<string, Set<string>>();
  const walk = (id: string | undefined, user: string): void => {
    const shape = ast.shapes[id ?? ""];
    if (id === undefined || !shape || users.get(id)?.has(user)) return;
    users.set(id, (users.get(id) ?? new Set()).add(user));
    const members = [...Object.values(shape.members ?? {}), shape.member, shape.value];
    if (!/enum/i.test(shape.type)) for (const member of members) walk(member?.target, user);
  };
  for (const [name, { input, output, errors = [] }] of operationsOf(ast)) {
    for (const reference of [input, output, ...errors]) walk(reference?.target, name);
  }
  return Object.entries(ast.shapes).filter(
    ([id, { type, traits }]) =>
      (type === "structure" || type === "union") &&
      !traits?.["smithy.api#error"] &&
      !roots.has(id) &&
      users.get(id)?.size === 1,
  );
}

function usedOf(ast: Ast, type: string): readonly [string, Shape][] {
  const text = JSON.stringify(ast.shapes);
  return Object.entries(ast.shapes).filter(
    ([id, shape]) =>
      shape.type === type &&
      !shape.traits?.["smithy.api#error"] &&
      text.includes(`"target":${JSON.stringify(id)}`),
  );
}

function rename(ast: Ast, from: string, to: string): void {
  const text = JSON.stringify(ast.shapes).replaceAll(JSON.stringify(from), JSON.stringify(to));
  for (const id of Object.keys(ast.shapes)) Reflect.deleteProperty(ast.shapes, id);
  Object.assign(ast.shapes, JSON.parse(text) as Shapes);
}
