/**
 * The folder of the user's files, of which shared ones are in `.aws`. Some users have none, such as those
 * of containers that are known by their number alone: then it is a path that no file can have.
 */
export function homeOf(environment: Readonly<Record<string, string | undefined>>): string {
  const { HOME, USERPROFILE, HOMEPATH, HOMEDRIVE = "C:" } = environment;
  const given = HOME || USERPROFILE || (HOMEPATH && HOMEDRIVE + HOMEPATH);
  if (given) return given;
  try {
    return process.getBuiltinModule("node:os").homedir();
  } catch {
    return "/dev/null";
  }
}
