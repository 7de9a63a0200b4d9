/** A folder of a package, its folders and files in order. */
export interface Folder {
  readonly name: string;
  /** Its path, without an end; empty for the package itself. */
  readonly path: string;
  readonly folders: readonly Folder[];
  /** The names of files. */
  readonly files: readonly string[];
}

/** What lies where, by paths with `/`. */
export function fileTree(paths: Iterable<string>): Folder {
  return folderOf("", "", [...paths].sort());
}

function folderOf(name: string, path: string, below: readonly string[]): Folder {
  const files = below.filter((each) => !each.includes("/"));
  const inFolders = new Map<string, string[]>();
  for (const each of below) {
    const end = each.indexOf("/");
    if (end < 0) continue;
    const folder = each.slice(0, end);
    const known = inFolders.get(folder) ?? [];
    known.push(each.slice(end + 1));
    inFolders.set(folder, known);
  }
  const folders = [...inFolders].map(([folder, inside]) =>
    folderOf(folder, path === "" ? folder : `${path}/${folder}`, inside),
  );
  return { name, path, folders, files };
}

/** What to show first: the first operation, as that is what one calls. */
export function firstFile(files: ReadonlyMap<string, string>): string {
  const paths = [...files.keys()];
  return paths.find((path) => path.startsWith("src/operations/")) ?? paths[0] ?? "";
}
