import type { PlainDate } from '../../base/plain-date.ts';
import type { XmlLimits, XmlReading, XmlStart } from '../xml/read.ts';
import type { CheckReport } from './report.ts';
import { newEdexmlReading } from '../edexml/read.ts';
import { newUwlrReading } from '../uwlr/read.ts';
import { xmlFindings } from '../xml/findings.ts';
import { fileLimits, newXmlReading, streamLimits } from '../xml/read.ts';
import { checkDocument, ofRoster, ofUwlr } from './check.ts';
import { familyOfRoot } from './recognise.ts';

/** A document that is being checked as its bytes come in. */
export interface CheckInPieces {
  /** @returns whether more bytes are wanted */
  write(bytes: Uint8Array): boolean;
  end(): CheckReport;
}

/** Begins to check a document, of which no more is held than its keys: EDEXML and UWLR may be as large as the
 * limits allow. Other kinds are gathered first and then judged in one go.
 * @param name what the file is called; see checkDocument
 * @param wholeLimits of what is gathered
 * @param today see checkDocument */
export function newCheck(
  name: string, limits: XmlLimits = streamLimits, wholeLimits: XmlLimits = fileLimits, today?: PlainDate,
): CheckInPieces {
  let gathered: Uint8Array[] = [];
  let check: CheckInPieces | null = null;
  let refused = false;
  const recogniser = newRecogniser(limits);
  const decide = (): CheckInPieces => {
    const chosen = readerFor(recogniser.root(), limits) ?? gathering(name, wholeLimits, today);
    for (const piece of gathered) chosen.write(piece);
    gathered = [];
    check = chosen;
    return chosen;
  };
  return {
    write(bytes) {
      if (refused) return false;
      if (check !== null) return check.write(bytes);
      gathered.push(bytes);
      if (recogniser.write(bytes)) return true;
      refused = recogniser.refused();
      decide();
      return !refused;
    },
    end: () => (check ?? decide()).end(),
  };
}

function readerFor(root: XmlStart | null, limits: XmlLimits): CheckInPieces | null {
  const family = root === null ? null : familyOfRoot(root);
  if (family === 'edexml') {
    const reading = newEdexmlReading('counted', limits);
    return { write: (bytes) => reading.write(bytes), end: () => ofRoster(reading.end()) };
  }
  if (family === 'uwlr') {
    const reading = newUwlrReading('counted', limits);
    return { write: (bytes) => reading.write(bytes), end: () => ofUwlr(reading.end()) };
  }
  return null;
}

interface Recogniser extends Pick<XmlReading, 'write'> {
  root(): XmlStart | null;
  /** Whether it was refused as XML before its root, and is no plain text either, which a table may be. */
  refused(): boolean;
}

function newRecogniser(limits: XmlLimits): Recogniser {
  let root: XmlStart | null = null;
  const reading = newXmlReading(limits, {
    open(start) {
      root = start;
      return 'stop';
    },
  });
  return {
    write: (bytes) => reading.write(bytes),
    root: () => root,
    refused: () => ![undefined, xmlFindings['XML-NOT-XML'].code].includes(reading.end()?.code),
  };
}

/** Gathers a document that is small in practice; one that is not is found too large. */
function gathering(name: string, limits: XmlLimits, today?: PlainDate): CheckInPieces {
  const pieces: Uint8Array[] = [];
  let total = 0;
  return {
    write(bytes) {
      pieces.push(bytes);
      total += bytes.length;
      return total <= limits.bytesMax;
    },
    end: () => checkDocument(Buffer.concat(pieces), name, limits, today),
  };
}
