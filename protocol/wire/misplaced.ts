/**
 * A message about one area belongs into a topic of that area. [P-5.1] Attack: one about an area in the topic of another, so
 * that of those who each serve some areas the wrong one hears it, or one who may write for one area writes for all.
 */
import type { Refusal } from './refusal.ts';

export const MISPLACED: Refusal = { code: 'invalid_message', detail: 'in the topic of another area' };

/** The area that a message is about; undefined for one about all that its sender has, such as an inquiry. */
export function areaOfMessage(message: {
  readonly deployment: string;
  readonly area?: string;
  readonly promise?: { readonly area: string };
}): string | undefined {
  return message.promise?.area ?? message.area;
}
