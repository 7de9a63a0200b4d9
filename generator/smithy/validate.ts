import { closureOf } from "./closure.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Model, ServiceShape, Shape } from "./model.js";
import { validateDefaults } from "./validators/defaults.js";
import { validateEnums } from "./validators/enums.js";
import { validateNames } from "./validators/names.js";
import { validatePaginated } from "./validators/paginated.js";
import { validateRecursion } from "./validators/recursion.js";
import { validateTargets } from "./validators/targets.js";
import { validateTraitTargets } from "./validators/traitTargets.js";
import type { Validator } from "./validators/validator.js";

const validators: readonly Validator[] = [
  validateTargets,
  validateTraitTargets,
  validateEnums,
  validateNames,
  validateRecursion,
  validateDefaults,
  validatePaginated,
];

/**
 * Checks the closure of a service against the rules of Smithy that generated code relies on, and
 * against what can be generated. Returns what breaks them.
 */
export function validateModel(model: Model, service: ServiceShape): Diagnostic[] {
  const shapes = closureOf(model, [service.id])
    .map((id) => model.shapes.get(id))
    .filter((shape): shape is Shape => shape !== undefined);
  return validateShapes(model, shapes, service);
}

/** Checks shapes against the same rules, but for those of a service where there is none. */
export function validateShapes(
  model: Model,
  shapes: readonly Shape[],
  service?: ServiceShape,
): Diagnostic[] {
  return validators.flatMap((validate) => validate({ model, service, shapes }));
}
