import { callError, failure } from "../contract/errors.js";
import type { AnyOperation } from "../contract/service.js";

/** What an operation tells the endpoint rules about an input. @throws InputError */
export function inputParameters<Parameters extends object>(
  operation: AnyOperation,
  input: unknown,
): Parameters | undefined {
  try {
    return operation.endpoint?.(input) as Parameters | undefined;
  } catch (thrown) {
    throw Object.assign(failure("InputError", thrown), { name: "InputError" });
  }
}

/**
 * A required member that endpoint rules look at: without it, no request may be sent
 * (https://smithy.io/2.0/additional-specs/rules-engine/parameters.html#smithy-rules-contextparam-trait).
 *
 * @throws InputError where it is not set, or blank
 */
export function present<Input, Name extends keyof Input & string>(
  input: Input,
  name: Name,
): NonNullable<Input[Name]> {
  const value = input[name];
  if (typeof value === "string" ? value.trim() : value != null)
    return value as NonNullable<Input[Name]>;
  throw callError("InputError", `${name} must not be empty`, { path: name });
}
