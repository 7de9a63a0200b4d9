import type { Change } from "../change.js";
import type { Context } from "../context.js";
import { exportedNames, type Stands } from "../exported.js";
import type { Surface } from "../surface.js";
import { quoted } from "../../text/markdown.js";

/**
 * Names that callers can no longer import from where they did, or that stand for something else
 * there, where no other rule tells of it: whatever becomes of a name, it is not lost in silence.
 */
export function lostNames({ older, newer }: Context): readonly Change[] {
  // A model by itself does not tell where its types lie.
  const before = exportedNames(newer.subpaths ? older : { ...older, subpaths: undefined });
  const after = exportedNames(newer);
  return [...before].flatMap(([subpath, names]) =>
    [...names].flatMap(([name, stands]): readonly Change[] => {
      const now = after.get(subpath)?.get(name);
      if (now && kindOf(now) === kindOf(stands)) return [];
      if (isTold(older, newer, subpath, name, stands)) return [];
      const told = `${quoted(name)} of ${quoted(subpath)}`;
      const fields = now
        ? ({
            rule: "export-changed",
            message: `${told} stands for something else now. Code that uses it may no longer compile.`,
          } as const)
        : ({
            rule: "export-removed",
            message: `${told} was removed. Import it from elsewhere.`,
          } as const);
      return [{ ...fields, bump: "major", shape: newer.service, operations: [] }];
    }),
  );
}

function kindOf(stands: Stands): string {
  return stands.replace(/ .*/, "");
}

/** Whether a change of the operation, the shape or the package says that the name is gone. */
function isTold(
  older: Surface,
  newer: Surface,
  subpath: string,
  name: string,
  stands: Stands,
): boolean {
  if (stands === "package") return true;
  const [, module] = /^\.\/operations\/(.*)$/.exec(subpath) ?? [];
  if (module !== undefined && !newer.operations[module]) return true;
  // Those of an operation's names that are gone are told with it.
  if (kindOf(stands) !== "type") return true;
  return (["types", "enums", "errors"] as const).some(
    (part) => older[part][name] && !newer[part][name],
  );
}
