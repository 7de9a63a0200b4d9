import {
  constants,
  createPrivateKey,
  createPublicKey,
  publicEncrypt,
  randomBytes,
  verify as verifyByNode,
} from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as kms from "../support/kms.js";
import { kmsServers } from "../support/kmsServers.js";
import type { RunningServer } from "../support/servers.js";

const { unwrap } = kms;

const MESSAGE = new TextEncoder().encode("a message, ünd ein 秘密");
const ROLE = "arn:aws:iam::111122223333:role/importer";
const [REGION, OTHER_REGION] = ["eu-west-1", "us-east-1"];

/** What a few operations have to do together, with clients of two Regions. */
type Program = (client: kms.KMSClient, elsewhere: kms.KMSClient) => Promise<void>;

async function newKey(client: kms.KMSClient, input: kms.CreateKeyRequest = {}): Promise<string> {
  const { KeyMetadata } = await unwrap(kms.createKey(client, input));
  expect(KeyMetadata?.KeyId).toBeTruthy();
  return KeyMetadata?.KeyId ?? "";
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("expected a value");
  return value;
}

const publicKeyOf = (der: Uint8Array) =>
  createPublicKey({ key: Buffer.from(der), format: "der", type: "spki" });

/** Bytes that are one off. */
function spoiled(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[copy.length - 1]! ^= 1;
  return copy;
}

const programs: Readonly<Record<string, Program>> = {
  async "tags a key, and takes a tag away"(client) {
    const KeyId = await newKey(client, { Tags: [{ TagKey: "team", TagValue: "blue" }] });
    const more = { TagKey: "purpose of it", TagValue: "tëst" };
    expect(await unwrap(kms.tagResource(client, { KeyId, Tags: [more] }))).toEqual({});
    const before = await unwrap(kms.listResourceTags(client, { KeyId }));
    expect(before.Truncated).toBe(false);
    expect(before.Tags).toHaveLength(2);
    expect(before.Tags).toEqual(
      expect.arrayContaining([{ TagKey: "team", TagValue: "blue" }, more]),
    );
    expect(await unwrap(kms.untagResource(client, { KeyId, TagKeys: ["team"] }))).toEqual({});
    expect((await unwrap(kms.listResourceTags(client, { KeyId }))).Tags).toEqual([more]);
  },
  async "replaces a key's policy"(client) {
    const KeyId = await newKey(client);
    const policy = {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "all",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:root" },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    };
    const Policy = JSON.stringify(policy);
    const PolicyName = "default";
    expect(await unwrap(kms.putKeyPolicy(client, { KeyId, PolicyName, Policy }))).toEqual({});
    const got = await unwrap(kms.getKeyPolicy(client, { KeyId, PolicyName }));
    expect(JSON.parse(present(got.Policy))).toEqual(policy);
  },
  async "lists the names of a key's policies"(client) {
    const KeyId = await newKey(client);
    const { PolicyNames } = await unwrap(kms.listKeyPolicies(client, { KeyId }));
    expect(PolicyNames).toEqual(["default"]);
  },
  async "changes a key's description"(client) {
    const KeyId = await newKey(client, { Description: "before" });
    const Description = "after: ünd";
    expect(await unwrap(kms.updateKeyDescription(client, { KeyId, Description }))).toEqual({});
    const { KeyMetadata } = await unwrap(kms.describeKey(client, { KeyId }));
    expect(KeyMetadata?.Description).toBe(Description);
  },
  async "makes grants, lists them, and ends them both ways"(client) {
    const KeyId = await newKey(client);
    const RetiringPrincipal = `${ROLE}-of-${KeyId}`;
    const input: kms.CreateGrantRequest = {
      KeyId,
      GranteePrincipal: ROLE,
      RetiringPrincipal,
      Operations: ["Encrypt", "Decrypt"],
      Constraints: { EncryptionContextSubset: { tenant: "a" } },
    };
    const first = await unwrap(kms.createGrant(client, { ...input, Name: "first" }));
    const second = await unwrap(kms.createGrant(client, { ...input, Name: "second" }));
    expect(first.GrantToken).toBeTruthy();

    const { Grants = [] } = await unwrap(kms.listGrants(client, { KeyId }));
    expect(Grants.map(({ GrantId }) => GrantId).sort()).toEqual(
      [first.GrantId, second.GrantId].sort(),
    );
    const named = Grants.find(({ GrantId }) => GrantId === first.GrantId);
    expect(named).toMatchObject({
      Name: "first",
      GranteePrincipal: ROLE,
      RetiringPrincipal,
      Operations: ["Encrypt", "Decrypt"],
      Constraints: { EncryptionContextSubset: { tenant: "a" } },
    });
    const retirable = await unwrap(kms.listRetirableGrants(client, { RetiringPrincipal }));
    expect(retirable.Grants).toHaveLength(2);

    const revoked = { KeyId, GrantId: present(first.GrantId) };
    expect(await unwrap(kms.revokeGrant(client, revoked))).toEqual({});
    const { GrantToken } = second;
    expect(await unwrap(kms.retireGrant(client, { GrantToken }))).toEqual({});
    expect((await unwrap(kms.listGrants(client, { KeyId }))).Grants).toEqual([]);
  },
  async "has a key rotate by itself, and no longer"(client) {
    const KeyId = await newKey(client);
    const enabledNow = async () =>
      (await unwrap(kms.getKeyRotationStatus(client, { KeyId }))).KeyRotationEnabled;
    expect(await enabledNow()).toBe(false);
    const RotationPeriodInDays = 180;
    expect(await unwrap(kms.enableKeyRotation(client, { KeyId, RotationPeriodInDays }))).toEqual(
      {},
    );
    expect(await enabledNow()).toBe(true);
    expect(await unwrap(kms.disableKeyRotation(client, { KeyId }))).toEqual({});
    expect(await enabledNow()).toBe(false);
  },
  async "rotates a key on demand, and decrypts what was encrypted before"(client) {
    const KeyId = await newKey(client);
    const { CiphertextBlob } = await unwrap(kms.encrypt(client, { KeyId, Plaintext: MESSAGE }));
    const rotated = await unwrap(kms.rotateKeyOnDemand(client, { KeyId }));
    expect(rotated.KeyId).toContain(KeyId);
    const opened = await unwrap(kms.decrypt(client, { CiphertextBlob }));
    expect(opened.Plaintext).toEqual(MESSAGE);
  },
  async "lists a key's rotations, with their dates"(client) {
    const KeyId = await newKey(client);
    await unwrap(kms.rotateKeyOnDemand(client, { KeyId }));
    const { Rotations = [] } = await unwrap(kms.listKeyRotations(client, { KeyId }));
    expect(Rotations).toHaveLength(1);
    expect(Rotations[0]?.RotationType).toBe("ON_DEMAND");
    expect(Rotations[0]?.RotationDate).toBeInstanceOf(Date);
  },
  async "returns random bytes"(client) {
    const { Plaintext } = await unwrap(kms.generateRandom(client, { NumberOfBytes: 100 }));
    expect(Plaintext).toBeInstanceOf(Uint8Array);
    expect(Plaintext).toHaveLength(100);
  },
  async "signs so that KMS and Node verify it"(client) {
    const KeyId = await newKey(client, { KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" });
    const input = { KeyId, Message: MESSAGE, SigningAlgorithm: "ECDSA_SHA_256" } as const;
    const signed = await unwrap(kms.sign(client, input));
    const Signature = present(signed.Signature);
    expect(signed.SigningAlgorithm).toBe("ECDSA_SHA_256");
    const verified = await unwrap(kms.verify(client, { ...input, Signature }));
    expect(verified.SignatureValid).toBe(true);

    const { PublicKey, KeyUsage } = await unwrap(kms.getPublicKey(client, { KeyId }));
    expect(KeyUsage).toBe("SIGN_VERIFY");
    expect(verifyByNode("sha256", MESSAGE, publicKeyOf(present(PublicKey)), Signature)).toBe(true);
  },
  async "refuses the wrong signature"(client) {
    const KeyId = await newKey(client, { KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" });
    const input = { KeyId, Message: MESSAGE, SigningAlgorithm: "ECDSA_SHA_256" } as const;
    const Signature = present((await unwrap(kms.sign(client, input))).Signature);
    const other = { ...input, Message: spoiled(MESSAGE), Signature };
    expect(await kms.verify(client, other)).toMatchObject({
      ok: false,
      error: { name: "KMSInvalidSignatureException", $fault: "client", statusCode: 400 },
    });
  },
  async "authenticates a message"(client) {
    const KeyId = await newKey(client, { KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" });
    const input = { KeyId, Message: MESSAGE, MacAlgorithm: "HMAC_SHA_256" } as const;
    const Mac = present((await unwrap(kms.generateMac(client, input))).Mac);
    expect(Mac).toHaveLength(32);
    expect((await unwrap(kms.verifyMac(client, { ...input, Mac }))).MacValid).toBe(true);
  },
  async "refuses the wrong MAC"(client) {
    const KeyId = await newKey(client, { KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" });
    const input = { KeyId, Message: MESSAGE, MacAlgorithm: "HMAC_SHA_256" } as const;
    const Mac = present((await unwrap(kms.generateMac(client, input))).Mac);
    expect(await kms.verifyMac(client, { ...input, Mac: spoiled(Mac) })).toMatchObject({
      ok: false,
      error: { name: "KMSInvalidMacException", $fault: "client", statusCode: 400 },
    });
  },
  async "makes data key pairs"(client) {
    const KeyId = await newKey(client);
    const input = { KeyId, KeyPairSpec: "ECC_NIST_P256" } as const;
    const made = await unwrap(kms.generateDataKeyPair(client, input));
    const opened = await unwrap(
      kms.decrypt(client, { CiphertextBlob: made.PrivateKeyCiphertextBlob }),
    );
    expect(opened.Plaintext).toEqual(made.PrivateKeyPlaintext);
    const pkcs8 = Buffer.from(present(made.PrivateKeyPlaintext));
    const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
    const ofPrivate = createPublicKey(privateKey).export({ format: "der", type: "spki" });
    expect(Buffer.from(present(made.PublicKey)).equals(ofPrivate)).toBe(true);

    const hidden = await unwrap(kms.generateDataKeyPairWithoutPlaintext(client, input));
    expect(hidden.PrivateKeyCiphertextBlob).toBeInstanceOf(Uint8Array);
    expect(hidden).not.toHaveProperty("PrivateKeyPlaintext");
  },
  async "derives the same secret from either side"(client) {
    const usage = { KeySpec: "ECC_NIST_P256", KeyUsage: "KEY_AGREEMENT" } as const;
    const [alice, bob] = [await newKey(client, usage), await newKey(client, usage)];
    const secretOf = async (KeyId: string, other: string) => {
      const { PublicKey } = await unwrap(kms.getPublicKey(client, { KeyId: other }));
      const input = { KeyId, PublicKey: present(PublicKey), KeyAgreementAlgorithm: "ECDH" };
      return present((await unwrap(kms.deriveSharedSecret(client, input))).SharedSecret);
    };
    const secret = await secretOf(alice, bob);
    expect(secret).toHaveLength(32);
    expect(await secretOf(bob, alice)).toEqual(secret);
  },
  async "imports key material, and deletes it"(client) {
    const KeyId = await newKey(client, { Origin: "EXTERNAL" });
    const stateNow = async () =>
      (await unwrap(kms.describeKey(client, { KeyId }))).KeyMetadata?.KeyState;
    const parameters = await unwrap(
      kms.getParametersForImport(client, {
        KeyId,
        WrappingAlgorithm: "RSAES_OAEP_SHA_256",
        WrappingKeySpec: "RSA_2048",
      }),
    );
    expect(await stateNow()).toBe("PendingImport");
    expect(parameters.ParametersValidTo).toBeInstanceOf(Date);
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const wrapping = {
      key: publicKeyOf(present(parameters.PublicKey)),
      oaepHash: "sha256",
      padding,
    };
    await unwrap(
      kms.importKeyMaterial(client, {
        KeyId,
        ImportToken: present(parameters.ImportToken),
        EncryptedKeyMaterial: publicEncrypt(wrapping, randomBytes(32)),
        ExpirationModel: "KEY_MATERIAL_DOES_NOT_EXPIRE",
      }),
    );
    expect(await stateNow()).toBe("Enabled");
    const { CiphertextBlob } = await unwrap(kms.encrypt(client, { KeyId, Plaintext: MESSAGE }));
    const opened = await unwrap(kms.decrypt(client, { CiphertextBlob }));
    expect(opened.Plaintext).toEqual(MESSAGE);
    await unwrap(kms.deleteImportedKeyMaterial(client, { KeyId }));
    expect(await stateNow()).toBe("PendingImport");
  },
  async "copies a key to another Region"(client, elsewhere) {
    const KeyId = await newKey(client, { MultiRegion: true });
    const { ReplicaKeyMetadata } = await unwrap(
      kms.replicateKey(client, { KeyId, ReplicaRegion: OTHER_REGION }),
    );
    expect(KeyId).toMatch(/^mrk-/);
    expect(ReplicaKeyMetadata?.KeyId).toBe(KeyId);
    expect(ReplicaKeyMetadata?.Arn).toContain(`:${OTHER_REGION}:`);
    const { KeyMetadata } = await unwrap(kms.describeKey(elsewhere, { KeyId }));
    expect(KeyMetadata?.MultiRegionConfiguration).toMatchObject({
      MultiRegionKeyType: "REPLICA",
      PrimaryKey: { Region: REGION },
      ReplicaKeys: [{ Region: OTHER_REGION }],
    });
  },
  async "decrypts in another Region"(client, elsewhere) {
    const KeyId = await newKey(client, { MultiRegion: true });
    await unwrap(kms.replicateKey(client, { KeyId, ReplicaRegion: OTHER_REGION }));
    const { CiphertextBlob } = await unwrap(kms.encrypt(client, { KeyId, Plaintext: MESSAGE }));
    const opened = await unwrap(kms.decrypt(elsewhere, { CiphertextBlob, KeyId }));
    expect(opened.Plaintext).toEqual(MESSAGE);
  },
};

const lacks = (operation: string) => ({ name: "UnmodeledServiceError", operation });

/** The programs that fail on a server, and how: it lacks an operation, or does otherwise than KMS. */
const failing: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  moto: {
    "makes data key pairs": lacks("GenerateDataKeyPair"),
    "derives the same secret from either side": lacks("DeriveSharedSecret"),
    "imports key material, and deletes it": lacks("GetParametersForImport"),
    // Its output says that the signature is not valid.
    "refuses the wrong signature": { name: "AssertionError" },
    // Its replicas have material of their own.
    "decrypts in another Region": { operation: "Decrypt", code: "AccessDeniedException" },
  },
  localstack: { "lists a key's rotations, with their dates": lacks("ListKeyRotations") },
  "local-kms": {
    "lists the names of a key's policies": lacks("ListKeyPolicies"),
    "makes grants, lists them, and ends them both ways": lacks("CreateGrant"),
    "rotates a key on demand, and decrypts what was encrypted before": lacks("RotateKeyOnDemand"),
    "lists a key's rotations, with their dates": lacks("RotateKeyOnDemand"),
    // It verifies any.
    "refuses the wrong MAC": { name: "AssertionError" },
    // It knows no keys that agree on secrets.
    "derives the same secret from either side": lacks("CreateKey"),
    "copies a key to another Region": lacks("ReplicateKey"),
    "decrypts in another Region": lacks("ReplicateKey"),
  },
};

describe.each(kmsServers())("$name", ({ name, start }) => {
  let server: RunningServer;
  let clients: [kms.KMSClient, kms.KMSClient];
  beforeAll(async () => {
    server = await start();
    const clientOf = (region: string) =>
      kms.createKMSClient({
        region,
        credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
        endpoint: server.endpoint,
        timeoutMs: 20_000,
      });
    clients = [clientOf(REGION), clientOf(OTHER_REGION)];
  });
  afterAll(async () => {
    // Not there where it did not start.
    await (server as RunningServer | undefined)?.stop();
  });

  for (const [does, run] of Object.entries(programs)) {
    const failure = failing[name]?.[does];
    if (failure === undefined) it(does, () => run(...clients));
    else {
      it(`(differs) ${does}`, async () => {
        await expect(run(...clients)).rejects.toMatchObject(failure);
      });
    }
  }
});
