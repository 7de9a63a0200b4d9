import { ask, hostOf, type SourceOptions } from "../host.js";
import { readWritten, skip, type Provider } from "../provider.js";

/** How the credentials of a container are asked for. */
export interface ContainerOptions extends SourceOptions {
  /** Bound of one request, and the wait before another, in milliseconds. Default 1,000. */
  readonly timeout?: number | undefined;
  /** How often to ask again. Default 3. */
  readonly maxRetries?: number | undefined;
  /** Instead of `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`. */
  readonly awsContainerCredentialsRelativeUri?: string | undefined;
  /** Instead of `AWS_CONTAINER_CREDENTIALS_FULL_URI`. */
  readonly awsContainerCredentialsFullUri?: string | undefined;
  /** Instead of `AWS_CONTAINER_AUTHORIZATION_TOKEN`. */
  readonly awsContainerAuthorizationToken?: string | undefined;
  /** Instead of `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE`, which goes before a token. */
  readonly awsContainerAuthorizationTokenFile?: string | undefined;
}

/** Who may be asked without TLS: the machine itself, ECS, and EKS Pod Identity. */
const trusted = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|169\.254\.170\.(2|23)|\[fd00:ec2::23\])$/;

/**
 * Credentials of a container of ECS, of a pod of EKS with Pod Identity, or of whatever else answers
 * at `AWS_CONTAINER_CREDENTIALS_FULL_URI`
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html).
 */
export function fromContainerMetadata(init: ContainerOptions = {}): Provider {
  return async () => {
    const host = hostOf(init);
    const { env, clock } = host;
    const { timeout = 1000, maxRetries = 3 } = init;
    const set = (option: string | undefined, name: string) =>
      option ?? env["AWS_CONTAINER_" + name];
    const relative = set(init.awsContainerCredentialsRelativeUri, "CREDENTIALS_RELATIVE_URI");
    const full = set(init.awsContainerCredentialsFullUri, "CREDENTIALS_FULL_URI");
    if (!relative && !full) {
      skip("container: no AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or …_FULL_URI is set");
    }
    const from = relative ? `http://169.254.170.2${relative}` : full!;
    let url: URL;
    try {
      url = new URL(from);
    } catch {
      skip(`container: ${from} is no URL`);
    }
    if (url.protocol !== "https:" && !(url.protocol === "http:" && trusted.test(url.hostname))) {
      skip(`container: ${from} is neither https nor a host that credentials may come from`);
    }
    const file = set(init.awsContainerAuthorizationTokenFile, "AUTHORIZATION_TOKEN_FILE");
    for (let attempt = 0; ; attempt++) {
      let told: string;
      try {
        // Anew each time: EKS replaces it.
        const token = file
          ? await host.readFile(file)
          : set(init.awsContainerAuthorizationToken, "AUTHORIZATION_TOKEN");
        if (/[\r\n]/.test(token ?? "")) skip("container: its authorization token has line breaks");
        const { status, text } = await ask(
          host,
          timeout,
          url,
          token ? { authorization: token } : {},
        );
        told = `${url.origin} answered ${status}`;
        if (status === 200) {
          const needed = ["AccessKeyId", "SecretAccessKey", "Token", "Expiration"] as const;
          return readWritten(`container: ${url.origin}`, text, needed);
        }
        if (status >= 400 && status < 500) attempt = maxRetries;
      } catch (thrown) {
        told = (thrown as Error).message;
        if ("tryNextLink" in (thrown as Error)) throw thrown;
      }
      if (attempt >= maxRetries) skip(`container: ${told}`);
      await new Promise<void>((resolve) => clock.after(timeout, resolve));
    }
  };
}

/** The same, by its other name in AWS SDK v3. */
export function fromHttp(init: ContainerOptions = {}): Provider {
  return fromContainerMetadata(init);
}
