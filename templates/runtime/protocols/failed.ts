import { callError, type Failure } from "../contract/errors.js";
import type { AnyOperation, ErrorShape } from "../contract/service.js";
import { own } from "../serde/structure.js";

/**
 * What a call ends with where the service answered with an error.
 *
 * @param code - by which the operation's errors are known
 * @param message - what the service says; the code, where that is empty
 * @param body - what the error's members are read from
 */
export function serviceError(
  operation: AnyOperation,
  status: number,
  code: string,
  message: string | undefined,
  body: unknown,
): Failure {
  const shape = own(operation.errors, code);
  return callError(
    shape ? code : "UnmodeledServiceError",
    shape?.sensitive ? code : message || code,
    {
      code,
      data: shape?.read && dataOf(shape.read, body),
      $fault: shape?.fault ?? (status < 500 ? "client" : "server"),
    },
  );
}

/** An error's data: what stands for it in an empty body, where it cannot be read. The error counts. */
function dataOf(read: NonNullable<ErrorShape["read"]>, body: unknown): unknown {
  try {
    return read(body);
  } catch {
    return read({});
  }
}
