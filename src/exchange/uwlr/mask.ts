/* A message as it may be kept for a while and looked at: without keys, ECK iDs and whatever we have no use
 * for. Flows in: the text of any message, request, answer, fault or page of a proxy, whole or cut off. Flows
 * out: the same text, with what is not on the lists below replaced. What is unknown is masked, so that a field
 * that a LAS adds tomorrow is not kept by accident. */

/** What stands where something was masked. */
export const maskedSign = '•••';

/** Elements whose text may be kept: those that we read or write ourselves. Never a key, ECK iD or personal
 * number. */
const keptElements: ReadonlySet<string> = new Set([
  'klantnaam',
  'schooljaar', 'brincode', 'dependancecode', 'schoolkey', 'aanmaakdatum', 'auteur', 'xsdversie', 'peildatum',
  'gegevenssetid', 'laatstontvangengegevens', 'naam', 'mutatiedatum',
  'achternaam', 'voorvoegsel', 'voornamen', 'voorletters-1', 'roepnaam', 'geboortedatum', 'geslacht',
  'start_ondw_jgr3', 'jaargroep', 'instroomdatum', 'uitstroomdatum', 'rol', 'rolomschrijving',
  'leerlingid', 'resultaatverwerkerid', 'afnamedatum', 'toetscode', 'versie', 'toetsonderdeelcode', 'score',
  'infourl', 'toetsnaam', 'leerjaar', 'vakgebied', 'toetscategorie', 'toetsniveau', 'wegingsfactor', 'term',
  'beginnormwaarde', 'eindnormwaarde', 'ingang', 'toetsonderdeelvolgnummer', 'toetsonderdeelnaam',
  'aantalopgaven', 'aantalgoed', 'aantalfout', 'aantalgelezen', 'tijd', 'vaardigheidsscore',
  'codevaardigheidsschaal', 'bivlaag', 'bivhoog', 'codereferentiescore', 'codevergelijkingsgroep', 'waarde',
  'kwalificatie',
  'faultcode', 'faultstring', 'faultactor',
]);

/** Attributes whose value may be kept. */
const keptAttributes: ReadonlySet<string> = new Set([
  'key', 'niveau', 'vocabulaire', 'vocabulairelocatie', 'version', 'encoding', 'standalone',
]);

/** Markup and text, one piece at a time; each piece ends at the end of a text that was cut off. */
const pieces = new RegExp([
  /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)/, /<!--[\s\S]*?(?:-->|$)/, /<[?!][^>]*>?/,
  /<(?:[^<>"']|"[^"]*"?|'[^']*'?)*>?/, /[^<]+/,
].map(({ source }) => source).join('|'), 'gu');

const anyEckId = /https?:\/\/(?:ketenid\.nl|id\.school)\/[^\s"'<>]*/giu;

/**
 * A message without what may not be kept: the autorisatiesleutel, the klantcode, ECK iDs wherever they stand,
 * personal numbers, addresses, comments and every field that nobody here reads.
 * @param secrets texts that never stay, whatever surrounds them
 */
export function maskMessage(text: string, secrets: readonly string[]): string {
  const bare = withoutSecrets(text, secrets);
  return isMessage(bare) ? maskMarkup(bare) : bare.slice(0, pageCharactersMax);
}

/** How much of a page that is no message is kept. */
const pageCharactersMax = 4000;

function withoutSecrets(text: string, secrets: readonly string[]): string {
  const spelled = secrets.filter((secret) => secret !== '').flatMap((secret) => [secret, escaped(secret)]);
  return spelled.reduce((left, secret) => left.replaceAll(secret, maskedSign), text)
    .replace(anyEckId, maskedSign);
}

function escaped(secret: string): string {
  return secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Whether it is, or pretends to be, a message: a page of a proxy has no personal data of a school. */
function isMessage(text: string): boolean {
  return !/^\s*(?:<!doctype html|<html)/iu.test(text) && /^[^<]{0,3}\s*</u.test(text);
}

function maskMarkup(text: string): string {
  let leaf: string | null = null;
  return text.replace(pieces, (piece) => {
    if (piece.startsWith('<![CDATA[')) return keptText(leaf, piece);
    if (piece.startsWith('<!')) return '';
    if (piece.startsWith('<?')) return /^<\?xml\s/u.test(piece) ? piece : '';
    if (!piece.startsWith('<')) return keptText(leaf, piece);
    leaf = /^<[/]|[/]>$/u.test(piece) ? null : localName(piece);
    return maskAttributes(piece);
  });
}

function keptText(leaf: string | null, text: string): string {
  if (text.trim() === '') return text;
  return leaf !== null && keptElements.has(leaf) ? text : maskedSign;
}

function localName(tag: string): string {
  return /^<(?:[^\s:/>]*:)?([^\s/>]*)/u.exec(tag)?.[1] ?? '';
}

function maskAttributes(tag: string): string {
  return tag.replace(/([^\s=<]+)(\s*=\s*)(?:"[^"]*"?|'[^']*'?)/gu, (whole, name: string, equals: string) =>
    (keptAttributes.has(name) || /^xmlns(?::|$)/u.test(name) ? whole : `${name}${equals}"${maskedSign}"`));
}
