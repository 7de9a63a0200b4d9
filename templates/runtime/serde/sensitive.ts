/** An object whose members are there to be read, and not shown by logs, JSON or a spread. */
export function hidden<T extends object>(members: T): T {
  for (const name of Object.keys(members)) {
    Object.defineProperty(members, name, { enumerable: false });
  }
  return members;
}
