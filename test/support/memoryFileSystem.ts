import { posix } from "node:path";
import type { FileSystem } from "../../generator/output/files.js";

type Node = Folder | { readonly text: Uint8Array } | { readonly link: string };
interface Folder {
  /** By name, folded where case is ignored. */
  readonly names: Map<string, { readonly name: string; readonly node: Node }>;
}

/** A file system of a test's own: nothing but what the test puts there. */
export interface TestFileSystem extends FileSystem {
  readonly symlinkSync: (target: string, path: string) => void;
  /** Another of the same content. */
  readonly clone: () => TestFileSystem;
}

const isFolder = (node: Node | undefined): node is Folder => node !== undefined && "names" in node;

function copy({ names }: Folder): Folder {
  const copied = [...names].map(
    ([key, { name, node }]) => [key, { name, node: isFolder(node) ? copy(node) : node }] as const,
  );
  return { names: new Map(copied) };
}

/**
 * A file system in memory, with the errors of a real one. Where it ignores case, it keeps that of
 * the names that it was given, as those of macOS and Windows do.
 */
export function memoryFileSystem(
  ignoresCase: boolean,
  root: Folder = { names: new Map() },
): TestFileSystem {
  const key = (name: string): string => (ignoresCase ? name.toLowerCase() : name);
  const fail = (code: string, call: string, path: string): never => {
    throw Object.assign(new Error(`${code}: ${call} '${path}'`), { code });
  };

  /** Where a path leads: the folder that holds its last part, and what is there. */
  const walk = (
    path: string,
    call: string,
    follow: boolean,
    hops = 0,
  ): { folder: Folder; name: string; at: string; node: Node | undefined } => {
    if (hops > 40) fail("ELOOP", call, path);
    let folder = root;
    let at = "/";
    const parts = posix.resolve("/", path).split("/").filter(Boolean);
    if (parts.length === 0) return { folder: root, name: "", at, node: root };
    for (const [index, name] of parts.entries()) {
      const isLast = index === parts.length - 1;
      const entry = folder.names.get(key(name));
      const node = entry?.node;
      if (node && "link" in node && (!isLast || follow)) {
        const target = posix.resolve(at, node.link, ...parts.slice(index + 1));
        return walk(target, call, follow, hops + 1);
      }
      if (isLast) return { folder, name, at: posix.join(at, entry?.name ?? name), node };
      if (!node) return fail("ENOENT", call, path);
      if (!isFolder(node)) return fail("ENOTDIR", call, path);
      folder = node;
      at = posix.join(at, entry?.name ?? name);
    }
    throw new Error("There is a last part.");
  };
  const there = (path: string, call: string, follow: boolean) => {
    const found = walk(path, call, follow);
    return found.node ? { ...found, node: found.node } : fail("ENOENT", call, path);
  };
  const kinds = (node: Node) => ({
    isFile: () => "text" in node,
    isDirectory: () => isFolder(node),
    isSymbolicLink: () => "link" in node,
    size: "text" in node ? node.text.length : 0,
  });
  const put = (path: string, call: string, node: Node): void => {
    const found = walk(path, call, false);
    if (found.node) fail("EEXIST", call, path);
    found.folder.names.set(key(found.name), { name: found.name, node });
  };

  return {
    clone: () => memoryFileSystem(ignoresCase, copy(root)),
    accessSync: (path) => void there(path, "access", true),
    lstatSync: (path) => kinds(there(path, "lstat", false).node),
    statSync: (path) => kinds(there(path, "stat", true).node),
    realpathSync: (path) => there(path, "realpath", true).at,
    mkdirSync: (path) => put(path, "mkdir", { names: new Map() }),
    symlinkSync: (target, path) => put(path, "symlink", { link: target }),
    readdirSync: (path) => {
      const { node } = there(path, "scandir", true);
      if (!isFolder(node)) return fail("ENOTDIR", "scandir", path);
      return [...node.names.values()].map(({ name, node }) => ({ name, ...kinds(node) }));
    },
    readFileSync: (path) => {
      const { node } = there(path, "open", true);
      return "text" in node ? node.text : fail("EISDIR", "read", path);
    },
    writeFileSync: (path, content, options) => {
      const found = walk(path, "open", options === undefined);
      if (options && found.node) fail("EEXIST", "open", path);
      if (isFolder(found.node)) fail("EISDIR", "open", path);
      const text = typeof content === "string" ? Buffer.from(content) : content;
      const name = found.folder.names.get(key(found.name))?.name ?? found.name;
      found.folder.names.set(key(found.name), { name, node: { text } });
    },
    renameSync: (from, to) => {
      const source = there(from, "rename", false);
      const target = walk(to, "rename", false);
      if (target.node && target.node !== source.node) {
        if (isFolder(target.node) && !isFolder(source.node)) fail("EISDIR", "rename", to);
        if (!isFolder(target.node) && isFolder(source.node)) fail("ENOTDIR", "rename", to);
        if (isFolder(target.node) && target.node.names.size > 0) fail("ENOTEMPTY", "rename", to);
      }
      source.folder.names.delete(key(source.name));
      target.folder.names.set(key(target.name), { name: target.name, node: source.node });
    },
    rmdirSync: (path) => {
      const { folder, name, node } = there(path, "rmdir", false);
      if (!isFolder(node)) return fail("ENOTDIR", "rmdir", path);
      if (node.names.size > 0) return fail("ENOTEMPTY", "rmdir", path);
      folder.names.delete(key(name));
    },
    unlinkSync: (path) => {
      const { folder, name, node } = there(path, "unlink", false);
      if (isFolder(node)) return fail("EPERM", "unlink", path);
      folder.names.delete(key(name));
    },
  };
}
