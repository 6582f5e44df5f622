/** AES-128-GCM of encrypted P1 frames, by Node.js: the port of `meter/sources/p1/encrypted-p1.ts`. */
import { createDecipheriv } from 'node:crypto';
import type { OpenAesGcm } from '../sources/p1/encrypted-p1.ts';

/** Throws RangeError for a key that is not 16 bytes: what came from outside can't do that. */
export const openAesGcm: OpenAesGcm = (key, iv, aad, ciphertext, tag) => {
  const cipher = createDecipheriv('aes-128-gcm', key, iv, { authTagLength: tag.length });
  cipher.setAAD(aad).setAuthTag(tag);
  const text = cipher.update(ciphertext);
  try {
    cipher.final();
    return text;
  } catch {
    return undefined;
  }
};
