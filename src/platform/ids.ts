import { randomUUID } from 'node:crypto';

/** A new id whose order follows its birth (UUID version 7), so that indexes grow at one end. */
export function newId(): string {
  const random = randomUUID();
  const millis = Date.now().toString(16).padStart(12, '0');
  return `${millis.slice(0, 8)}-${millis.slice(8)}-7${random.slice(15)}`;
}
