import type { VNode } from 'preact';
import { drawings } from './picture-drawings.ts';

/** The name of a picture: an animal or a thing that a child of six can name, and that no other one looks like. */
export type PictureName = keyof typeof drawings;

/** Every picture, in the order of the alphabet. */
export const pictureNames = Object.keys(drawings).sort() as readonly PictureName[];

/** Whether we have a picture of this name. */
export function isPicture(name: string): name is PictureName {
  return Object.hasOwn(drawings, name);
}

/** A picture; its name stands beside it, so it says nothing itself.
 * @param size height and width in rem */
export function Picture({ name, size = 4 }: { readonly name: PictureName; readonly size?: number }): VNode {
  return (
    <svg class="picture" viewBox="0 0 48 48" style={`width: ${size}rem; height: ${size}rem`} aria-hidden="true"
      focusable="false" fill="none" stroke-linecap="round" stroke-linejoin="round"
      dangerouslySetInnerHTML={{ __html: drawings[name] }} />
  );
}
