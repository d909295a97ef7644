import type { RosterDocument } from '../roster-document.ts';
import { node, writeXml } from '../xml/write.ts';
import { carried } from './losses.ts';
import { edexmlManner } from './manner.ts';
import { rosterTree } from './tree.ts';

/** Writes an EDEXML 2.1 file, valid against the official schema but for its frozen list of school years.
 * Reading it again gives carried(document, edexmlManner). A document without pupils cannot be written. */
export function writeEdexml(document: RosterDocument): string {
  return writeXml(node('EDEX', {}, rosterTree(carried(document, edexmlManner), 'all', '', edexmlManner)));
}
