/** The exported names that are made of an operation's. */
export interface DerivedNames {
  /** The type of every way that it can fail. */
  readonly errorType: string;
  /** The bridge's class, and the types of what it takes and gives. */
  readonly command: string;
  readonly commandInput: string;
  readonly commandOutput: string;
}

/** What they are called where nothing is in the way. */
export function derivedNames(operation: string): DerivedNames {
  return {
    errorType: `${operation}Error`,
    command: `${operation}Command`,
    commandInput: `${operation}CommandInput`,
    commandOutput: `${operation}CommandOutput`,
  };
}
