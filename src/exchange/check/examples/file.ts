import type { xmlFindings } from '../../xml/findings.ts';
import type { checkFindings } from '../findings.ts';
import { childNamesMax, tagMax, textMax } from '../../xml/limits.ts';
import { checked, type ExamplesOf } from './example.ts';

const utf16InName = '<?xml version="1.0" encoding="UTF-16"?><EDEX/>';
const manyRecords = `<EDEX><leerlingen>${'<a/>'.repeat(4)}</leerlingen></EDEX>`;
const fewRecords = { bytesMax: 1000, depthMax: 40, recordsMax: 3 };
const kinds = Array.from({ length: childNamesMax + 1 }, (_, nth) => `<e${nth}/>`).join('');

/** What makes a file no document at all. */
export const fileExamples: ExamplesOf<typeof xmlFindings> = {
  'XML-EMPTY': checked('', ' \r\n'),
  'XML-TOO-LARGE': checked('', '<EDEX/>', { limits: { bytesMax: 5, depthMax: 40 } }),
  'XML-ENCODING': checked('<?xml version="1.0" encoding="EBCDIC-US"?>',
    '<?xml version="1.0" encoding="EBCDIC-US"?><EDEX/>'),
  'XML-ENCODING-OTHER': checked('<?xml version="1.0" encoding="UTF-16"?>', utf16InName),
  'XML-ENCODING-SUSPECT': checked(
    '<?xml version="1.0" encoding="ISO-8859-1"?>',
    '<?xml version="1.0" encoding="ISO-8859-1"?><EDEX><naam>Ismaël</naam></EDEX>',
  ),
  'XML-VERSION': checked('<?xml version="1.1"?>', '<?xml version="1.1"?><EDEX/>'),
  'XML-COMPRESSED': checked('PK (een zipbestand)', 'PK\u0003\u0004'),
  'XML-NOT-XML': checked('Beste collega, hierbij het bestand.'),
  'XML-HTML': checked('<html><head><title>Aanmelden</title></head></html>'),
  'XML-EDEX2000': checked('LL;0001;Voorbeeld', undefined, { name: 'EDEXLL.TXT' }),
  'XML-DOCTYPE': checked('<!DOCTYPE EDEX SYSTEM "EDEX.dtd">', '<!DOCTYPE EDEX SYSTEM "EDEX.dtd"><EDEX/>'),
  'XML-ENTITY': checked('<naam>Caf&eacute;</naam>', '<EDEX><naam>Caf&eacute;</naam></EDEX>'),
  'XML-DEPTH': checked('<a><a><a> ... </a></a></a>', `<EDEX>${'<a>'.repeat(50)}${'</a>'.repeat(50)}</EDEX>`),
  'XML-TAG-LENGTH': checked('<leerling key="0000000 ...', `<EDEX><x key="${'0'.repeat(tagMax)}"/></EDEX>`),
  'XML-TEXT-LENGTH': checked('<!-- ... -->', `<EDEX><!--${' '.repeat(textMax + 200_000)}--></EDEX>`),
  'XML-RECORDS': checked('<leerling/><leerling/><leerling/> ...', manyRecords, { limits: fewRecords }),
  'XML-RECORD': checked('<a/><b/><c/> ...', `<EDEX>${kinds}</EDEX>`),
  'XML-MALFORMED': checked('<leerling key="1"></leerlingen>', '<EDEX><leerling key="1"></leerlingen></EDEX>'),
};

/** What makes a document one that we do not know. */
export const checkExamples: ExamplesOf<typeof checkFindings> = {
  'CHECK-UNKNOWN': checked('<brief/>'),
};
