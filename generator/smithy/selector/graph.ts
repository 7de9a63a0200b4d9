import { membersOf } from "../members.js";
import type { Shape, ShapeId } from "../model.js";
import { memberParts } from "../shapeId.js";
import { isMember, type Subject } from "./subject.js";

/** One way from a subject to another, by the name that selectors call it; members' targets have none. */
export interface Edge {
  readonly name: string | undefined;
  readonly to: Subject;
}

/** The shapes of a model with the relationships between them. */
export interface Graph {
  /** Every shape and member. */
  readonly subjects: readonly Subject[];
  find(id: ShapeId): Subject | undefined;
  /** Where a subject leads to; traits' definitions are not among it. */
  forward(subject: Subject): readonly Edge[];
  /** What leads to a subject: {@link Edge.to} is where it comes from. */
  reverse(subject: Subject): readonly Edge[];
  /** The definitions of a subject's traits. */
  traitsOf(subject: Subject): readonly Edge[];
  /** What has a trait, by the trait's definition. */
  traitUsers(subject: Subject): readonly Edge[];
}

type Neighbours = (subject: Subject) => readonly Edge[];

/**
 * The graph of some shapes. Of `others` only what the shapes lead to is in it: they are found, but
 * not walked over.
 */
export function graphOf(shapes: Iterable<Shape>, others?: ReadonlyMap<ShapeId, Shape>): Graph {
  const byId = new Map<ShapeId, Shape>();
  const subjects: Subject[] = [];
  for (const shape of shapes) {
    byId.set(shape.id, shape);
    subjects.push(shape);
    for (const member of membersOf(shape)) subjects.push(member);
  }
  const shapeOf = (id: ShapeId): Shape | undefined => byId.get(id) ?? others?.get(id);
  const find = (id: ShapeId): Subject | undefined => {
    const parts = memberParts(id);
    const container = shapeOf(parts?.container ?? id);
    return parts === undefined ? container : container && memberOf(container, parts.name);
  };
  const forward = remembered((subject) => edgesOf(subject, shapeOf));
  const traits = remembered((subject) => {
    const definitions = Array.from(subject.traits.keys(), shapeOf);
    return definitions.flatMap((to) => (to === undefined ? [] : [{ name: "trait", to }]));
  });
  return {
    subjects,
    find,
    forward,
    reverse: reversed(subjects, forward),
    traitsOf: traits,
    traitUsers: reversed(subjects, traits),
  };
}

function remembered(find: Neighbours): Neighbours {
  const known = new Map<Subject, readonly Edge[]>();
  return (subject) => {
    const old = known.get(subject);
    if (old !== undefined) return old;
    const edges = find(subject);
    known.set(subject, edges);
    return edges;
  };
}

/** The same edges the other way round, found when they are first asked for. */
function reversed(subjects: readonly Subject[], neighbours: Neighbours): Neighbours {
  let users: Map<Subject, Edge[]> | undefined;
  return (subject) => {
    if (users === undefined) {
      users = new Map();
      for (const from of subjects) {
        for (const { name, to } of neighbours(from)) {
          const edge: Edge = { name, to: from };
          const known = users.get(to);
          if (known === undefined) users.set(to, [edge]);
          else known.push(edge);
        }
      }
    }
    return users.get(subject) ?? [];
  };
}

function memberOf(shape: Shape, name: string): Subject | undefined {
  for (const member of membersOf(shape)) if (member.name === name) return member;
  return undefined;
}

function edgesOf(subject: Subject, shapeOf: (id: ShapeId) => Shape | undefined): readonly Edge[] {
  const edges: Edge[] = [];
  const add = (name: string | undefined, ids: Iterable<ShapeId>): void => {
    for (const id of ids) {
      const to = shapeOf(id);
      if (to !== undefined) edges.push({ name, to });
    }
  };
  if (isMember(subject)) {
    const container = shapeOf(subject.id.slice(0, subject.id.indexOf("$")));
    // What an enum's member targets only fills the place of a target.
    if (container?.type !== "enum" && container?.type !== "intEnum")
      add(undefined, [subject.target]);
    return edges;
  }
  for (const to of membersOf(subject)) edges.push({ name: "member", to });
  if (subject.mixins !== undefined) add("mixin", subject.mixins);
  switch (subject.type) {
    case "operation":
      add("input", [subject.input]);
      add("output", [subject.output]);
      add("error", subject.errors);
      break;
    case "service":
      add("operation", subject.operations);
      add("resource", subject.resources);
      add("error", subject.errors);
      break;
    case "resource":
      add("identifier", subject.identifiers.values());
      add("property", subject.properties.values());
      for (const [step, operation] of subject.lifecycle) add(step, [operation]);
      add("operation", subject.operations);
      add("collectionOperation", subject.collectionOperations);
      add("resource", subject.resources);
      break;
    default:
  }
  return edges;
}
