import {
  type AliasListEntry,
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  type DescribeKeyCommandOutput,
  DisabledException,
  EncryptCommand,
  KMSClient,
  type KMSClientConfig,
  KMSServiceException,
  ListKeysCommand,
  NotFoundException,
  paginateListAliases,
} from "@aws-sdk/client-kms";

class Vault {
  private readonly kms: KMSClient;

  constructor(config: KMSClientConfig) {
    this.kms = new KMSClient(config);
  }

  async create(name: string): Promise<string> {
    const { KeyMetadata } = await this.kms.send(new CreateKeyCommand({ Description: name }));
    const KeyId = KeyMetadata?.KeyId;
    await this.kms.send(new CreateAliasCommand({ AliasName: `alias/${name}`, TargetKeyId: KeyId }));
    return KeyId ?? "";
  }

  async roundTrip(KeyId: string, text: string): Promise<string> {
    const command = new EncryptCommand({ KeyId, Plaintext: new TextEncoder().encode(text) });
    const { CiphertextBlob } = await this.kms.send(command);
    const { Plaintext } = await this.kms.send(new DecryptCommand({ CiphertextBlob }));
    return new TextDecoder().decode(Plaintext);
  }

  describe(KeyId: string): Promise<DescribeKeyCommandOutput> {
    return this.kms.send(new DescribeKeyCommand({ KeyId }));
  }

  async aliases(): Promise<AliasListEntry[]> {
    const found: AliasListEntry[] = [];
    for await (const { Aliases = [] } of paginateListAliases(
      { client: this.kms, pageSize: 1 },
      {},
    )) {
      found.push(...Aliases);
    }
    return found;
  }

  async status(): Promise<(number | undefined)[]> {
    const response = await this.kms.send(new ListKeysCommand({ Limit: 1 }));
    return [response.Keys && 1, response.$metadata.httpStatusCode];
  }

  close(): void {
    this.kms.destroy();
  }
}

async function failure(vault: Vault): Promise<readonly unknown[]> {
  try {
    await vault.describe("alias/none");
    return [];
  } catch (error) {
    if (error instanceof NotFoundException) {
      return [error.name, error.$metadata.httpStatusCode, error instanceof KMSServiceException];
    } else if (error instanceof DisabledException) {
      return ["disabled", error.message];
    } else {
      throw error;
    }
  }
}

export async function run(config: KMSClientConfig, name: string): Promise<unknown> {
  const vault = new Vault(config);
  const id = await vault.create(name);
  const { KeyMetadata } = await vault.describe(id);
  const names = (await vault.aliases()).map(({ AliasName }) => AliasName);
  const outcome = {
    text: await vault.roundTrip(id, "secret"),
    described: KeyMetadata?.Description === name,
    isAmongAliases: names.includes(`alias/${name}`),
    status: await vault.status(),
    failure: await failure(vault),
  };
  vault.close();
  return outcome;
}
