import {
  CreateAliasCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  KMSClient,
  ListKeysCommand,
  NotFoundException,
  TagResourceCommand,
} from "@aws-sdk/client-kms";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";

/** The code that is tested. */
class Vault {
  constructor(private readonly kms: KMSClient) {}

  async states(...ids: string[]): Promise<(string | undefined)[]> {
    const states: (string | undefined)[] = [];
    for (const KeyId of ids) {
      try {
        const { KeyMetadata } = await this.kms.send(new DescribeKeyCommand({ KeyId }));
        states.push(KeyMetadata?.KeyState);
      } catch (error) {
        if (!(error instanceof NotFoundException)) throw error;
        states.push(undefined);
      }
    }
    return states;
  }

  async keys(): Promise<(string | undefined)[]> {
    const found: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const page = await this.kms.send(new ListKeysCommand({ Marker }));
      found.push(...(page.Keys ?? []).map(({ KeyId }) => KeyId));
      Marker = page.NextMarker;
    } while (Marker !== undefined);
    return found;
  }

  async retire(KeyId: string): Promise<void> {
    await this.kms.send(new DisableKeyCommand({ KeyId }));
    await this.kms.send(
      new TagResourceCommand({ KeyId, Tags: [{ TagKey: "state", TagValue: "retired" }] }),
    );
  }

  async open(CiphertextBlob: Uint8Array): Promise<Uint8Array | undefined> {
    const { Plaintext } = await this.kms.send(new DecryptCommand({ CiphertextBlob }));
    return Plaintext;
  }

  async name(TargetKeyId: string, name: string): Promise<void> {
    await this.kms.send(new CreateAliasCommand({ AliasName: `alias/${name}`, TargetKeyId }));
  }
}

const kmsMock = mockClient(KMSClient);

describe("a vault", () => {
  let vault: Vault;
  beforeEach(() => {
    kmsMock.reset();
    vault = new Vault(new KMSClient({ region: "eu-west-1" }));
  });

  it("tells states by the key", async () => {
    kmsMock.on(DescribeKeyCommand).rejects(new NotFoundException({ message: "", $metadata: {} }));
    kmsMock
      .on(DescribeKeyCommand, { KeyId: "a" })
      .resolves({ KeyMetadata: { KeyId: "a", Enabled: true, KeyState: "Enabled" } });
    kmsMock
      .on(DescribeKeyCommand, { KeyId: "b" })
      .resolves({ KeyMetadata: { KeyId: "b", Enabled: false, KeyState: "Disabled" } });
    expect(await vault.states("a", "b", "c")).toEqual(["Enabled", "Disabled", undefined]);
    expect(kmsMock.commandCalls(DescribeKeyCommand)).toHaveLength(3);
    expect(kmsMock.commandCalls(DescribeKeyCommand, { KeyId: "b" })).toHaveLength(1);
    expect(kmsMock.call(1).args[0].input).toEqual({ KeyId: "b" });
    expect(kmsMock.commandCalls(DescribeKeyCommand, { KeyId: "d" })).toHaveLength(0);
  });

  it("goes through the pages of keys", async () => {
    kmsMock
      .on(ListKeysCommand)
      .resolvesOnce({ Keys: [{ KeyId: "a" }], NextMarker: "1", Truncated: true })
      .resolvesOnce({ Keys: [{ KeyId: "b" }], NextMarker: "2", Truncated: true })
      .resolves({ Keys: [{ KeyId: "c" }], Truncated: false });
    expect(await vault.keys()).toEqual(["a", "b", "c"]);
    const calls = kmsMock.commandCalls(ListKeysCommand);
    expect(calls).toHaveLength(3);
    expect(calls[1]?.args[0].input).toEqual({ Marker: "1" });
    expect(calls.map((call) => call.args[0].input.Marker)).toEqual([undefined, "1", "2"]);
  });

  it("is told of what fails, once", async () => {
    kmsMock
      .on(DisableKeyCommand)
      .rejects(Object.assign(new Error("Slow down."), { name: "ThrottlingException" }));
    await expect(vault.retire("a")).rejects.toThrow("Slow down.");
    expect(kmsMock.calls()).toHaveLength(1);
    expect(kmsMock.commandCalls(TagResourceCommand)).toHaveLength(0);
  });

  it("disables a key before it is tagged", async () => {
    kmsMock.on(DisableKeyCommand).resolves({}).on(TagResourceCommand).resolves({});
    await vault.retire("a");
    expect(kmsMock.call(0).args[0].input).toEqual({ KeyId: "a" });
    const tagged = kmsMock.commandCall(0, TagResourceCommand);
    expect(tagged.firstArg.input.Tags).toEqual([{ TagKey: "state", TagValue: "retired" }]);
    kmsMock.resetHistory();
    expect(kmsMock.calls()).toHaveLength(0);
    await vault.retire("b");
    expect(kmsMock.commandCalls(DisableKeyCommand)).toHaveLength(1);
  });

  it("decrypts what is of the key", async () => {
    kmsMock.on(DecryptCommand).callsFake(({ CiphertextBlob }) => {
      if (CiphertextBlob?.length === 0) throw new Error("It is empty.");
      return { Plaintext: CiphertextBlob };
    });
    const secret = new Uint8Array([1, 2]);
    expect([...((await vault.open(secret)) ?? [])]).toEqual([1, 2]);
    await expect(vault.open(new Uint8Array())).rejects.toThrow("It is empty.");
    expect(kmsMock.commandCalls(DecryptCommand)[0]?.args[0].input.CiphertextBlob).toEqual(secret);
  });

  it("names keys, for which no answer is said", async () => {
    await vault.name("a", "b");
    expect(kmsMock.commandCalls(CreateAliasCommand)[0]?.args[0].input).toEqual({
      AliasName: "alias/b",
      TargetKeyId: "a",
    });
  });
});
