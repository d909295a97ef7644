/** What the second mail tells. */
export interface StepsMailView {
  readonly contactName: string;
  readonly schoolName: string;
  readonly productName: string;
  readonly publicUrl: string;
  readonly helpPhone: string;
  readonly helpMail: string;
}

/** The mail for steps 2 and 3: they are open, and this is how they go. */
export function stepsMail(view: StepsMailView): { readonly subject: string; readonly text: string } {
  const { productName, publicUrl } = view;
  return {
    subject: `${productName}: stap 2 en stap 3 zijn open`,
    text: `Beste ${view.contactName},

Stap 1 is klaar: ${view.schoolName} kan toetsen klaarzetten en afnemen. Nu zijn ook stap 2 en stap 3 open.
Kies zelf met welke u begint. Samen kosten ze ongeveer tien minuten.

STAP 2  OUDE RESULTATEN
We halen de resultaten van eerdere toetsen (3.0) op uit uw LAS. U kunt ook een bestand inlezen. Kunnen we
een leerling niet vinden? Dan vragen we u wie het is. Daarna zijn de rapporten compleet en komt er planadvies.
${publicUrl}/beheer/geschiedenis

STAP 3  RESULTATEN NAAR HET LAS
U zet de resultaatkoppeling aan (scholen kennen haar als DULT). Nieuwe resultaten gaan dan vanzelf naar uw
LAS, ook de resultaten van toetsen die u na stap 1 al afnam.
${publicUrl}/beheer/resultaten

Komt u er niet uit? Bel ${view.helpPhone} of mail ${view.helpMail}. We zijn er van maandag tot en met
vrijdag van 08.30 tot 15.00 uur. Houd het BRIN-nummer van uw school bij de hand.

Met vriendelijke groet,
${productName}
`,
  };
}

/** The mail to customer service about a key that two schools entered: no key, and of the other school nothing. */
export function keyInUseMail(
  productName: string, sites: readonly string[],
): { readonly subject: string; readonly text: string } {
  return {
    subject: `${productName}: een sleutel die al in gebruik is (${sites.join(', ')})`,
    text: `School ${sites.join(', ')} voerde een autorisatiesleutel in die een andere school al gebruikt.

De sleutel is geweigerd. Noem de ene school niet bij de andere. Vraag beide scholen om hun sleutel na te kijken,
en vraag de LAS-leverancier om een nieuwe als er een bij de verkeerde school ligt.
`,
  };
}
