export const credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
export const region: string;
