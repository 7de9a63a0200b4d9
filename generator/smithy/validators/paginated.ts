import type { Diagnostic } from "../diagnostic.js";
import type { Model, OperationShape, Shape } from "../model.js";
import { at, error } from "../report.js";
import { getTrait, traits } from "../traits.js";
import type { Validator } from "./validator.js";

/** What a paginated operation says of its tokens and items is there in its input and output. */
export const validatePaginated: Validator = ({ model, service, shapes }) => {
  const common = service && getTrait(service, traits.paginated);
  return shapes.flatMap((shape) => {
    if (shape.type !== "operation") return [];
    const own = getTrait(shape, traits.paginated);
    if (own === undefined) return [];
    const paginated = { ...common, ...own };
    // Without its service, an operation may leave anything out.
    const missing = service === undefined ? [] : missingTokens(shape, paginated);
    return [...missing, ...problems(model, shape, paginated)];
  });
};

interface Paginated {
  readonly inputToken?: string | undefined;
  readonly outputToken?: string | undefined;
  readonly items?: string | undefined;
  readonly pageSize?: string | undefined;
}

function missingTokens(operation: OperationShape, paginated: Paginated): Diagnostic[] {
  return (["inputToken", "outputToken"] as const)
    .filter((token) => paginated[token] === undefined)
    .map((token) => {
      const message = `The trait \`${traits.paginated.id}\` needs \`${token}\`, here or on the service.`;
      return error("PaginatedTrait", message, at(operation));
    });
}

function problems(model: Model, operation: OperationShape, paginated: Paginated): Diagnostic[] {
  const { inputToken, outputToken, items, pageSize } = paginated;
  const wrong: Diagnostic[] = [];
  const say = (message: string) => wrong.push(error("PaginatedTrait", message, at(operation)));
  const find = (what: string, path: string | undefined, from: string, keys: readonly string[]) => {
    const found = path === undefined ? undefined : resolve(model, from, keys);
    if (path !== undefined && found === undefined) {
      say(`\`${what}\` of the trait \`${traits.paginated.id}\` names no member: \`${path}\`.`);
    }
    return found;
  };
  // Input is named by member, output by path.
  find("inputToken", inputToken, operation.input, [inputToken ?? ""]);
  find("pageSize", pageSize, operation.input, [pageSize ?? ""]);
  find("outputToken", outputToken, operation.output, outputToken?.split(".") ?? []);
  const list = find("items", items, operation.output, items?.split(".") ?? []);
  if (list !== undefined && list.type !== "list" && list.type !== "map") {
    say(`\`items\` of the trait \`${traits.paginated.id}\` has to name a list or a map.`);
  }
  return wrong;
}

function resolve(model: Model, from: string, path: readonly string[]): Shape | undefined {
  let shape = model.shapes.get(from);
  for (const name of path) {
    const member = shape?.type === "structure" ? shape.members.get(name) : undefined;
    shape = member && model.shapes.get(member.target);
  }
  return shape;
}
