import type { ts } from "ts-morph";
import type { FileContext } from "../file.js";
import { serviceOfPackage, type Service } from "../services.js";
import { calledBy, type Called } from "./calls.js";

/** A mock that can be a fake: a constant, and the clients of its service that the file creates. */
export interface Mock {
  readonly service: Service;
  /** The constant's name, which the fake then has. */
  readonly name: string;
  readonly symbol: ts.Symbol;
  readonly statement: ts.Statement;
  /** What the client is a mock of: the class, or a constant of it. */
  readonly target: ts.Expression;
  readonly created: readonly ts.NewExpression[];
}

/** Rewrites a use of a mock; or says why that is left. */
export type MockUse = (() => void) | string;

/** The class of a command, by which a mock is asked or told something. */
export interface Command {
  readonly node: ts.Node;
  readonly called: Called;
}

/** The command of a mock's service that an expression names. */
export function commandOf(
  file: FileContext,
  service: Service,
  expression: ts.Node | undefined,
): Command | undefined {
  const reference = expression && file.referenceAt(expression);
  if (!reference || serviceOfPackage(reference.package) !== service.key) return undefined;
  const called = calledBy(reference, service);
  // Documents are no values of a fake's.
  return called?.subpath === "." ? { node: reference.node, called } : undefined;
}
