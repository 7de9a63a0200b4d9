/** Headers that the client sets, or that say where a message ends, or where it goes. */
export const reserved: RegExp =
  /^(amz-sdk-.*|authorization|(proxy-)?connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|user-agent|x-amz-(content-sha256|date|security-token|target))$/;
