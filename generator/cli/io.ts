/** What a command talks to: the process's own, or a test's. */
export interface Io {
  /** The working folder, that relative paths start from. */
  readonly cwd: string;
  /** Results. */
  readonly out: (text: string) => void;
  /** Errors, warnings and progress. */
  readonly err: (text: string) => void;
  /** Whether errors go to a terminal, where a line can be written over. */
  readonly isTerminal: boolean;
  /** How many columns that terminal has now. */
  readonly columns: () => number;
  /** Milliseconds from any fixed point. */
  readonly now: () => number;
  /** Calls back where the user wants to stop (Ctrl-C), who otherwise ends the process; returns what ends that. */
  readonly onInterrupt: (stop: () => void) => () => void;
}

export type Verbosity = "quiet" | "normal" | "verbose";
