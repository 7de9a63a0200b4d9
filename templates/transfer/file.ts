import { builtin, callError } from "#runtime";

/**
 * A file that is at its path once all of it is written, and until then beside it; where writing fails,
 * nothing is left.
 *
 * @throws InputError where there are no files, or none can be at the path
 */
export async function fileAt(path: string): Promise<WritableStream<Uint8Array>> {
  const fs = builtin("node:fs/promises");
  if (!fs) throw callError("InputError", "There are no files here: give a WritableStream");
  const beside = `${path}.${crypto.randomUUID()}.part`;
  const file = await fs.open(beside, "wx");
  return new WritableStream<Uint8Array>({
    async write(chunk) {
      for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at)).bytesWritten;
    },
    async close() {
      await file.close();
      await fs.rename(beside, path).catch(async (thrown: unknown) => {
        await fs.rm(beside, { force: true });
        throw thrown;
      });
    },
    async abort() {
      await file.close().catch(() => {});
      await fs.rm(beside, { force: true });
    },
  });
}
