import { codeOf } from "#runtime";
import type { FakeProtocol } from "./fake.js";

/** A protocol at the service's end, for a service whose errors have names that are taken. */
export function renamedFake(
  protocol: FakeProtocol,
  names: Readonly<Record<string, string>>,
): FakeProtocol {
  return {
    ...protocol,
    writeError: (name, ...rest) => protocol.writeError(codeOf(names, name), ...rest),
  };
}
