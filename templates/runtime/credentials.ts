/** AWS credentials; what `AwsCredentialIdentity` of `@smithy/types` is. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  /** When they stop working; the provider is asked again in time. */
  readonly expiration?: Date | undefined;
}

/** An async source of credentials; those of `@aws-sdk/credential-providers` fit. */
export type CredentialsProvider = () => Promise<Credentials>;
