import { KMSClient, ReEncryptCommand } from "@aws-sdk/client-kms";

export function open(settings) {
  const kms = new KMSClient(settings);
  return (input) => kms.send(new ReEncryptCommand(input));
}
