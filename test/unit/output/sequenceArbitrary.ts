// What may happen to a package's folder, at random.
import fc from "fast-check";
import { LOCK_FILE } from "../../../generator/output/lock.js";
import { pathProblem } from "../../../generator/output/paths.js";
import type { Asked, Edit } from "./states.js";

export type Step =
  | { readonly kind: "generate"; readonly asked: Asked }
  | {
      readonly kind: "fault";
      readonly asked: Asked;
      readonly nth: number;
      readonly anyCall: boolean;
      readonly code: string;
    }
  | { readonly kind: "kill"; readonly asked: Asked; readonly nth: number }
  | { readonly kind: "edit"; readonly edit: Edit }
  | { readonly kind: "checkOut" }
  | {
      readonly kind: "editMeanwhile";
      readonly asked: Asked;
      readonly nth: number;
      readonly edit: Edit;
    }
  | {
      readonly kind: "both";
      readonly asked: Asked;
      readonly other: Asked;
      readonly nth: number;
      /** Absent where the other is not killed. */
      readonly killedAt?: number | undefined;
    };

export interface Sequence {
  readonly ignoresCase: boolean;
  /** Whether the package's folder is reached by a link. */
  readonly linked: boolean;
  readonly steps: readonly Step[];
}

/** Names that are one where case is ignored, and names that are files here and folders there. */
const PATHS = [
  "a.ts",
  "A.ts",
  "src",
  "src/a.ts",
  "src/A.ts",
  "src/b.ts",
  "Src/b.ts",
  "src/io",
  "src/io/c.ts",
  "src/Io/c.ts",
  "src/Io/C.ts",
  "z/y/d.ts",
];
const OTHERS = ["mine.ts", "src/mine.ts", "src/io/mine.ts"];

const text = fc.constantFrom("1\n", "2\n", "3\nlines\nlong\n");
const files = fc
  .array(fc.tuple(fc.constantFrom(...PATHS), text), { maxLength: 6 })
  .map((entries) => {
    const chosen = new Map<string, string>();
    for (const [path, text] of entries) {
      if (pathProblem([...chosen.keys(), path]) === undefined) chosen.set(path, text);
    }
    return chosen;
  });
const asked = fc.record({ files, force: fc.boolean() });
const edit = fc.record({
  path: fc.constantFrom(...PATHS, ...OTHERS, LOCK_FILE),
  text: fc.option(fc.constantFrom("1\n", "9\n", "2,\n2\n"), { nil: undefined }),
});
/** Of the calls of a run: there are about 40 that change something, and as many that look. */
const nth = fc.integer({ min: 1, max: 40 });
const nthOfAll = fc.integer({ min: 1, max: 80 });

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("generate" as const), asked }),
  fc.record({
    kind: fc.constant("fault" as const),
    asked,
    nth,
    anyCall: fc.boolean(),
    code: fc.constantFrom("ENOSPC", "EACCES", "EBUSY", "EIO"),
  }),
  fc.record({ kind: fc.constant("kill" as const), asked, nth }),
  fc.record({ kind: fc.constant("edit" as const), edit }),
  fc.record({ kind: fc.constant("checkOut" as const) }),
  fc.record({ kind: fc.constant("editMeanwhile" as const), asked, nth: nthOfAll, edit }),
  fc.record({
    kind: fc.constant("both" as const),
    asked,
    other: asked,
    nth: nthOfAll,
    killedAt: fc.option(nth, { nil: undefined }),
  }),
);

export const sequence: fc.Arbitrary<Sequence> = fc.record({
  ignoresCase: fc.boolean(),
  linked: fc.boolean(),
  steps: fc.array(step, { minLength: 1, maxLength: 8 }),
});
