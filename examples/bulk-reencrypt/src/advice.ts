import type { ReEncryptError } from "@tinsmith/kms";

/** What a failed call means for the job: leave the file, run the job again later, or end it now. */
export type Advice = "leave" | "later" | "stop";

/**
 * Every way that `reEncrypt` can fail is here. When an update of the client adds one, this function no
 * longer compiles until it has its place.
 */
export function adviceFor(error: ReEncryptError): Advice {
  switch (error.name) {
    // About this ciphertext, or the key that it was made under.
    case "IncorrectKeyException":
    case "InvalidCiphertextException":
    case "NotFoundException":
    case "DisabledException":
    case "KMSInvalidStateException":
    case "InvalidKeyUsageException":
    case "InputError":
      return "leave";

    // The client has tried more than once already.
    case "DependencyTimeoutException":
    case "KeyUnavailableException":
    case "KMSInternalException":
    case "TransportError":
    case "TimeoutError":
    case "ResponseError":
      return "later";

    // The same for all files.
    case "InvalidGrantTokenException":
    case "DryRunOperationException":
    case "ConfigError":
    case "CredentialsError":
    case "AbortError":
      return "stop";

    // What any service of AWS can answer. The codes complete in an editor; there may be others.
    case "UnmodeledServiceError":
      switch (error.code) {
        case "ValidationException": // longer than a ciphertext can be
          return "leave";
        case "ThrottlingException":
        case "ServiceUnavailable":
        case "InternalFailure":
          return "later";
        default: // AccessDeniedException, ExpiredTokenException …
          return "stop";
      }
  }
}
