/** A word that can be pasted into a shell. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A command line that can be pasted into a shell. */
export function commandLine(args: readonly string[]): string {
  return ["npx tinsmith", ...args.map(shellWord)].join(" ");
}
