import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  cancelKeyDeletion,
  createAlias,
  createKey,
  createKMSClient,
  decrypt,
  deleteAlias,
  describeKey,
  disableKey,
  enableKey,
  encrypt,
  generateDataKey,
  generateDataKeyWithoutPlaintext,
  type KMSClient,
  type KMSClientConfig,
  listAliases,
  listKeys,
  reEncrypt,
  scheduleKeyDeletion,
  unwrap,
  updateAlias,
} from "../support/kms.js";
import { kmsServers } from "../support/kmsServers.js";
import type { RunningServer } from "../support/servers.js";

/** What a server does otherwise than KMS. A test asserts that it really does, each by its name. */
interface Differences {
  /** `ReEncrypt` does not look at `SourceKeyId`, and `Decrypt` with a wrong key is refused so. */
  readonly wrongKey?: { readonly decrypt: { readonly name: string; readonly code: string } };
  /** Disabled keys encrypt and decrypt. */
  readonly disabledKeysWork?: true;
  /** `ReEncrypt` breaks down where it is not told the source key. */
  readonly needsSourceKey?: true;
  /** What `ListAliases` does not tell. */
  readonly undatedAliases?: readonly ("CreationDate" | "LastUpdatedDate")[];
  /** A key for which no usage was asked has none. */
  readonly noDefaultUsage?: true;
  /** A key whose deletion was cancelled is enabled again. */
  readonly cancelledKeysWork?: true;
}

/** As observed, and as read in moto 5.2.5's `kms/responses.py`. */
const moto: Differences = {
  wrongKey: { decrypt: { name: "UnmodeledServiceError", code: "AccessDeniedException" } },
  disabledKeysWork: true,
  undatedAliases: ["CreationDate", "LastUpdatedDate"],
  noDefaultUsage: true,
};

/** As observed, and as read in LocalStack 4.9.2's `services/kms/provider.py`. */
const localstack: Differences = { needsSourceKey: true, undatedAliases: ["LastUpdatedDate"] };

/** As observed, and as read in local-kms of 2026-02-28, `src/handler`. */
const localKms: Differences = {
  wrongKey: {
    decrypt: { name: "InvalidCiphertextException", code: "InvalidCiphertextException" },
  },
  undatedAliases: ["CreationDate", "LastUpdatedDate"],
  cancelledKeysWork: true,
};

const differencesOf: Readonly<Record<string, Differences>> = {
  moto,
  localstack,
  "local-kms": localKms,
};

const transports: Record<string, Pick<KMSClientConfig, "fetch">> = {
  "node:http": {},
  "global fetch": { fetch: globalThis.fetch },
};

const PLAINTEXT = new TextEncoder().encode("a secret, ünd ein 秘密 \u{1f511}");
const SOURCE_CONTEXT = { tenant: "a", "purpose of it": "tëst" };
const DESTINATION_CONTEXT = { tenant: "b" };
const UNKNOWN_KEY = "6f1c1f3e-0000-4000-8000-000000000000";

describe.each(kmsServers())("$name", ({ name, start }) => {
  // A server of the caller's is held to what KMS does.
  const differences = differencesOf[name] ?? {};
  let server: RunningServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(async () => {
    // Not there where it did not start.
    await (server as RunningServer | undefined)?.stop();
  });

  describe.each(Object.entries(transports))("over %s", (_, transport) => {
    let kms: KMSClient;
    beforeAll(() => {
      kms = createKMSClient({
        region: "eu-west-1",
        credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
        endpoint: server.endpoint,
        timeoutMs: 20_000,
        ...transport,
      });
    });

    async function newKey(): Promise<{ KeyId: string; Arn: string }> {
      const { KeyMetadata } = await unwrap(createKey(kms, { Description: "of a test" }));
      const { KeyId = "", Arn = "" } = KeyMetadata ?? {};
      expect(KeyId).not.toBe("");
      expect(Arn.endsWith(`:key/${KeyId}`)).toBe(true);
      return { KeyId, Arn };
    }

    /** A ciphertext under a new key, and another key to encrypt it under. */
    async function twoKeys() {
      const [source, destination] = [await newKey(), await newKey()];
      const { CiphertextBlob } = await unwrap(
        encrypt(kms, {
          KeyId: source.KeyId,
          Plaintext: PLAINTEXT,
          EncryptionContext: SOURCE_CONTEXT,
        }),
      );
      expect(CiphertextBlob).toBeInstanceOf(Uint8Array);
      return { source, destination, ciphertext: CiphertextBlob ?? new Uint8Array() };
    }

    it("encrypts, re-encrypts under another key and context, and decrypts", async () => {
      const { source, destination, ciphertext } = await twoKeys();
      const moved = await unwrap(
        reEncrypt(kms, {
          CiphertextBlob: ciphertext,
          SourceEncryptionContext: SOURCE_CONTEXT,
          SourceKeyId: source.KeyId,
          DestinationKeyId: destination.KeyId,
          DestinationEncryptionContext: DESTINATION_CONTEXT,
        }),
      );
      expect(moved.KeyId).toBe(destination.Arn);
      expect(moved.SourceKeyId).toBe(source.Arn);
      expect(moved.CiphertextBlob).not.toEqual(ciphertext);

      const opened = await unwrap(
        decrypt(kms, {
          CiphertextBlob: moved.CiphertextBlob,
          EncryptionContext: DESTINATION_CONTEXT,
        }),
      );
      expect(opened.KeyId).toBe(destination.Arn);
      expect(opened.Plaintext).toEqual(PLAINTEXT);
    });

    const { needsSourceKey } = differences;
    it(
      needsSourceKey
        ? "(differs) breaks down where the source key is not told"
        : "finds the source key by itself",
      async () => {
        const { source, destination, ciphertext } = await twoKeys();
        const moved = await reEncrypt(kms, {
          CiphertextBlob: ciphertext,
          SourceEncryptionContext: SOURCE_CONTEXT,
          DestinationKeyId: destination.KeyId,
        });
        expect(moved).toMatchObject(
          needsSourceKey
            ? {
                ok: false,
                error: {
                  name: "UnmodeledServiceError",
                  code: "InternalError",
                  $fault: "server",
                  statusCode: 500,
                  attempts: 3,
                },
              }
            : { ok: true, value: { KeyId: destination.Arn, SourceKeyId: source.Arn } },
        );
      },
    );

    it("keeps to the encryption context", async () => {
      const { ciphertext } = await twoKeys();
      const result = await decrypt(kms, {
        CiphertextBlob: ciphertext,
        EncryptionContext: DESTINATION_CONTEXT,
      });
      expect(result).toMatchObject({
        ok: false,
        error: { name: "InvalidCiphertextException", $fault: "client", statusCode: 400 },
      });
    });

    it("makes data keys", async () => {
      const { KeyId, Arn } = await newKey();
      const input = { KeyId, KeySpec: "AES_256", EncryptionContext: SOURCE_CONTEXT } as const;
      const made = await unwrap(generateDataKey(kms, input));
      expect(made.KeyId).toBe(Arn);
      expect(made.Plaintext).toHaveLength(32);
      const opened = await unwrap(
        decrypt(kms, {
          CiphertextBlob: made.CiphertextBlob,
          EncryptionContext: SOURCE_CONTEXT,
        }),
      );
      expect(opened.Plaintext).toEqual(made.Plaintext);

      const hidden = await unwrap(generateDataKeyWithoutPlaintext(kms, input));
      expect(hidden.CiphertextBlob).toBeInstanceOf(Uint8Array);
      expect(hidden).not.toHaveProperty("Plaintext");
    });

    it("describes a key, with its date", async () => {
      const before = Date.now();
      const { KeyId, Arn } = await newKey();
      const { KeyMetadata } = await unwrap(describeKey(kms, { KeyId: Arn }));
      expect(KeyMetadata).toMatchObject({
        KeyId,
        Arn,
        Description: "of a test",
        Enabled: true,
        KeyState: "Enabled",
        KeyManager: "CUSTOMER",
        Origin: "AWS_KMS",
        EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"],
      });
      const usage = differences.noDefaultUsage ? undefined : "ENCRYPT_DECRYPT";
      expect(KeyMetadata?.KeyUsage).toBe(usage);
      expectRecent(KeyMetadata?.CreationDate, before);
    });

    it("lists keys", async () => {
      const { KeyId, Arn } = await newKey();
      const found = [];
      let Marker: string | undefined;
      do {
        const page = await unwrap(listKeys(kms, { Marker }));
        found.push(...(page.Keys ?? []));
        Marker = page.Truncated ? page.NextMarker : undefined;
      } while (Marker !== undefined);
      expect(found).toContainEqual({ KeyId, KeyArn: Arn });
    });

    it("gives a key an alias, then another key, then takes it away", async () => {
      const before = Date.now();
      const [first, second] = [await newKey(), await newKey()];
      const AliasName = `alias/tinsmith-${first.KeyId}`;
      expect(await unwrap(createAlias(kms, { AliasName, TargetKeyId: first.KeyId }))).toEqual({});
      expect((await unwrap(describeKey(kms, { KeyId: AliasName }))).KeyMetadata?.KeyId).toBe(
        first.KeyId,
      );

      const again = await createAlias(kms, { AliasName, TargetKeyId: first.KeyId });
      expect(again).toMatchObject({ ok: false, error: { name: "AlreadyExistsException" } });

      expect(await unwrap(updateAlias(kms, { AliasName, TargetKeyId: second.KeyId }))).toEqual({});
      const { Aliases = [] } = await unwrap(listAliases(kms, { KeyId: second.KeyId }));
      expect(Aliases).toHaveLength(1);
      expect(Aliases[0]).toMatchObject({ AliasName, TargetKeyId: second.KeyId });
      expect(Aliases[0]?.AliasArn).toMatch(new RegExp(`^arn:aws:kms:.*:${AliasName}$`));
      for (const date of ["CreationDate", "LastUpdatedDate"] as const) {
        if (differences.undatedAliases?.includes(date)) expect(Aliases[0]?.[date]).toBeUndefined();
        else expectRecent(Aliases[0]?.[date], before);
      }

      expect(await unwrap(deleteAlias(kms, { AliasName }))).toEqual({});
      const gone = await deleteAlias(kms, { AliasName });
      expect(gone).toMatchObject({ ok: false, error: { name: "NotFoundException" } });
    });

    it("schedules a deletion, with its date, and cancels it", async () => {
      const before = Date.now();
      const { KeyId } = await newKey();
      const { DeletionDate } = await unwrap(
        scheduleKeyDeletion(kms, { KeyId, PendingWindowInDays: 7 }),
      );
      const week = 7 * 24 * 3600_000;
      expectRecent(DeletionDate && new Date(+DeletionDate - week), before);
      const { KeyMetadata } = await unwrap(describeKey(kms, { KeyId }));
      expect(KeyMetadata?.KeyState).toBe("PendingDeletion");
      expect(KeyMetadata?.DeletionDate).toEqual(DeletionDate);
      await unwrap(cancelKeyDeletion(kms, { KeyId }));
      const after = await unwrap(describeKey(kms, { KeyId }));
      const state = differences.cancelledKeysWork ? "Enabled" : "Disabled";
      expect(after.KeyMetadata?.KeyState).toBe(state);
    });

    const wrongKey = differences.wrongKey;
    it(
      wrongKey ? "(differs) ignores a wrong source key" : "refuses a wrong source key",
      async () => {
        const { source, destination, ciphertext } = await twoKeys();
        const moved = await reEncrypt(kms, {
          CiphertextBlob: ciphertext,
          SourceEncryptionContext: SOURCE_CONTEXT,
          SourceKeyId: destination.KeyId,
          DestinationKeyId: destination.KeyId,
        });
        const opened = await decrypt(kms, {
          CiphertextBlob: ciphertext,
          EncryptionContext: SOURCE_CONTEXT,
          KeyId: destination.KeyId,
        });
        if (wrongKey) {
          expect(moved).toMatchObject({
            ok: true,
            value: { SourceKeyId: source.Arn, KeyId: destination.Arn },
          });
          expect(opened).toMatchObject({ ok: false, error: wrongKey.decrypt });
        } else {
          const error = { name: "IncorrectKeyException", $fault: "client", statusCode: 400 };
          expect(moved).toMatchObject({ ok: false, error });
          expect(opened).toMatchObject({ ok: false, error });
        }
      },
    );

    const disabledWork = differences.disabledKeysWork;
    it(disabledWork ? "(differs) uses disabled keys" : "refuses a disabled key", async () => {
      const { source, destination, ciphertext } = await twoKeys();
      expect(await unwrap(disableKey(kms, { KeyId: destination.KeyId }))).toEqual({});
      const { KeyMetadata } = await unwrap(describeKey(kms, { KeyId: destination.KeyId }));
      expect(KeyMetadata).toMatchObject({ Enabled: false, KeyState: "Disabled" });

      const move = () =>
        reEncrypt(kms, {
          CiphertextBlob: ciphertext,
          SourceEncryptionContext: SOURCE_CONTEXT,
          SourceKeyId: source.KeyId,
          DestinationKeyId: destination.KeyId,
        });
      const moved = {
        ok: true,
        value: { KeyId: destination.Arn, SourceKeyId: source.Arn },
      };
      expect(await move()).toMatchObject(
        disabledWork
          ? moved
          : {
              ok: false,
              error: { name: "DisabledException", $fault: "client", statusCode: 400 },
            },
      );
      expect(await unwrap(enableKey(kms, { KeyId: destination.KeyId }))).toEqual({});
      expect(await move()).toMatchObject(moved);
    });

    it("refuses an unknown key", async () => {
      const { source, ciphertext } = await twoKeys();
      const result = await reEncrypt(kms, {
        CiphertextBlob: ciphertext,
        SourceEncryptionContext: SOURCE_CONTEXT,
        SourceKeyId: source.KeyId,
        DestinationKeyId: UNKNOWN_KEY,
      });
      expect(result).toMatchObject({
        ok: false,
        error: { name: "NotFoundException", $fault: "client", statusCode: 400, attempts: 1 },
      });
      if (!result.ok) expect(result.error.message).toContain(UNKNOWN_KEY);
    });

    it("refuses a broken ciphertext", async () => {
      const { source, destination, ciphertext } = await twoKeys();
      const broken = Uint8Array.from(ciphertext);
      // Its end: in the key's name at its start, it would be another key's ciphertext.
      broken[broken.length - 1]! ^= 1;
      const result = await reEncrypt(kms, {
        CiphertextBlob: broken,
        SourceEncryptionContext: SOURCE_CONTEXT,
        SourceKeyId: source.KeyId,
        DestinationKeyId: destination.KeyId,
      });
      expect(result).toMatchObject({
        ok: false,
        error: {
          name: "InvalidCiphertextException",
          $fault: "client",
          statusCode: 400,
          attempts: 1,
        },
      });
    });
  });
});

/** A date between then and now; servers may round to the second. */
function expectRecent(date: Date | undefined, since: number): void {
  expect(date).toBeInstanceOf(Date);
  expect(date?.getTime()).toBeGreaterThanOrEqual(since - 1000);
  expect(date?.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
}
