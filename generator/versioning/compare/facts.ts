import { factKinds, type FactKind } from "../../ir/facts.js";
import type { Change } from "../change.js";
import { pairs, touching, type Context, type Part } from "../context.js";
import { absoluteId, type Surface } from "../surface.js";
import { upperFirst } from "../words.js";
import { quoted } from "../../text/markdown.js";

/**
 * What is different beside the types, as far as fingerprints tell: that it is, and of what kind.
 * What is new or gone, or has new or removed members, says so itself.
 */
export function factChanges(context: Context, visible: readonly Change[]): readonly Change[] {
  const { older, newer } = context;
  const told = new Set([
    ...visible.filter(isWhole).map(({ shape }) => shape.replace(/\$.*/, "")),
    ...renamed(context),
  ]);
  return factKinds.flatMap((kind) =>
    pairs(older.fingerprints[kind], newer.fingerprints[kind]).flatMap(([short, before, after]) => {
      const shape = absoluteId(newer, short);
      if (before === after || told.has(shape)) return [];
      // What the client is called is one of the service's traits, and told.
      const isClient = kind === "wire" && shape === newer.service && older.client !== newer.client;
      if (isClient) return [];
      const name = nameOf(context, short);
      const change = wordsFor[kind](name, before, after);
      return [touching(context, name.used, { bump: "patch", shape, ...change })];
    }),
  );
}

/** The operations that the model calls otherwise, by both of their IDs. */
function renamed({ older, newer }: Context): readonly string[] {
  return pairs(older.operations, newer.operations).flatMap(([name, before, after]) => {
    if (!before || !after || before.shape === after.shape) return [];
    const ids = [before, after].map(({ shape = upperFirst(name) }) => shape);
    return ids.map((short) => absoluteId(newer, short));
  });
}

function isWhole({ rule }: Change): boolean {
  return /-(added|removed|added-required|kind-changed)$/.test(rule);
}

interface Name {
  /** As callers know it. */
  readonly shown: string;
  /** Among what operations use. */
  readonly used: string;
}

function nameOf({ older, newer }: Context, short: string): Name {
  if (newer.service.endsWith(`#${short}`)) return { shown: "the service", used: "" };
  for (const surface of [newer, older]) {
    for (const part of ["operations", "types", "enums", "errors"] as const) {
      const name = find(surface, part, short);
      if (name === undefined) continue;
      return { shown: quoted(name), used: part === "operations" ? `${name}()` : name };
    }
  }
  return { shown: quoted(short), used: "" };
}

function find(surface: Surface, part: Part, short: string): string | undefined {
  const usual = part === "operations" ? short.charAt(0).toLowerCase() + short.slice(1) : short;
  const shapeOf = (name: string) =>
    surface[part][name]?.shape ?? (part === "operations" ? upperFirst(name) : name);
  if (surface[part][usual] && shapeOf(usual) === short) return usual;
  return Object.keys(surface[part]).find((name) => surface[part][name]?.shape === short);
}

type Words = (
  name: Name,
  before: string | undefined,
  after: string | undefined,
) => Pick<Change, "rule" | "message">;

const wordsFor: Readonly<Record<FactKind, Words>> = {
  documentation: ({ shown }) => ({
    rule: "documentation-changed",
    message: `The documentation of ${shown} changed.`,
  }),
  deprecation: ({ shown }, before, after) => ({
    rule: "deprecation-changed",
    message:
      after === undefined
        ? `Of ${shown}, nothing is deprecated any more.`
        : `${before === undefined ? "Now" : "Other than so far,"} ${shown}, or a part of it, is deprecated; its documentation says what to use instead.`,
  }),
  constraints: ({ shown }) => ({
    rule: "constraints-changed",
    message: `The service accepts other values in ${shown}: a length, range or pattern changed.`,
  }),
  endpoints: ({ shown }) => ({
    rule: "endpoints-changed",
    message: `The endpoints of ${shown} are found by other rules.`,
  }),
  authentication: ({ shown }) => ({
    rule: "authentication-changed",
    message: `Requests of ${shown} are signed in another way.`,
  }),
  wire: ({ shown }) => ({
    rule: "wire-changed",
    message: `Traits of ${shown} that types do not show, such as its form on the wire, changed.`,
  }),
  tests: ({ shown }) => ({
    rule: "tests-changed",
    message: `The model's tests of ${shown} changed.`,
  }),
};
