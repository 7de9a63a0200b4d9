import { closureOf } from "./closure.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Model, ServiceShape, Shape, ShapeId } from "./model.js";
import { validateDefaults } from "./validators/defaults.js";
import { validateDiscovery } from "./validators/discovery.js";
import { validateEnums } from "./validators/enums.js";
import {
  validateHttpMembers,
  validatePayloads,
  validateQueryLiterals,
  validateHttpTraits,
} from "./validators/http/bindings.js";
import { validateLabels } from "./validators/http/labels.js";
import { validateUriConflicts } from "./validators/http/uriConflicts.js";
import { validateLimits } from "./validators/limits.js";
import { validateSelectors, validateTypedMetadata } from "./validators/metadata.js";
import { validateIds, validateShapeNames } from "./validators/names.js";
import {
  validateExamples,
  validateIdempotency,
  validateInputsOutputs,
  validatePrivacy,
} from "./validators/operations.js";
import { validatePaginated, validatePaginatedTokens } from "./validators/paginated.js";
import { validateRecursion } from "./validators/recursion.js";
import { validateResourceCycles, validateSingleBindings } from "./validators/resources/bindings.js";
import {
  validateIdentifierBindings,
  validateIdentifiers,
  validateLifecycles,
} from "./validators/resources/identifiers.js";
import { validateReferences } from "./validators/resources/references.js";
import { validateProperties } from "./validators/resources/properties.js";
import { warning } from "./report.js";
import { ofType } from "./validators/shapesOf.js";
import { validateJsonNames, validateSingleTraits } from "./validators/singleTraits.js";
import {
  validateCompression,
  validateEvents,
  validateStreamPayloads,
  validateStreams,
} from "./validators/streams.js";
import { validateTargets } from "./validators/targets.js";
import { validateTraitConflicts } from "./validators/traitConflicts.js";
import { validateTraitTargets } from "./validators/traitTargets.js";
import { validateTraitValues } from "./validators/traitValues.js";
import type { Checked, ServiceValidator, Validator } from "./validators/validator.js";
import { validateWaiterNames, validateWaiters } from "./validators/waiters.js";
import { worldOf } from "./world.js";

/** Where these find errors, the others would only find what follows from them. */
const coreValidators: readonly Validator[] = [validateTargets, validateResourceCycles];

const validators: readonly Validator[] = [
  validateSelectors,
  validateTypedMetadata,
  validateTraitValues,
  validateTraitTargets,
  validateTraitConflicts,
  validateEnums,
  validateIds,
  validateRecursion,
  validateLimits,
  validateDefaults,
  validatePaginated,
  validateSingleTraits,
  validateJsonNames,
  validateLabels,
  validateHttpMembers,
  validateQueryLiterals,
  validatePayloads,
  validateStreams,
  validateEvents,
  validateCompression,
  validateInputsOutputs,
  validateExamples,
  validateIdempotency,
  validatePrivacy,
  validateReferences,
  validateIdentifiers,
  validateIdentifierBindings,
  validateLifecycles,
  validateProperties,
  validateWaiters,
];

const serviceValidators: readonly ServiceValidator[] = [
  validateShapeNames,
  validatePaginatedTokens,
  validateHttpTraits,
  validateUriConflicts,
  validateStreamPayloads,
  validateSingleBindings,
  validateDiscovery,
  validateWaiterNames,
];

/**
 * Checks the closure of a service against the rules of Smithy. Returns what breaks them. Of a slice,
 * what is left out still counts: a trait may name it.
 */
export function validateModel(model: Model, service: ServiceShape): Diagnostic[] {
  const world = worldOf(model);
  const shapes = shapesOf(model, closureOf(model, [service.id]));
  return validateShapes({ model, shapes, world }, [service]);
}

/** Checks all of a model against the same rules, with each of its services. */
export function validateWhole(model: Model): Diagnostic[] {
  const shapes = [...model.shapes.values()];
  return validateShapes({ model, shapes, world: worldOf(model) }, ofType(shapes, "service"));
}

/** Checks only that shapes refer to the right kinds of shapes, where some of these are not there. */
export function validateCore(model: Model): Diagnostic[] {
  const checked = { model, shapes: [...model.shapes.values()], world: worldOf(model) };
  return coreValidators.flatMap((validate) => validate(checked));
}

function validateShapes(checked: Checked, services: readonly ServiceShape[]): Diagnostic[] {
  const core = coreValidators.flatMap((validate) => validate(checked));
  if (core.length > 0) return core;
  const found = [
    ...validators.flatMap((validate) => validate(checked)),
    ...services.flatMap((service) => {
      const shapes = shapesOf(checked.model, closureOf(checked.model, [service.id]));
      return serviceValidators.flatMap((validate) => validate({ ...checked, shapes, service }));
    }),
  ];
  const unchecked = Array.from(checked.world.unchecked, (text) => warning("Limit.Work", text));
  return [...found, ...unchecked];
}

function shapesOf(model: Model, ids: readonly ShapeId[]): Shape[] {
  return ids.flatMap((id) => model.shapes.get(id) ?? []);
}
