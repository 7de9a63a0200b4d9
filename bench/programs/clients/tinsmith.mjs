import { createKMSClient, reEncrypt, unwrap } from "@tinsmith/kms";

export function open(settings) {
  const kms = createKMSClient(settings);
  return (input) => unwrap(reEncrypt(kms, input));
}
