import type { GeneratedPackage, Order } from "./generation/generate.js";
import type { ModelSummary } from "./generation/messages.js";
import type { ModelFile, ServiceChoice } from "./generation/model.js";

/** A package, and what it was generated from. */
export interface Result extends GeneratedPackage {
  readonly order: Order;
}

/** All that the page shows. */
export interface State {
  readonly source?: ModelFile | undefined;
  readonly summary?: ModelSummary | undefined;
  readonly service?: ServiceChoice | undefined;
  /** The shape IDs of operations. */
  readonly chosen: ReadonlySet<string>;
  readonly packageName: string;
  /** What is going on. */
  readonly activity?: string | undefined;
  /** Why there is nothing, where that is not the model's fault. */
  readonly problem?: string | undefined;
  readonly result?: Result | undefined;
}

export type Action =
  | { readonly kind: "opening"; readonly file: string }
  | {
      readonly kind: "opened";
      readonly source: ModelFile;
      readonly summary: ModelSummary;
      /** Names of operations to begin with; absent where nobody said. */
      readonly operations?: readonly string[] | undefined;
    }
  | { readonly kind: "service"; readonly id: string }
  | { readonly kind: "choose"; readonly ids: readonly string[]; readonly isChosen: boolean }
  | { readonly kind: "name"; readonly packageName: string }
  | { readonly kind: "activity"; readonly activity: string }
  | { readonly kind: "generated"; readonly result: Result }
  | { readonly kind: "problem"; readonly problem: string };

export const initial: State = { chosen: new Set(), packageName: "" };

/** So many operations are generated unasked. */
const FEW = 10;

export function reduce(state: State, action: Action): State {
  switch (action.kind) {
    case "opening":
      return { ...initial, activity: `Reading ${action.file}` };
    case "opened": {
      const { source, summary, operations } = action;
      return { ...withService({ ...initial, source, summary }, summary.services[0], operations) };
    }
    case "service": {
      const service = state.summary?.services.find(({ id }) => id === action.id);
      return withService(state, service);
    }
    case "choose": {
      const chosen = new Set(state.chosen);
      for (const id of action.ids) {
        if (action.isChosen) chosen.add(id);
        else chosen.delete(id);
      }
      return { ...state, chosen, problem: undefined };
    }
    case "name":
      return { ...state, packageName: action.packageName, problem: undefined };
    case "activity":
      return { ...state, activity: action.activity, problem: undefined };
    case "generated":
      return { ...state, activity: undefined, result: action.result };
    case "problem":
      return { ...state, activity: undefined, problem: action.problem };
  }
}

function withService(
  state: State,
  service: ServiceChoice | undefined,
  names?: readonly string[],
): State {
  if (!service) return { ...state, service, chosen: new Set() };
  const { operations } = service;
  const few = operations.length <= FEW ? operations : [];
  const first = names ? operations.filter(({ name }) => names.includes(name)) : few;
  return {
    ...state,
    service,
    chosen: new Set(first.map(({ id }) => id)),
    packageName: packageNameFor(service.name),
    result: undefined,
    problem: undefined,
  };
}

function packageNameFor(service: string): string {
  const words = service.match(/[A-Za-z0-9]+/g) ?? ["client"];
  return `@acme/${words.join("-").toLowerCase()}`;
}

/** What to generate; absent where nothing is chosen, or its name cannot be a package's. */
export function orderOf({ service, chosen, packageName }: State): Order | undefined {
  if (!service || chosen.size === 0 || !isPackageName(packageName)) return undefined;
  const operations = service.operations.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  return { service: service.id, operations, packageName };
}

/** Whether npm takes a name, by the config's schema. */
export function isPackageName(name: string): boolean {
  return packageName.test(name) && name.length <= 214;
}

// As in the config's schema.
const packageName =
  /^(?!.*\.\.)(?!(node_modules|favicon\.ico)$)(@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/;
