import type { Folder } from "../fileTree.js";

interface Props {
  readonly folder: Folder;
  /** The path of the file that is shown. */
  readonly shown: string;
  readonly show: (path: string) => void;
}

/** What people look for first; the rest is open once they open it. */
const OPEN = new Set(["src", "src/operations"]);

/** What lies in a folder. */
export function Tree({ folder, shown, show }: Props) {
  const prefix = folder.path === "" ? "" : `${folder.path}/`;
  return (
    <ul>
      {folder.folders.map((inner) => (
        <li key={inner.name}>
          <details open={OPEN.has(inner.path)}>
            <summary>{inner.name}</summary>
            <Tree folder={inner} shown={shown} show={show} />
          </details>
        </li>
      ))}
      {folder.files.map((name) => (
        <li key={name}>
          <button
            type="button"
            aria-current={prefix + name === shown ? "true" : undefined}
            onClick={() => show(prefix + name)}
          >
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}
